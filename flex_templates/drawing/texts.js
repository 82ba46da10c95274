// Text and its spans.

import { element, place, tappable, unknown } from "./dom.js";
import { scaled, space, textSize } from "./sizes.js";

export function drawText(component, parent, pointer, context) {
  const outer = place(element("div", "fx-text", pointer), component, parent);
  outer.dataset.gravity = component.gravity ?? "top";
  const inner = element("p", component.wrap ? "fx-wrap" : "fx-line");
  letters(inner, component);
  inner.style.fontSize = scaled(textSize(component.size), component);
  if (component.adjustMode === "shrink-to-fit" && !component.wrap) inner.classList.add("fx-shrink");
  inner.style.textAlign = component.align ?? "start";
  if (component.lineSpacing) inner.style.lineHeight = `calc(1.4em + ${space(component.lineSpacing)})`;
  if (component.wrap && component.maxLines > 0) {
    inner.classList.add("fx-clamp");
    inner.style.webkitLineClamp = component.maxLines;
  }
  inner.append(...words(component, pointer));
  outer.append(inner);
  return tappable(outer, component.action, context);
}

const SMALLEST = 0.4;

/** Smaller letters until the line fits, not under four tenths. */
export function shrink(line) {
  const full = parseFloat(getComputedStyle(line).fontSize);
  const fits = line.clientWidth / line.scrollWidth;
  if (fits < 1) line.style.fontSize = `${Math.max(SMALLEST, fits) * full}px`;
}

function words(component, pointer) {
  if (!component.contents?.length) return [component.text ?? ""];
  return component.contents.map((span, index) => drawSpan(span, component, `${pointer}/contents/${index}`));
}

/** Its letters grow with those of its text. */
function drawSpan(span, text, pointer) {
  if (span?.type !== "span") return unknown(span, pointer, "span");
  const made = element("span", "fx-span", pointer);
  letters(made, span);
  if (span.size) made.style.fontSize = scaled(textSize(span.size), text);
  made.textContent = span.text ?? "";
  return made;
}

function letters(made, component) {
  const style = made.style;
  if (component.color) style.color = component.color;
  if (component.weight) style.fontWeight = component.weight === "bold" ? "700" : "400";
  if (component.style === "italic") style.fontStyle = "italic";
  if (component.decoration && component.decoration !== "none") style.textDecoration = component.decoration;
}
