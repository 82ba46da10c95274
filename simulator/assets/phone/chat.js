// The chat: days, bubbles, times, quick replies of the newest message, the dots while an answer is on its way.

import { fitted } from "../flex/flex.js";
import { button, face, icon, image, make, pullable } from "./dom.js";
import { altText, drawMessage } from "./messages.js";
import { address } from "./server.js";
import { tapper } from "./tap.js";
import { clock, day, words } from "./words.js";

const chat = document.getElementById("chat");
const quick = document.getElementById("quick");
const announce = document.getElementById("announce");
const channel = document.body.dataset.channel;
const seen = new Set();
let lastDay = "";
let lastSender = "";
let told = () => undefined;

chat.setAttribute("aria-label", words.chat);
quick.setAttribute("aria-label", words.quick);
pullable(quick);

export function tellTo(listener) {
  told = listener;
}

/** `isNews`: it comes while she looks, so it moves in and is read aloud. False when it was shown already. */
export function addEntry(entry, isNews) {
  if (seen.has(entry.id)) return false;
  seen.add(entry.id);
  const tap = tapper({ message: entry.id }, entry.message, told);
  const drawn = drawMessage(entry.message, tap);
  showQuickReplies(entry, tap);
  if (entry.from === "bot") markAllRead();
  if (!drawn) return true;
  const at = new Date(entry.at);
  addDay(at);
  const row = rowOf(entry, drawn, at);
  if (isNews) row.classList.add("is-new");
  if (isNews && entry.from === "bot") announce.append(make("span", "", `${channel}: ${altText(entry.message)}. `));
  chat.insertBefore(row, dots);
  fitted(drawn);
  lastSender = entry.from;
  toEnd();
  return true;
}

function rowOf(entry, drawn, at) {
  const row = make("div", `row from-${entry.from}${lastSender === entry.from ? " same" : ""}`);
  row.dataset.id = entry.id;
  row.dataset.type = entry.message.type;
  row.setAttribute("role", "article");
  const who = entry.from === "bot" ? channel : words.you;
  row.setAttribute("aria-label", `${who} ${clock(at)}: ${altText(entry.message)}`);
  if (entry.from === "bot") row.append(face());
  drawn.classList.add("said");
  if (drawn.matches(".fx-carousel, .template-row")) row.classList.add("is-wide");
  if (drawn.matches(".fx-bubble")) row.classList.add("is-card");
  const foot = make("span", "foot");
  foot.append(make("span", "read", words.read), make("time", "", clock(at)));
  row.append(drawn, foot);
  return row;
}

function addDay(at) {
  const plain = at.toDateString();
  if (plain === lastDay) return;
  lastDay = plain;
  lastSender = "";
  const made = make("p", "day", day(at));
  made.dataset.at = at.toISOString();
  chat.insertBefore(made, dots);
}

/** Today becomes yesterday when the clock is moved. */
export function renameDays() {
  for (const each of chat.querySelectorAll(".day")) each.textContent = day(new Date(each.dataset.at));
}

export function toEnd() {
  requestAnimationFrame(() => chat.scrollTo({ top: chat.scrollHeight }));
}
new ResizeObserver(toEnd).observe(chat);
chat.addEventListener("load", toEnd, true);

function showQuickReplies(entry, tap) {
  const items = entry.from === "bot" ? (entry.message.quickReply?.items ?? []) : [];
  quick.replaceChildren(...items.map((item) => chip(item, tap)));
  quick.hidden = items.length === 0;
  quick.scrollLeft = 0;
}

function chip({ action, imageUrl }, tap) {
  const made = button("", () => tap(action), "chip");
  if (imageUrl) made.append(image(address(imageUrl)));
  else if (action.type === "location") made.append(icon("place"));
  made.append(make("span", "", action.label));
  return made;
}

function markAllRead() {
  for (const row of chat.querySelectorAll(".row.from-user:not(.is-read)")) row.classList.add("is-read");
}

export function showRead(upTo) {
  for (const row of chat.querySelectorAll(".row.from-user")) {
    if (row.dataset.id.length < upTo.length || (row.dataset.id.length === upTo.length && row.dataset.id <= upTo)) {
      row.classList.add("is-read");
    }
  }
}

const dots = make("div", "row from-bot loading");
dots.append(face(), make("div", "bubble dots said"));
dots.lastChild.append(make("i"), make("i"), make("i"));
dots.setAttribute("aria-label", words.loading);
dots.hidden = true;
chat.append(dots);
let timer = 0;
let isWaiting = false;
let loadsUntil = 0;

/** The service asked for the animation: until the next message, at most this long. */
export function showLoading(milliseconds) {
  clearTimeout(timer);
  loadsUntil = Date.now() + milliseconds;
  timer = setTimeout(showDots, milliseconds + 20);
  showDots();
}

let soon = 0;

/** Something is on its way to the service; what is answered at once needs no dots. */
export function showWaiting(waits) {
  clearTimeout(soon);
  isWaiting = false;
  if (waits) {
    soon = setTimeout(() => {
      isWaiting = true;
      showDots();
    }, 250);
  }
  showDots();
}

function showDots() {
  dots.hidden = !isWaiting && Date.now() >= loadsUntil;
  if (!dots.hidden) toEnd();
}
