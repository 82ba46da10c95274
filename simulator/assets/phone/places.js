// Sharing a place: a few that are known, or coordinates.

import { button, icon, make } from "./dom.js";
import { post } from "./server.js";
import { close, open } from "./sheets.js";
import { language, words } from "./words.js";

const PLACES = [
  ["ตลาดปทุมธานี", "Pathum Thani market", 14.0165, 100.5301],
  ["ฟิวเจอร์พาร์ค รังสิต", "Future Park Rangsit", 13.9893, 100.6177],
  ["อนุสาวรีย์ชัยสมรภูมิ กรุงเทพฯ", "Victory Monument, Bangkok", 13.7649, 100.5383],
  ["สถานีรถไฟเชียงใหม่", "Chiang Mai railway station", 18.7833, 99.0167],
  ["สถานีรถไฟขอนแก่น", "Khon Kaen railway station", 16.4265, 102.8317],
];

export function sharePlace(told) {
  const send = async (place) => {
    close();
    told(await post("location", place));
  };
  const list = make("div", "choices");
  list.append(...PLACES.map(([thai, english, latitude, longitude]) => {
    const title = language === "en" ? english : thai;
    const choice = button("", () => send({ title, latitude, longitude }), "choice");
    const said = make("span", "", title);
    said.append(make("small", "", `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`));
    choice.append(icon("place"), said);
    return choice;
  }));
  const form = make("form", "own-place");
  const fields = [["latitude", 90, 14.0208], ["longitude", 180, 100.525]].map((each) => number(...each));
  const submit = make("button", "action", words.sendPlace);
  submit.type = "submit";
  form.append(...fields.map((field) => field.label), submit);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send({ latitude: fields[0].input.valueAsNumber, longitude: fields[1].input.valueAsNumber });
  });
  open("", words.where, list, make("p", "soft", words.own), form);
}

function number(name, most, value) {
  const label = make("label", "", words[name]);
  const input = make("input");
  Object.assign(input, { type: "number", name, step: "any", min: -most, max: most, required: true, value });
  label.append(input);
  return { label, input };
}
