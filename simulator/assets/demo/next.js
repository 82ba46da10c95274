// What to do next, in one line; where that is a stop of the time machine, a press goes there.

import { isOff, make, turnOff } from "./dom.js";
import { fill, words } from "./words.js";

const line = document.getElementById("next");
let go = () => undefined;
let stop = null;

export function startNext(travel) {
  go = travel;
  line.addEventListener("click", () => {
    if (stop && !isOff(line)) go(stop);
  });
}

export function drawNext(user, state) {
  const now = place(user, state);
  stop = now === "travel" ? upcoming(state).name : null;
  say(...(stop ? [fill(words().next.travel, { step: words().steps[stop][0] }), words().steps[stop][1]] : [words().next[now]]));
  turnOff(line, !stop);
  line.dataset.at = now;
}

/** What happens there is left out where there is little room. */
function say(sentence, more = "") {
  if (line.textContent === sentence + more) return;
  line.replaceChildren(make("span", "", sentence), make("small", "", more));
}

const upcoming = (state) => (state.steps ?? []).find((each) => !each.past && each.possible);

function place(user, state) {
  if (!user) return "start";
  if (!state.connect_ids?.length && !state.bookings?.length) return "choose";
  if (!state.bookings?.length) return "book";
  return upcoming(state) ? "travel" : "rate";
}

export function pauseNext(name) {
  turnOff(line, true);
  say(fill(words().travelling, { step: words().steps[name][0] }));
}
