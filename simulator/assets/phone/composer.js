// Typing, sharing a place, blocking.

import { button, make, named } from "./dom.js";
import { post } from "./server.js";
import { sharePlace } from "./sheets.js";
import { words } from "./words.js";

const form = document.getElementById("composer");
const field = document.getElementById("words");
const block = document.getElementById("block");
const banner = document.getElementById("blocked");
let isBlocked = false;

export function startComposer(told) {
  field.placeholder = words.type;
  field.setAttribute("aria-label", words.type);
  named(document.getElementById("send"), words.send, "send");
  named(block, words.block, "block");
  const place = named(document.getElementById("share-location"), words.location, "place");
  place.addEventListener("click", () => sharePlace(told));
  const change = async () => told(await post(isBlocked ? "unblock" : "block"));
  block.addEventListener("click", change);
  banner.append(make("p", "", words.blocked), button(words.unblock, change, "choice"));

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    field.value = "";
    fit();
    const answer = await post("text", { text });
    if (!answer.ok && !field.value) field.value = text;
    told(answer);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  field.addEventListener("input", fit);
}

function fit() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 120)}px`;
}

export function showBlocked(blocked) {
  isBlocked = blocked;
  banner.hidden = !blocked;
  form.hidden = blocked;
  const label = blocked ? words.unblock : words.block;
  block.setAttribute("aria-label", label);
  block.title = label;
  block.setAttribute("aria-pressed", String(blocked));
}
