// Calls of the API by our own pages. They say so, so that the conformance run looks at the hospital's system only.

import { forget, keep, kept } from "./keep.js";

/** The raw answer. Rejects when nobody answers. */
export const send = (method, path, body, key = kept.key) => {
  const headers = { Authorization: `Bearer ${key}`, "Developer-Page": "1" };
  if (body) headers["Content-Type"] = "application/json";
  return fetch(path, { method, headers, body: body || undefined });
};

/** Shows the page's content to who has a key, else the form that asks for one; `show` is called with a key. */
export const behindKey = (page, form, show, hide = () => {}) => {
  const open = (known) => {
    page.hidden = !known;
    form.hidden = known;
    if (known) show();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep("log-key", form.elements.key.value.trim());
    form.reset();
    open(true);
  });
  page.querySelector("[data-forget]").addEventListener("click", () => {
    forget("log-key", "key", "v3-key");
    hide();
    open(false);
  });
  open(Boolean(kept.logKey));
  return open;
};

/** What GET answers, or null: then `trouble` says why, and a key that is not known is asked for again. */
export const ask = async (path, trouble, lost, open) => {
  trouble.hidden = true;
  try {
    const answer = await send("GET", `/api/v4${path}`, null, kept.logKey);
    if (answer.ok) return await answer.json();
    const { title, detail } = await answer.json();
    trouble.textContent = `${answer.status} ${title}: ${detail}`;
    if (answer.status === 401) open(false);
  } catch {
    trouble.textContent = lost;
  }
  trouble.hidden = false;
  return null;
};

export const element = (name, text = "", className = "") => {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
};

export const moment = (iso) => iso.slice(0, 19).replace("T", " ");
export const wrongs = (each) => [each.problem, ...each.fields].filter(Boolean).join(" · ");
