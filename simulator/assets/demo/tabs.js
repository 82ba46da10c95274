// On a narrow screen there is one area at a time; a dot says that something happened in another.

import { toEnd as toLogEnd } from "./log.js";
import { words } from "./words.js";

const bar = document.getElementById("tabs");
const NAMES = { phone: "phone", desk: "deskTab", time: "timeTab", log: "logTab" };
const buttons = new Map([...bar.querySelectorAll("button")].map((each) => [each.dataset.tab, each]));

for (const [name, each] of buttons) each.addEventListener("click", () => showTab(name));

export function showTab(name) {
  document.body.dataset.tab = name;
  for (const [each, made] of buttons) {
    if (each === name) made.setAttribute("aria-current", "page");
    else made.removeAttribute("aria-current");
  }
  buttons.get(name).classList.remove("has-news");
  if (name === "log") toLogEnd();
}

export function drawTabs() {
  bar.hidden = false;
  bar.setAttribute("aria-label", words().areas);
  for (const [name, made] of buttons) made.textContent = words()[NAMES[name]];
}

export function tellTab(name) {
  if (document.body.dataset.tab !== name) buttons.get(name).classList.add("has-news");
}
