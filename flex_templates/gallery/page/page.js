// Draws screens and looks for what is cut off. The cards themselves are drawn by the phone's scripts.

import { drawFlex, fitted } from "/flex/flex.js";

const board = document.querySelector("#board");
const context = { tap() {}, address: (url) => url };

function make(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

async function show(drawings, captions) {
  board.replaceChildren(...drawings.map((drawing) => screen(drawing, captions)));
  board.classList.toggle("of-board", captions);
  await document.fonts.ready;
  fitted(board);
  await Promise.all([...document.images].map((image) => {
    image.loading = "eager";
    return image.decode().catch(() => {});
  }));
}

function screen(drawing, captions) {
  const made = make("section", "screen");
  made.style.setProperty("--phone", drawing.width);
  made.style.setProperty("--scale", drawing.letters); // as LINE does: what has `scaling` grows
  Object.assign(made.dataset, { name: drawing.name, sample: drawing.sample });
  if (captions) made.append(caption(drawing));
  drawing.messages.forEach((message) => made.append(row(message)));
  const items = drawing.messages.at(-1).quickReply?.items ?? [];
  if (items.length) {
    const quick = make("div", "quick");
    quick.append(...items.map((item) => make("span", "chip", item.action.label)));
    made.append(quick);
  }
  return made;
}

function caption({ name, sample, messages }) {
  const made = make("p", "caption");
  made.append(make("b", "", sample === "usual" ? name : `${name}, ${sample}`), messages[0].altText ?? "");
  return made;
}

function row(message) {
  const made = make("div", "row");
  made.append(make("span", "avatar", "M"));
  if (message.type === "flex") {
    const card = drawFlex(message.contents, context);
    if (message.contents.type === "carousel") made.classList.add("is-wide");
    made.append(card);
  } else {
    made.append(make("p", "bubble", message.text));
  }
  made.append(make("span", "time", "09.00"));
  return made;
}

function faults() {
  return [...document.querySelectorAll(".screen")].flatMap((screen) =>
    [...screen.querySelectorAll(".fx-bubble")].flatMap((bubble) => faultsOf(screen, bubble)));
}

function faultsOf(screen, bubble) {
  const found = [];
  const say = (element, what) => found.push({
    name: screen.dataset.name, sample: screen.dataset.sample, what,
    pointer: element.closest("[data-pointer]")?.dataset.pointer ?? "", text: element.textContent,
  });
  const edge = bubble.getBoundingClientRect();
  for (const element of bubble.querySelectorAll(".fx-text > p, .fx-label, .fx-box, .fx-button, .fx-image-frame")) {
    const its = element.getBoundingClientRect();
    if (element.scrollWidth > element.clientWidth + 1) say(element, "is wider than its place");
    if (element.matches("p, .fx-box") && element.scrollHeight > element.clientHeight + 2) say(element, "is higher than its place");
    if (its.left < edge.left - 1 || its.right > edge.right + 1) say(element, "sticks out of the card");
    if (element.matches(".fx-label") && shrunk(element)) say(element, "is too small to read");
    if (element.matches("p") && brokenWord(element)) say(element, "breaks inside a word");
  }
  return found;
}

/** A label that had to shrink much to fit. */
function shrunk(label) {
  const size = (element) => parseFloat(getComputedStyle(element).fontSize);
  return size(label) < 0.8 * size(label.parentElement);
}

/** A short number or Latin word on two lines: a queue number is read wrongly then. */
function brokenWord(element) {
  const node = element.firstChild;
  if (node?.nodeType !== Node.TEXT_NODE) return false;
  const range = document.createRange();
  return [...node.data.matchAll(/[A-Za-z0-9]{2,12}/g)].some((word) => {
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    return new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size > 1;
  });
}

function measured(selector, properties) {
  const element = document.querySelector(selector);
  const { x, y, width, height } = element.getBoundingClientRect();
  const computed = getComputedStyle(element);
  return { x, y, width, height, ...Object.fromEntries(properties.map((each) => [each, computed.getPropertyValue(each)])) };
}

/** Read off an empty inline block, which stands on it. */
function baseline(selector) {
  const mark = make("span", "");
  mark.style.display = "inline-block";
  document.querySelector(selector).prepend(mark);
  const { bottom } = mark.getBoundingClientRect();
  mark.remove();
  return bottom;
}

window.cards = { show, faults, measured, baseline };
