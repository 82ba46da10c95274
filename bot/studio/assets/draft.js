// The draft in this tab: what is typed, what was before, and when it is kept.

const PAUSE = 1200, AGAIN = 5000, AT_ONCE = 700, MOST = 200;

/** One call of the page to its card. A busy server is asked again when it says so. */
export function caller({ name, csrf }) {
  return async function call(what, body) {
    const answer = await fetch(`/studio/${name}/${what}`, {
      method: "POST", headers: { "Content-Type": "application/json", "X-CSRF": csrf }, body: JSON.stringify(body),
    });
    if (answer.status === 429) {
      await new Promise((go) => { setTimeout(go, 1000 * (Number(answer.headers.get("Retry-After")) || 1)); });
      return call(what, body);
    }
    return { status: answer.status, said: await answer.json().catch(() => ({})) };
  };
}

export function later(work, pause) {
  let waiting;
  return () => { clearTimeout(waiting); waiting = setTimeout(work, pause); };
}

/**
 * @param begin {text, words, seen, mayEdit}
 * @param told {call, settled(): a promise, state(word), stale(said), steps(back, forth)}
 */
export function openDraft(begin, { call, settled, state, stale, steps }) {
  const draft = { text: begin.text, words: begin.words, seen: begin.seen };
  const back = [], forth = [];
  let unsaved = false, saving = null, blocked = false, last = { from: "", at: 0 };
  const keep = later(save, PAUSE);
  const now = () => ({ text: draft.text, words: draft.words });

  async function save() {
    await settled();
    if (saving) await saving;
    if (!unsaved || blocked || !begin.mayEdit) return;
    const sent = now();
    saving = call("save", { ...sent, seen: draft.seen });
    const { status, said } = await saving.catch(() => ({ status: 0, said: {} }));
    saving = null;
    if (status === 200) {
      draft.seen = said.seen;
      unsaved = draft.text !== sent.text || draft.words !== sent.words;
      state(unsaved ? "unsaved" : "saved");
    } else if (status === 409) {
      blocked = true;
      stale(said);
    } else if (status === 422) {
      state("broken"); // it is kept once it can be read again; leaving warns
    } else {
      state("failed");
      setTimeout(save, AGAIN);
    }
  }

  function touched() {
    unsaved = begin.mayEdit;
    state(unsaved ? "unsaved" : "trying");
    keep();
  }
  function step(from, to) {
    if (!from.length) return false;
    to.push(now());
    Object.assign(draft, from.pop());
    last = { from: "", at: 0 };
    steps(back.length, forth.length);
    touched();
    return true;
  }
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  return {
    get text() { return draft.text; },
    get words() { return draft.words; },
    get seen() { return draft.seen; },
    get unsaved() { return unsaved; },
    save,
    /** Before a change; what follows at once at the same place is one step of undo. */
    remember(place) {
      if (place !== last.from || Date.now() - last.at > AT_ONCE) {
        back.push(now());
        if (back.length > MOST) back.shift();
      }
      last = { from: place, at: Date.now() };
      forth.length = 0;
      steps(back.length, 0);
    },
    write(text, words) {
      Object.assign(draft, { text, words });
      touched();
    },
    undo: () => step(back, forth),
    redo: () => step(forth, back),
    /** After a conflict: her draft, or ours over hers. */
    adopt(theirs) {
      Object.assign(draft, { text: theirs.text, words: theirs.words, seen: theirs.seen });
      unsaved = blocked = false;
      state("saved");
    },
    over(seen) {
      draft.seen = seen;
      blocked = false;
      unsaved = true;
      return save();
    },
  };
}
