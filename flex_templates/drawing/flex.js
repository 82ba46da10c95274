// Draws a Flex Message's contents: plain DOM, text only as textContent.

import { draw } from "./boxes.js";
import { element, tappable, unknown } from "./dom.js";
import { BUBBLE_WIDTH, blockPadding } from "./sizes.js";
import { shrink } from "./texts.js";

const BLOCKS = ["header", "hero", "body", "footer"];

/**
 * @param contents a bubble or carousel
 * @param context {tap(action), address(url)}: what a tap does, and where a picture is fetched
 */
export function drawFlex(contents, context) {
  if (contents?.type !== "carousel") return drawBubble(contents, "", context);
  const row = element("div", "fx-carousel", "");
  row.tabIndex = 0;
  row.setAttribute("role", "group");
  (contents.contents ?? []).forEach((bubble, index) => row.append(drawBubble(bubble, `/contents/${index}`, context)));
  return row;
}

/** Once it stands in the page: texts that shrink to fit are measured. Returns the drawing. */
export function fitted(drawing) {
  for (const line of drawing.querySelectorAll(".fx-shrink")) shrink(line);
  return drawing;
}

function drawBubble(bubble, pointer, context) {
  if (bubble?.type !== "bubble") return unknown(bubble, pointer);
  const size = bubble.size ?? "mega";
  const made = element("article", `fx-bubble fx-size-${size}`, pointer);
  made.style.width = `${BUBBLE_WIDTH[size]}px`;
  made.dir = bubble.direction ?? "ltr";
  let above = false;
  for (const name of BLOCKS) {
    if (!bubble[name]) continue;
    made.append(drawBlock(bubble, name, size, above, pointer, context));
    above = true;
  }
  return tappable(made, bubble.action, context);
}

function drawBlock(bubble, name, size, above, pointer, context) {
  const styles = bubble.styles?.[name] ?? {};
  const block = element("div", `fx-block fx-${name}`);
  if (styles.backgroundColor) block.style.backgroundColor = styles.backgroundColor;
  if (styles.separator && above) {
    const rule = element("div", "fx-separator fx-in-vertical");
    if (styles.separatorColor) rule.style.backgroundColor = styles.separatorColor;
    block.append(rule);
  }
  const parent = { layout: "vertical", first: true };
  const root = draw(bubble[name], parent, `${pointer}/${name}`, context);
  if (bubble[name].type === "box" && name !== "hero") padRoot(root, name, size, Boolean(bubble.footer));
  if (name !== "hero") root.style.flex = "1 0 auto";
  block.append(root);
  return block;
}

/** The block's own padding, where the box does not say otherwise: an earlier declaration yields to a later one. */
function padRoot(root, name, size, hasFooter) {
  root.style.cssText = `padding: ${blockPadding(name, size, hasFooter)}; ${root.style.cssText}`;
}
