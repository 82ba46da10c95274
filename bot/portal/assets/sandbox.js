// Keeps a new key, or one that is typed, for the console.

import { forget, keep } from "./keep.js";

const remember = (key) => {
  forget("connect-id", "phone", "v3-key");
  keep("key", key);
};

const made = document.getElementById("made-key");
if (made) {
  remember(made.textContent.trim());
  keep("v3-key", document.getElementById("made-v3-key").textContent.trim());
}

const form = document.getElementById("key-form");
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const key = form.elements.key.value.trim();
  const wrong = form.querySelector(".wrong");
  wrong.hidden = key.startsWith("mc_test_");
  wrong.textContent = form.dataset.wrong;
  if (!wrong.hidden) return;
  remember(key);
  location.href = form.dataset.next;
});
