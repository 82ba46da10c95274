// The rich menu: a picture with places to tap.

import { button, image, make, named } from "./dom.js";
import { closePanels, openPanel, panel } from "./panels.js";
import { tapper } from "./tap.js";
import { words } from "./words.js";

const place = document.getElementById("menu");
const toggle = document.getElementById("show-menu");
let shownId = "";
let label = words.menu;

panel(place, toggle, (isOpen) => named(toggle, isOpen ? words.keyboard : label, isOpen ? "keyboard" : "menu"));
named(toggle, label, "menu");

export function showMenu(menu, told) {
  toggle.hidden = !menu;
  if (!menu) {
    if (!place.hidden) closePanels();
    shownId = "";
    return;
  }
  if (menu.richMenuId === shownId) return;
  shownId = menu.richMenuId;
  label = menu.chatBarText;
  place.setAttribute("aria-label", label);
  named(toggle, label, "menu");
  const board = make("div", "menu-board");
  board.style.aspectRatio = `${menu.size.width} / ${menu.size.height}`;
  if (menu.image) board.append(image(menu.image));
  const tap = tapper({ menu: menu.richMenuId }, { areas: menu.areas }, told);
  board.append(...menu.areas.map((area) => areaButton(area, menu, tap)));
  place.replaceChildren(board);
  if (menu.selected) openPanel(place);
}

function areaButton({ bounds, action }, menu, tap) {
  const made = button("", () => {
    tap(action);
    if (action.inputOption === "closeRichMenu") closePanels();
    if (action.inputOption === "openKeyboard") document.getElementById("words").focus();
  }, "menu-area");
  const name = action.label ?? action.displayText ?? action.text ?? words.menu;
  made.setAttribute("aria-label", name);
  if (!menu.image) {
    made.classList.add("is-bare");
    made.textContent = name;
  }
  const percent = (part, whole) => `${(100 * part) / whole}%`;
  made.style.left = percent(bounds.x, menu.size.width);
  made.style.top = percent(bounds.y, menu.size.height);
  made.style.width = percent(bounds.width, menu.size.width);
  made.style.height = percent(bounds.height, menu.size.height);
  return made;
}
