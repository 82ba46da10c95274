// Small pictures of the published cards, drawn when they come into sight.

import { drawFlex, fitted } from "/studio/drawing/flex.js";

const NOTHING = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=";
const answer = await fetch("pictures.json");
const messages = answer.ok ? await answer.json() : {};

function draw(place) {
  const message = messages[place.dataset.card]?.[0];
  if (!message) return;
  const shown = message.type === "flex"
    ? drawFlex(message.contents.type === "carousel" ? message.contents.contents[0] : message.contents, { tap() {}, address: () => NOTHING })
    : Object.assign(document.createElement("p"), { textContent: message.text });
  shown.inert = true;
  place.append(shown);
  fitted(shown);
}

fetch("checks.json").then((found) => found.json()).then((errors) => {
  for (const badge of document.querySelectorAll("[data-check]")) badge.hidden = !errors[badge.dataset.check];
});

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    draw(target);
  }
}, { rootMargin: "200px" });
for (const place of document.querySelectorAll("[data-card]")) seen.observe(place);
