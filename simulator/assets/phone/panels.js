// What takes the place of the keyboard: attachments, stickers, the rich menu. One at a time.

const panels = new Map();

export function panel(place, toggle, changed = () => undefined) {
  panels.set(place, { toggle, changed });
  toggle.addEventListener("click", () => (place.hidden ? openPanel(place) : closePanels()));
}

export function openPanel(place) {
  for (const [each, { toggle, changed }] of panels) {
    each.hidden = each !== place;
    toggle.setAttribute("aria-expanded", String(each === place));
    changed(each === place);
  }
}

export const closePanels = () => openPanel(null);
