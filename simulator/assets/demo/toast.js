// Says what went wrong, for a while.

import { make } from "../phone/dom.js";

const SECONDS = 8;

export function toast(sentence) {
  document.querySelector(".toast")?.remove();
  const made = make("p", "toast", sentence);
  made.setAttribute("role", "alert");
  document.body.append(made);
  setTimeout(() => made.remove(), SECONDS * 1000);
}
