// One booking on the desk, with all that can be done about it.

import { clock, isoDay, moment, spokenDay, spokenTime } from "./dates.js";
import { button, input, labelled, make, select, sure } from "./dom.js";
import { words } from "./words.js";

const OPEN = ["booked", "confirmed", "cancel_requested"];

export function drawBooking(booking, isInHand, state, act, choose) {
  const made = make("article", `card booking is-${booking.state}${isInHand ? " is-in-hand" : ""}`);
  made.dataset.ref = booking.booking_ref;
  const head = heading(booking);
  if (!isInHand) {
    const pick = button("", () => choose(booking.booking_ref), "booking-pick");
    pick.append(...head);
    made.append(pick);
    return made;
  }
  const line = make("div", "booking-head");
  line.append(...head);
  made.append(line, ...deeds(booking, state, act), messages(booking));
  return made;
}

function heading(booking) {
  const said = make("span", "booking-words");
  const at = booking.appointment_at ? moment(new Date(booking.appointment_at)) : booking.time_text ?? booking.appointment_date;
  said.append(make("b", "", at), make("span", "", [booking.department, booking.patient_name].filter(Boolean).join(" · ")));
  return [
    make("span", "booking-number", booking.queue_number), said,
    make("span", `state is-${booking.state}`, words().states[booking.state] ?? booking.state),
  ];
}

function deeds(booking, state, act) {
  const ref = { booking_ref: booking.booking_ref };
  const isOpen = OPEN.includes(booking.state);
  const rows = [];
  const nightly = isOpen ? [plain("nightly", words().nightly, () => act("nightly", ref))] : [];
  if (isOpen) rows.push(group(words().remind, callForm(ref, act)));
  if (booking.state !== "cancelled") {
    rows.push(group(words().outcome, ...nightly,
      plain("served", words().served, () => act("visit", { ...ref, outcome: "served" })),
      plain("no-show", words().noShow, () => act("visit", { ...ref, outcome: "no_show" }))));
  }
  if (isOpen) {
    const cancel = named("cancel", make("button", "deed danger", words().cancel));
    rows.push(group(words().change, moveForm(booking, ref, state, act), sure(cancel, words().sure, () => act("cancel", ref))));
  }
  return rows;
}

function group(title, ...content) {
  const made = make("div", "deeds");
  made.setAttribute("role", "group");
  made.setAttribute("aria-label", title);
  made.append(...content);
  return made;
}

function named(name, made) {
  made.type = "button";
  made.id = `deed-${name}`;
  made.dataset.deed = name;
  return made;
}

const plain = (name, label, onClick) => named(name, button(label, onClick, "deed"));

function inlineForm(name, label, fields, onSubmit) {
  const form = make("form", "deed-form");
  const submit = make("button", "deed", label);
  submit.type = "submit";
  submit.id = `deed-${name}`;
  submit.dataset.deed = name;
  form.append(submit, ...fields);
  form.addEventListener("input", () => { form.dataset.touched = "yes"; });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    delete form.dataset.touched;
    onSubmit(Object.fromEntries(new FormData(form)));
  });
  return form;
}

function callForm(ref, act) {
  const fields = [
    labelled(words().ahead, input("queues_ahead", { id: "call-ahead", type: "number", min: 0, max: 99, value: 3 }), "tiny"),
    labelled(words().room, input("room", { id: "call-room", maxLength: 60, value: words().roomValue })),
  ];
  return inlineForm("call", words().call, fields, (form) => act("call", { ...ref, ...form }));
}

function moveForm(booking, ref, state, act) {
  const at = booking.appointment_at ? new Date(booking.appointment_at) : null;
  const date = select("date", "move-date", state.days, at ? isoDay(at) : booking.appointment_date ?? state.days[1], spokenDay);
  const time = select("time", "move-time", state.times, at ? clock(at) : "10:00", spokenTime);
  const fields = [labelled(words().newDate, date), labelled(words().newTime, time)];
  return inlineForm("move", words().move, fields, (form) => act("move", { ...ref, ...form }));
}

function messages(booking) {
  const made = make("details", "messages");
  made.dataset.name = `messages-${booking.booking_ref}`;
  made.open = true;
  const list = make("ul");
  for (const each of booking.messages ?? []) {
    const item = make("li", `message is-${each.state}`);
    const when = each.sent_at ?? each.due_at;
    const why = each.reason ? ` · ${words().reasons[each.reason] ?? each.reason}` : "";
    item.append(
      make("span", "message-kind", words().kinds[each.kind] ?? each.kind),
      make("span", "message-state", (words().sendings[each.state] ?? each.state) + why),
      make("time", "", when ? moment(new Date(when)) : ""),
    );
    list.append(item);
  }
  made.append(make("summary", "", `${words().messages} (${booking.messages?.length ?? 0})`), list);
  return made;
}
