// Paste from LINE's Flex Simulator, take offers one by one, and copy back to it.

import { sentence } from "./notes.js";

const $ = (id) => document.getElementById(id);
const language = document.documentElement.lang;

/** @param editor {call, draft, phone, replace(place, text, words)} */
export function openPasting({ call, draft, phone, replace }) {
  const menu = $("copy").closest("details");
  $("copy").addEventListener("click", copy);
  addEventListener("click", ({ target }) => { if (!menu.contains(target) || target.closest("#paste, #find-offers")) menu.open = false; });
  menu.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  if (!$("paste-dialog")) return;
  const dialog = $("paste-dialog"), panel = $("offers"), skipped = new Set();

  $("paste").addEventListener("click", () => {
    say("");
    dialog.showModal();
    $("pasted").focus();
  });
  $("paste-close").addEventListener("click", () => dialog.close());
  $("find-offers").addEventListener("click", () => ask({}));
  $("paste-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const { status, said } = await call("paste", { pasted: $("pasted").value, text: draft.text, words: draft.words });
    if (status === 413) return say(panel.dataset.large);
    if (status !== 200) return say(said.note ? `${panel.dataset.line} ${said.note.line}: ${sentence(said.note)}` : panel.dataset.lost);
    skipped.clear();
    $("pasted").value = "";
    dialog.close();
    await replace("paste", said.text, said.words);
    list(said.offers, true);
  });
  $("offers-close").addEventListener("click", () => { panel.hidden = true; });

  async function ask(more) {
    const { status, said } = await call("offers", { text: draft.text, words: draft.words, ...more });
    if (status !== 200 && status !== 409) return;
    if (said.text && "accept" in more) await replace(`offer ${more.accept}`, said.text, said.words);
    if (said.offers) list(said.offers, true);
    else if ("accept" in more) await ask({}); // the draft was changed meanwhile: what is offered now
  }

  function list(offers, open) {
    const left = offers.filter((each) => !skipped.has(each.id));
    panel.hidden = !open;
    $("offers-none").hidden = left.length > 0;
    $("offers-list").replaceChildren(...left.map(offer));
    panel.scrollIntoView({ block: "nearest" });
  }

  function offer(each) {
    const made = document.createElement("li"), text = document.createElement("p"), row = document.createElement("p");
    const label = language === "th" ? each.thai : each.english;
    text.append(quoted(each.found || each.now), " → ", strong(label ? `«${label}»` : panel.dataset.word));
    row.className = "row";
    row.append(press(panel.dataset.take, () => ask({ accept: each.id }), "primary small"), press(panel.dataset.skip, () => {
      skipped.add(each.id);
      made.remove();
      $("offers-none").hidden = $("offers-list").childElementCount > 0;
    }, "small"));
    const part = each.pointer.replace(/\/(?:action\/)?[^/]*$/, "");
    made.addEventListener("mouseenter", () => phone.outline(part));
    made.addEventListener("focusin", () => phone.outline(part));
    made.addEventListener("mouseleave", () => phone.outline(null));
    made.append(text, row);
    return made;
  }

  function say(words) {
    $("paste-said").textContent = words;
    $("paste-said").hidden = !words;
  }

  /** What the simulator takes: the first bubble or carousel as it is drawn, else the message. */
  async function copy() {
    const { messages } = phone;
    const found = messages.find((each) => each.contents)?.contents ?? messages[0];
    const text = JSON.stringify(found ?? {}, null, 2);
    try {
      await navigator.clipboard.writeText(text);
      $("copy").textContent = $("copy").dataset.copied;
      setTimeout(() => { $("copy").textContent = $("copy").dataset.copy; }, 2000);
    } catch {
      $("copied").value = text; // a browser that lets no script copy: she copies herself
      $("copy-dialog").showModal();
      $("copied").select();
    }
  }
}

function quoted(text) {
  return Object.assign(document.createElement("q"), { textContent: text.length > 80 ? `${text.slice(0, 80)}…` : text });
}
function strong(text) {
  return Object.assign(document.createElement("b"), { textContent: text });
}
function press(text, work, className) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, className });
  made.addEventListener("click", work);
  return made;
}
