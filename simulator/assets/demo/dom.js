// Making elements for the demo page.

import { button, icon, make } from "../phone/dom.js";

export { button, icon, make };

export function labelled(text, field, className = "") {
  const label = make("label", className);
  label.append(make("span", "", text), field);
  return label;
}

export function input(name, attributes) {
  return Object.assign(make("input"), { name, autocomplete: "off", ...attributes });
}

/** `said` makes of a value what is shown; a chosen one that is not offered is offered all the same. */
export function select(name, id, options, chosen, said = (value) => value) {
  const made = Object.assign(make("select"), { name, id });
  const values = !chosen || options.includes(chosen) ? options : [chosen, ...options];
  made.append(...values.map((value) => new Option(said(value), value, value === chosen, value === chosen)));
  return made;
}

/** Not `disabled`: whoever pressed it by keyboard stays where she is. */
export const turnOff = (made, off) => made.setAttribute("aria-disabled", String(off));
export const isOff = (made) => made.getAttribute("aria-disabled") === "true";

/** Once more to be sure: the first press only asks. */
export function sure(made, question, act) {
  const label = made.textContent;
  let asks = false;
  const calm = () => {
    asks = false;
    made.textContent = label;
    made.classList.remove("asks");
  };
  made.addEventListener("click", () => {
    if (asks) {
      calm();
      act();
      return;
    }
    asks = true;
    made.textContent = question;
    made.classList.add("asks");
  });
  made.addEventListener("blur", calm);
  return made;
}

/** A request and its answer, as pretty JSON; the key is never in it. */
export function exchangeParts(exchange, words) {
  const head = `${exchange.method} ${exchange.path}\nAuthorization: ${exchange.authorization}`;
  return [
    part(words.request, head + (exchange.request === null ? "" : `\n\n${pretty(exchange.request)}`)),
    part(`${words.answer} ${exchange.status || words.noAnswer}`, pretty(exchange.answer)),
  ];
}

function part(title, text) {
  const made = make("div", "exchange-part");
  const block = make("pre", "", text);
  block.tabIndex = 0;
  block.setAttribute("aria-label", title);
  made.append(make("b", "", title), block);
  return made;
}

const pretty = (value) => JSON.stringify(value, null, 2);
