// The lock screen: the alt text of each message, as a passer-by would see it.

import { make, named } from "./dom.js";
import { altText } from "./messages.js";
import { clock, longDay, words } from "./words.js";

const lock = document.getElementById("lock");
const list = document.getElementById("lock-list");
const toggle = document.getElementById("show-lock");
const close = document.getElementById("lock-close");
const channel = document.body.dataset.channel;

document.getElementById("lock-title").textContent = words.lock;
close.textContent = words.close;
named(toggle, words.lock, "lock");
list.append(make("li", "lock-empty", words.nothing));

function show(open) {
  lock.classList.toggle("is-open", open);
  toggle.setAttribute("aria-pressed", String(open));
  if (open) close.focus();
}

toggle.addEventListener("click", () => show(!lock.classList.contains("is-open")));
close.addEventListener("click", () => {
  show(false);
  toggle.focus();
});
lock.addEventListener("keydown", (event) => event.key === "Escape" && show(false));

function tick() {
  const now = new Date();
  document.getElementById("lock-clock").textContent = clock(now);
  document.getElementById("lock-date").textContent = longDay(now);
}
tick();
setInterval(tick, 5000);

export function notify(entry) {
  if (entry.from !== "bot") return;
  list.querySelector(".lock-empty")?.remove();
  const item = make("li", entry.silent ? "silent" : "");
  const head = make("header");
  head.append(make("b", "", channel), make("time", "", clock(new Date(entry.at))));
  item.append(head, make("p", "", altText(entry.message)));
  list.prepend(item);
  while (list.children.length > 30) list.lastChild.remove();
}
