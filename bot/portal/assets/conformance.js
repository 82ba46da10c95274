// The conformance run as a page to read, print and ask for again.

import { ask, behindKey, element, moment, wrongs } from "./api.js";

const byId = (id) => document.getElementById(id);
const page = byId("run");
const words = JSON.parse(page.dataset.words);
const BADGES = { well: "good", wrong: "bad", missing: "warn" };

const shown = (call) => {
  const made = element("p", "", "shown");
  made.append(element("code", `${call.method} ${call.route}`), ` ${[call.status, wrongs(call)].filter(Boolean).join(" ")} · ${moment(call.at)}`);
  if (!call.booking_ref) return made;
  const link = element("a", call.booking_ref);
  link.href = `${page.dataset.log}#${encodeURIComponent(call.booking_ref)}`;
  made.append(" · ", link);
  return made;
};

const step = (each) => {
  const made = element("li", "", `card step is-${each.state}`);
  const head = element("h3", each.title);
  const badges = element("p", "", "badges");
  badges.append(element("span", words[each.state], `badge ${BADGES[each.state]}`), " ", element("span", each.line, "badge"));
  if (!each.needed) badges.append(" ", element("span", words.advised, "badge"));
  const todo = element("ul", "", "todo");
  todo.append(...each.todo.map((text) => element("li", text)));
  made.append(badges, head, element("p", each.finding));
  if (each.todo.length) made.append(todo);
  if (each.call) made.append(shown(each.call));
  return made;
};

const look = async () => {
  const report = await ask(`/conformance?lang=${document.documentElement.lang}`, byId("trouble"), words.lost, open);
  if (!report) return;
  const needed = report.steps.filter((each) => each.needed);
  const well = needed.filter((each) => each.state === "well").length;
  byId("verdict").textContent = report.passed ? words.passed : `${words.not_passed} ${well} / ${needed.length}`;
  byId("verdict").className = `notice ${report.passed ? "" : "warn"}`;
  const facts = [`${report.hospital.name} (${report.hospital.code})`, moment(report.at), `${words.calls} ${report.calls}`];
  if (report.left_out) facts.push(`${words.left_out} ${report.left_out}`);
  byId("about").textContent = facts.join(" · ");
  byId("steps").replaceChildren(...report.steps.map(step));
  byId("before").replaceChildren(...report.before_live.map((each) => element("li", each.what)));
  byId("before-title").hidden = report.before_live.length === 0;
  byId("ready").hidden = report.before_live.length > 0;
};

byId("again").addEventListener("click", look);
byId("print").addEventListener("click", () => print());
const open = behindKey(page, byId("log-key"), () => setTimeout(look), () => byId("steps").replaceChildren());
