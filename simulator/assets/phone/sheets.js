// What slides over the chat: the in-app browser, telephone, sharing, calendar, dates.

import { button, icon, make, named } from "./dom.js";
import { cover, onEscape, uncover } from "./overlay.js";
import { mapPicture } from "./map.js";
import { address, isOurs } from "./server.js";
import { words } from "./words.js";

const sheet = document.getElementById("sheet");
const backdrop = document.getElementById("backdrop");
const INPUT = { date: "date", time: "time", datetime: "datetime-local" };
let closed = () => undefined;

function slide(className, ...content) {
  closed();
  closed = () => undefined;
  sheet.className = `sheet ${className}`;
  sheet.replaceChildren(...content);
  backdrop.hidden = false;
  cover(sheet, sheet.querySelector(".close"));
}

const closeButton = () => {
  const made = named(button("", close, "round close"), words.close, "close");
  return made;
};

function titled(title) {
  const made = make("h2", "", title);
  made.id = "sheet-title";
  return made;
}

export function open(className, title, ...content) {
  const head = make("header", "sheet-head");
  head.append(titled(title), closeButton());
  const body = make("div", "sheet-body");
  body.append(...content);
  slide(className, head, body);
}

export function close() {
  if (sheet.hidden) return;
  backdrop.hidden = true;
  sheet.replaceChildren();
  uncover(sheet);
  closed();
  closed = () => undefined;
}

export const isOpen = () => !sheet.hidden;

backdrop.addEventListener("click", close);
onEscape(sheet, close);

export function openLink(url) {
  if (url.startsWith("tel:")) return showTelephone(url);
  const share = /^https:\/\/line\.me\/R\/share\?text=([^&]*)/.exec(url);
  if (share) return showShare(share[1]);
  if (!/^https?:/i.test(url)) return open("", words.browser, make("p", "", words.link), make("p", "address", url));
  const target = address(url);
  if (!isOurs(target)) return showOutside(url);
  return /\.ics(\?|$)/.test(target) ? showCalendar(target) : showBrowser(url, target);
}

function showBrowser(url, target) {
  const head = make("header", "sheet-head");
  const names = make("div", "browser-names");
  const title = titled(words.browser);
  names.append(title, make("span", "browser-address", url.replace(/^https?:\/\//, "")));
  head.append(closeButton(), names, outside(target));
  const frame = make("iframe", "browser-frame");
  frame.title = words.browser;
  frame.referrerPolicy = "no-referrer";
  frame.setAttribute("sandbox", "allow-forms allow-scripts allow-same-origin allow-popups allow-downloads");
  frame.addEventListener("load", () => {
    title.textContent = titleOf(frame) || new URL(url).host;
  });
  frame.src = target;
  slide("browser", head, frame);
}

/** Only pages of this simulator tell. */
function titleOf(frame) {
  try {
    return frame.contentDocument.title;
  } catch {
    return "";
  }
}

function outside(url) {
  const made = named(make("a", "round outside"), words.open, "outside");
  return Object.assign(made, { href: url, target: "_blank", rel: "noopener noreferrer" });
}

function outsideAction(url, label) {
  return Object.assign(make("a", "action", label), { href: url, target: "_blank", rel: "noopener noreferrer" });
}

function showOutside(url) {
  const { host, searchParams } = new URL(url);
  const place = /(^|\.)google\.[a-z.]+$|^maps\./.test(host) ? searchParams.get("query") ?? searchParams.get("q") : null;
  if (place === null) {
    return open("", host, make("p", "", words.outsideLead), make("p", "address", url), outsideAction(url, words.open));
  }
  const spot = [...place].reduce((sum, letter) => sum + letter.codePointAt(0), 0);
  return open("", words.map, mapPicture(spot / 100, spot / 37, "big-map"), make("b", "", place), make("p", "address", host),
    outsideAction(url, words.open));
}

function showCalendar(url) {
  const line = make("div", "event");
  const tile = make("span", "tile-picture");
  tile.append(icon("calendar"));
  line.append(tile, make("p", "", words.calendarLead));
  open("", words.calendar, line, outsideAction(url, words.download));
}

function showTelephone(url) {
  const number = make("p", "telephone", grouped(decoded(url.slice(4))));
  number.prepend(icon("phone"));
  open("", words.call, number, make("p", "soft", words.callLead));
}

/** As people here read numbers: 02-598-8888, 081-234-5678; others stay as they are. */
function grouped(number) {
  const parts = /^(02|0[3-9]\d)(\d{3})(\d{3,4})$/.exec(number);
  return parts ? parts.slice(1).join("-") : number;
}

function showShare(encoded) {
  open("", words.share, make("p", "soft", words.shareLead), make("p", "shared", decoded(encoded.replaceAll("+", " "))));
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function askForMoment(action) {
  const form = make("form", "own-place");
  const input = make("input");
  Object.assign(input, { type: INPUT[action.mode], required: true, ariaLabel: action.label ?? words.choose });
  for (const [key, value] of [["value", action.initial], ["min", action.min], ["max", action.max]]) {
    if (value) input[key] = value.replace("t", "T");
  }
  const choose = make("button", "action", words.choose);
  choose.type = "submit";
  form.append(input, choose);
  open("", action.label ?? words.choose, form);
  return new Promise((done) => {
    closed = () => done(null);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      done({ [action.mode]: input.value });
      close();
    });
  });
}

export async function tellCopied(text) {
  await navigator.clipboard?.writeText(text).catch(() => undefined);
  open("", words.copied, make("p", "shared", text));
}
