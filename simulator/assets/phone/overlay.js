// What covers the chat: only one thing at a time can be reached, and the focus goes back where it was.

const PARTS = ["screen", "lock", "sheet"].map((id) => document.getElementById(id));
let before = null;

function only(part) {
  for (const each of PARTS) each.inert = part !== null && each !== part;
}

export function cover(part, focused) {
  if (part.hidden) before = document.activeElement;
  part.hidden = false;
  only(part);
  focused.focus();
}

export function uncover(part) {
  part.hidden = true;
  only(PARTS.slice(1).find((each) => !each.hidden) ?? null);
  if (before?.isConnected) before.focus({ preventScroll: true });
}

export function onEscape(part, close) {
  part.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
}
