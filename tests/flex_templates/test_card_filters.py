"""Filters, as a patient reads what they make."""

import pytest
from cards import text

from flex_templates import TemplateError, graphemes
from flex_templates.checks.contrast import ratio


@pytest.mark.parametrize(
    ("value", "thai", "english"),
    [
        ("2026-11-25", "พุธ 25 พ.ย. 2569", "Wed 25 Nov 2026"),
        ("2027-01-01", "ศุกร์ 1 ม.ค. 2570", "Fri 1 Jan 2027"),
        ("2028-02-29", "อังคาร 29 ก.พ. 2571", "Tue 29 Feb 2028"),
        ("2026-11-25T09:00:00+07:00", "พุธ 25 พ.ย. 2569", "Wed 25 Nov 2026"),
    ],
)
def test_dates_are_in_the_buddhist_era_in_thai(value: str, thai: str, english: str):
    assert text("{{ d | thai_date }}", d=value) == thai
    assert text("{{ d | thai_date }}", language="en", d=value) == english


@pytest.mark.parametrize(
    ("day", "thai", "english"),
    [
        ("2026-12-31", "เมื่อวาน", "yesterday"),
        ("2027-01-01", "วันนี้", "today"),
        ("2027-01-02", "พรุ่งนี้", "tomorrow"),
        ("2027-01-03", "อาทิตย์ 3 ม.ค. 2570", "Sun 3 Jan 2027"),
    ],
)
def test_near_days_have_their_words(day: str, thai: str, english: str):
    assert text("{{ d | day_word(today) }}", d=day, today="2027-01-01") == thai
    assert text("{{ d | day_word(today) }}", language="en", d=day, today="2027-01-01") == english


@pytest.mark.parametrize(
    ("day", "near", "thai", "english"),
    [
        ("2026-11-24", "วันนี้", "วันนี้ อังคาร 24 พ.ย. 2569", "today, Tue 24 Nov 2026"),
        ("2026-11-25", "พรุ่งนี้", "พรุ่งนี้ พุธ 25 พ.ย. 2569", "tomorrow, Wed 25 Nov 2026"),
        ("2026-11-26", "", "วันพฤหัสบดี 26 พ.ย. 2569", "on Thu 26 Nov 2026"),
    ],
)
def test_a_day_inside_a_sentence(day: str, near: str, thai: str, english: str):
    assert text("นัด{{ d | full_day(today) }}", d=day, today="2026-11-24") == f"นัด{thai}"
    assert text("See you {{ d | full_day(t) }}", language="en", d=day, t="2026-11-24") == f"See you {english}"
    assert text("{{ d | near_day(today) }}.", d=day, today="2026-11-24") == f"{near}."


def test_clock_times():
    assert text("{{ t | clock }}", t="10:00") == "10.00 น."
    assert text("{{ t | clock }}", t="9:05:59") == "09.05 น."
    assert text("{{ t | clock }}", language="en", t="23:59") == "23:59"


def test_distances():
    assert text("{{ km | distance }}", km=2.34) == "2.3 กม."
    assert text("{{ km | distance }}", km=0.42) == "400 ม."
    assert text("{{ km | distance }}", km=0) == "100 ม."
    assert text("{{ km | distance }}", language="en", km=120) == "120.0 km"


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("02 598 8888", "tel:025988888"),
        ("โทร. 0-2598-8888", "tel:025988888"),
        ("02-598-8888 ต่อ 1234", "tel:025988888"),
        ("0-2598-8888-9", "tel:025988888"),
        ("081-234-5678, 02-598-8888", "tel:0812345678"),
        ("+66 2 598 8888", "tel:+6625988888"),
        ("1669", "tel:1669"),
        ("ไม่มี", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_telephone_number_can_be_called(written: str | None, called: str):
    assert text("{{ t | tel }}", t=written) == called


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("025988888", "02-598-8888"),
        ("โทร. 0-2598-8888", "02-598-8888"),
        ("035-211-888 ต่อ 1234, 035-211-889 ต่อ 5678", "035-211-888 ต่อ 1234"),
        ("035211888, 035211889 ต่อ 5678", "035-211-888"),
        ("02 598 8888 #12", "02-598-8888 ต่อ 12"),
        ("0812345678", "081-234-5678"),
        ("+66 81 234 5678", "081-234-5678"),
        ("1669", "1669"),
        (" สายด่วน 1669 ", "สายด่วน 1669"),
    ],
)
def test_a_telephone_number_is_written_as_thai_people_write_it(written: str, read: str):
    assert text("{{ t | phone }}", t=written) == read


