// Elements of a drawing. Every one carries the JSON pointer of the component that it shows.

import { space } from "./sizes.js";

export function element(tag, className, pointer) {
  const made = document.createElement(tag);
  made.className = className;
  if (pointer !== undefined) made.dataset.pointer = pointer;
  return made;
}

/** What we do not know is shown as such, never left out in silence. */
export function unknown(component, pointer, tag = "p") {
  const made = element(tag, "fx-unknown", pointer);
  made.textContent = `? ${String(component?.type ?? "").slice(0, 40)}`;
  return made;
}

/** Its place in the parent: flex, margin, offsets. */
export function place(made, component, parent) {
  const style = made.style;
  style.flex = flexOf(component, parent.layout);
  if (component.position === "absolute") style.position = "absolute";
  else marginBefore(made, component, parent);
  for (const [key, side] of [["offsetTop", "top"], ["offsetBottom", "bottom"],
    ["offsetStart", "insetInlineStart"], ["offsetEnd", "insetInlineEnd"]]) {
    if (component[key]) style[side] = space(component[key]);
  }
  return made;
}

function flexOf(component, layout) {
  const along = layout === "vertical" ? component.height : component.width;
  if (component.flex === 0 || along || component.type === "icon") return "0 0 auto";
  if (component.flex > 0) return layout === "vertical" ? `${component.flex} 0 auto` : `${component.flex} 0 0`;
  return layout === "vertical" ? "0 0 auto" : "1 0 0";
}

function marginBefore(made, component, parent) {
  const wanted = component.margin ?? parent.spacing;
  if (parent.first || !wanted) return;
  made.style[parent.layout === "vertical" ? "marginTop" : "marginInlineStart"] = space(wanted);
}

/** Makes it tappable, by finger and by keyboard. */
export function tappable(made, action, context) {
  if (!action) return made;
  made.classList.add("fx-tap");
  made.setAttribute("role", action.type === "uri" ? "link" : "button");
  if (action.label) made.setAttribute("aria-label", action.label);
  made.tabIndex = 0;
  made.addEventListener("click", (event) => {
    event.stopPropagation();
    context.tap(action);
  });
  made.addEventListener("keydown", (event) => {
    if (event.target !== made || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    event.stopPropagation();
    context.tap(action);
  });
  return made;
}
