// Times as people here write them: Bangkok, and in Thai the Buddhist era.

import { fill, language, words } from "./words.js";

const zone = { timeZone: "Asia/Bangkok" };
const CLOCK = new Intl.DateTimeFormat("en-GB", { ...zone, hour: "2-digit", minute: "2-digit" });
const ISO = new Intl.DateTimeFormat("en-CA", { ...zone, year: "numeric", month: "2-digit", day: "2-digit" });
const LOCALES = { th: "th-TH-u-ca-buddhist", en: "en-GB" };
const DAYS = Object.fromEntries(Object.entries(LOCALES).map(([name, locale]) =>
  [name, new Intl.DateTimeFormat(locale, { ...zone, weekday: "short", day: "numeric", month: "short", year: "numeric" })]));
const DAY_MS = 86_400_000;

export const clock = (date) => CLOCK.format(date);
export const isoDay = (date) => ISO.format(date);
/** A date breaks over two lines between its day and its time, and nowhere else. */
const joined = (words) => words.replaceAll(" ", "\u00a0");
export const day = (date) => joined(DAYS[language()].format(date).replaceAll(",", ""));
export const spokenTime = (time) => (language() === "th" ? joined(`${time.replace(":", ".")} น.`) : time);
export const moment = (date) => `${day(date)} ${spokenTime(clock(date))}`;
/** A day given as `2026-11-25`. */
export const spokenDay = (iso) => day(new Date(`${iso}T12:00:00+07:00`));

/** "the day before": where a moment lies beside an appointment. */
export function beside(date, appointment) {
  if (!appointment) return "";
  const days = Math.round((Date.parse(isoDay(date)) - Date.parse(isoDay(new Date(appointment)))) / DAY_MS);
  const near = words().relative[days];
  return near ?? fill(days < 0 ? words().before : words().after, { n: Math.abs(days) });
}
