"""The table of all refusals of a hospital's call; both versions take their words from here."""

from dataclasses import dataclass
from typing import NamedTuple

from bookings.errors import BookingError, Conflict, NotFound, Refused


class Words(NamedTuple):
    """Status and sentences; the sentences may hold {facts}."""

    status: int
    title: str
    detail: str
    thai: str


@dataclass(frozen=True)
class WrongField:
    """One wrong field and what to do about it; version 3 says it in Thai too."""

    field: str
    message: str
    thai: str = ""


class Fault(Exception):
    """A refusal. `code` names a row of FAULTS, `facts` fill its sentences, `headers` go with the answer."""

    def __init__(
        self,
        code: str,
        *,
        errors: list[WrongField] | None = None,
        headers: dict[str, str] | None = None,
        **facts: object,
    ) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts
        self.errors, self.headers = errors or [], headers or {}

    @property
    def status(self) -> int:
        """The HTTP status."""
        return FAULTS[self.code].status

    @property
    def title(self) -> str:
        """The kind of fault in a few words."""
        return FAULTS[self.code].title

    @property
    def detail(self) -> str:
        """What is wrong with this call, in English."""
        return FAULTS[self.code].detail.format(**self.facts)

    @property
    def thai(self) -> str:
        """The same in Thai."""
        return FAULTS[self.code].thai.format(**self.facts)


