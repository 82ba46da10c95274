// Whose phone is shown: a list of patients, and the first page of a new one.

import { button, icon, make } from "./dom.js";
import { addUser, users } from "./server.js";
import { fill, language, words } from "./words.js";

const KEPT = "demo.patient";
const toggle = document.getElementById("show-patients");
const list = document.getElementById("patient-list");
const welcome = document.getElementById("welcome");
const frame = document.getElementById("phone");
const problem = document.getElementById("welcome-problem");
const start = document.getElementById("start");
const back = document.getElementById("welcome-back");
const nameField = document.getElementById("new-name");
let all = [];
let current = null;
let changed = () => undefined;

export const patient = () => current;

export async function startPatients(listener) {
  changed = listener;
  toggle.addEventListener("click", () => openList(list.hidden));
  back.addEventListener("click", () => choose(current));
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".switcher")) openList(false);
  });
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openList(false);
    toggle.focus();
  });
  window.addEventListener("message", (event) => {
    if (event.origin !== location.origin || event.source !== frame.contentWindow) return;
    if (event.data?.what === "patients") openList(true);
  });
  welcome.addEventListener("submit", add);
  welcome.addEventListener("input", () => { welcome.dataset.touched = "yes"; });
  await load();
  const kept = all.find((each) => each.user_id === sessionStorage.getItem(KEPT));
  if (kept ?? all[0]) choose(kept ?? all[0]);
  else showWelcome();
}

/** The simulator may have been started anew, or a patient made elsewhere. */
export async function load() {
  all = (await users()) ?? all;
  current = all.find((each) => each.user_id === current?.user_id) ?? current;
  if (current && !all.some((each) => each.user_id === current.user_id)) {
    current = null;
    if (all[0]) choose(all[0]);
    else showWelcome();
  }
  drawPatients();
}

export function drawPatients() {
  suggest();
  start.textContent = words().start;
  frame.title = words().phone;
  toggle.hidden = !current;
  if (!current) return;
  toggle.replaceChildren(initial(current), make("span", "", current.display_name), make("i", "caret"));
  toggle.setAttribute("aria-label", `${words().patients}: ${current.display_name}`);
  const add = button("", showWelcome, "patient");
  add.id = "add-patient";
  const plus = make("span", "initial is-plus");
  plus.append(icon("plus"));
  add.append(plus, make("span", "", words().addPatient));
  list.replaceChildren(...all.map(item), add);
}

function item(user) {
  const made = button("", () => choose(user), "patient");
  made.dataset.user = user.user_id;
  if (user === current) made.setAttribute("aria-current", "true");
  const said = make("span", "patient-words");
  said.append(make("b", "", user.display_name),
    make("small", "", [user.channel, user.language, user.blocked ? words().blocked : ""].filter(Boolean).join(" · ")));
  made.append(initial(user), said);
  return made;
}

function initial(user) {
  const made = make("span", "initial", [...new Intl.Segmenter("th").segment(user.display_name)][0]?.segment ?? "?");
  made.setAttribute("aria-hidden", "true");
  made.dataset.colour = all.length ? (all.length - all.indexOf(user)) % 5 : 0;
  return made;
}

function openList(open) {
  list.hidden = !open;
  toggle.setAttribute("aria-expanded", String(open));
  if (open) list.querySelector("[aria-current], button")?.focus();
}

function choose(user) {
  openList(false);
  welcome.hidden = true;
  delete welcome.dataset.touched;
  frame.hidden = false;
  const address = `${new URL(user.phone_url, location.href).pathname}?embedded=1`;
  if (frame.getAttribute("src") !== address) frame.src = address;
  current = user;
  sessionStorage.setItem(KEPT, user.user_id);
  drawPatients();
  changed();
}

export function showWelcome() {
  openList(false);
  frame.hidden = true;
  welcome.hidden = false;
  problem.hidden = true;
  back.hidden = !current;
  suggest();
  drawPatients();
  if (current) nameField.focus();
}

/** A name and a language, until somebody chose. */
function suggest() {
  if (welcome.dataset.touched) return;
  welcome.elements.language.value = language();
  nameField.value = words().names[all.length % words().names.length];
}

async function add(event) {
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(welcome));
  start.disabled = true;
  start.textContent = words().starting;
  const made = await addUser(fields);
  start.disabled = false;
  start.textContent = words().start;
  problem.hidden = made.ok;
  if (!made.ok) {
    problem.textContent = made.reached ? fill(words().failed, { problem: made.error }) : words().offline;
    return;
  }
  all = (await users()) ?? all;
  choose(all.find((each) => each.user_id === made.user_id));
  frame.focus();
}
