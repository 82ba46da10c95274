"""The desk's words, in the language that its page was opened in."""

_THAI = {
    "title": "โต๊ะทำงาน",
    "back": "เครื่องจำลอง",
    "lead": "ระบบคิวของโรงพยาบาล (จำลอง) · เวลาของโรงพยาบาล",
    "mode": "โหมด",
    "test": "ทดสอบ",
    "live": "ใช้งานจริง",
    "whole": "ทั้งโรงพยาบาล",
    "nightly_all": "แจ้งรอบกลางคืน: นัดทั้งหมดของพรุ่งนี้",
    "hour": "เดินนาฬิกา 1 ชม.",
    "hours": "9 ชม.",
    "day": "1 วัน",
    "bookings": "นัดทั้งหมด",
    "nightly": "แจ้งรอบกลางคืน",
    "call": "เรียกคิว",
    "ahead": "เหลืออีกกี่คิว",
    "room": "ห้อง",
    "room_value": "ห้องตรวจ 5",
    "served": "มาตรวจแล้ว",
    "no_show": "ไม่มาตามนัด",
    "move": "เลื่อนนัด",
    "new_date": "วันใหม่",
    "new_time": "เวลาใหม่",
    "cancel": "ยกเลิกนัด",
    "messages": "ข้อความถึงผู้ป่วย",
    "no_bookings": "ยังไม่มีนัด ผู้ป่วยจองจากปุ่มใน LINE",
    "exchanges": "คำขอและคำตอบ",
    "no_answer": "ไม่ตอบ",
    "no_exchanges": "กดปุ่มใดก็ได้ แล้วคำขอกับคำตอบจะแสดงที่นี่",
}
_ENGLISH = {
    "title": "Desk",
    "back": "Simulator",
    "lead": "The hospital's queue system (simulated) · the hospital's time",
    "mode": "Mode",
    "test": "Test",
    "live": "Live",
    "whole": "The whole hospital",
    "nightly_all": "Nightly call: all of tomorrow's bookings",
    "hour": "Clock on by 1 hour",
    "hours": "9 hours",
    "day": "1 day",
    "bookings": "All bookings",
    "nightly": "Nightly call",
    "call": "Call the queue",
    "ahead": "Queues ahead",
    "room": "Room",
    "room_value": "Room 5",
    "served": "Came",
    "no_show": "Did not come",
    "move": "Move",
    "new_date": "New date",
    "new_time": "New time",
    "cancel": "Cancel",
    "messages": "Messages to the patient",
    "no_bookings": "No bookings yet: patients book by a button in LINE.",
    "exchanges": "Requests and answers",
    "no_answer": "no answer",
    "no_exchanges": "Press any button; its request and answer are shown here.",
}
_STATES = {
    "th": {
        "booked": "จองแล้ว",
        "confirmed": "ยืนยันว่าจะมา",
        "cancel_requested": "ผู้ป่วยขอยกเลิก",
        "cancelled": "ยกเลิกแล้ว",
        "served": "มาตรวจแล้ว",
        "no_show": "ไม่มาตามนัด",
    },
    "en": {
        "booked": "Booked",
        "confirmed": "Will come",
        "cancel_requested": "Asks to cancel",
        "cancelled": "Cancelled",
        "served": "Came",
        "no_show": "Did not come",
    },
}
_KINDS = {
    "th": {
        "queue_card": "บัตรคิว",
        "day_before": "บัตรเตือน",
        "same_day": "บัตรเช้าวันนัด",
        "near_queue": "บัตรใกล้ถึงคิว",
        "survey": "แบบประเมิน",
        "rescheduled": "บัตรเลื่อนนัด",
        "cancelled": "บัตรแจ้งยกเลิก",
        "alert": "ประกาศ",
    },
    "en": {
        "queue_card": "Queue card",
        "day_before": "Day-before reminder",
        "same_day": "Same-day reminder",
        "near_queue": "Near-queue card",
        "survey": "Survey",
        "rescheduled": "Card of the new time",
        "cancelled": "Card of the cancellation",
        "alert": "Alert",
    },
}
_SENDINGS = {
    "th": {
        "planned": "รอส่ง",
        "sending": "กำลังส่ง",
        "sent": "ส่งแล้ว",
        "failed": "ส่งไม่ได้",
        "expired": "เลยเวลา",
        "cancelled": "ไม่ส่ง",
    },
    "en": {
        "planned": "planned",
        "sending": "sending",
        "sent": "sent",
        "failed": "failed",
        "expired": "too late",
        "cancelled": "not sent",
    },
}


def desk_words(language: str) -> dict[str, str]:
    return _ENGLISH if language == "en" else _THAI


def desk_tables(language: str) -> dict[str, dict[str, str]]:
    """What the service's words for states, messages and sendings are called here."""
    return {"states": _STATES[language], "kinds": _KINDS[language], "sendings": _SENDINGS[language]}
