// A hospital's last calls, by its key, with the messages that each led to.

import { ask, behindKey, element, moment, wrongs } from "./api.js";

const byId = (id) => document.getElementById(id);
const page = byId("log");
const words = JSON.parse(page.dataset.words);

const line = (name, text, className) => (text ? element(name, text, className) : "");

const messages = (list) => {
  const made = element("ul", "", "led-to");
  for (const each of list) {
    const state = [each.state, each.reason].filter(Boolean).join(": ");
    const item = element("li");
    item.append(element("b", each.kind), ` ${state} · ${moment(each.sent_at || each.due_at)}`);
    made.append(item);
  }
  return made;
};

const items = (call) => {
  const { taken, refused, first_refused: first } = call.items;
  const made = [element("p", `${words.taken} ${taken} · ${words.refused} ${refused}`)];
  if (call.in_batch) made.push(element("p", words[`in_batch_${call.in_batch}`]));
  return [...made, ...first.map((each) => element("p", `${each.booking_ref || "?"}: ${each.status} ${wrongs(each)}`))];
};

const entry = (call) => {
  const made = element("li", "", "card call");
  const head = element("p");
  head.append(element("span", call.status, `badge ${call.status < 300 ? "good" : "bad"}`));
  head.append(" ", element("b", call.method), " ", element("code", call.route));
  if (call.own_page) head.append(" ", element("span", words.own_page, "badge"));
  const clock = call.clock && Math.abs(new Date(call.clock) - new Date(call.at)) > 60000 && `${words.clock} ${moment(call.clock)}`;
  made.append(head, element("p", [moment(call.at), clock, call.booking_ref, call.did].filter(Boolean).join(" · "), "soft"));
  made.append(line("p", call.problem && wrongs(call)));
  made.append(line("p", call.warnings.length && `${words.warnings}: ${call.warnings.join(" · ")}`));
  if (call.items) made.append(...items(call));
  if (call.messages.length) made.append(element("p", words.messages, "soft"), messages(call.messages));
  return made;
};

const look = async () => {
  const found = await ask(`/calls?booking_ref=${encodeURIComponent(byId("ref").value.trim())}`, byId("trouble"), words.lost, open);
  if (!found) return;
  byId("calls").replaceChildren(...found.calls.map(entry));
  byId("none").hidden = found.calls.length > 0;
};

byId("search").addEventListener("submit", (event) => {
  event.preventDefault();
  look();
});
byId("ref").value = decodeURIComponent(location.hash.slice(1));
const open = behindKey(page, byId("log-key"), () => setTimeout(look), () => byId("calls").replaceChildren());
