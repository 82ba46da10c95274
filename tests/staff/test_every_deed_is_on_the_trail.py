"""Whatever staff change leaves a line in their name, and no form changes anything without its token."""

import io
import re
from collections.abc import Callable
from typing import Any

import pyotp
import pytest

from bookings.now import real_now
from bot.staff.pages import WORDS
from records.keys import keys_of
from tests.repository.tree import ROOT
from tests.staff.office import PASSWORD, Browser, Office
from tests.studio.test_cards_as_files import zipped

Deed = Callable[[Office, Browser, str], Any]
HOSPITAL = "/staff/hospitals/10692"
SECRET = pyotp.random_base32()
FORM = {"survey": "all", "origins": "", "domains": "", "booking_url": ""}


def _json(path: str, **said: Any) -> Deed:
    def call(office: Office, browser: Browser, login: str) -> Any:
        return browser.client.post(f"/studio/{path}", json=said, headers={"X-CSRF": browser.csrf})

    return call


def _form(path: str, **form: Any) -> Deed:
    return lambda office, browser, login: browser.post(path, **form)


def _saved(browser: Browser, name: str, title: str) -> int:
    """A draft's revision."""
    words = {"th": {"plain": title}, "en": {"plain": title}}
    said: dict[str, Any] = {"text": f'[{{"type": "text", "text": "{title}"}}]', "words": words, "seen": 0}
    headers = {"X-CSRF": browser.csrf}
    answer: Any = browser.client.post(f"/studio/{name}/save", json=said, headers=headers)
    if answer.status_code == 409:
        said["seen"] = answer.json["seen"]
        answer = browser.client.post(f"/studio/{name}/save", json=said, headers=headers)
    return answer.json["seen"]


def _publish(office: Office, browser: Browser, login: str) -> Any:
    seen = _saved(browser, "help", "หนึ่ง")
    return browser.post("/studio/help/publish", seen=seen, note="x", read="yes")


def _submit(office: Office, browser: Browser, login: str) -> Any:
    seen = _saved(browser, "sticker", "สอง")
    return browser.post("/studio/sticker/submit", seen=seen, note="x", read="yes")


def _discard(office: Office, browser: Browser, login: str) -> Any:
    return _json("media/discard", seen=_saved(browser, "media", "สาม"))(office, browser, login)


def _keep(office: Office, browser: Browser, login: str) -> Any:
    seen = _saved(browser, "thanked", "สี่")
    text = '[{"type": "text", "text": "ห้า"}]'
    return browser.post("/studio/thanked/keep", seen=seen, text=text)


def _roll_back(office: Office, browser: Browser, login: str) -> Any:
    page = browser.get("/studio/help/versions").text
    current = re.search(r'name="current" value="(\d+)"', page)
    return browser.post("/studio/help/versions/0", current=current[1] if current else 0)


def _import(office: Office, browser: Browser, login: str) -> Any:
    files = (io.BytesIO(zipped(templates__home=[{"type": "text", "text": "x"}])), "cards.zip")
    form = {"csrf": browser.csrf, "files": files, "over": "yes"}
    return browser.client.post("/studio/files", data=form, content_type="multipart/form-data")


def _unlink(office: Office, browser: Browser, login: str) -> Any:
    office.link_phone(login)
    return browser.client.post("/studio/phone/unlink", headers={"X-CSRF": browser.csrf})


def _to_the_newest_key(what: str) -> Deed:
    def call(office: Office, browser: Browser, login: str) -> Any:
        with office.database.read() as session:
            number = max(key.id for key in keys_of(session, "10692"))
        return browser.post(f"{HOSPITAL}/keys/{number}/{what}")

    return call


def _second(office: Office, browser: Browser, login: str) -> Any:
    return browser.post("/staff/account/second", secret=SECRET, code=pyotp.TOTP(SECRET).at(real_now()))


def _end_session(office: Office, browser: Browser, login: str) -> Any:
    other = office.browser()
    other.sign_in(login)
    numbers = re.findall(r"/staff/account/sessions/(\d+)/end", browser.get("/staff/account").text)
    return browser.post(f"/staff/account/sessions/{numbers[0]}/end")


def _of(person: str, **form: Any) -> Deed:
    def call(office: Office, browser: Browser, login: str) -> Any:
        number = office.staff(office.person("viewer")).id
        return browser.post(f"/staff/people/{number}{person}", **form)

    return call