FAULTS: dict[str, Words] = {
    "not_parseable": Words(
        400, "Body not parseable", "The body cannot be read: {why}.", "อ่านข้อมูลที่ส่งมาไม่ได้: {why}"
    ),
    "no_key": Words(
        401, "Key missing", "Send the hospital's key: Authorization: Bearer ….", "ไม่พบคีย์ของโรงพยาบาลในคำขอนี้"
    ),
    "unknown_key": Words(
        401,
        "Key not known",
        "This key is not known, has expired or was revoked.",
        "ไม่รู้จักคีย์นี้ หรือคีย์หมดอายุหรือถูกยกเลิกแล้ว",
    ),
    "key_of_version_3": Words(
        403,
        "Key not for this API",
        "This is a version-3 key: it opens version 3 only. Version 4 takes mc_test_… and mc_live_… keys.",
        "คีย์นี้ใช้ได้กับเวอร์ชัน 3 เท่านั้น",
    ),
    "key_of_version_4": Words(
        403,
        "Key not for this API",
        "This is a version-4 key: version 3 takes a version-3 key only.",
        "คีย์นี้ใช้ได้กับเวอร์ชัน 4 เท่านั้น",
    ),
    "test_keys_only": Words(
        403, "Test keys only", "The sandbox takes test keys only, never a live one.", "ส่วนนี้ใช้ได้กับคีย์ทดสอบเท่านั้น"
    ),
    "not_live": Words(
        403,
        "Not live yet",
        "This hospital is not live yet: only its test mode is open.",
        "โรงพยาบาลนี้ยังไม่เปิดใช้งานจริง ขณะนี้ใช้ได้เฉพาะโหมดทดสอบ (/test)",
    ),
    "alert_off": Words(
        403,
        "Alerts are off",
        "Alerts are switched off for this hospital.",
        "โรงพยาบาลนี้ยังไม่ได้เปิดใช้การแจ้งเตือนทั่วไป (alert)",
    ),
    "origin_not_registered": Words(
        403,
        "Origin not registered",
        "Browser calls are answered only for the hospital's registered origins; this one is not registered.",
        "เว็บไซต์ต้นทาง (Origin) นี้ไม่ได้ลงทะเบียนไว้กับโรงพยาบาล",
    ),
    "no_browser_calls": Words(
        403,
        "No browser calls",
        "Browsers may call only /api/queue; send this call from the hospital's server.",
        "เรียกจากเบราว์เซอร์ได้เฉพาะ /api/queue กรุณาเรียกจากเซิร์ฟเวอร์ของโรงพยาบาล",
    ),
    "unknown_booking": Words(
        404, "Booking not known", "There is no such booking for this key.", "ไม่พบการจองนี้สำหรับคีย์นี้"
    ),
    "unknown_connect_id": Words(
        404,
        "Connect ID not known",
        "There is no such Connect ID for this key.",
        "ไม่พบรหัส MOPH Connect นี้ของโรงพยาบาลและโหมดนี้",
    ),
    "unknown_webhook": Words(
        404,
        "Webhook not known",
        "There is no such webhook, or no such event of it, for this key.",
        "ไม่พบ webhook หรือเหตุการณ์นี้สำหรับคีย์นี้",
    ),
    "no_such_address": Words(404, "No such address", "There is nothing at this address.", "ไม่มีที่อยู่นี้"),
    "wrong_method": Words(
        405,
        "Method not allowed",
        "This address does not take {method}.",
        "ที่อยู่นี้ไม่รับวิธีเรียก {method}",
    ),
    "state": Words(
        409,
        "Booking is over",
        "The booking is {state}: this call is not possible any more.",
        "การจองนี้สิ้นสุดแล้ว ({state}) จึงทำรายการนี้ไม่ได้",
    ),
    "other_patient": Words(
        409,
        "Other Connect ID",
        "This booking_ref belongs to a booking with another Connect ID.",
        "รหัสการจองนี้เป็นของผู้ป่วยรายอื่น",
    ),
    "survey_sent": Words(
        409,
        "Survey already sent",
        "The survey was already sent after the outcome {state}: it cannot be changed any more.",
        "ส่งแบบสำรวจแล้ว จึงเปลี่ยนผลการมาตรวจไม่ได้",
    ),
    "too_large": Words(413, "Body too large", "The body is larger than {limit} MB.", "ข้อมูลใหญ่เกิน {limit} MB"),
    "wrong_type": Words(
        415,
        "Media type not supported",
        "Send Content-Type: application/json or application/x-www-form-urlencoded.",
        "ไม่รองรับ Content-Type นี้",
    ),
    "wrong_fields": Words(
        422,
        "Wrong fields",
        "Some fields are wrong; `errors` names each of them.",
        "ข้อมูลบางช่องไม่ถูกต้อง ดูรายการใน errors",
    ),
    "too_many_calls": Words(
        429,
        "Too many calls",
        "A browser may call at most {limit} times a day for one Connect ID.",
        "เรียกจากเบราว์เซอร์ได้ไม่เกินวันละ {limit} ครั้งต่อผู้ป่วยหนึ่งราย",
    ),
    "too_fast_key": Words(
        429,
        "Too many calls",
        "One key may make at most {limit} calls in {window} seconds. Wait for Retry-After seconds.",
        "คีย์นี้เรียกเกิน {limit} ครั้งใน {window} วินาที กรุณารอตามเวลาใน Retry-After",
    ),
    "too_fast_address": Words(
        429,
        "Too many calls",
        "One address may make at most {limit} calls in {window} seconds. Wait for Retry-After seconds.",
        "ที่อยู่ IP นี้เรียกเกิน {limit} ครั้งใน {window} วินาที กรุณารอตามเวลาใน Retry-After",
    ),
    "too_fast_wrong_key": Words(
        429,
        "Too many unknown keys",
        "This address tried more than {limit} unknown keys in {window} seconds. Check the key, then wait.",
        "ที่อยู่ IP นี้ใช้คีย์ที่ไม่รู้จักเกิน {limit} ครั้งใน {window} วินาที กรุณาตรวจสอบคีย์แล้วรอสักครู่",
    ),
    "clocks_busy": Words(
        429,
        "Too many clocks moving",
        "Several test clocks are being moved at this moment. Try again after Retry-After seconds.",
        "มีการเลื่อนนาฬิกาทดสอบหลายรายการพร้อมกัน กรุณาลองใหม่ภายหลัง",
    ),
    "refused": Words(400, "Request refused", "The request could not be understood.", "ไม่สามารถเข้าใจคำขอนี้ได้"),
    "internal": Words(
        500,
        "Internal error",
        "Something failed on our side. Repeating the call is safe.",
        "เกิดข้อผิดพลาดภายในระบบ ส่งซ้ำได้อย่างปลอดภัย",
    ),
    "not_now": Words(
        503,
        "Not available now",
        "The service cannot answer at the moment. Repeat the call a little later; repeating is safe.",
        "ระบบยังไม่พร้อมให้บริการชั่วคราว กรุณาส่งซ้ำอีกครั้งในภายหลัง",
    ),
    "no_events": Words(
        503,
        "Events not set up",
        "This service cannot sign events yet: its operator has to set EVENTS_SECRET.",
        "ระบบยังส่งเหตุการณ์ไม่ได้ ผู้ดูแลระบบต้องตั้งค่า EVENTS_SECRET ก่อน",
    ),
    "no_simulator": Words(
        503,
        "Sandbox not available now",
        "The simulator that plays the patient's phone does not answer. Try again a little later.",
        "ระบบจำลองยังไม่พร้อมให้บริการชั่วคราว",
    ),
}

# What a value that is impossible now is called, by the code of bookings.errors.Refused.
IMPOSSIBLE = {
    "past": ("is in the past", "เป็นวันเวลาที่ผ่านมาแล้ว"),
    "clock_back": ("is before the test clock's present: the clock only moves forward", ""),
    "clock_too_far": ("moves the clock by more than 60 days; use several calls", ""),
}


def fault_of(error: BookingError) -> Fault:
    """The refusal that says what `bookings` found impossible."""
    match error:
        case NotFound(what="connect_id"):
            unknown = WrongField("connect_id", "is not known", "ไม่พบรหัสนี้")
            fault = Fault("unknown_connect_id", errors=[unknown])
        case NotFound():
            fault = Fault("unknown_booking")
        case Conflict():
            fault = Fault(error.code, state=error.state)
        case Refused():
            fault = Fault("wrong_fields", errors=[WrongField(error.field, *IMPOSSIBLE[error.code])])
        case _:
            fault = Fault("internal")
    return fault


def wrong(field: str, message: str) -> Fault:
    """One wrong field."""
    return Fault("wrong_fields", errors=[WrongField(field, message)])
