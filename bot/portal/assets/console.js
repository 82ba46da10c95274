// Pick a call, run it, see the answer and the phone. Every run is a plain call of the API.

import { send } from "./api.js";
import { forget, keep, kept } from "./keep.js";
import { fillSamples } from "./samples.js";

const byId = (id) => document.getElementById(id);
const page = byId("console");
const { day, running, run, lost, sure, cleared } = page.dataset;
const ref = "CONSOLE-1"; // not the samples' booking: theirs brings a card of its own

const booking = () => ({
  connect_id: kept.connectId, booking_ref: ref, appointment_at: `${day}T10:00`, queue_number: "C007",
  department: "อายุรกรรม", location: "อาคาร 2 ชั้น 3", note: "งดน้ำและอาหารหลังเที่ยงคืน",
});
const CALLS = {
  patient: ["POST", "/sandbox/patients", () => ({ display_name: "สมหญิง ใจดี" })],
  book: ["POST", "/bookings", booking],
  change: ["PATCH", `/bookings/${ref}`, () => ({ appointment_at: `${day}T13:30` })],
  nightly: ["POST", "/reminders", () => ({ bookings: [booking()] })],
  near_queue: ["POST", "/queue-calls", () => ({ booking_ref: ref, queues_ahead: 3, room: "ห้องตรวจ 5" })],
  visit: ["POST", "/visits", () => ({ booking_ref: ref, outcome: "served" })],
  look: ["GET", `/bookings/${ref}`],
  answers: ["GET", `/bookings?date=${day}`],
  unreachable: ["GET", `/unreachable?date=${day}`],
  cancel: ["POST", `/bookings/${ref}/cancel`],
  clock: ["POST", "/sandbox/clock", () => ({ advance: "P1D" })],
  nightly_calls: ["GET", `/nightly-calls?date=${day}`],
  calls: ["GET", `/calls?booking_ref=${ref}`],
  conformance: ["GET", `/conformance?lang=${document.documentElement.lang}`],
  clear: ["DELETE", "/sandbox"],
};

const fill = () => {
  const [method, path, body] = CALLS[byId("pick").value];
  byId("method").textContent = method;
  byId("path").value = `/api/v4${path}`;
  byId("body-field").hidden = !body;
  byId("body").value = body ? JSON.stringify(body(), null, 2) : "";
  for (const each of document.querySelectorAll("[data-call]")) each.hidden = each.dataset.call !== byId("pick").value;
};

const showPhone = () => {
  byId("no-phone").hidden = Boolean(kept.phone);
  for (const id of ["phone", "agreed"]) byId(id).hidden = !kept.phone;
  byId("run").classList.toggle("primary", Boolean(kept.phone)); // first things first
  fillSamples();
  if (kept.phone && byId("phone").src !== kept.phone) byId("phone").src = kept.phone;
};

const tell = (status, text) => {
  byId("status").hidden = false;
  byId("status").textContent = status || "–";
  byId("status").className = `badge ${status >= 200 && status < 300 ? "good" : "bad"}`;
  byId("answer").textContent = text;
};

/** One call; what came back is shown, and a new patient is kept. Returns the answer, or null. */
const call = async (method, path, body) => {
  byId("run").disabled = true;
  byId("run").textContent = running;
  try {
    const answer = await send(method, path, body);
    const text = await answer.text();
    let value = null;
    try { value = JSON.parse(text); } catch { /* shown as it is */ }
    tell(answer.status, value ? JSON.stringify(value, null, 2) : text);
    if (answer.ok && method === "DELETE" && path === "/api/v4/sandbox") {
      forget("connect-id", "phone");
      showPhone();
    }
    if (value?.phone_url) {
      keep("connect-id", value.connect_id);
      keep("phone", value.phone_url);
      showPhone();
    }
    return answer.ok ? value : null;
  } catch {
    tell(0, lost);
    return null;
  } finally {
    byId("run").disabled = false;
    byId("run").textContent = run;
  }
};

const makePatient = async () => {
  const [method, path, body] = CALLS.patient;
  if (await call(method, `/api/v4${path}`, JSON.stringify(body()))) fill();
};

byId("pick").addEventListener("change", fill);
byId("make-patient").addEventListener("click", makePatient);
byId("call").addEventListener("submit", (event) => {
  event.preventDefault();
  call(byId("method").textContent, byId("path").value, byId("body").value);
});
byId("clear").addEventListener("click", async () => {
  if (!confirm(sure) || !(await call("DELETE", "/api/v4/sandbox"))) return;
  fill();
  byId("answer").textContent = cleared;
});
byId("forget").addEventListener("click", () => {
  forget("key", "v3-key", "connect-id", "phone");
  location.href = byId("forget").dataset.next;
});

page.hidden = !kept.key;
byId("need-key").hidden = Boolean(kept.key);
fill();
showPhone();
