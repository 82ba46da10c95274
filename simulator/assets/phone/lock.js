// The lock screen: the alt text of each pushed message, as a passer-by would see it.

import { button, icon, image, make, named } from "./dom.js";
import { altText } from "./messages.js";
import { cover, onEscape, uncover } from "./overlay.js";
import { close as closeSheet, isOpen as sheetIsOpen } from "./sheets.js";
import { clock, longDay, now, words } from "./words.js";

const phone = document.getElementById("phone");
const lock = document.getElementById("lock");
const list = document.getElementById("lock-list");
const unlock = document.getElementById("lock-close");
const banner = document.getElementById("banner");
const channel = document.body.dataset.channel;
const MOST = 30;
const BANNER_MS = 6000;

named(document.getElementById("show-lock"), words.lock, "lock").addEventListener("click", showLock);
lock.setAttribute("aria-label", words.lock);
unlock.append(icon("up"), words.unlock);
unlock.addEventListener("click", open);
onEscape(lock, open);
list.append(make("li", "lock-empty", words.nothing));

export function showLock() {
  closeSheet();
  phone.classList.add("is-locked");
  cover(lock, unlock);
}

function open() {
  phone.classList.remove("is-locked");
  uncover(lock);
}

export function tick() {
  const time = now();
  document.getElementById("lock-clock").textContent = clock(time);
  document.getElementById("status-clock").textContent = clock(time);
  document.getElementById("lock-date").textContent = longDay(time);
}
tick();
setInterval(tick, 1000);

/** `isNews`: it comes while she looks. What she is shown as an answer needs no notification. */
export function notify(entry, isNews) {
  if (entry.from !== "bot" || entry.via !== "push") return;
  list.querySelector(".lock-empty")?.remove();
  const item = make("li", entry.silent ? "silent" : "");
  item.append(notification(entry));
  list.prepend(item);
  while (list.children.length > MOST) list.lastChild.remove();
  if (isNews && sheetIsOpen()) drop(entry);
}

function notification(entry) {
  const made = button("", open, "notification");
  const head = make("span", "notification-head");
  head.append(make("b", "", channel));
  if (entry.silent) {
    const mark = make("span", "silent-mark");
    mark.append(icon("silent"), words.silent);
    head.append(mark);
  }
  head.append(make("time", "", clock(new Date(entry.at))));
  made.append(image("/assets/avatar.svg"), head, make("span", "notification-words", altText(entry.message)));
  return made;
}

let timer = 0;

function drop(entry) {
  clearTimeout(timer);
  banner.replaceChildren(image("/assets/avatar.svg"), make("b", "", channel), make("span", "", altText(entry.message)));
  banner.hidden = false;
  timer = setTimeout(raise, BANNER_MS);
}

function raise() {
  banner.hidden = true;
}

banner.addEventListener("click", () => {
  raise();
  closeSheet();
});
