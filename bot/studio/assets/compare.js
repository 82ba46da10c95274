// Two pictures: each frame is told its messages when it is ready.

const frames = [...document.querySelectorAll("iframe[data-messages]")];
const tell = (frame) => frame.contentWindow.postMessage({ show: { messages: JSON.parse(frame.dataset.messages), letters: 1, dark: false } }, "*");
addEventListener("message", ({ data, source }) => {
  const frame = frames.find((each) => each.contentWindow === source);
  if (frame && data.ready) tell(frame);
});
for (const frame of frames) tell(frame);
for (const select of document.querySelectorAll(".compare-tools select")) select.addEventListener("change", () => select.form.requestSubmit());
