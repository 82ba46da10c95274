"use strict";
// Shows an opened ticket again without internet. The newest always wins while the network answers in time;
// what has expired, or what the service no longer knows, is forgotten.
const TICKET = /^\/t\/[\w-]{38}(\/appointment\.ics)?$/;
const PATIENCE_MS = 4000;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(Promise.all([clients.claim(), tidy()])));
addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin || !TICKET.test(pathname)) return;
  event.respondWith(newest(pathname));
  event.waitUntil(tidy());
});

async function newest(path) {
  const tickets = await caches.open("tickets");
  const kept = await tickets.match(path);
  const patience = new AbortController();
  const alarm = kept && setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(path, { cache: "no-cache", credentials: "omit", signal: patience.signal });
    clearTimeout(alarm);
    if (answer.ok) await tickets.put(path, answer.clone());
    else if (answer.status === 404 || answer.status === 410) await forget(tickets, path);
    else if (kept) return kept;
    return answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

async function forget(tickets, path) {
  const page = path.slice(0, "/t/".length + 38);
  await Promise.all([tickets.delete(page), tickets.delete(`${page}/appointment.ics`)]);
}

async function tidy() {
  const tickets = await caches.open("tickets");
  for (const request of await tickets.keys()) {
    const kept = await tickets.match(request);
    const until = Number(kept?.headers.get("Ticket-Until"));
    if (until && until * 1000 < Date.now()) await forget(tickets, new URL(request.url).pathname);
  }
}
