// One draft, two views: a form and its JSON, beside the phone that shows it.

import { drawForm } from "./form.js";
import { lineOf, pointerAt } from "./places.js";

const $ = (id) => document.getElementById(id);
const begin = JSON.parse($("begin").dataset.begin);
const language = document.documentElement.lang;
const draft = { text: begin.text, words: begin.words, seen: begin.seen };
const before = [];
let unsaved = false, conflict = null, turn = 0, origins = {}, saving = null, ready = false, shown = null;

async function call(what, body) {
  const answer = await fetch(`${begin.name}/${what}`, {
    method: "POST", headers: { "Content-Type": "application/json", "X-CSRF": begin.csrf }, body: JSON.stringify(body),
  });
  if (answer.status === 429) {
    await new Promise((go) => { setTimeout(go, 1000 * (Number(answer.headers.get("Retry-After")) || 1)); });
    return call(what, body);
  }
  return { status: answer.status, said: await answer.json().catch(() => ({})) };
}

function later(work, pause) {
  let waiting;
  return () => { clearTimeout(waiting); waiting = setTimeout(work, pause); };
}

/** Ask for the picture; a slow answer that was overtaken is dropped. */
async function look(changes = {}, check = false) {
  const mine = ++turn;
  const { status, said } = await call("look", {
    text: draft.text, words: draft.words, changes, sample: $("sample").value, language: $("language").value, check,
  });
  if (status !== 200 || (!check && mine !== turn)) return said;
  if (said.messages && mine === turn) show(said.messages, said.origins);
  if (said.notes) tell(said.notes);
  return said;
}

function show(messages, places) {
  origins = places;
  shown = { messages, letters: $("large").checked ? 1.6 : 1, dark: $("dark").checked };
  $("alt").textContent = messages[0]?.altText ?? messages[0]?.text ?? "";
  const bytes = Math.max(0, ...messages.map((each) => new TextEncoder().encode(JSON.stringify(each.contents ?? each)).length));
  $("bytes").value = bytes;
  $("bytes-words").textContent = `${(bytes / 1024).toFixed(1)} / 30 KB`;
  if (ready) $("frame").contentWindow.postMessage({ show: shown }, "*");
}

function tell(notes) {
  $("fine").hidden = notes.length > 0;
  $("notes").replaceChildren(...notes.map((each) => {
    const item = document.createElement("li");
    item.className = each.level;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${each[language] ?? each.en} (${each.part === "template" ? "JSON" : each.part}:${each.line})`;
    button.addEventListener("click", () => (each.part === "template" ? goTo(each.line) : focusField(`${each.part}${each.pointer}`)));
    item.append(button);
    return item;
  }));
}

const judge = later(() => look({}, true), 500);
const keep = later(save, 1200);

function touched() {
  unsaved = true;
  state("unsaved");
  judge();
  if (begin.mayEdit && !conflict) keep();
}

function remember() {
  before.push({ text: draft.text, words: draft.words });
  if (before.length > 200) before.shift();
  $("undo").disabled = false;
}

function state(word) { $("state").textContent = $("state").dataset[word] ?? ""; }

async function save() {
  await changing;
  if (saving) { await saving; }
  if (!unsaved || conflict) return;
  const sent = { text: draft.text, words: draft.words };
  saving = call("save", { ...sent, seen: draft.seen });
  const { status, said } = await saving.catch(() => ({ status: 0, said: {} }));
  saving = null;
  if (status === 200) {
    draft.seen = said.seen;
    unsaved = draft.text !== sent.text || draft.words !== sent.words;
    state(unsaved ? "unsaved" : "saved");
  } else if (status === 409) {
    conflict = said;
    $("who").textContent = said.by;
    $("conflict").hidden = false;
  } else {
    state("failed");
    setTimeout(save, 5000);
  }
}

/** One after the other: each builds on what the one before has made. */
let changing = Promise.resolve();
function change(id, value) {
  changing = changing.catch(() => {}).then(() => changeNow(id, value));
  return changing;
}

async function changeNow(id, value) {
  remember();
  const said = await look({ [id]: value });
  if (!said.text) return;
  draft.text = said.text;
  draft.words = said.words;
  $("text").value = draft.text;
  touched();
  return said.fields;
}

async function restart() {
  $("text").value = draft.text;
  const said = await look({}, true);
  if (said.fields) drawForm($("form"), said.fields, language, change, begin.mayEdit);
}

function goTo(line) {
  $("tab-source").click();
  const lines = draft.text.split("\n"), text = $("text");
  const from = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  text.focus();
  text.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
  text.scrollTop = (line - 5) * parseFloat(getComputedStyle(text).lineHeight);
}

function focusField(id) {
  $("tab-form").click();
  $("form").querySelector(`[data-field="${CSS.escape(id)}"]`)?.focus();
}

$("text").addEventListener("input", () => {
  remember();
  draft.text = $("text").value;
  look().then((said) => said.fields && drawForm($("form"), said.fields, language, change, begin.mayEdit));
  touched();
});
$("text").readOnly = !begin.mayEdit;
for (const event of ["mousemove", "keyup", "click"]) {
  $("text").addEventListener(event, () => {
    const here = pointerAt(draft.text, $("text").selectionStart);
    const parts = Object.keys(origins).filter((each) => origins[each] === here);
    $("frame").contentWindow.postMessage({ outline: parts }, "*");
  });
}
$("undo").addEventListener("click", () => {
  Object.assign(draft, before.pop());
  $("undo").disabled = before.length === 0;
  touched();
  restart();
});
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); save(); }
});
for (const id of ["sample", "language", "large", "dark"]) $(id).addEventListener("change", () => look());
$("width").addEventListener("change", () => { $("phone").style.width = `${Number($("width").value) + 20}px`; });
$("theirs").addEventListener("click", () => {
  remember();
  Object.assign(draft, { text: conflict.text, words: conflict.words, seen: conflict.seen });
  unsaved = false;
  settled();
  restart();
});
$("mine").addEventListener("click", async () => {
  await changing;
  const { status, said } = await call("save", { text: draft.text, words: draft.words, seen: draft.seen });
  if (status !== 409) return;
  conflict = said;
  $("who").textContent = said.by;
  $("difference").replaceChildren(...said.difference.map(([sign, line]) => Object.assign(
    document.createElement({ "-": "del", "+": "ins" }[sign] ?? "span"),
    { textContent: `${{ "-": "−", "+": "+" }[sign] ?? " "} ${line}` },
  )));
  $("overwrite").hidden = false;
});
$("overwrite-now").addEventListener("click", () => {
  draft.seen = conflict.seen;
  settled();
  save();
});
function settled() {
  conflict = null;
  $("conflict").hidden = $("overwrite").hidden = true;
}
$("publish")?.addEventListener("click", async (event) => {
  if (!unsaved) return;
  event.preventDefault();
  await save();
  if (!unsaved) location.href = event.target.href;
});
addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
addEventListener("message", ({ data, source }) => {
  if (source !== $("frame").contentWindow) return;
  if (data.ready) { ready = true; if (shown) source.postMessage({ show: shown }, "*"); }
  if (typeof data.picked === "string" && origins[data.picked]) goTo(lineOf(draft.text, origins[data.picked]));
});
$("variables").append(...Object.entries(begin.variables).flatMap(([path, label]) => {
  const [term, words] = [document.createElement("dt"), document.createElement("dd")];
  term.append(Object.assign(document.createElement("code"), { textContent: `{{ ${path} }}` }));
  words.textContent = label;
  return [term, words];
}));
$("phone").style.width = "395px";
restart();
