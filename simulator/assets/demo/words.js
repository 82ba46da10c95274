// The demo page's own words. What patients see is the service's.

const WORDS = {
  th: {
    lead: "ลองใช้ทั้งเส้นทาง ตั้งแต่เพิ่มเพื่อนจนถึงประเมินหลังพบแพทย์",
    phone: "โทรศัพท์", desk: "โต๊ะโรงพยาบาล", time: "ไทม์แมชชีน", timeTab: "เวลา", log: "เกิดอะไรขึ้นบ้าง", logTab: "เหตุการณ์", deskTab: "โรงพยาบาล",
    start: "เริ่ม: เพิ่มเพื่อน MOPH Connect", welcomeLead: "จองคิวโรงพยาบาล รับบัตรคิว และคำเตือนก่อนวันนัด ใน LINE", yourName: "ชื่อผู้ป่วยใน LINE",
    patientLanguage: "ภาษาของผู้ป่วย", channel: "เลือกบัญชีทางการ", back: "กลับไปที่ LINE", starting: "กำลังเพิ่มเพื่อน…",
    patients: "ผู้ป่วย", addPatient: "เพิ่มผู้ป่วยอีกคน", hospital: "โรงพยาบาล", languages: "ภาษาของหน้านี้", areas: "ส่วนของหน้านี้", blocked: "บล็อกอยู่",
    noHospitals: "ยังไม่มีโรงพยาบาลตัวอย่าง เริ่มด้วย make demo", noPatient: "เพิ่มเพื่อนในโทรศัพท์ก่อน แล้วโต๊ะนี้จะทำงานให้ผู้ป่วยคนนั้น",
    guide: ["กดปุ่ม “เริ่ม” ในโทรศัพท์ แล้วให้ความยินยอม", "เลือกโรงพยาบาล แล้วจองคิวในหน้าเว็บของโรงพยาบาล", "บัตรคิวมาถึง LINE ในไม่กี่วินาที", "กดไทม์แมชชีนด้านล่างทีละปุ่ม: บัตรเตือน บัตรเช้าวันนัด บัตรใกล้ถึงคิว แบบประเมิน", "ตอบแบบประเมิน จองอีกครั้ง หรือบอกต่อเพื่อน"],
    guideTitle: "ลองทำตามนี้",
    noConnect: "{name} ยังไม่ได้เปิดหน้าจองของโรงพยาบาลนี้ เลือกโรงพยาบาลใน LINE ก่อน แล้วโรงพยาบาลจะได้รหัส Connect ของผู้ป่วย",
    connect: "รหัส Connect ของ {name}", noBooking: "ยังไม่มีนัด: ผู้ป่วยจองเองใน LINE ได้ หรือให้โต๊ะนี้จองให้",
    book: "จองนัดให้", bookNew: "จองนัดใหม่", department: "แผนก", date: "วันที่", hour: "เวลา", forWhom: "ชื่อผู้มาตรวจ", note: "สิ่งที่ต้องเตรียม", optional: "ไม่กรอกก็ได้",
    move: "เลื่อนนัด", cancel: "ยกเลิกนัด", nightly: "แจ้งรอบกลางคืน", call: "เรียกคิว", ahead: "เหลืออีกกี่คิว", room: "ห้อง", roomValue: "ห้องตรวจ 5", served: "มาตรวจแล้ว", noShow: "ไม่มาตามนัด",
    remind: "แจ้ง", change: "เปลี่ยน", outcome: "ผลการมา", sure: "กดอีกครั้งเพื่อยืนยัน", newTime: "เวลาใหม่", newDate: "วันใหม่",
    messages: "ข้อความของนัดนี้", lastCall: "คำขอล่าสุด", request: "คำขอ", answer: "คำตอบ", noAnswer: "ไม่มีคำตอบ", fullDesk: "เปิดหน้าเต็มของโรงพยาบาล",
    states: { booked: "จองแล้ว", confirmed: "ยืนยันว่าจะมา", cancel_requested: "ผู้ป่วยขอยกเลิก", cancelled: "ยกเลิกแล้ว", served: "มาตรวจแล้ว", no_show: "ไม่มาตามนัด" },
    kinds: { queue_card: "บัตรคิว", day_before: "บัตรเตือน", same_day: "บัตรเช้าวันนัด", near_queue: "บัตรใกล้ถึงคิว", survey: "แบบประเมิน", rescheduled: "บัตรเลื่อนนัด", cancelled: "บัตรแจ้งยกเลิก", alert: "ประกาศ" },
    sendings: { planned: "รอส่ง", sending: "กำลังส่ง", sent: "ส่งแล้ว", failed: "ส่งไม่ได้", expired: "เลยเวลา", cancelled: "ไม่ส่ง" },
    reasons: { blocked: "ผู้ป่วยบล็อกบัญชี", consent_withdrawn: "ผู้ป่วยถอนความยินยอม", not_confirmed_by_hospital: "โรงพยาบาลไม่ได้แจ้งรอบกลางคืน" },
    steps: {
      midnight: ["0:00 วันก่อนนัด", "โรงพยาบาลแจ้งรอบกลางคืน"], day_before: ["9:00 วันก่อนนัด", "บัตรเตือน"], same_day: ["6:00 วันนัด", "บัตรเช้าวันนัด"],
      near: ["ใกล้ถึงคิว", "โรงพยาบาลเรียกคิว"], noon_after: ["เที่ยงวันถัดไป", "แบบประเมิน"],
    },
    next: {
      start: "เริ่มที่โทรศัพท์: กด “เริ่ม”", choose: "ในโทรศัพท์: กด “ยินยอม” แล้วเลือกโรงพยาบาล", book: "ในโทรศัพท์: เปิดหน้าจองคิว แล้วกด “จองคิว”",
      travel: "ต่อไป: {step}", rate: "ให้คะแนน จองอีกครั้ง หรือบอกต่อเพื่อน",
    },
    timeNoBooking: "จองนัดก่อน แล้วจึงเดินเวลาได้", timeLive: "ช่องทางจริงใช้เวลาจริง: ข้ามเวลาได้กับบัญชี [TEST] เท่านั้น", timeOver: "นัดนี้จบแล้ว จองใหม่เพื่อเริ่มอีกรอบ",
    travelling: "กำลังเดินเวลาไป {step}…", timeFor: "ของนัดคิว {queue}", done: "ผ่านแล้ว",
    failed: "ทำไม่สำเร็จ: {problem}", offline: "เครื่องจำลองไม่ตอบ", no_booking: "ไม่พบนัดนี้แล้ว", no_such_step: "ไปเวลานั้นไม่ได้แล้ว",
    logEmpty: "เรื่องราวจะเล่าตรงนี้ทีละบรรทัด กดที่บรรทัดเพื่อดูคำขอและคำตอบของ API", names: ["สมศรี ใจดี", "มานะ รักเรียน", "ปิติ สุขสันต์", "วีณา แสงทอง"],
    relative: { "-1": "วันก่อนนัด", 0: "วันนัด", 1: "วันหลังนัด" }, before: "{n} วันก่อนนัด", after: "{n} วันหลังนัด",
  },
  en: {
    lead: "Try the whole journey, from adding the account to the survey after the visit",
    phone: "Phone", desk: "Hospital's desk", time: "Time machine", timeTab: "Time", log: "What happened", logTab: "Story", deskTab: "Hospital",
    start: "Start: add MOPH Connect", welcomeLead: "Hospital queues, queue cards and reminders, in LINE", yourName: "The patient's name in LINE",
    patientLanguage: "The patient's language", channel: "Choose the official account", back: "Back to the chat", starting: "Adding…",
    patients: "Patient", addPatient: "Add another patient", hospital: "Hospital", languages: "Language of this page", areas: "Parts of this page", blocked: "blocked",
    noHospitals: "No demo hospitals yet: they come with make demo", noPatient: "Add the account on the phone first; this desk then works for that patient",
    guide: ["Press Start on the phone, and agree", "Choose a hospital, and book on its own web page", "The queue card comes to LINE within seconds", "Press the time machine's buttons one after the other: reminder, same-day reminder, near-queue card, survey", "Answer the survey, book again, or tell a friend"],
    guideTitle: "Try this",
    noConnect: "{name} has not opened this hospital's booking page yet. Choose the hospital in the chat first: it then receives her Connect ID",
    connect: "Connect ID of {name}", noBooking: "No bookings yet: the patient books in the chat, or this desk does",
    book: "Book for", bookNew: "New booking", department: "Department", date: "Date", hour: "Time", forWhom: "For whom", note: "What to bring", optional: "optional",
    move: "Move", cancel: "Cancel", nightly: "Nightly call", call: "Call the queue", ahead: "Queues ahead", room: "Room", roomValue: "Room 5", served: "Came", noShow: "Did not come",
    remind: "Tell", change: "Change", outcome: "Outcome", sure: "Press again to confirm", newTime: "New time", newDate: "New date",
    messages: "Messages of this booking", lastCall: "Last request", request: "Request", answer: "Answer", noAnswer: "no answer", fullDesk: "The hospital's own page",
    states: { booked: "Booked", confirmed: "Will come", cancel_requested: "Asks to cancel", cancelled: "Cancelled", served: "Came", no_show: "Did not come" },
    kinds: { queue_card: "queue card", day_before: "day-before reminder", same_day: "same-day reminder", near_queue: "near-queue card", survey: "survey", rescheduled: "card of the new time", cancelled: "card of the cancellation", alert: "alert" },
    sendings: { planned: "planned", sending: "sending", sent: "sent", failed: "failed", expired: "too late", cancelled: "not sent" },
    reasons: { blocked: "the patient has blocked the account", consent_withdrawn: "the patient withdrew consent", not_confirmed_by_hospital: "the hospital made no nightly call" },
    steps: {
      midnight: ["0:00 the day before", "The hospital's nightly call"], day_before: ["9:00 the day before", "Reminder"], same_day: ["6:00 on the day", "Same-day reminder"],
      near: ["Queue is near", "The hospital calls the queue"], noon_after: ["Noon the day after", "Survey"],
    },
    next: {
      start: "Begin on the phone: press Start", choose: "On the phone: agree, and choose a hospital", book: "On the phone: open the booking page, and book",
      travel: "Next: {step}", rate: "Now rate, book again or tell a friend",
    },
    timeNoBooking: "Book first; then time can move", timeLive: "The live channel runs in real time; only [TEST] can jump", timeOver: "This booking is over; book again for another round",
    travelling: "Moving on to {step}…", timeFor: "for queue {queue}", done: "Past",
    failed: "That did not work: {problem}", offline: "The simulator does not answer", no_booking: "This booking is gone", no_such_step: "That moment is over",
    logEmpty: "The story is told here, line by line. Open a line for the API's request and answer.", names: ["Somsri Jaidee", "Mana Rakrian", "Piti Suksan", "Weena Saengthong"],
    relative: { "-1": "the day before", 0: "on the day", 1: "the day after" }, before: "{n} days before", after: "{n} days after",
  },
};

const KEPT = "demo.language";
let chosen = localStorage.getItem(KEPT) === "en" ? "en" : "th";

export const language = () => chosen;
export const words = () => WORDS[chosen];
export const fill = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? "–");

export function speak(language) {
  chosen = language;
  localStorage.setItem(KEPT, language);
}

/** Puts the words into the elements that name them. */
export function translate() {
  document.documentElement.lang = chosen;
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = words()[each.dataset.word];
}
