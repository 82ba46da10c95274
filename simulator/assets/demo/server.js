// Talking with the simulator.

async function asked(url, options) {
  try {
    const answer = await fetch(url, options);
    const body = await answer.json();
    return { reached: true, ok: answer.ok, status: answer.status, ...body };
  } catch {
    return { reached: false, ok: false };
  }
}

const send = (url, body) => asked(url, { method: "POST", body: JSON.stringify(body) });

export const users = async () => (await asked("/_simulator/users")).users ?? null;
export const addUser = (fields) => send("/_simulator/users", fields);
export const state = (wish) => asked(`/_demo/state?${new URLSearchParams(wish)}`);
export const deed = (name, form) => send(`/_demo/desk/${name}`, form);
export const travel = (step, form) => send(`/_demo/time/${step}`, form);

export function listen(happened) {
  const stream = new EventSource("/_demo/events");
  stream.addEventListener("happened", (event) => happened(JSON.parse(event.data)));
}
