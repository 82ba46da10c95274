// Small things that every page may use. Without it pages are read all the same.

const words = document.body.dataset;

/** A menu that is open beside the text on a wide screen and closed above it on a narrow one. */
const side = document.getElementById("side");
if (side) {
  const wide = matchMedia("(min-width: 60rem)");
  const fit = () => { side.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
}

/** A button that copies, for each `<pre>` inside `.code`. */
for (const code of document.querySelectorAll(".code:not([data-plain])")) {
  const pre = code.querySelector("pre");
  if (!pre || !navigator.clipboard) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = words.copy;
  button.addEventListener("click", async () => {
    const shown = [...code.querySelectorAll("pre")].find((each) => each.offsetParent) || pre;
    await navigator.clipboard.writeText(shown.textContent.trimEnd() + "\n");
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 2000);
  });
  code.append(button);
}

/** `<div role="tablist">` with buttons that control panels; the choice is kept for all lists of one `data-kept`. */
const kept = (list) => list.dataset.kept && `tab:${list.dataset.kept}`;
const choose = (list, tab, focus) => {
  for (const each of list.querySelectorAll("[role=tab]")) {
    const chosen = each === tab;
    each.setAttribute("aria-selected", String(chosen));
    each.tabIndex = chosen ? 0 : -1;
    document.getElementById(each.getAttribute("aria-controls")).hidden = !chosen;
  }
  if (focus) tab.focus();
};
const lists = [...document.querySelectorAll("[role=tablist]")];
const chooseAll = (list, tab, focus) => {
  choose(list, tab, focus);
  if (!kept(list)) return;
  localStorage.setItem(kept(list), tab.dataset.tab);
  for (const other of lists) {
    const same = other !== list && kept(other) === kept(list) && other.querySelector(`[data-tab="${tab.dataset.tab}"]`);
    if (same) choose(other, same, false);
  }
};
for (const list of lists) {
  const tabs = [...list.querySelectorAll("[role=tab]")];
  const before = kept(list) && tabs.find((each) => each.dataset.tab === localStorage.getItem(kept(list)));
  choose(list, before || tabs[0], false);
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) chooseAll(list, tab, false);
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = tabs.indexOf(document.activeElement);
    chooseAll(list, tabs[(at + step + tabs.length) % tabs.length], true);
  });
}
