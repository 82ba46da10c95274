"""Signing in, the second factor, sessions that can be ended, and passwords set by a link."""

import re

import pyotp
import pytest

from bookings.now import real_now
from tests.staff.office import PASSWORD, Office


def test_a_password_opens_the_door_and_a_wrong_one_does_not(office: Office):
    login, browser = office.person(), office.browser()

    assert browser.sign_in(login, "wrong").status_code == 403
    assert browser.get("/staff/").status_code == 303
    assert browser.sign_in(login).status_code == 303
    assert browser.get("/staff/").status_code == 200


def test_an_unknown_name_gets_the_very_answer_of_a_wrong_password(office: Office):
    known, unknown = (office.browser().sign_in(name, "wrong") for name in (office.person(), "nobody"))

    assert known.status_code == unknown.status_code == 403
    assert "ไม่ถูกต้อง" in known.text
    assert "ไม่ถูกต้อง" in unknown.text


def test_guessing_ends_after_ten_tries_for_the_right_password_too(office: Office):
    login, browser = office.person(), office.browser()
    for _ in range(10):
        browser.client.post(
            "/staff/sign-in",
            data={"login": login, "password": "wrong"},
            environ_base={"REMOTE_ADDR": "192.0.2.7"},
        )

    assert browser.sign_in(login).status_code == 429


def test_the_cookie_is_for_servers_only_and_for_tls_elsewhere(office: Office):
    answer = office.browser().client.post(
        "/staff/sign-in",
        data={"login": office.person(), "password": PASSWORD},
        base_url="http://connect.example",
    )
    cookie = answer.headers["Set-Cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Lax", "Secure"))


def test_another_sites_page_cannot_sign_anybody_in(office: Office):
    answer = office.browser().client.post(
        "/staff/sign-in",
        data={"login": office.person(), "password": PASSWORD},
        headers={"Origin": "https://evil.example"},
    )
    assert answer.status_code == 403


def test_a_form_without_its_token_changes_nothing(office: Office):
    browser = office.signed_in()
    browser.csrf = "0" * 64

    assert browser.post("/staff/sign-out").status_code == 403
    assert browser.get("/staff/").status_code == 200


@pytest.mark.parametrize("wanted", ["https://evil.example", "//evil.example", "/staff\\@evil", "/t/x"])
def test_after_signing_in_nobody_is_sent_elsewhere(office: Office, wanted: str):
    answer = office.browser().client.post(
        "/staff/sign-in", data={"login": office.person(), "password": PASSWORD, "next": wanted}
    )
    assert answer.headers["Location"] == "/staff/"


def test_a_second_factor_is_asked_for_and_each_code_works_once(office: Office):
    login, browser = office.person(), office.browser()
    browser.sign_in(login)
    secret = re.search(r'name="secret" value="(\w+)"', browser.get("/staff/account").text)
    assert secret
    totp, now = pyotp.TOTP(secret[1]), real_now()
    turned_on = browser.post("/staff/account/second", secret=secret[1], code=totp.at(now))
    recovery = re.findall(r"<code>([0-9a-f]{6}-[0-9a-f]{6})</code>", turned_on.text)
    assert len(recovery) == 10

    fresh = office.browser()
    assert "/staff/second" in fresh.sign_in(login).headers["Location"]
    assert fresh.get("/staff/").status_code == 303  # the password alone opens nothing
    assert fresh.post("/staff/second", code="000000").status_code == 403
    code = totp.at(now)
    assert fresh.post("/staff/second", code=code).status_code == 303
    assert fresh.get("/staff/").status_code == 200

    second = office.browser()
    second.sign_in(login)
    assert second.post("/staff/second", code=code).status_code == 403
    assert second.post("/staff/second", code=recovery[0]).status_code == 303

    third = office.browser()
    third.sign_in(login)
    assert third.post("/staff/second", code=recovery[0]).status_code == 403


def test_signing_out_everywhere_ends_all_sessions_at_once(office: Office):
    login = office.person()
    here, there = office.browser(), office.browser()
    here.sign_in(login)
    there.sign_in(login)

    here.post("/staff/sign-out", everywhere="yes")
    assert (here.get("/staff/").status_code, there.get("/staff/").status_code) == (303, 303)


def test_a_new_password_signs_other_devices_out(office: Office):
    login = office.person()
    here, there = office.browser(), office.browser()
    here.sign_in(login)
    there.sign_in(login)

    here.post("/staff/account/password", old=PASSWORD, password="a long enough sentence")
    assert (here.get("/staff/").status_code, there.get("/staff/").status_code) == (200, 303)


def test_a_new_person_sets_her_password_by_a_link_that_works_once(office: Office):
    made = office.signed_in().post("/staff/people", login="Noi", name="น้อย", role="editor")
    link = re.search(r"/staff/password/[\w-]+", made.text)
    assert link
    browser = office.browser()

    assert browser.post(link[0], password="short").status_code == 422
    assert browser.post(link[0], password="a long enough sentence").status_code == 303
    assert browser.post(link[0], password="another long sentence").status_code == 410
    assert browser.sign_in("noi", "a long enough sentence").status_code == 303


def test_who_is_closed_is_out_at_once(office: Office):
    login, browser = office.person("editor"), office.browser()
    browser.sign_in(login)
    number = office.staff(login).id

    office.signed_in().post(f"/staff/people/{number}", role="editor", active="no")
    assert browser.get("/staff/").status_code == 303
    assert browser.sign_in(login).status_code == 403


def test_the_first_administrator_is_made_by_a_command(office: Office):
    said = office.app.test_cli_runner().invoke(args=["staff", "add", "Chief"]).output
    link = re.search(r"/staff/password/[\w-]+", said)
    assert link
    browser = office.browser()
    browser.post(link[0], password="a long enough sentence")
    browser.sign_in("chief", "a long enough sentence")
    assert browser.get("/staff/people").status_code == 200
