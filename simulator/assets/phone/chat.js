// The chat: days, bubbles, times, quick replies of the newest message, the animation while the bot thinks.

import { button, make } from "./dom.js";
import { drawMessage } from "./messages.js";
import { tapper } from "./tap.js";
import { clock, day, words } from "./words.js";

const chat = document.getElementById("chat");
const quick = document.getElementById("quick");
const seen = new Set();
let lastDay = "";
let lastSender = "";
let told = () => undefined;

export function tellTo(listener) {
  told = listener;
}

export function addEntry(entry) {
  if (seen.has(entry.id)) return;
  seen.add(entry.id);
  const tap = tapper({ message: entry.id }, entry.message, told);
  const drawn = drawMessage(entry.message, tap);
  showQuickReplies(entry, tap);
  if (!drawn) return;
  const at = new Date(entry.at);
  addDay(at);
  const row = make("div", `row from-${entry.from}${lastSender === entry.from ? " same" : ""}`);
  row.dataset.id = entry.id;
  if (entry.from === "bot") row.append(Object.assign(make("span", "avatar", "M"), { ariaHidden: "true" }));
  if (drawn.classList.contains("fx-carousel")) row.classList.add("is-wide");
  const foot = make("span", "foot");
  foot.append(make("span", "read", words.read), make("time", "", clock(at)));
  row.append(drawn, foot);
  chat.append(row);
  lastSender = entry.from;
  requestAnimationFrame(() => chat.scrollTo({ top: chat.scrollHeight }));
}

function addDay(at) {
  if (day(at) === lastDay) return;
  lastDay = day(at);
  lastSender = "";
  chat.append(make("p", "day", lastDay));
}

function showQuickReplies(entry, tap) {
  const items = entry.from === "bot" ? (entry.message.quickReply?.items ?? []) : [];
  quick.replaceChildren(...items.map(({ action }) => button(action.label, () => tap(action), "chip")));
  quick.hidden = items.length === 0;
  quick.scrollLeft = 0;
}

export function showRead(upTo) {
  for (const row of chat.querySelectorAll(".row.from-user")) {
    row.classList.toggle("is-read", row.dataset.id.length < upTo.length || row.dataset.id <= upTo);
  }
}

let dots = null;
let timer = 0;

export function showLoading(milliseconds) {
  clearTimeout(timer);
  dots?.remove();
  dots = null;
  if (milliseconds <= 0) return;
  dots = make("div", "row from-bot loading");
  dots.append(make("span", "avatar", "M"), make("div", "bubble dots"));
  dots.lastChild.append(make("i"), make("i"), make("i"));
  dots.setAttribute("aria-label", words.loading);
  chat.append(dots);
  chat.scrollTo({ top: chat.scrollHeight });
  timer = setTimeout(() => showLoading(0), milliseconds);
}
