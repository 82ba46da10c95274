// Talking with the simulator: news comes as a stream, deeds go as posts.

const here = document.body.dataset.phone;
const publicUrl = document.body.dataset.publicUrl;
const webUrl = document.body.dataset.webUrl;
const ours = [location.origin, ...document.body.dataset.ours.split(" ")];

/** Cards name the service's public address; on a laptop the local service stands in for it. */
export function address(url) {
  const isPublic = publicUrl && (url === publicUrl || url.startsWith(`${publicUrl}/`));
  return isPublic ? webUrl + url.slice(publicUrl.length) : url;
}

/** Whether the in-app browser can show it: our service and this simulator. */
export function isOurs(url) {
  try {
    return ours.includes(new URL(url).origin);
  } catch {
    return false;
  }
}

let waiting = () => undefined;

/** `listener(true)` when something is on its way to the service, `listener(false)` when all was answered. */
export function onWaiting(listener) {
  let under = 0;
  waiting = (step) => {
    under += step;
    listener(under > 0);
  };
}

/** Answers {ok, status, …} and never throws: `status` is what the service's webhook said, 0 for nothing. */
export async function post(what, body = {}) {
  waiting(1);
  try {
    const answer = await fetch(`${here}/${what}`, { method: "POST", body: JSON.stringify(body) });
    return { ok: answer.ok, ...(await answer.json()) };
  } catch {
    return { ok: false, status: 0 };
  } finally {
    waiting(-1);
  }
}

export function listen({ entry, state, clock, gone, lost }) {
  const stream = new EventSource(`${here}/events`);
  for (const [name, tell] of Object.entries({ entry, state, clock })) {
    stream.addEventListener(name, (event) => tell(JSON.parse(event.data)));
  }
  stream.addEventListener("gone", () => {
    stream.close();
    gone();
  });
  stream.addEventListener("open", () => lost(false));
  stream.addEventListener("error", () => lost(true));
}
