// Puts the phone together.

import { addEntry, renameDays, showLoading, showRead, showWaiting, tellTo } from "./chat.js";
import { showBlocked, startComposer } from "./composer.js";
import { notify, tick } from "./lock.js";
import { showMenu } from "./menu.js";
import "./more.js";
import { listen, onWaiting } from "./server.js";
import { runAhead, words } from "./words.js";

const connection = document.getElementById("connection");
const isEmbedded = document.body.classList.contains("embedded") && window.parent !== window;
const NARROW = 560;
let isNews = false;

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

/** A real phone has a status bar of its own. */
function dress() {
  document.body.classList.toggle("is-bare", isEmbedded && window.parent.innerWidth < NARROW);
}

if (isEmbedded) window.parent.addEventListener("resize", dress);
dress();
tellTo(told);
onWaiting(showWaiting);
startComposer(told);
listen({
  entry(entry) {
    if (entry.from === "bot") showLoading(0);
    if (addEntry(entry, isNews)) notify(entry, isNews);
  },
  clock({ ahead_ms: milliseconds }) {
    runAhead(milliseconds);
    renameDays();
    tick();
  },
  state(state) {
    isNews = true;
    showBlocked(state.blocked);
    showLoading(state.loading_ms);
    showRead(state.read_up_to);
    showMenu(state.menu, told);
  },
  gone: () => say(words.gone),
  lost: (isLost) => say(isLost ? words.lost : ""),
});
