"""The booking page's words in the languages of its patients."""

_THAI = {
    "title": "จองคิว",
    "site": "ระบบจองคิวออนไลน์",
    "heading": "จองคิวตรวจ",
    "done": "เรียบร้อยแล้ว บัตรคิวจะส่งถึงคุณใน LINE ปิดหน้านี้ได้เลย",
    "failed": "ทำรายการไม่สำเร็จ",
    "yours": "คิวของคุณ",
    "cancelled": "ยกเลิกแล้ว",
    "over": "เสร็จสิ้น",
    "new_date": "วันใหม่",
    "new_time": "เวลาใหม่",
    "move": "เลื่อนนัด",
    "cancel": "ยกเลิกคิว",
    "more": "จองเพิ่ม",
    "choose": "เลือกแผนกและเวลา",
    "department": "แผนก",
    "date": "วันที่",
    "time": "เวลา",
    "further": "จองให้คนอื่น หรือฝากข้อความ",
    "for_whom": "จองให้ใคร",
    "note": "สิ่งที่ต้องเตรียม",
    "optional": "ไม่กรอกก็ได้",
    "book": "จองคิว",
}
_ENGLISH = {
    "title": "Book",
    "site": "Online booking",
    "heading": "Book an appointment",
    "done": "Done. Your queue card comes to you in LINE; you may close this page.",
    "failed": "That did not work",
    "yours": "Your queues",
    "cancelled": "Cancelled",
    "over": "Over",
    "new_date": "New date",
    "new_time": "New time",
    "move": "Move",
    "cancel": "Cancel",
    "more": "Book another",
    "choose": "Choose a clinic and a time",
    "department": "Clinic",
    "date": "Date",
    "time": "Time",
    "further": "For somebody else, or with a note",
    "for_whom": "For whom",
    "note": "What to bring",
    "optional": "optional",
    "book": "Book",
}


def words(language: str) -> dict[str, str]:
    return _ENGLISH if language == "en" else _THAI