# In this order: some need what an earlier one has made.
DEEDS: dict[str, tuple[Deed, str]] = {
    "staff.change_hospital": (_form(HOSPITAL, **{**FORM, "alert": "yes"}), "hospital.changed"),
    "staff.change_look": (_form(f"{HOSPITAL}/look", colour="#5B2A86"), "hospital.look_changed"),
    "staff.make_key": (_form(f"{HOSPITAL}/keys", kind="test"), "key.made"),
    "staff.rotate_key": (_to_the_newest_key("rotate"), "key.rotated"),
    "staff.end_key": (_to_the_newest_key("revoke"), "key.revoked"),
    "staff.add_person": (_form("/staff/people", login="new", name="N", role="viewer"), "person.added"),
    "staff.change_person": (_of("", role="editor", active="yes"), "person.changed"),
    "staff.reset_person": (_of("/reset"), "person.reset"),
    "staff.end_one": (_end_session, "session.ended"),
    "staff.switch_second": (_second, "second_factor.on"),
    "staff.change_password": (
        _form("/staff/account/password", old=PASSWORD, password="a long enough sentence"),
        "password.changed",
    ),
    "studio.save": (lambda office, browser, login: _saved(browser, "coming", "หก"), "template.saved"),
    "studio.keep": (_keep, "template.saved"),
    "studio.discard": (_discard, "template.discarded"),
    "studio.submit": (_submit, "template.submitted"),
    "studio.let_out": (_publish, "template.published"),
    "studio.go_back": (_roll_back, "template.rolled_back"),
    "studio.import_files": (_import, "template.imported"),
    "studio.keep_word": (_form("/studio/house-style", word="ด่วน", instead="เร็ว"), "house_style.kept"),
    "studio.drop_word": (_form("/studio/house-style/drop", word="ด่วน"), "house_style.dropped"),
    "studio.save_sample": (_json("help/samples", label="x", like="usual", values={}), "sample.saved"),
    "studio.forget_sample": (_json("help/samples/1/drop"), "sample.dropped"),
    "studio.phone_code": (_json("phone/code"), "phone.code_made"),
    "studio.phone_unlink": (_unlink, "phone.unlinked"),
    "staff.sign_out": (_form("/staff/sign-out"), "sign_out"),
}
# They change nothing; or a test of their own sees their line, with LINE and Redis behind it:
# tests/studio/test_trying_on_a_phone.py, tests/staff/test_operations_page.py.
NO_DEED = {"studio.look", "studio.paste", "studio.offered", "studio.send_test", "staff.resume_channel"}


def doors(office: Office) -> set[str]:
    return {
        rule.endpoint
        for rule in office.app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and hasattr(office.app.view_functions[rule.endpoint], "right")
    }


def test_every_door_that_changes_something_is_tried_below(office: Office):
    assert doors(office) == DEEDS.keys() | NO_DEED


def test_each_deed_leaves_a_line_in_her_name(office: Office):
    login, browser = office.person("administrator"), office.browser()
    browser.sign_in(login)
    silent: list[str] = []
    for endpoint, (deed, what) in DEEDS.items():
        before = len(office.trail(who=login, what=what))
        deed(office, browser, login)
        if len(office.trail(who=login, what=what)) <= before:
            silent.append(endpoint)

    assert silent == []


@pytest.mark.parametrize("token", ["", "0" * 64])
def test_no_door_opens_without_the_forms_token(office: Office, token: str):
    browser = office.signed_in()
    opened: list[str] = []
    for rule in office.app.url_map.iter_rules():
        if rule.endpoint in doors(office):
            path = re.sub(r"<(int:)?(\w+)>", lambda found: "1" if found[1] else "help", rule.rule)
            answer = browser.client.post(path, data={"csrf": token}, headers={"X-CSRF": token})
            if answer.status_code != 403:
                opened.append(rule.rule)

    assert opened == []


def test_every_form_carries_its_token():
    """Those of signing in have none: there is no session yet, and other sites are refused by their origin."""
    before = {"sign_in.html", "second.html", "new_password.html"}
    forms = [
        (path.name, form)
        for path in (
            *ROOT.glob("bot/staff/templates/**/*.html"),
            *ROOT.glob("bot/studio/templates/**/*.html"),
        )
        for form in re.findall(r'<form[^>]*method="post".*?</form>', path.read_text("utf-8"), re.DOTALL)
        if path.name not in before
    ]

    assert len(forms) > 10
    assert [name for name, form in forms if "csrf" not in form] == []


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_deed_is_called_by_words_on_the_page(language: str):
    assert [what for _, what in DEEDS.values() if f"did_{what}" not in WORDS[language]] == []
