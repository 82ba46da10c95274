// The phone's own words, in the patient's language.

const WORDS = {
  th: {
    type: "พิมพ์ข้อความ", send: "ส่ง", location: "ส่งตำแหน่ง", menu: "เมนู", block: "บล็อก", unblock: "เลิกบล็อก",
    blocked: "คุณบล็อกบัญชีนี้อยู่ ข้อความใหม่จะไม่แสดง", lock: "หน้าจอล็อก", close: "ปิด", cancel: "ยกเลิก",
    lost: "ขาดการเชื่อมต่อ กำลังต่อใหม่…", gone: "เครื่องจำลองถูกล้างข้อมูลแล้ว เปิดโทรศัพท์ใหม่จากหน้าแรก", read: "อ่านแล้ว",
    call: "โทร", share: "แชร์ให้เพื่อน", shareLead: "ข้อความที่เพื่อนจะได้รับ", browser: "เบราว์เซอร์ในแอป",
    open: "เปิดในแท็บใหม่", where: "ส่งตำแหน่งไหน", latitude: "ละติจูด", longitude: "ลองจิจูด", choose: "เลือก",
    copied: "คัดลอกแล้ว", loading: "กำลังพิมพ์", noAnswer: "ระบบไม่ตอบ (HTTP {status}) จะส่งให้ใหม่อีกครั้ง",
    today: "วันนี้", nothing: "ยังไม่มีการแจ้งเตือน", sticker: "สติกเกอร์", link: "ลิงก์นี้เปิดในแอป LINE", failed: "ส่งไม่สำเร็จ",
  },
  en: {
    type: "Type a message", send: "Send", location: "Share location", menu: "Menu", block: "Block", unblock: "Unblock",
    blocked: "You have blocked this account; new messages are not shown.", lock: "Lock screen", close: "Close",
    cancel: "Cancel", lost: "Connection lost, trying again…",
    gone: "The simulator has forgotten this phone: make a new one on the start page.", read: "Read", call: "Call",
    share: "Share with friends", shareLead: "What your friend will receive", browser: "In-app browser",
    open: "Open in a new tab", where: "Which place?", latitude: "Latitude", longitude: "Longitude", choose: "Choose",
    copied: "Copied", loading: "Typing", noAnswer: "The service did not take it (HTTP {status}); it is sent again.",
    today: "Today", nothing: "No notifications yet", sticker: "Sticker", link: "This link opens in the LINE app", failed: "Not sent",
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

export const clock = (date) => CLOCK.format(date);
export const longDay = (date) => LONG_DAY.format(date);
export const day = (date) => (DAY.format(date) === DAY.format(new Date()) ? words.today : DAY.format(date));
