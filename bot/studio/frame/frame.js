// Draws what the studio's page sends, and says what was pointed at. Texts are only ever texts.

import { drawFlex, fitted } from "./flex.js";

const chat = document.querySelector("#chat");
const PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 5 4'%3E%3Cpath fill='%23e3e8e6' d='M0 0h5v4H0z'/%3E%3C/svg%3E";
const context = { tap() {}, address: () => PICTURE };
let outlined = [], hovered = null;

function make(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function row(message, at) {
  const made = make("div", "row");
  made.dataset.at = at;
  const shown = message.type === "flex" ? drawFlex(message.contents, context) : make("p", "bubble", message.text);
  if (message.type !== "flex") shown.dataset.pointer = "";
  made.append(make("span", "avatar", "M"), shown);
  return made;
}

function show({ messages, letters, dark }) {
  document.documentElement.classList.toggle("dark", Boolean(dark));
  document.documentElement.style.setProperty("--scale", letters || 1);
  chat.replaceChildren(...messages.map(row));
  const items = messages.at(-1)?.quickReply?.items ?? [];
  if (items.length) {
    const quick = make("div", "quick");
    quick.dataset.at = messages.length - 1;
    quick.append(...items.map((item, at) => Object.assign(make("span", "chip", item.action.label), { quickReply: `/quickReply/items/${at}` })));
    chat.append(quick);
  }
  fitted(chat);
  outline(outlined, false);
}

/** The pointer into the messages of a drawn element. */
function pointerOf(element) {
  const part = element.closest?.("[data-pointer], .chip");
  const at = element.closest?.("[data-at]")?.dataset.at;
  if (!part || at === undefined) return null;
  if (part.quickReply) return `/${at}${part.quickReply}`;
  return part.classList.contains("bubble") ? `/${at}` : `/${at}/contents${part.dataset.pointer}`;
}

function outline(pointers, move = true) {
  outlined = pointers;
  for (const each of chat.querySelectorAll("[data-pointer], .chip")) {
    each.classList.toggle("is-hovered", pointers.includes(pointerOf(each)));
  }
  if (move) chat.querySelector(".is-hovered")?.scrollIntoView({ block: "nearest" });
}

addEventListener("message", ({ data, source }) => {
  if (source !== parent) return;
  if (data.hello) parent.postMessage({ ready: true }, "*");
  if (data.show) show(data.show);
  if (data.outline) outline(data.outline);
});
addEventListener("click", (event) => {
  event.preventDefault();
  event.stopPropagation();
  const pointer = pointerOf(event.target);
  if (pointer !== null) parent.postMessage({ picked: pointer }, "*");
}, true);
function over(pointer) {
  if (pointer === hovered) return;
  hovered = pointer;
  outline(pointer === null ? [] : [pointer], false);
  parent.postMessage({ hovered: pointer }, "*");
}
addEventListener("mousemove", (event) => over(pointerOf(event.target)));
document.documentElement.addEventListener("mouseleave", () => over(null));
parent.postMessage({ ready: true }, "*");
