// One message as LINE draws it. Text is only ever textContent.

import { drawFlex } from "../flex/flex.js";
import { button, image, make, pullable } from "./dom.js";
import { address } from "./server.js";
import { openLink } from "./sheets.js";
import { mapPicture } from "./map.js";
import { stickerPicture } from "./stickers.js";
import { words } from "./words.js";

const LINK = /https?:\/\/[^\s<>"'）)]+/g;

const DRAW = {
  text: (message) => bubble(...linked(message.text)),
  textV2: (message) => bubble(message.text),
  flex: drawCard,
  template: (message, tap) => drawTemplate(message.template, tap),
  location: drawLocation,
  postback: (message) => (message.displayText ? bubble(message.displayText) : null),
  image: (message) => picture(message.previewImageUrl, words.picture),
  video: (message) => picture(message.previewImageUrl, words.video),
  imagemap: (message) => picture(`${message.baseUrl}/700`, message.altText),
  sticker: drawSticker,
};

/** Null when there is nothing to see, as for a postback without a text to show. */
export function drawMessage(message, tap) {
  return (DRAW[message.type] ?? strange)(message, tap);
}

/** What the lock screen shows, and a screen reader says. */
export function altText(message) {
  if (message.type === "sticker") return words.sticker;
  return message.altText ?? message.text ?? message.displayText ?? message.title ?? words[message.type] ?? message.type;
}

function strange(message) {
  const made = bubble(`${words.unknown}: ${message.type}`);
  made.classList.add("strange");
  return made;
}

function drawCard(message, tap) {
  const made = drawFlex(message.contents, { tap, address });
  if (made.matches(".fx-carousel")) pullable(made);
  made.setAttribute("aria-label", message.altText);
  return made;
}

function drawSticker({ stickerId }) {
  const made = stickerPicture(Number(stickerId));
  made.classList.add("sticker");
  return made;
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
  const said = make("div", "place-words");
  said.append(make("b", "", message.title ?? words.location));
  if (message.address) said.append(make("span", "", message.address));
  said.append(make("small", "", `${message.latitude.toFixed(4)}, ${message.longitude.toFixed(4)}`));
  made.append(mapPicture(message.latitude, message.longitude, "place-map"), said);
  return made;
}

function picture(url, alt) {
  const made = image(address(url), "picture");
  made.alt = alt;
  return made;
}

function drawTemplate(template, tap) {
  const cards = (template.columns ?? [template]).map((column) => templateCard(column, template.type, tap));
  if (!template.columns) return cards[0];
  const row = make("div", "template-row");
  row.tabIndex = 0;
  row.append(...cards);
  return pullable(row);
}

function templateCard(column, kind, tap) {
  const card = make("div", "bubble template");
  const url = column.thumbnailImageUrl ?? column.imageUrl;
  if (url) card.append(image(address(url)));
  const said = make("div", "template-words");
  if (column.title) said.append(make("b", "", column.title));
  said.append(make("p", "", column.text ?? ""));
  const actions = make("div", `template-actions${kind === "confirm" ? " is-pair" : ""}`);
  for (const action of column.actions ?? [column.action]) {
    actions.append(button(action.label ?? "", () => tap(action), "template-action"));
  }
  card.append(said, actions);
  return card;
}