@pytest.mark.parametrize(
    ("number", "size"), [("1", "74px"), ("A012", "64px"), ("OPD-0123", "32px"), ("ก" * 32, "19px")]
)
def test_a_queue_number_is_as_large_as_a_small_phone_allows(number: str, size: str):
    assert text("{{ n | number_size }}", n=number) == size


@pytest.mark.parametrize(
    ("written", "opened"),
    [
        ("https://example.com/a?b=c&d=%20#e", "https://example.com/a?b=c&d=%20#e"),
        (
            "http://example.com/คิว?q=ก ข",
            "http://example.com/%E0%B8%84%E0%B8%B4%E0%B8%A7?q=%E0%B8%81%20%E0%B8%82",
        ),
        (" https://example.com ", "https://example.com"),
        ("example.com", ""),
        ("javascript:alert(1)", ""),
        ("line://nv/chat", ""),
        ("https://", ""),
        ("https://[", ""),
        ("https://a b/", ""),
        ("https://example.com:port/", ""),
        ("https://example.com/\n", "https://example.com/"),
        ("https://example.com/\x01", ""),
        ("https://example.com/" + "ก" * 120, ""),
        ("", ""),
        (None, ""),
    ],
)
def test_an_address_is_usable_or_empty(written: str | None, opened: str):
    assert text("{{ u | link }}", u=written) == opened


def test_texts_for_addresses_are_percent_encoded():
    assert text("{{ t | urlencode }}", t="คิว a&b=c/d") == "%E0%B8%84%E0%B8%B4%E0%B8%A7%20a%26b%3Dc%2Fd"


def test_truncating_counts_as_a_reader_does():
    assert text("{{ t | truncate(5) }}", t="ที่นี่นี้") == "ที่นี่นี้"
    assert text("{{ t | truncate(2) }}", t="ที่นี่นี้") == "ที่…"
    assert text("{{ t | truncate(20) }}", t="two\n lines") == "two lines"


def test_hospital_names_are_shortened_for_small_buttons():
    assert text("{{ h | short_hospital }}", h="โรงพยาบาลปทุมธานี") == "รพ.ปทุมธานี"
    assert text("{{ h | short_hospital }}", h="โรงพยาบาลส่งเสริมสุขภาพตำบลบางพูน") == "รพ.สต.บางพูน"
    assert text("{{ h | short_hospital }}", h="Pathum Thani Central Hospital") == "Pathum Thani Central"
    long = text("{{ h | short_hospital }}", h="โรงพยาบาลสมเด็จพระญาณสังวรสมเด็จพระสังฆราช")
    assert graphemes.count(long) == 20
    assert long.endswith("…")


@pytest.mark.parametrize(
    "colour", ["#000000", "#FFFFFF", "#777777", "#FF0000", "#00FF00", "#0000FF", "#808000"]
)
def test_ink_can_be_read_on_any_colour(colour: str):
    assert ratio(text("{{ c | ink }}", c=colour), colour) >= 4.5


def test_length_counts_items_and_characters():
    assert text("{{ l | length }} {{ t | length }}", l=[1, 2], t="น้ำ") == "2 1"


@pytest.mark.parametrize(
    "wrong",
    [
        "{{ null_ | thai_date }}",
        "{{ 'soon' | thai_date }}",
        "{{ '25:00' | clock }}",
        "{{ null_ | clock }}",
        "{{ 'near' | distance }}",
        "{{ null_ | truncate(5) }}",
        "{{ null_ | length }}",
        "{{ 'red' | ink }}",
        "{{ nobody | urlencode }}",
    ],
)
def test_a_value_that_a_filter_cannot_take_is_an_error_with_advice(wrong: str):
    with pytest.raises(TemplateError) as caught:
        text(wrong, null_=None)

    assert caught.value.pointer == "/0/text"


@pytest.mark.parametrize(
    ("characters", "seen"),
    [
        ("abc", 3),
        ("ก่อน", 3),
        ("น้ำ", 1),
        ("👨‍👩‍👧", 1),
        ("👍🏽", 1),
        ("🇹🇭🇹🇭", 2),
        ("❤️", 1),
        ("", 0),
    ],
)
def test_characters_are_counted_as_readers_see_them(characters: str, seen: int):
    assert graphemes.count(characters) == seen


def test_cutting_never_leaves_half_a_character():
    assert graphemes.cut_utf16("😀😀😀", 4) == "😀…"
    assert graphemes.cut_utf16("abc", 3) == "abc"
