// What happened, in words.

import { moment } from "./dates.js";
import { fill, language, words } from "./words.js";

const SAID = {
  th: {
    text: "{name} พิมพ์ “{words}”", postback: "{name} แตะ “{words}”", location: "{name} ส่งตำแหน่ง {words}", sticker: "{name} ส่งสติกเกอร์",
  },
  en: {
    text: "{name} typed “{words}”", postback: "{name} tapped “{words}”", location: "{name} shared a place: {words}", sticker: "{name} sent a sticker",
  },
};

const SENTENCES = {
  th: {
    added: "{name} เพิ่มเพื่อน MOPH Connect", blocked: "{name} บล็อก MOPH Connect", unblocked: "{name} เลิกบล็อก MOPH Connect",
    replied: "MOPH Connect ตอบ {name}: “{words}”", pushed: "MOPH Connect ส่งถึง {name}: “{words}”",
    booked: "{hospital} แจ้งการจองของ {name}: คิว {queue_number} {department} {date}", moved: "{hospital} เลื่อนนัดคิว {queue_number} ของ {name} เป็น {date}",
    cancelled: "{hospital} ยกเลิกนัดคิว {queue_number} ของ {name}", nightly: "{hospital} แจ้งรอบกลางคืน: นัดของวันรุ่งขึ้น {count} รายการ",
    called: "{hospital} แจ้งว่าคิว {queue_number} ของ {name} ใกล้ถึงแล้ว", visited: "{hospital} แจ้งว่า {name} มาตรวจแล้ว", missed: "{hospital} แจ้งว่า {name} ไม่มาตามนัด",
    clock: "เวลาทดสอบเดินมาถึง {date}", cleared: "{hospital} ล้างข้อมูลทดสอบ นาฬิกากลับเป็นเวลาจริง", asked: "{hospital} เรียก API",
    refused: "{hospital} เรียก API ไม่สำเร็จ: {problem}", sent: "ส่ง{message}ถึง {name} แล้ว", unsent: "{message}ของ {name} ไม่ได้ส่ง: {state}",
    silent: " (ไม่มีเสียง)", ahead: " เหลืออีก {queues_ahead} คิว", room: " ที่ {room}", quoted: ": “{alt}”",
  },
  en: {
    added: "{name} added MOPH Connect", blocked: "{name} blocked MOPH Connect", unblocked: "{name} unblocked MOPH Connect",
    replied: "MOPH Connect answered {name}: “{words}”", pushed: "MOPH Connect sent to {name}: “{words}”",
    booked: "{hospital} told of {name}'s booking: queue {queue_number}, {department}, {date}", moved: "{hospital} moved queue {queue_number} of {name} to {date}",
    cancelled: "{hospital} cancelled queue {queue_number} of {name}", nightly: "{hospital} made its nightly call: {count} appointments of the next day",
    called: "{hospital} told that queue {queue_number} of {name} is near", visited: "{hospital} told that {name} came", missed: "{hospital} told that {name} did not come",
    clock: "Test time moved on to {date}", cleared: "{hospital} cleared its test data; its clock shows real time again", asked: "{hospital} called the API",
    refused: "{hospital} called the API in vain: {problem}", sent: "Sent the {message} to {name}", unsent: "The {message} of {name} was not sent: {state}",
    silent: " (silently)", ahead: ", {queues_ahead} ahead", room: ", {room}", quoted: ": “{alt}”",
  },
};

/** Who acted: it gives the line its colour and picture. */
const ACTORS = {
  added: "patient", blocked: "patient", unblocked: "patient", said: "patient", replied: "service", pushed: "service",
  delivered: "service", clock: "clock", cleared: "clock",
};
export const actor = ({ kind }) => ACTORS[kind] ?? "hospital";

export function sentence({ kind, facts: told }) {
  const facts = language() === "en" ? { ...told, hospital: told.hospital_en } : told;
  const say = SENTENCES[language()];
  if (kind === "said") return fill(SAID[language()][facts.type] ?? SAID[language()].text, facts);
  if (kind === "delivered") return delivered(facts, say);
  if (kind === "called") return fill(say.called + more(facts, say), facts);
  const name = kind === "visited" && facts.outcome === "no_show" ? "missed" : kind;
  const when = kind === "clock" ? facts.now : facts.appointment_at;
  const whole = fill(say[name] ?? say.asked, { ...facts, date: when ? moment(new Date(when)) : "" });
  return facts.silent && kind === "pushed" ? whole + say.silent : whole;
}

function more(facts, say) {
  const ahead = facts.queues_ahead === null || facts.queues_ahead === undefined ? "" : say.ahead;
  return ahead + (facts.room ? say.room : "");
}

function delivered(facts, say) {
  const message = words().kinds[facts.message] ?? facts.message;
  if (facts.state !== "sent") {
    const state = words().sendings[facts.state] ?? facts.state;
    return fill(say.unsent, { ...facts, message, state });
  }
  return fill(say.sent + (facts.silent ? say.silent : "") + (facts.alt ? say.quoted : ""), { ...facts, message });
}
