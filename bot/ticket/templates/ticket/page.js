"use strict";
(() => {
  const byId = (id) => document.getElementById(id);

  // A page kept from yesterday must not call today "tomorrow".
  const nearness = byId("nearness");
  if (nearness) {
    const { date, ahead, words } = nearness.dataset;
    const bangkok = new Date(Date.now() + Number(ahead) + 7 * 3600e3).toISOString().slice(0, 10);
    const days = Math.round((Date.parse(date) - Date.parse(bangkok)) / 864e5);
    const word = JSON.parse(words)[days + 1];
    nearness.textContent = word || "";
    nearness.hidden = !word;
  }

  // Bars of uneven width cannot be scanned: give each module the same whole number of the screen's dots.
  const bars = document.querySelector(".bars");
  const even = () => {
    const modules = Number(bars.dataset.modules);
    const dots = Math.floor((bars.parentElement.getBoundingClientRect().width * devicePixelRatio) / modules);
    const widest = Math.floor(3 * devicePixelRatio);
    bars.style.width = dots ? `${(Math.min(dots, widest) * modules) / devicePixelRatio}px` : "";
  };
  if (bars) {
    const room = new ResizeObserver(even);
    room.observe(bars.parentElement);
  }

  const offline = byId("offline");
  const tell = () => { offline.hidden = navigator.onLine; };
  addEventListener("online", tell);
  addEventListener("offline", tell);
  tell();

  // Back on screen after a while: the hospital may have changed something.
  const opened = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && navigator.onLine && Date.now() - opened > 60e3) location.reload();
  });

  const keep = async () => {
    await navigator.serviceWorker.register("/t/worker.js", { scope: "/t/" });
    await navigator.serviceWorker.ready;
    const here = location.pathname;
    const tickets = await caches.open("tickets");
    await tickets.addAll([here, `${here}/appointment.ics`]);
    byId("saved").hidden = false;
  };
  if ("serviceWorker" in navigator && "caches" in window) {
    keep().catch(() => navigator.serviceWorker.controller && (byId("saved").hidden = false));
  }
})();
