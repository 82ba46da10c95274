// One message as LINE draws it. Text is only ever textContent.

import { drawFlex } from "../flex/flex.js";
import { button, icon, make } from "./dom.js";
import { address } from "./server.js";
import { openLink } from "./sheets.js";
import { words } from "./words.js";

const LINK = /https?:\/\/[^\s<>"'）)]+/g;

const DRAW = {
  text: (message) => bubble(...linked(message.text)),
  textV2: (message) => bubble(message.text),
  flex: (message, tap) => drawFlex(message.contents, { tap, address }),
  template: (message, tap) => drawTemplate(message.template, tap),
  location: drawLocation,
  postback: (message) => (message.displayText ? bubble(message.displayText) : null),
  image: (message) => picture(message.previewImageUrl),
  video: (message) => picture(message.previewImageUrl),
  imagemap: (message) => bubble(message.altText),
  sticker: () => bubble(`[${words.sticker}]`),
};

/** Null when there is nothing to see, as for a postback without a text to show. */
export function drawMessage(message, tap) {
  return (DRAW[message.type] ?? ((other) => bubble(`[${other.type}]`)))(message, tap);
}

/** What the lock screen shows. */
export function altText(message) {
  return message.altText ?? message.text ?? message.title ?? `[${message.type}]`;
}

function bubble(...content) {
  const made = make("div", "bubble");
  made.append(...content);
  return made;
}

function linked(text) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(LINK)) {
    parts.push(text.slice(end, found.index), button(found[0], () => openLink(found[0]), "link"));
    end = found.index + found[0].length;
  }
  return [...parts, text.slice(end)];
}

function drawLocation(message) {
  const made = make("div", "bubble place");
  made.append(icon("place"), make("b", "", message.title ?? words.location));
  if (message.address) made.append(make("span", "", message.address));
  made.append(make("small", "", `${message.latitude.toFixed(4)}, ${message.longitude.toFixed(4)}`));
  return made;
}

function picture(url) {
  const made = make("img", "picture");
  made.src = address(url);
  made.alt = "";
  return made;
}

function drawTemplate(template, tap) {
  const made = make("div", template.columns ? "fx-carousel" : "");
  for (const column of template.columns ?? [template]) {
    const card = make("div", "bubble template");
    if (column.title) card.append(make("b", "", column.title));
    card.append(make("p", "", column.text ?? ""));
    for (const action of column.actions ?? [column.action]) {
      card.append(button(action.label ?? "", () => tap(action), "template-action"));
    }
    made.append(card);
  }
  return made;
}
