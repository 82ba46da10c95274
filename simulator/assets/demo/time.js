// The time machine: the hospital's test clock, and the stops of the journey of the booking in hand.

import { clock, day, moment } from "./dates.js";
import { isOff, make, turnOff } from "./dom.js";
import { fill, words } from "./words.js";

const NAMES = ["midnight", "day_before", "same_day", "near", "noon_after"];
const list = document.getElementById("steps");
const hint = document.getElementById("time-hint");
const buttons = new Map();
let now = null;
let readAt = 0;
let travels = "";

export function startTime(go) {
  for (const name of NAMES) {
    const made = make("button", "step");
    made.type = "button";
    made.id = `time-${name.replace("_", "-")}`;
    made.append(make("b"), make("span"), make("small"));
    made.addEventListener("click", () => {
      if (!isOff(made)) go(name);
    });
    buttons.set(name, made);
    const item = make("li");
    item.append(made);
    list.append(item);
  }
  setInterval(tick, 1000);
}

export function showTravelling(name) {
  travels = name;
  document.getElementById("time").classList.toggle("is-travelling", Boolean(name));
  for (const each of buttons.values()) if (name) turnOff(each, true);
  if (name) hint.textContent = fill(words().travelling, { step: words().steps[name][0] });
}

export function drawTime(state) {
  if (state.now && state.now !== now) {
    now = state.now;
    readAt = Date.now();
  }
  const booking = state.bookings?.find((each) => each.booking_ref === state.focus);
  const steps = new Map((state.steps ?? []).map((each) => [each.name, each]));
  const next = (state.steps ?? []).find((each) => !each.past && each.possible);
  for (const [name, made] of buttons) drawStep(name, made, steps.get(name), next);
  if (!travels) hint.textContent = hintOf(state, booking, next);
  tick();
}

function drawStep(name, made, step, next) {
  const [title, what] = words().steps[name];
  made.children[0].textContent = title;
  made.children[1].textContent = what;
  made.children[2].textContent = step ? moment(new Date(step.at)) : "";
  turnOff(made, Boolean(travels) || !step || step.past || !step.possible);
  made.parentElement.className = [step?.past ? "is-past" : "", step && step === next ? "is-next" : ""].join(" ").trim();
  if (step && step === next) made.setAttribute("aria-current", "step");
  else made.removeAttribute("aria-current");
}

function hintOf(state, booking, next) {
  if (state.mode === "live") return words().timeLive;
  if (!booking) return words().timeNoBooking;
  if (!next) return words().timeOver;
  return fill(words().timeFor, { queue: booking.queue_number });
}

function tick() {
  if (!now) return;
  const time = new Date(Date.parse(now) + Date.now() - readAt);
  document.getElementById("clock-time").textContent = clock(time);
  document.getElementById("clock-day").textContent = day(time);
}
