// Making elements, and the pictures of the buttons.

export function make(tag, className = "", text = undefined) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function button(text, onClick, className = "") {
  const made = make("button", className, text);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}

const PATHS = {
  send: "M4 4.5 21 12 4 19.5l2.5-7.5L4 4.5Zm2.5 7.5H13",
  place: "M12 21c4.5-5 7-8.4 7-11.3A7 7 0 0 0 5 9.7C5 12.6 7.5 16 12 21Zm0-8.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6Z",
  menu: "M4 6h16v12H4zM4 12h16M12 6v12",
  keyboard: "M3 6h18v12H3zM7 10h.01M12 10h.01M17 10h.01M7 14h10",
  more: "M4 6.5h16M4 12h16M4 17.5h16",
  plus: "M12 4.5v15M4.5 12h15",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.5 9.7v.6M15.5 9.7v.6M8 14.3c1 1.5 2.4 2.2 4 2.2s3-.7 4-2.2",
  lock: "M7.5 10.5V8a4.5 4.5 0 0 1 9 0v2.5M6 10.5h12v9.5H6z",
  block: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM6 6l12 12",
  close: "M5.5 5.5l13 13M18.5 5.5l-13 13",
  back: "M14.5 4.5 7 12l7.5 7.5",
  up: "M5 15l7-7 7 7",
  outside: "M9 5H5v14h14v-4M13 4h7v7M20 4l-9 9",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15L6 16.5ZM10 20.5h4",
  silent: "M6 16.5V11a6 6 0 0 1 1-3.3M10 5.3A6 6 0 0 1 18 11v4M4 4l16 16M10 20.5h4M5 18h12",
  shield: "M12 2.5 20 5.3v6c0 4.8-3.2 8.4-8 10.2-4.8-1.8-8-5.4-8-10.2v-6L12 2.5ZM8.2 11.8l2.7 2.7 5-5.2",
  phone: "M6 3.5h3.5l1.5 4.5-2.2 1.5a12 12 0 0 0 5.7 5.7L16 13l4.5 1.5V18a2.5 2.5 0 0 1-2.5 2.5C10.5 20.5 3.5 13.5 3.5 6A2.5 2.5 0 0 1 6 3.5Z",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 11a3 3 0 1 0-1-5.8M17.5 14.5c2.3.6 3.7 2.4 4 5.5",
  letters: "M3 18 8 6l5 12M4.7 14h6.6M14.5 18l3.5-8.5 3.5 8.5M15.7 15.3h4.6",
  calendar: "M5 6h14v14H5zM5 10h14M9 3.5V7M15 3.5V7",
  check: "M5 12.5l4.5 4.5L19 7",
};

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

export function named(element, label, picture) {
  element.setAttribute("aria-label", label);
  element.title = label;
  element.replaceChildren(icon(picture));
  return element;
}

export function image(source, className = "") {
  const made = make("img", className);
  made.src = source;
  made.alt = "";
  return made;
}

export const face = () => {
  const made = make("span", "avatar");
  made.setAttribute("aria-hidden", "true");
  made.append(image("/assets/avatar.svg"));
  return made;
};

/** A mouse can pull what a finger swipes. */
export function pullable(row) {
  let from = null;
  row.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0) from = { x: event.clientX, left: row.scrollLeft, far: false };
  });
  const move = (event) => {
    if (!from) return;
    if (Math.abs(event.clientX - from.x) > 6) from.far = true;
    row.classList.toggle("is-dragged", from.far);
    if (from.far) row.scrollLeft = from.left + from.x - event.clientX;
  };
  const end = () => {
    if (from?.far) row.addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => row.removeEventListener("click", stop, { capture: true }));
    row.classList.remove("is-dragged");
    from = null;
  };
  const stop = (event) => event.stopPropagation();
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", end);
  return row;
}
