// Typing, and what else can be sent.

import { button, icon, make, named } from "./dom.js";
import { closePanels, panel } from "./panels.js";
import { sharePlace } from "./places.js";
import { post } from "./server.js";
import { fillStickers } from "./stickers.js";
import { words } from "./words.js";

const form = document.getElementById("composer");
const field = document.getElementById("words");
const banner = document.getElementById("blocked");
const attach = document.getElementById("attach");
const stickers = document.getElementById("stickers");
let hear = () => undefined;
let isBlocked = false;

export function startComposer(told) {
  hear = told;
  field.placeholder = words.type;
  field.setAttribute("aria-label", words.type);
  named(document.getElementById("send"), words.send, "send");
  panel(attach, named(document.getElementById("show-attach"), words.attach, "plus"));
  const smile = named(document.getElementById("show-stickers"), words.stickers, "smile");
  panel(stickers, smile);
  fillStickers(told, closePanels);
  attach.append(
    tile("share-location", "place", words.location, () => {
      closePanels();
      sharePlace(told);
    }),
    tile("attach-sticker", "smile", words.stickers, () => smile.click()),
  );
  banner.append(make("p", "", words.blocked), button(words.unblock, changeBlock, "action"));
  form.addEventListener("submit", send);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  field.addEventListener("input", fit);
  field.addEventListener("focus", closePanels);
}

function tile(id, picture, label, onClick) {
  const made = button("", onClick, "tile");
  made.id = id;
  const frame = make("span", "tile-picture");
  frame.append(icon(picture));
  made.append(frame, label);
  return made;
}

async function send(event) {
  event.preventDefault();
  const text = field.value.trim();
  if (!text) return;
  field.value = "";
  fit();
  const answer = await post("text", { text });
  if (!answer.ok && !field.value) field.value = text;
  fit();
  hear(answer);
}

function fit() {
  form.classList.toggle("has-words", field.value.trim() !== "");
  field.style.height = "auto";
  field.style.height = `${Math.min(Math.max(field.scrollHeight, 40), 120)}px`;
}

export async function changeBlock() {
  hear(await post(isBlocked ? "unblock" : "block"));
}

export const blocked = () => isBlocked;

export function showBlocked(now) {
  if (now && !isBlocked) closePanels();
  isBlocked = now;
  banner.hidden = !now;
  form.hidden = now;
}
