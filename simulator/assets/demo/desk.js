// The hospital's desk: what it knows of this patient, and a button for each call that it makes.

import { drawBookForm } from "./book.js";
import { drawBooking } from "./booking.js";
import { exchangeParts, make } from "./dom.js";
import { fill, language, words } from "./words.js";

const body = document.getElementById("desk-body");
const choice = document.getElementById("hospital");
let drawn = "";
let opens = new Set();

/**
 * @param shown {user, state, last}: whose desk, what the simulator says of it, the newest exchange
 * @param act (deed, form) does a deed; choose(ref) makes another booking the one in hand
 */
export function drawDesk(shown, act, choose) {
  const { user, state } = shown;
  choice.setAttribute("aria-label", words().hospital);
  const key = JSON.stringify([user?.user_id, state.hospital, state.bookings, state.connect_ids, state.focus, shown.last?.id, words().desk]);
  if (key === drawn) return;
  drawn = key;
  if (state.hospital) choice.value = state.hospital;
  opens = new Set([...body.querySelectorAll("details[open]")].map((each) => each.dataset.name));
  const focused = document.activeElement?.closest("#desk-body") ? document.activeElement.id : "";
  const typed = typedWords();
  body.replaceChildren(...parts(shown, act, choose));
  for (const each of body.querySelectorAll("details")) if (opens.has(each.dataset.name)) each.open = true;
  for (const [id, value] of typed) if (document.getElementById(id)) document.getElementById(id).value = value;
  if (focused) document.getElementById(focused)?.focus();
}

/** What somebody is typing survives the next drawing. */
function typedWords() {
  return [...body.querySelectorAll("form[data-touched] input, form[data-touched] select")]
    .filter((each) => each.id).map((each) => [each.id, each.value]);
}

function parts({ user, state, last }, act, choose) {
  if (!state.hospital) return [note(words().noHospitals)];
  if (!user) return [note(words().noPatient), guide()];
  if (!state.connect_ids.length && !state.bookings.length) {
    return [note(fill(words().noConnect, { name: user.display_name })), ...lastCall(last), fullDesk(state)];
  }
  const bookings = state.bookings.map((booking) => drawBooking(booking, booking.booking_ref === state.focus, state, act, choose));
  const form = drawBookForm(user, state, act);
  return [
    connectLine(user, state),
    ...(bookings.length ? bookings : [note(words().noBooking)]),
    bookings.length ? folded("book", words().bookNew, form) : form,
    ...lastCall(last),
    fullDesk(state),
  ];
}

function guide() {
  const made = make("section", "guide");
  const list = make("ol");
  list.append(...words().guide.map((step) => make("li", "", step)));
  made.append(make("h3", "", words().guideTitle), list);
  return made;
}

const note = (text) => make("p", "note", text);

function connectLine(user, state) {
  const line = make("p", "connect", `${fill(words().connect, { name: user.display_name })} `);
  line.append(make("code", "", state.connect_ids[0] ?? "–"));
  return line;
}

function folded(name, title, content) {
  const made = make("details", "card folded");
  made.dataset.name = name;
  made.append(make("summary", "", title), content);
  return made;
}

function lastCall(last) {
  if (!last) return [];
  const { method, path, status } = last.exchange;
  const made = make("details", "card folded last-call");
  made.dataset.name = "last";
  const summary = make("summary");
  summary.append(make("span", "", words().lastCall), make("code", status && status < 300 ? "" : "is-bad", `${method} ${path} → ${status || words().noAnswer}`));
  made.append(summary, ...exchangeParts(last.exchange, words()));
  return [made];
}

function fullDesk(state) {
  const line = make("p", "full-desk");
  const link = make("a", "", `${words().fullDesk} ↗`);
  Object.assign(link, { href: `/hospital/${encodeURIComponent(state.hospital)}?mode=${state.mode}&lang=${language()}`, target: "_blank", rel: "noopener" });
  line.append(link);
  return line;
}
