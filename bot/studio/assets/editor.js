// One draft, two views: a form and its JSON, beside the phone that shows it.

import { openConflict } from "./conflict.js";
import { caller, later, openDraft } from "./draft.js";
import { drawForm, focusField, markFields } from "./form.js";
import { sentence, tell } from "./notes.js";
import { PHRASES } from "./phrases.js";
import { openPasting } from "./pasting.js";
import { openPhone } from "./phone.js";
import { lineOf, pointerAt } from "./places.js";
import { openSamples } from "./samples.js";

const $ = (id) => document.getElementById(id);
const begin = JSON.parse($("begin").dataset.begin);
const call = caller(begin);
let turn = 0, code = null, opening = null, notes = [], changing = Promise.resolve();

const draft = openDraft(begin, {
  call, settled: () => changing.catch(() => {}), stale: (said) => conflict.begin(said),
  state(word) { $("state").textContent = $("state").dataset[word] ?? ""; $("state").classList.toggle("bad", word === "failed" || word === "broken"); },
  steps(back, forth) { $("undo").disabled = !back; $("redo").disabled = !forth; },
});
const conflict = openConflict({
  ask: async () => { await changing; return call("save", { text: draft.text, words: draft.words, seen: draft.seen }); },
  take(theirs) { draft.remember("theirs"); draft.adopt(theirs); everything(); },
  keep: (seen) => draft.over(seen),
});
const phone = openPhone({
  changed: () => look(),
  picked(pointer) {
    if (source() || !focusField($("form"), pointer)) goTo(lineOf(draft.text, pointer));
  },
  hovered(pointer) {
    if (source()) code?.point(pointer === null ? null : lineOf(draft.text, pointer));
    else markFields($("form"), pointer);
  },
});

const source = () => $("tab-source").getAttribute("aria-selected") === "true";

/** Ask for the picture; a slow answer that was overtaken is dropped. */
async function look(changes = {}, check = false) {
  const mine = ++turn;
  const { status, said } = await call("look", {
    text: draft.text, words: draft.words, changes, sample: phone.sample(), language: phone.language(), check,
  });
  if (status !== 200 || (!check && mine !== turn)) return said;
  if (said.messages && mine === turn) phone.show(said.messages, said.origins);
  if (said.notes) {
    notes = said.notes;
    tell(notes, lead);
    mark();
  }
  return said;
}
const judge = later(() => look({}, true), 400);

function mark() {
  code?.tell(notes.filter((each) => each.part === "template").map((each) => ({ line: each.line, level: each.level, words: sentence(each) })));
}

function lead(note) {
  if (note.part === "template") return goTo(note.line);
  $("tab-form").click();
  focusField($("form"), `${note.part}${note.pointer}`);
}

/** One after the other: each builds on what the one before has made. */
function change(id, value) {
  changing = changing.catch(() => {}).then(async () => {
    draft.remember(id);
    const said = await look({ [id]: value });
    if (!said.text) return undefined;
    write(said.text, said.words);
    return said.fields;
  });
  return changing;
}

function write(text, words) {
  draft.write(text, words);
  code?.write(text);
  judge();
}

function form(said) {
  if (said.fields) drawForm($("form"), said, { change, over: (pointer) => phone.outline(pointer), mayEdit: begin.mayEdit, labels: begin.variables });
}

async function everything() {
  code?.write(draft.text);
  form(await look({}, true));
}

/** The source view comes when it is first looked at. */
function openCode() {
  opening ??= import("./source.js").then(({ openSource }) => {
    code = openSource($("source"), {
      text: draft.text, nonce: begin.nonce, readOnly: !begin.mayEdit, label: $("tab-source").textContent, phrases: PHRASES[document.documentElement.lang] ?? {},
      knows: { variables: begin.variables, filters: begin.filters, words: () => ({ ...begin.common[phone.language()], ...draft.words[phone.language()] }) },
      typed(text) {
        draft.remember("source");
        draft.write(text, draft.words);
        look().then(form);
        judge();
      },
      over: (offset) => phone.outline(offset === null ? null : pointerAt(draft.text, offset)),
    });
    mark();
    return code;
  });
  return opening;
}

async function goTo(line) {
  $("tab-source").click();
  (await openCode()).goTo(line);
}

$("tab-source").addEventListener("click", openCode);
$("undo").addEventListener("click", () => draft.undo() && everything());
$("redo").addEventListener("click", () => draft.redo() && everything());
addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey)) return;
  const writing = event.target.closest?.("input, textarea, .cm-editor");
  if (event.key === "s") { event.preventDefault(); draft.save(); }
  else if (event.key === "z" && !writing) { event.preventDefault(); $(event.shiftKey ? "redo" : "undo").click(); }
});
$("publish")?.addEventListener("click", async (event) => {
  if (!draft.unsaved) return;
  event.preventDefault();
  await draft.save();
  if (!draft.unsaved) location.href = event.target.href;
});
for (const button of document.querySelectorAll("[data-show]")) {
  button.addEventListener("click", () => {
    $("bench").dataset.shown = button.dataset.show;
    for (const each of document.querySelectorAll("[data-show]")) each.setAttribute("aria-pressed", String(each === button));
  });
}
const editor = {
  begin, call, draft, phone, look: () => look(),
  replace(place, text, words) { draft.remember(place); draft.write(text, words); return everything(); },
};
openSamples(editor);
openPasting(editor);
everything();
