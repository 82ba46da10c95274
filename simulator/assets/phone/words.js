// The phone's own words, in the patient's language, and the time that her phone shows.

const WORDS = {
  th: {
    type: "ข้อความ", send: "ส่ง", location: "ตำแหน่ง", menu: "เมนู", keyboard: "แป้นพิมพ์", block: "บล็อกบัญชีนี้", unblock: "เลิกบล็อก",
    blocked: "คุณบล็อกบัญชีนี้อยู่ จะไม่ได้รับข้อความใหม่", lock: "หน้าจอล็อก", unlock: "แตะเพื่อปลดล็อก", close: "ปิด", more: "เมนูแชต",
    patients: "รายชื่อผู้ป่วย", attach: "ส่งอย่างอื่น", stickers: "สติกเกอร์", chat: "ข้อความในแชต", quick: "คำตอบด่วน",
    lost: "ขาดการเชื่อมต่อ กำลังต่อใหม่…", gone: "เครื่องจำลองถูกล้างข้อมูลแล้ว เปิดโทรศัพท์ใหม่จากหน้าแรก", read: "อ่านแล้ว",
    call: "โทร", callLead: "โทรศัพท์จริงจะโทรออกไปที่เบอร์นี้", share: "แชร์ให้เพื่อน", shareLead: "ข้อความที่เพื่อนจะได้รับ", browser: "เบราว์เซอร์ในแอป",
    open: "เปิดในแท็บใหม่", outsideLead: "หน้านี้อยู่บนอินเทอร์เน็ต โทรศัพท์จริงจะเปิดให้ตรงนี้", map: "แผนที่", calendar: "เพิ่มในปฏิทิน",
    calendarLead: "โทรศัพท์จริงจะถามว่าจะเพิ่มนัดนี้ในปฏิทินหรือไม่", download: "ดูไฟล์ปฏิทิน",
    where: "ส่งตำแหน่งไหน", own: "หรือใส่พิกัดเอง", latitude: "ละติจูด", longitude: "ลองจิจูด", choose: "เลือก", sendPlace: "ส่งตำแหน่งนี้",
    copied: "คัดลอกแล้ว", loading: "กำลังพิมพ์", noAnswer: "ระบบไม่ตอบ (HTTP {status}) จะส่งให้ใหม่อีกครั้ง",
    today: "วันนี้", yesterday: "เมื่อวาน", nothing: "ยังไม่มีการแจ้งเตือน", sticker: "สติกเกอร์", link: "ลิงก์นี้เปิดในแอป LINE", failed: "ส่งไม่สำเร็จ",
    silent: "ไม่มีเสียง", unknown: "ข้อความชนิดที่โทรศัพท์นี้ไม่รู้จัก", size: "ขนาดตัวอักษร", you: "คุณ", video: "วิดีโอ", picture: "รูปภาพ",
    sizes: ["ปกติ", "ใหญ่", "ใหญ่มาก"],
    stickerNames: ["สวัสดี", "ขอบคุณ", "ตกลง", "สู้ ๆ", "ไม่สบาย", "ดีใจ"],
  },
  en: {
    type: "Message", send: "Send", location: "Location", menu: "Menu", keyboard: "Keyboard", block: "Block this account", unblock: "Unblock",
    blocked: "You have blocked this account: no new messages.", lock: "Lock screen", unlock: "Tap to unlock", close: "Close", more: "Chat menu",
    patients: "Patients", attach: "Send something else", stickers: "Stickers", chat: "Messages", quick: "Quick replies",
    lost: "Connection lost, trying again…", gone: "The simulator has forgotten this phone: make a new one on the start page.", read: "Read",
    call: "Call", callLead: "A real phone would call this number", share: "Share with friends", shareLead: "What your friend will receive", browser: "In-app browser",
    open: "Open in a new tab", outsideLead: "This page is on the internet; a real phone would show it here.", map: "Map", calendar: "Add to calendar",
    calendarLead: "A real phone would ask whether to add this appointment.", download: "Show the calendar file",
    where: "Which place?", own: "Or give coordinates", latitude: "Latitude", longitude: "Longitude", choose: "Choose", sendPlace: "Send this place",
    copied: "Copied", loading: "Typing", noAnswer: "The service did not take it (HTTP {status}); it is sent again.",
    today: "Today", yesterday: "Yesterday", nothing: "No notifications yet", sticker: "Sticker", link: "This link opens in the LINE app", failed: "Not sent",
    silent: "Silent", unknown: "A kind of message that this phone does not know", size: "Text size", you: "You", video: "Video", picture: "Picture",
    sizes: ["Normal", "Large", "Very large"],
    stickerNames: ["Hello", "Thank you", "OK", "Keep going", "Unwell", "Happy"],
  },
};

export const language = document.body.dataset.language.startsWith("en") ? "en" : "th";
export const words = WORDS[language];

const locale = language === "en" ? "en-GB" : "th-TH-u-ca-buddhist";
const zone = { timeZone: "Asia/Bangkok" };
const show = (options) => new Intl.DateTimeFormat(locale, { ...zone, ...options });
const CLOCK = new Intl.DateTimeFormat("en-GB", { ...zone, hour: "2-digit", minute: "2-digit" });
const DAY = show({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
const LONG_DAY = show({ weekday: "long", day: "numeric", month: "long" });
const DAY_MS = 86_400_000;
let ahead = 0;

/** A hospital's test clock may be ahead of ours; the phone goes with it. */
export const runAhead = (milliseconds) => { ahead = milliseconds; };
export const now = () => new Date(Date.now() + ahead);

export const clock = (date) => CLOCK.format(date);
export const longDay = (date) => LONG_DAY.format(date);
const plainDay = (date) => DAY.format(date).replaceAll(",", "");

export function day(date) {
  const today = now();
  if (plainDay(date) === plainDay(today)) return words.today;
  if (plainDay(date) === plainDay(new Date(today - DAY_MS))) return words.yesterday;
  return plainDay(date);
}
