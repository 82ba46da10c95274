// The demo page: a phone, the desk beside it, the time machine under both, and what happened.

import { drawDesk } from "./desk.js";
import { addToLog, newest, redraw, tellOf } from "./log.js";
import { drawNext, pauseNext, startNext } from "./next.js";
import { drawPatients, load, patient, startPatients } from "./patients.js";
import { actor } from "./sentences.js";
import { deed, listen, state as ask, travel } from "./server.js";
import { drawTabs, showTab, tellTab } from "./tabs.js";
import { drawTime, showTravelling, startTime } from "./time.js";
import { toast } from "./toast.js";
import { fill, language, speak, translate, words } from "./words.js";

const SOON_MS = 250;
const hospitals = document.getElementById("hospital");
let state = { hospital: null, bookings: [], connect_ids: [], steps: [], hospitals: [] };
let wantedHospital = "";
let wantedBooking = "";
let timer = 0;
let asking = 0;
let isTravelling = false;

function draw() {
  const focus = state.bookings?.find((each) => each.booking_ref === state.focus);
  tellOf({ user: patient()?.user_id ?? null, hospital: state.hospital, appointment: focus?.appointment_at ?? null });
  drawDesk({ user: patient(), state, last: newest() }, act, (ref) => {
    wantedBooking = ref;
    refresh();
  });
  drawTime(state);
  if (!isTravelling) drawNext(patient(), state);
}

async function refresh() {
  asking += 1;
  const mine = asking;
  const wish = { user: patient()?.user_id ?? "", hospital: wantedHospital, booking: wantedBooking };
  const told = await ask(wish);
  if (mine !== asking || !told.ok) return;
  const known = new Set(state.bookings.map((each) => each.booking_ref));
  state = { bookings: [], connect_ids: [], steps: [], hospitals: [], ...told };
  fillHospitals();
  // A booking that nobody had seen takes over, wherever it was made.
  if (wantedBooking && state.bookings[0] && !known.has(state.bookings[0].booking_ref) && known.size) {
    wantedBooking = "";
    refresh();
    return;
  }
  draw();
}

/** The demo writes its hospitals when all is ready: this page may have been opened before. */
function fillHospitals() {
  const names = state.hospitals.map((each) => (language() === "en" ? each.name_en : each.name));
  if (names.join() === [...hospitals.options].map((each) => each.text).join()) return;
  hospitals.replaceChildren(...names.map((name, index) => new Option(name, state.hospitals[index].code)));
  if (state.hospital) hospitals.value = state.hospital;
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(refresh, SOON_MS);
}

const form = (more) => ({ user: patient()?.user_id, hospital: state.hospital, ...more });

async function act(name, more) {
  complain(await deed(name, form(more)));
  refresh();
}

async function go(step) {
  isTravelling = true;
  showTravelling(step);
  pauseNext(step);
  const answer = await travel(step, form({ booking_ref: state.focus }));
  showTravelling("");
  isTravelling = false;
  complain(answer);
  refresh();
}

/** `ok` of an answer with an exchange is the service's word. */
function complain(answer) {
  if (!answer.reached) toast(words().offline);
  else if (answer.word) toast(words()[answer.word] ?? answer.error);
  else if (answer.problem || answer.error) toast(fill(words().failed, { problem: answer.problem ?? answer.error }));
}

function changePatient() {
  wantedHospital = "";
  wantedBooking = "";
  showTab("phone");
  draw();
  refresh();
}

function heard(happening) {
  if (["added", "blocked", "unblocked"].includes(happening.kind)) load();
  if (!addToLog(happening)) {
    // A new booking link may lead to another hospital than the one in view.
    if (happening.user_id === patient()?.user_id) soon();
    return;
  }
  tellTab("log");
  if (actor(happening) === "service") tellTab("phone");
  soon();
}

function turn(chosen) {
  speak(chosen);
  const group = document.getElementById("languages");
  group.setAttribute("aria-label", words().languages);
  for (const each of group.children) each.setAttribute("aria-pressed", String(each.dataset.language === chosen));
  translate();
  drawTabs();
  drawPatients();
  redraw();
  fillHospitals();
  draw();
}

hospitals.addEventListener("change", () => {
  wantedHospital = hospitals.value;
  wantedBooking = "";
  refresh();
});
document.getElementById("languages").addEventListener("click", (event) => {
  const chosen = event.target.dataset.language;
  if (chosen) turn(chosen);
});
startTime(go);
startNext(go);
turn(language());
showTab("phone");
await startPatients(changePatient);
await refresh();
listen(heard);
