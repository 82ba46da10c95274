// Talking with the simulator: news comes as a stream, deeds go as posts.

const here = document.body.dataset.phone;
const publicUrl = document.body.dataset.publicUrl;
const webUrl = document.body.dataset.webUrl;

/** Cards name the service's public address; on a laptop the local service stands in for it. */
export function address(url) {
  const ours = publicUrl && (url === publicUrl || url.startsWith(`${publicUrl}/`));
  return ours ? webUrl + url.slice(publicUrl.length) : url;
}

/** Answers {ok, status, …} and never throws: `status` is what the service's webhook said, 0 for nothing. */
export async function post(what, body = {}) {
  try {
    const answer = await fetch(`${here}/${what}`, { method: "POST", body: JSON.stringify(body) });
    return { ok: answer.ok, ...(await answer.json()) };
  } catch {
    return { ok: false, status: 0 };
  }
}

export function listen({ entry, state, gone, lost }) {
  const stream = new EventSource(`${here}/events`);
  stream.addEventListener("entry", (event) => entry(JSON.parse(event.data)));
  stream.addEventListener("state", (event) => state(JSON.parse(event.data)));
  stream.addEventListener("gone", () => {
    stream.close();
    gone();
  });
  stream.addEventListener("open", () => lost(false));
  stream.addEventListener("error", () => lost(true));
}
