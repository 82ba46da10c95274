"""Dates and clock times as patients read them: Buddhist era in Thai, Common Era in English."""

from datetime import date

WEEKDAYS = {
    "th": ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS = {
    "th": ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
NEAR_DAYS = {
    "th": {-1: "เมื่อวาน", 0: "วันนี้", 1: "พรุ่งนี้"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
BUDDHIST_ERA = 543


def date_words(day: date, language: str) -> str:
    """ "พุธ 25 พ.ย. 2569" or "Wed 25 Nov 2026"."""
    year = day.year + BUDDHIST_ERA if language == "th" else day.year
    return f"{WEEKDAYS[language][day.weekday()]} {day.day} {MONTHS[language][day.month - 1]} {year}"


def day_word(day: date, today: date, language: str) -> str:
    """ "พรุ่งนี้" or "tomorrow" when the day is that near, else the date."""
    return NEAR_DAYS[language].get((day - today).days) or date_words(day, language)


def near_day(day: date, today: date, language: str) -> str:
    """ "พรุ่งนี้" or "tomorrow" when the day is that near, else nothing."""
    return NEAR_DAYS[language].get((day - today).days, "")


def full_day(day: date, today: date, language: str) -> str:
    """For the middle of a sentence: "พรุ่งนี้ พุธ 25 พ.ย. 2569", any other day "วันพุธ 25 พ.ย. 2569"."""
    near, words = near_day(day, today, language), date_words(day, language)
    if language == "th":
        return f"{near} {words}" if near else f"วัน{words}"
    return f"{near}, {words}" if near else f"on {words}"


def clock_words(hour: int, minute: int, language: str) -> str:
    """ "10.00 น." or "10:00"."""
    return f"{hour:02}.{minute:02} น." if language == "th" else f"{hour:02}:{minute:02}"
