// Puts the phone together.

import { addEntry, showLoading, showRead, tellTo } from "./chat.js";
import { showBlocked, startComposer } from "./composer.js";
import { notify } from "./lock.js";
import { showMenu } from "./menu.js";
import { listen } from "./server.js";
import { words } from "./words.js";

const connection = document.getElementById("connection");

function say(sentence) {
  connection.textContent = sentence;
  connection.hidden = !sentence;
}

function told(answer) {
  if (!answer.ok) say(answer.error ?? words.failed);
  else if (typeof answer.status === "number" && (answer.status < 200 || answer.status > 299)) {
    say(words.noAnswer.replace("{status}", answer.status));
  } else say("");
}

tellTo(told);
startComposer(told);
listen({
  entry(entry) {
    showLoading(0);
    addEntry(entry);
    notify(entry);
  },
  state(state) {
    showBlocked(state.blocked);
    showLoading(state.loading_ms);
    showRead(state.read_up_to);
    showMenu(state.menu, told);
  },
  gone: () => say(words.gone),
  lost: (isLost) => say(isLost ? words.lost : ""),
});
