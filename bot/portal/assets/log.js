// A hospital's last calls, by its key; and, asked for, the messages that a booking led to.

import { forget, keep, kept } from "./keep.js";

const byId = (id) => document.getElementById(id);
const page = byId("log");
const words = page.dataset;

const element = (name, text, className = "") => {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
};

/** What the API answers, or null; a refusal is said. */
const ask = async (path) => {
  byId("trouble").hidden = true;
  try {
    const answer = await fetch(`/api/v4${path}`, { headers: { Authorization: `Bearer ${kept.logKey}` } });
    if (answer.ok) return await answer.json();
    const { title, detail } = await answer.json();
    byId("trouble").textContent = `${answer.status} ${title}: ${detail}`;
    if (answer.status === 401) show(false);
  } catch {
    byId("trouble").textContent = words.lost;
  }
  byId("trouble").hidden = false;
  return null;
};

const moment = (iso) => iso.slice(0, 19).replace("T", " ");
const wrongs = (each) => [each.problem, ...each.fields].filter(Boolean).join(" · ");

const messagesOf = async (ref, under) => {
  const booking = await ask(`/bookings/${encodeURIComponent(ref)}`);
  if (!booking) return;
  const list = document.createElement("ul");
  for (const each of booking.messages) {
    const state = [each.state, each.reason].filter(Boolean).join(": ");
    list.append(element("li", `${each.kind} · ${state} · ${moment(each.sent_at || each.due_at)}`));
  }
  under.replaceChildren(booking.messages.length ? list : element("p", words.none));
};

const entry = (call) => {
  const made = element("li", "", "card call");
  const head = element("p", "");
  head.append(element("span", call.status, `badge ${call.status < 300 ? "good" : "bad"}`));
  head.append(" ", element("b", call.method), " ", element("code", call.route));
  made.append(head, element("p", [moment(call.at), call.booking_ref].filter(Boolean).join(" · "), "soft"));
  if (call.problem) made.append(element("p", wrongs(call)));
  if (call.warnings.length) made.append(element("p", `${words.warnings}: ${call.warnings.join(" · ")}`));
  if (call.items) {
    made.append(element("p", `${words.taken} ${call.items.taken} · ${words.refused} ${call.items.refused}`));
    for (const each of call.items.first_refused) {
      made.append(element("p", `${each.booking_ref || "?"}: ${each.status} ${wrongs(each)}`));
    }
  }
  if (call.booking_ref && call.status < 300) {
    const button = element("button", words.messages);
    button.type = "button";
    const under = document.createElement("div");
    button.addEventListener("click", () => messagesOf(call.booking_ref, under));
    made.append(button, under);
  }
  return made;
};

const look = async () => {
  const found = await ask(`/calls?booking_ref=${encodeURIComponent(byId("ref").value.trim())}`);
  if (!found) return;
  byId("calls").replaceChildren(...found.calls.map(entry));
  byId("none").hidden = found.calls.length > 0;
};

const show = (known) => {
  page.hidden = !known;
  byId("log-key").hidden = known;
  if (known) look();
};

byId("log-key").addEventListener("submit", (event) => {
  event.preventDefault();
  keep("log-key", event.target.elements.key.value.trim());
  event.target.reset();
  show(true);
});
byId("search").addEventListener("submit", (event) => {
  event.preventDefault();
  look();
});
byId("forget").addEventListener("click", () => {
  forget("log-key", "key");
  byId("calls").replaceChildren();
  show(false);
});
show(Boolean(kept.logKey));
