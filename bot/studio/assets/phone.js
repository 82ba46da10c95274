// The phone beside the editor: a frame without an origin that is told what to draw and says what was pointed at.

const BEZEL = 20;
const WHOLE = 375;
const $ = (id) => document.getElementById(id);
const chosen = (name) => $(name).querySelector(":checked").value;

/** @param heard {picked(pointer), hovered(pointer or null), changed()}: pointers into the template */
export function openPhone({ picked, hovered, changed }) {
  const frame = $("frame");
  let shown = null, origins = {};
  const send = (said) => frame.contentWindow.postMessage(said, "*");
  const draw = () => { if (shown) send({ show: { ...shown, letters: $("large").checked ? 1.6 : 1, dark: $("dark").checked } }); };

  addEventListener("message", ({ data, source }) => {
    if (source !== frame.contentWindow) return;
    if (data.ready) draw();
    if (typeof data.picked === "string" && data.picked in origins) picked(origins[data.picked]);
    if ("hovered" in data) hovered(data.hovered in origins ? origins[data.hovered] : null);
  });
  for (const id of ["large", "dark"]) $(id).addEventListener("change", draw);
  for (const id of ["sample", "language"]) $(id).addEventListener("change", changed);
  const fit = () => { $("phone").style.width = `${Number(chosen("width")) + BEZEL}px`; };
  $("width").addEventListener("change", fit);
  if (innerWidth < WHOLE + BEZEL + 32) $("width").querySelector("[value='320']").checked = true;
  fit();
  send({ hello: true }); // it may have been ready before us

  return {
    show(messages, places) {
      origins = places;
      shown = { messages };
      const size = Math.max(0, ...messages.map((each) => new TextEncoder().encode(JSON.stringify(each.contents ?? each)).length));
      $("alt").textContent = messages.map((each) => each.altText ?? each.text ?? "").join("\n");
      $("bytes").value = size;
      $("bytes-words").textContent = `${(size / 1024).toFixed(1)} / ${messages.some((each) => each.contents?.type === "carousel") ? 50 : 30} KB`;
      $("bytes").max = messages.some((each) => each.contents?.type === "carousel") ? 51200 : 30720;
      draw();
    },
    /** Everything that this place of the template makes; null: nothing. */
    outline(pointer) {
      send({ outline: pointer === null ? [] : Object.keys(origins).filter((each) => origins[each] === pointer) });
    },
    get messages() { return shown?.messages ?? []; },
    sample: () => chosen("sample"),
    language: () => chosen("language"),
  };
}
