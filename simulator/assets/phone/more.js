// The chat's menu: lock screen, size of letters, blocking.

import { button, icon, make, named } from "./dom.js";
import { blocked, changeBlock } from "./composer.js";
import { showLock } from "./lock.js";
import { close, open } from "./sheets.js";
import { words } from "./words.js";

const SCALES = [1, 1.3, 1.6];
const title = document.body.dataset.channel;
let chosen = 0;

named(document.getElementById("show-more"), words.more, "more").addEventListener("click", show);
const back = document.getElementById("patients");
if (back) named(back, words.patients, "back");
if (back?.tagName === "BUTTON") {
  back.addEventListener("click", () => window.parent.postMessage({ what: "patients" }, location.origin));
}
const shield = document.getElementById("shield");
shield.append(icon("shield"));

function show() {
  const list = make("div", "choices");
  list.append(
    choice("lock", words.lock, showLock),
    sizes(),
    choice("block", blocked() ? words.unblock : words.block, changeBlock, "danger"),
  );
  open("", title, list);
}

function choice(name, label, act, className = "") {
  const made = button("", () => {
    close();
    act();
  }, `choice ${className}`);
  made.id = name === "block" ? "block" : `choose-${name}`;
  made.append(icon(name), make("span", "", label));
  return made;
}

function sizes() {
  const row = make("div", "sizes");
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", words.size);
  row.append(icon("letters"), make("span", "", words.size), ...SCALES.map((scale, index) => size(scale, index, row)));
  return row;
}

function size(scale, index, row) {
  const made = button("ก", () => {
    chosen = index;
    document.documentElement.style.setProperty("--scale", scale);
    for (const each of row.querySelectorAll("button")) each.setAttribute("aria-pressed", String(each === made));
  });
  made.setAttribute("aria-label", words.sizes[index]);
  made.setAttribute("aria-pressed", String(index === chosen));
  made.style.fontSize = `${14 * scale}px`;
  return made;
}
