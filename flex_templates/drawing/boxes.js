// A box and what stands in it.

import { element, place, tappable, unknown } from "./dom.js";
import { drawButton, drawFiller, drawIcon, drawImage, drawSeparator, drawVideo } from "./pieces.js";
import { border, space } from "./sizes.js";
import { drawText } from "./texts.js";

const DRAW = {
  box: drawBox,
  text: drawText,
  button: drawButton,
  image: drawImage,
  icon: drawIcon,
  separator: drawSeparator,
  filler: drawFiller,
  video: drawVideo,
};

const PADDINGS = [["paddingAll", "padding"], ["paddingTop", "paddingTop"], ["paddingBottom", "paddingBottom"],
  ["paddingStart", "paddingInlineStart"], ["paddingEnd", "paddingInlineEnd"]];

export function draw(component, parent, pointer, context) {
  const known = Object.hasOwn(DRAW, component?.type ?? "");
  return known ? DRAW[component.type](component, parent, pointer, context) : unknown(component, pointer);
}

const LAYOUTS = ["horizontal", "vertical", "baseline"];

export function drawBox(box, parent, pointer, context) {
  if (!LAYOUTS.includes(box.layout)) return unknown({ type: `box ${box.layout ?? ""}` }, pointer);
  const made = place(element("div", `fx-box fx-${box.layout}`, pointer), box, parent);
  dress(made, box);
  let first = true;
  (box.contents ?? []).forEach((child, index) => {
    const inside = { layout: box.layout === "vertical" ? "vertical" : "horizontal", spacing: box.spacing, first };
    made.append(draw(child, inside, `${pointer}/contents/${index}`, context));
    if (child.position !== "absolute") first = false;
  });
  return tappable(made, box.action, context);
}

function dress(made, box) {
  const style = made.style;
  for (const [key, property] of PADDINGS) {
    if (box[key] !== undefined) style[property] = space(box[key]);
  }
  for (const key of ["width", "maxWidth", "height", "maxHeight", "backgroundColor", "borderColor",
    "justifyContent", "alignItems"]) {
    if (box[key] !== undefined) style[key] = box[key];
  }
  if (box.borderWidth !== undefined) style.borderWidth = border(box.borderWidth);
  if (box.cornerRadius !== undefined) style.borderRadius = space(box.cornerRadius);
  if (box.background?.type === "linearGradient") style.backgroundImage = gradient(box.background);
}

function gradient({ angle, startColor, endColor, centerColor, centerPosition }) {
  const center = centerColor ? `, ${centerColor} ${centerPosition ?? "50%"}` : "";
  return `linear-gradient(${angle}, ${startColor} 0%${center}, ${endColor} 100%)`;
}
