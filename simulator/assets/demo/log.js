// What happened, line by line; a call of the API opens to its request and answer.

import { beside, clock, day, isoDay } from "./dates.js";
import { exchangeParts, icon, make } from "./dom.js";
import { actor, sentence } from "./sentences.js";
import { words } from "./words.js";

const MOST = 300;
const PICTURES = { patient: "people", service: "bell", hospital: "plus", clock: "calendar" };
const list = document.getElementById("log-list");
const scroll = document.getElementById("log-scroll");
const empty = document.getElementById("log-empty");
const all = [];
let focus = { user: null, hospital: null, appointment: null };

const concerns = (each) =>
  each.user_id ? each.user_id === focus.user : focus.user !== null && each.hospital === focus.hospital;

export function addToLog(happening) {
  all.push(happening);
  if (all.length > MOST) all.shift();
  if (!concerns(happening)) return false;
  show(happening);
  toEnd();
  return true;
}

/** Whose story is told, and beside which appointment its times are named. */
export function tellOf(next) {
  const same = Object.keys(next).every((key) => next[key] === focus[key]);
  focus = next;
  if (!same) redraw();
}

export function redraw() {
  const open = new Set([...list.querySelectorAll("details[open]")].map((each) => each.dataset.id));
  list.replaceChildren();
  for (const each of all.filter(concerns)) show(each, open.has(String(each.id)));
  empty.hidden = list.childElementCount > 0;
  toEnd();
}

export const newest = () => all.findLast((each) => each.exchange && concerns(each)) ?? null;

function show(happening, open = false) {
  empty.hidden = true;
  const at = new Date(happening.at);
  const today = isoDay(at);
  if (list.dataset.day !== today || !list.childElementCount) {
    list.dataset.day = today;
    const near = beside(at, focus.appointment);
    list.append(make("li", "log-day", near ? `${day(at)} · ${near}` : day(at)));
  }
  list.append(line(happening, at, open));
}

function line(happening, at, open) {
  const who = actor(happening);
  const item = make("li", `log-item is-${who}${happening.kind === "refused" ? " is-refused" : ""}`);
  item.dataset.kind = happening.kind;
  const mark = make("span", "log-mark");
  mark.append(icon(PICTURES[who]));
  const said = make("div", "log-words");
  const head = [make("time", "", timeOf(happening, at)), make("span", "", sentence(happening))];
  if (happening.exchange) said.append(opened(happening, head, open));
  else said.append(...head);
  item.append(mark, said);
  return item;
}

/** What is sent by the clock is told beside the appointment: "09:00 the day before —". */
function timeOf({ kind, facts }, at) {
  const near = kind === "delivered" ? beside(at, facts.appointment_at ?? focus.appointment) : "";
  return near ? `${clock(at)} ${near} —` : clock(at);
}

function opened(happening, head, open) {
  const made = make("details");
  made.dataset.id = happening.id;
  made.open = open;
  const summary = make("summary");
  const { method, path, status } = happening.exchange;
  summary.append(...head, make("code", happening.exchange.status < 300 && status ? "" : "is-bad", `${method} ${path} → ${status || words().noAnswer}`));
  made.append(summary);
  const fillIn = () => {
    if (made.open && made.childElementCount === 1) made.append(...exchangeParts(happening.exchange, words()));
  };
  made.addEventListener("toggle", fillIn);
  fillIn();
  return made;
}

export function toEnd() {
  requestAnimationFrame(() => scroll.scrollTo({ top: scroll.scrollHeight }));
}
