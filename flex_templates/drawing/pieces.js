// Button, image, icon, separator, filler, video.

import { element, place, tappable } from "./dom.js";
import { imageWidth, ratio, scaled, textSize } from "./sizes.js";

export function drawButton(component, parent, pointer, context) {
  const outer = place(element("div", "fx-button-place", pointer), component, parent);
  outer.dataset.gravity = component.gravity ?? "top";
  const style = component.style ?? "link";
  const button = element("button", `fx-button fx-${style} fx-${component.height ?? "md"}`);
  button.type = "button";
  const label = element("span", component.adjustMode ? "fx-label fx-shrink" : "fx-label");
  label.textContent = component.action?.label ?? "";
  if (component.scaling) {
    button.style.fontSize = scaled("16px", component);
    button.style.minHeight = scaled(component.height === "sm" ? "40px" : "52px", component);
  }
  button.append(label);
  if (component.color) button.style[style === "link" ? "color" : "backgroundColor"] = component.color;
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    context.tap(component.action);
  });
  outer.append(button);
  return outer;
}

export function drawImage(component, parent, pointer, context) {
  const outer = place(element("div", "fx-image", pointer), component, parent);
  outer.dataset.align = component.align ?? "center";
  outer.dataset.gravity = component.gravity ?? "top";
  const frame = element("div", "fx-image-frame");
  frame.style.width = imageWidth(component.size);
  frame.style.aspectRatio = ratio(component.aspectRatio);
  if (component.backgroundColor) frame.style.backgroundColor = component.backgroundColor;
  const picture = picked(component.url, context);
  picture.style.objectFit = component.aspectMode === "cover" ? "cover" : "contain";
  frame.append(picture);
  outer.append(frame);
  return tappable(outer, component.action, context);
}

export function drawIcon(component, parent, pointer, context) {
  const outer = place(element("div", "fx-icon", pointer), component, parent);
  outer.style.fontSize = scaled(textSize(component.size), component);
  const picture = picked(component.url, context);
  picture.style.aspectRatio = ratio(component.aspectRatio);
  outer.append(picture);
  return outer;
}

export function drawSeparator(component, parent, pointer) {
  const made = element("div", `fx-separator fx-in-${parent.layout}`, pointer);
  place(made, { ...component, flex: 0 }, parent);
  if (component.color) made.style.backgroundColor = component.color;
  return made;
}

export function drawFiller(component, parent, pointer) {
  const made = element("div", "fx-filler", pointer);
  made.style.flex = `${component.flex ?? 1} 0 0`;
  return made;
}

/** Its first picture with a button to play, and under it where its action leads. */
export function drawVideo(component, parent, pointer, context) {
  const still = { url: component.previewUrl, size: "full", aspectMode: "cover", aspectRatio: component.aspectRatio };
  const made = drawImage(still, parent, pointer, context);
  made.classList.add("fx-video");
  made.firstChild.append(element("span", "fx-play"));
  if (component.action) {
    const more = element("span", "fx-video-more");
    more.textContent = component.action.label ?? "";
    made.append(tappable(more, component.action, context));
  }
  return made;
}

function picked(url, context) {
  const picture = document.createElement("img");
  picture.src = context.address(url);
  picture.alt = "";
  picture.loading = "lazy";
  picture.referrerPolicy = "no-referrer";
  return picture;
}
