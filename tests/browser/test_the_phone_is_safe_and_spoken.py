"""Hostile names and texts stay text on the phone; a screen reader hears a sentence for every message."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.world.browser import a_browser
from tests.world.people import HospitalSystem, Phone
from tests.world.processes import Processes, wait_until

HOSTILE = "<img src=x onerror=document.title='run'><script>document.title='run'</script>"


@pytest.fixture
def page() -> Iterator[Page]:
    with a_browser() as browser:
        yield browser.new_page(viewport={"width": 375, "height": 667})


SENTENCE = {
    "th": re.compile("[ก-๙].*(ค่ะ|คะ)", re.DOTALL),
    "en": re.compile(r"^[A-Z“].*\s.*\s.*[.?!]”?( [^\w\s]+)?$", re.DOTALL),
}


def is_a_sentence(words: str, language: str) -> bool:
    """Whole, as said to a person: no label, heading or name of a type; nothing of the machine in it."""
    return bool(SENTENCE[language].search(words)) and len(words) >= 15 and not re.search("[{}]", words)


@pytest.mark.parametrize("language", ["th", "en"])
def test_hostile_words_stay_words_and_every_message_is_spoken(
    world: Processes, hospital: HospitalSystem, page: Page, language: str
):
    phone = Phone.new(world, HOSTILE[:80], language=language)
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    phone.type(HOSTILE)
    hospital.book(
        connect_id, "XSS", hospital.clock()[:10] + "T23:59:00+07:00", department=HOSTILE[:80], note=HOSTILE
    )
    wait_until(lambda: hospital.message("XSS", "queue_card").get("state") == "sent", "the card")
    page.goto(phone.phone_url)
    rows = page.locator("#chat .row[role=article]")
    expect(rows.get_by_text("onerror").first).to_be_visible()

    spoken = {str(row.get_attribute("data-id")): str(row.get_attribute("aria-label")) for row in rows.all()}
    assert page.locator("#chat script, #chat [onerror], #chat img[src=x]").count() == 0
    assert page.title() != "run"
    for each in phone.messages():
        who_and_when, _, words = spoken[each["id"]].partition(": ")
        assert re.fullmatch(r"\S.* \d\d[.:]\d\d( น\.)?", who_and_when), who_and_when
        assert each["from"] == "user" or is_a_sentence(words, language), words
    for pressed in page.locator("#chat [role=button], #chat [role=link], #chat button").all():
        assert (pressed.get_attribute("aria-label") or pressed.inner_text()).strip()
