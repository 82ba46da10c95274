// The form: texts by language, buttons, colours. Values go in and come out as text; no JSON is seen.

import { coded, friendly } from "./friendly.js";

let drawn = []; // {field, input}
const language = document.documentElement.lang;

/**
 * @param said {fields}: as the server says them
 * @param does {change(id, value): the fields as they are then, over(pointer or null), mayEdit}
 */
export function drawForm(form, { fields }, { change, over, mayEdit, labels }) {
  const words = form.dataset, names = namesOf(words, labels), plain = fields.filter((each) => !each.button);
  const buttons = Map.groupBy(fields.filter((each) => each.button), (each) => each.button);
  drawn = [];
  const groups = [
    group(words.th, plain.filter((each) => each.kind === "word" && each.language === "th")),
    group(words.en, plain.filter((each) => each.kind === "word" && each.language === "en")),
    group(words.texts, plain.filter((each) => each.kind === "text")),
    buttons.size ? group(words.buttons, [], [...buttons.values()].map(button)) : null,
    group(words.colours, plain.filter((each) => each.kind === "colour"), [], "colours"),
  ];
  form.replaceChildren(...groups.filter(Boolean));
  form.onsubmit = (event) => event.preventDefault();

  function group(title, inside, more = [], className = "") {
    if (!inside.length && !more.length) return null;
    const made = make("fieldset"), body = make("div", className);
    made.disabled = !mayEdit;
    body.append(...inside.map(field), ...more);
    made.append(make("legend", "", title), body);
    return made;
  }

  function button(inside) {
    const made = make("section", "button-fields");
    const label = inside.find((each) => each.language === language || each.kind === "text") ?? inside.find((each) => each.kind === "word");
    const title = make("h3", "", (label && friendly(label.value, names)) || words.button);
    made.append(title, ...inside.toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind)).map(field));
    return made;
  }

  function field(each) {
    const made = make("label", `field ${each.kind}`);
    const input = INPUTS[each.kind]?.(each, words) ?? area(friendly(each.value, names));
    const said = each.kind === "word" && each.button ? `${words.label} (${each.language.toUpperCase()})` : language === "th" ? each.thai : each.english;
    input.dataset.field = each.id;
    drawn.push({ field: each, input });
    let busy = Promise.resolve();
    input.addEventListener(input.type === "checkbox" || input.tagName === "SELECT" ? "change" : "input", () => {
      busy = busy.then(async () => {
        const value = read(input, names);
        if (each.kind === "colour" && value === input.dataset.field) return;
        const known = await change(input.dataset.field, value);
        if (each.kind === "colour" && known?.some((one) => one.id === value)) input.dataset.field = value;
      });
    });
    input.addEventListener("focus", () => over(pointerOf(each)));
    made.addEventListener("mouseenter", () => over(pointerOf(each)));
    made.addEventListener("mouseleave", () => over(null));
    made.append(...(input.type === "checkbox" ? [input, make("span", "", said)] : [make("span", "", said), input]));
    if (each.shared) made.append(make("small", "", words.shared));
    if (input.tagName === "TEXTAREA" && mayEdit) made.append(inserting(input, words, names));
    return made;
  }
}

const ORDER = ["on", "word", "text", "style", "paint", "link"];
const INPUTS = {
  colour: (each) => colour(each.value),
  paint: (each) => colour(each.value),
  on: (each) => Object.assign(make("input"), { type: "checkbox", checked: each.value === "yes" }),
  link: (each) => Object.assign(make("input"), { type: "text", inputMode: "url", spellcheck: false, value: each.value }),
  style: (each, words) => {
    const made = make("select");
    for (const kind of ["primary", "secondary", "link"]) made.append(new Option(words[kind], kind, false, kind === each.value));
    return made;
  },
};

function colour(value) {
  return Object.assign(make("input"), { type: "color", value: value.slice(0, 7).toLowerCase() });
}

function area(value) {
  const made = make("textarea");
  made.rows = Math.min(6, value.split("\n").length);
  made.value = value;
  return made;
}

function read(input, names) {
  if (input.type === "checkbox") return input.checked ? "yes" : "no";
  if (input.type === "color") return input.value.toUpperCase();
  return input.tagName === "TEXTAREA" ? coded(input.value, names) : input.value;
}

/** How data and conditions are called in the texts of this form. */
function namesOf(words, labels) {
  return { labels, phrases: JSON.parse(words.phrases), byCode: new Map(), byName: new Map() };
}

/** Data of the booking or hospital, put in where the cursor is. */
function inserting(input, words, names) {
  const made = make("select", "insert");
  made.setAttribute("aria-label", words.insert);
  made.append(new Option(words.insert, ""), ...JSON.parse(words.holes).map(([label, hole]) => new Option(label, hole)));
  made.addEventListener("change", () => {
    input.setRangeText(friendly(made.value, names), input.selectionStart, input.selectionEnd, "end");
    made.value = "";
    input.dispatchEvent(new Event("input"));
    input.focus();
  });
  return made;
}

/** The part of the card that a field shows in. */
function pointerOf({ kind, button, pointers }) {
  return kind === "on" ? button : pointers[0]?.replace(/\/[^/]*$/, "") ?? null;
}

const within = (pointer, field) => field.pointers.some((each) => each === pointer || each.startsWith(`${pointer}/`));

/** Focus the field of that id, or the nearest one to that part of the card. Whether there is one. */
export function focusField(form, place) {
  const best = drawn.find(({ field }) => field.id === place)
    ?? drawn.filter(({ field }) => within(place, field)).toSorted((one, other) => depth(one) - depth(other))[0];
  best?.input.focus();
  best?.input.scrollIntoView({ block: "center" });
  return Boolean(best);
}
const depth = ({ field }) => Math.min(...field.pointers.map((each) => each.split("/").length));

/** Marks the fields of the part that the mouse is over in the picture. */
export function markFields(form, pointer) {
  for (const { field, input } of drawn) {
    input.classList.toggle("is-pointed", pointer !== null && field.pointers.some((each) => each.replace(/\/[^/]*$/, "") === pointer));
  }
}

function make(tag, className = "", text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
