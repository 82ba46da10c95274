"""The table of what real version-3 clients send: what is understood of each, and the warning that says so.

One row for each quirk of `docs/hospital-api.md`, and for each that was met since. A test walks all rows.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Quirk:
    """`seen`: what is sent. `field`: what the warning begins with; None: the field that it was found in.

    The sentences may hold {facts}. A `refused` one is an error of its field, not a warning.
    """

    seen: str
    seen_thai: str
    field: str | None
    thai: str
    english: str
    refused: bool = False

    def warning(self, field: str | None = None, **facts: object) -> str:
        """`field: ภาษาไทย / English`."""
        words = f"{self.thai} / {self.english}".format(**facts)
        return f"{self.field or field}: {words}"


QUIRKS: dict[str, Quirk] = {
    # How it is sent
    "no_content_type": Quirk(
        "a body without a content type",
        "ไม่ระบุชนิดข้อมูล (Content-Type)",
        "Content-Type",
        "ไม่ได้ระบุชนิดข้อมูล ระบบอ่านเป็น {read}",
        "none was sent; read as {read}",
    ),
    "wrong_content_type": Quirk(
        "JSON with another content type, or a form that calls itself JSON",
        "JSON ที่ระบุชนิดข้อมูลอื่น หรือฟอร์มที่ระบุว่าเป็น JSON",
        "Content-Type",
        "ไม่ตรงกับข้อมูลที่ส่งมา ระบบอ่านเป็น {read}",
        "does not fit the body; read as {read}",
    ),
    "form": Quirk(
        "a form instead of a JSON object",
        "ฟอร์มแทนที่จะเป็น JSON",
        "Content-Type",
        "ส่งมาเป็นแบบฟอร์ม ระบบอ่านข้อมูลได้ แต่ควรส่งเป็น JSON",
        "sent as a form, which was read; version 3 has a JSON object",
    ),
    "browser": Quirk(
        "a browser's call from the booking page",
        "เรียกจากเบราว์เซอร์ในหน้าจอง",
        "Origin",
        "รับจากหน้าเว็บที่ลงทะเบียนไว้ ไม่เกินวันละ {most} ครั้งต่อผู้ป่วยหนึ่งราย ควรเปลี่ยนไปเรียกจากเซิร์ฟเวอร์",
        "taken from a registered page, at most {most} a day for one patient; better call from the server",
    ),
    # The day
    "day_with_clock": Quirk(
        "`appointmentDate` with a clock time",
        "`appointmentDate` มีเวลาติดมา",
        "appointmentDate",
        "มีเวลาติดมาด้วย เข้าใจว่าเป็นวันที่ {day} ส่วนเวลาดูจาก appointmentTime",
        "carries a clock time; understood as the day {day}, the time is read from appointmentTime",
    ),
    "day_first": Quirk(
        "`appointmentDate` as 25/07/2018",
        "`appointmentDate` แบบ 25/07/2018",
        "appointmentDate",
        "เขียนวันขึ้นก่อน เข้าใจว่าเป็นวันที่ {day}",
        "the day comes first; understood as {day}",
    ),
    "buddhist_year": Quirk(
        "`appointmentDate` with a Buddhist-era year",
        "`appointmentDate` เป็นปีพุทธศักราช",
        "appointmentDate",
        "เป็นปีพุทธศักราช เข้าใจว่าเป็นวันที่ {day}",
        "has a Buddhist-era year; understood as {day}",
    ),
    "day_otherwise": Quirk(
        "`appointmentDate` with Thai digits, other dividers or single digits",
        "`appointmentDate` ใช้เลขไทย ตัวคั่นอื่น หรือเลขหลักเดียว",
        "appointmentDate",
        "เข้าใจว่าเป็นวันที่ {day}",
        "understood as {day}",
    ),
    # Texts
    "line_breaks": Quirk(
        "line breaks and other control characters in a text, escaped or not",
        "การขึ้นบรรทัดใหม่หรืออักขระควบคุมในข้อความ",
        None,
        "แทนที่การขึ้นบรรทัดใหม่หรืออักขระควบคุมด้วยช่องว่าง",
        "line breaks and control characters became spaces",
    ),
    "number_for_text": Quirk(
        "a number where a text belongs",
        "ตัวเลขในช่องที่เป็นข้อความ",
        None,
        "รับตัวเลขเป็นข้อความ",
        "the number was taken as a text",
    ),
    "no_time": Quirk(
        "`appointmentTime` without a clock time",
        "`appointmentTime` ไม่มีเวลา",
        "appointmentTime",
        "ไม่พบเวลานัดที่ชัดเจน ระบบยังคงส่งข้อความของวันนัด",
        "no clock time understood; the day's messages are sent all the same",
    ),
    "unknown_field": Quirk(
        "a field that version 3 does not have",
        "ช่องที่เวอร์ชัน 3 ไม่มี",
        None,
        "ไม่รู้จักข้อมูลช่องนี้ จึงไม่ใช้",
        "not a known field, ignored",
    ),
    "other_hospital_name": Quirk(
        "another `hospitalName` than the registered one",
        "`hospitalName` ไม่ตรงกับชื่อที่ลงทะเบียน",
        "hospitalName",
        "แสดงชื่อที่ลงทะเบียนไว้คือ {name}",
        "the registered name {name} is shown",
    ),
    # Links and colours
    "link_without_scheme": Quirk(
        "a link without http://", "ลิงก์ที่ไม่มี http://", None, "เข้าใจว่าเป็น {url}", "understood as {url}"
    ),
    "unusable_link": Quirk(
        "a link that leads nowhere",
        "ลิงก์ที่เปิดไม่ได้",
        None,
        "ไม่ใช่ลิงก์ที่ใช้ได้ จึงไม่แสดง",
        "not a usable link, left out",
    ),
    "no_colour": Quirk(
        "a `backgroundColor` that is none (`/api/alert`)",
        "`backgroundColor` ไม่ใช่สี (`/api/alert`)",
        "backgroundColor",
        "ไม่ใช่สีในรูปแบบ #RRGGBB จึงใช้ {color}",
        "not a colour of the form #RRGGBB, {color} is used",
    ),
    # Who and which
    "line_user_id": Quirk(
        "the `U…` LINE user id instead of the Connect ID",
        "LINE user id (`U…`) แทนรหัส MOPH Connect",
        "userId",
        "เป็น LINE user id (U…) กรุณาส่งรหัส MOPH Connect 24 หลักที่หน้าจองคิวได้รับ",
        "is a LINE user id (U…); send the Connect ID, 24 hex digits, that the booking page received",
        refused=True,
    ),
    "other_number": Quirk(
        "no booking reference, and another number than the one booking of that day",
        "ไม่มีรหัสการจอง และหมายเลขคิวไม่ตรงกับการจองเดียวของวันนั้น",
        "queueNumber",
        "เปลี่ยนหมายเลขคิวของการจองเดิมจาก {before} เป็น {now}",
        "her booking of that day was taken; its number changed from {before} to {now}",
    ),
}
