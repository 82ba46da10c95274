// The rich menu: a picture with places to tap.

import { button, make, named } from "./dom.js";
import { tapper } from "./tap.js";
import { words } from "./words.js";

const place = document.getElementById("menu");
const toggle = document.getElementById("show-menu");
let shownId = "";

named(toggle, words.menu, "menu");
toggle.addEventListener("click", () => show(place.hidden));

function show(open) {
  place.hidden = !open;
  toggle.setAttribute("aria-expanded", String(open));
}

export function showMenu(menu, told) {
  toggle.hidden = !menu;
  if (!menu) {
    show(false);
    shownId = "";
    return;
  }
  if (menu.richMenuId === shownId) return;
  shownId = menu.richMenuId;
  toggle.title = menu.chatBarText;
  toggle.setAttribute("aria-label", menu.chatBarText);
  const board = make("div", "menu-board");
  board.style.aspectRatio = `${menu.size.width} / ${menu.size.height}`;
  if (menu.image) {
    const picture = make("img");
    picture.src = menu.image;
    picture.alt = menu.name;
    board.append(picture);
  }
  const tap = tapper({ menu: menu.richMenuId }, { areas: menu.areas }, told);
  board.append(...menu.areas.map((area) => areaButton(area, menu, tap)));
  place.replaceChildren(board);
  show(menu.selected);
}

function areaButton({ bounds, action }, menu, tap) {
  const made = button("", () => {
    tap(action);
    if (action.inputOption === "closeRichMenu") show(false);
  }, "menu-area");
  made.setAttribute("aria-label", action.label ?? action.displayText ?? action.text ?? words.menu);
  const percent = (part, whole) => `${(100 * part) / whole}%`;
  made.style.left = percent(bounds.x, menu.size.width);
  made.style.top = percent(bounds.y, menu.size.height);
  made.style.width = percent(bounds.width, menu.size.width);
  made.style.height = percent(bounds.height, menu.size.height);
  return made;
}
