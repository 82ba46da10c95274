// What slides over the chat: the in-app browser, telephone, sharing, places, dates.

import { button, icon, make } from "./dom.js";
import { address, post } from "./server.js";
import { words } from "./words.js";

const sheet = document.getElementById("sheet");
const PLACES = [
  ["ปทุมธานี", 14.0208, 100.525], ["กรุงเทพมหานคร", 13.7563, 100.5018], ["เชียงใหม่", 18.7883, 98.9853],
  ["ขอนแก่น", 16.4322, 102.8236], ["สงขลา", 7.1898, 100.5951],
];
const INPUT = { date: "date", time: "time", datetime: "datetime-local" };

function open(className, title, ...content) {
  const head = make("header", "sheet-head");
  const close = button("", () => sheet.close(), "round");
  close.setAttribute("aria-label", words.close);
  close.append(icon("close"));
  head.append(make("h2", "", title), close);
  sheet.className = `sheet ${className}`;
  sheet.replaceChildren(head, ...content);
  sheet.setAttribute("aria-label", title);
  if (!sheet.open) sheet.showModal();
}

sheet.addEventListener("click", (event) => {
  if (event.target === sheet) sheet.close();
});
sheet.addEventListener("close", () => sheet.replaceChildren());

export function openLink(url) {
  if (url.startsWith("tel:")) return showTelephone(url);
  const share = /^https:\/\/line\.me\/R\/share\?text=([^&]*)/.exec(url);
  if (share) return showShare(share[1]);
  if (!/^https?:/i.test(url)) return open("small", words.browser, make("p", "", words.link), make("code", "", url));
  return showBrowser(url);
}

function showBrowser(url) {
  const target = address(url);
  const bar = make("div", "browser-bar");
  const outside = make("a", "", words.open);
  outside.href = target;
  outside.target = "_blank";
  outside.rel = "noopener noreferrer";
  bar.append(make("span", "browser-address", url), outside);
  const frame = make("iframe", "browser-frame");
  frame.title = words.browser;
  frame.referrerPolicy = "no-referrer";
  frame.setAttribute("sandbox", "allow-forms allow-scripts allow-same-origin allow-popups");
  frame.src = target;
  open("browser", words.browser, bar, frame);
}

function showTelephone(url) {
  const number = make("p", "telephone", decodeURIComponent(url.slice(4)));
  number.prepend(icon("phone"));
  open("small", words.call, number);
}

function showShare(encoded) {
  let text = encoded;
  try {
    text = decodeURIComponent(encoded.replaceAll("+", " "));
  } catch { /* shown as it is */ }
  open("small", words.share, make("p", "", words.shareLead), make("p", "shared", text));
}

export function sharePlace(told) {
  const list = make("div", "choices");
  const send = async (place) => {
    sheet.close();
    told(await post("location", place));
  };
  list.append(...PLACES.map(([title, latitude, longitude]) =>
    button(title, () => send({ title, latitude, longitude }), "choice")));
  const form = make("form", "own-place");
  const fields = [["latitude", 90], ["longitude", 180]].map(([name, most]) => number(name, most));
  const choose = make("button", "choice", words.choose);
  choose.type = "submit";
  form.append(...fields.map((field) => field.label), choose);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send({ latitude: fields[0].input.valueAsNumber, longitude: fields[1].input.valueAsNumber });
  });
  open("small", words.where, list, form);
}

function number(name, most) {
  const label = make("label", "", words[name]);
  const input = make("input");
  Object.assign(input, { type: "number", step: "any", min: -most, max: most, required: true });
  label.append(input);
  return { label, input };
}

export function askForMoment(action) {
  const form = make("form", "own-place");
  const input = make("input");
  Object.assign(input, { type: INPUT[action.mode], required: true });
  for (const [key, value] of [["value", action.initial], ["min", action.min], ["max", action.max]]) {
    if (value) input[key] = value.replace("t", "T");
  }
  const choose = make("button", "choice", words.choose);
  choose.type = "submit";
  form.append(input, choose);
  open("small", action.label ?? words.choose, form);
  return new Promise((done) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      done({ [action.mode]: input.value });
      sheet.close();
    });
    sheet.addEventListener("close", () => done(null), { once: true });
  });
}

export async function tellCopied(text) {
  await navigator.clipboard?.writeText(text).catch(() => undefined);
  open("small", words.copied, make("p", "shared", text));
}
