// Making elements, and a few pictures for the buttons.

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
  send: "M3 11.5 20.5 4 15 20.5l-3.6-6.4L3 11.5Zm8.4 2.6L20.5 4",
  place: "M12 21c4.5-5 7-8.4 7-11.3A7 7 0 0 0 5 9.7C5 12.6 7.5 16 12 21Zm0-8.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6Z",
  menu: "M4 7h16M4 12h16M4 17h16",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M5.5 11h13v9h-13z",
  block: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM6 6l12 12",
  close: "M6 6l12 12M18 6 6 18",
  phone: "M6 3.5h3.5l1.5 4.5-2.2 1.5a12 12 0 0 0 5.7 5.7L16 13l4.5 1.5V18a2.5 2.5 0 0 1-2.5 2.5C10.5 20.5 3.5 13.5 3.5 6A2.5 2.5 0 0 1 6 3.5Z",
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
