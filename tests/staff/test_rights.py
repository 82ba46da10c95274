"""The matrix: every route of staff and studio with every role. And: what staff do is on the audit trail."""

import re

import pytest

from bot.staff.rights import RIGHTS, may
from records.staff import ROLES
from tests.staff.office import Office


def filled_in(rule: str) -> str:
    return re.sub(r"<(int:)?(\w+)>", lambda found: "999999" if found[1] else "99999", rule)


def routes(office: Office) -> list[tuple[str, str, str]]:
    """Method, path and right of every guarded route, with numbers and codes that there are not."""
    return [
        (
            method,
            re.sub(r"<(int:)?(\w+)>", lambda m: "999999" if m[1] else "99999", rule.rule),
            getattr(view, "right", ""),
        )
        for rule in office.app.url_map.iter_rules()
        if hasattr(view := office.app.view_functions[rule.endpoint], "right")
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        if not rule.rule.endswith("/sign-out")
    ]


@pytest.mark.parametrize("bound", [None, "10692"])
@pytest.mark.parametrize("role", ROLES)
def test_every_route_opens_to_those_who_have_its_right_and_to_nobody_else(
    office: Office, role: str, bound: str | None
):
    browser = office.signed_in(role, bound)
    wrong = []
    for method, path, right in routes(office):
        answer = browser.client.open(path, method=method, headers={"X-CSRF": browser.csrf})
        refused = answer.status_code == 403 and "สิทธิ์" in answer.text
        if refused == may(role, right, bound) and right != "own":  # pyright: ignore[reportArgumentType]
            wrong.append((method, path, right, answer.status_code))
    assert wrong == []


def test_without_signing_in_no_route_opens(office: Office):
    found = {
        office.browser().client.open(path, method=method).status_code for method, path, _ in routes(office)
    }
    assert found == {303, 401}


def test_every_staff_route_is_guarded_or_is_part_of_signing_in(office: Office):
    open_doors = {
        rule.rule
        for rule in office.app.url_map.iter_rules()
        if rule.rule.startswith(("/staff", "/studio"))
        and not hasattr(office.app.view_functions[rule.endpoint], "right")
        and "/assets/" not in rule.rule
    }
    drawing = {"/studio/frame", "/studio/drawing/<name>"}  # a frame without an origin sends no cookie
    assert open_doors == {"/staff/sign-in", "/staff/second", "/staff/password/<token>"} | drawing


def test_every_right_belongs_to_the_administrator():
    assert all("administrator" in roles for roles in RIGHTS.values())


def test_who_is_bound_to_one_hospital_sees_no_other(office: Office):
    browser = office.signed_in("operator", "10692")

    assert browser.get("/staff/hospitals/10692").status_code == 200
    assert browser.get("/staff/hospitals/11472").status_code == 404
    assert "11472" not in browser.get("/staff/hospitals").text
    assert browser.post("/staff/hospitals/11472/keys", kind="live").status_code == 404


def test_an_operator_connects_a_hospital_and_it_is_on_the_trail(office: Office):
    login, browser = office.person("operator"), office.browser()
    browser.sign_in(login)
    form = {
        "survey": "served_only",
        "origins": "https://que.example",
        "domains": "que.example",
        "live": "yes",
        "name_on_lock_screen": "yes",
    }

    assert browser.post("/staff/hospitals/10692", booking_url="que.example", **form).status_code == 422
    assert office.hospital("10692").booking_url is None
    url = "https://que.example/?regist={connect_id}"
    assert browser.post("/staff/hospitals/10692", booking_url=url, **form).status_code == 200
    assert office.hospital("10692").live
    assert office.hospital("10692").name_on_lock_screen

    (entry,) = office.trail(who=login, what="hospital")
    assert (entry.what, entry.on, entry.details["live"]) == ("hospital.changed", "10692", True)


def test_a_key_is_shown_once_and_never_on_the_trail(office: Office):
    browser = office.signed_in("operator")
    made = browser.post("/staff/hospitals/10692/keys", kind="test", label="HIS")
    key = re.search(r"mc_test_[0-9A-Za-z_-]{20,}", made.text)
    assert key

    assert key[0] not in browser.get("/staff/hospitals/10692").text
    assert key[0] not in office.signed_in().get("/staff/trail.csv").text


def test_a_key_is_renewed_with_both_valid_and_its_last_use_and_end_are_seen(office: Office):
    browser = office.signed_in("operator")
    browser.post("/staff/hospitals/10692/keys", kind="test", label="HIS")
    before = browser.get("/staff/hospitals/10692?lang=en").text
    number = re.search(r"/keys/(\d+)/rotate", before)
    assert number

    renewed = browser.post(f"/staff/hospitals/10692/keys/{number[1]}/rotate").text

    assert re.search(r"mc_test_[0-9a-f]{48}", renewed)
    page = browser.get("/staff/hospitals/10692?lang=en").text
    assert page.count("Last used: never") == before.count("Last used: never") + 1
    assert page.count("Ends: ") == before.count("Ends: ") + 1
    (entry,) = office.trail(what="key.rotated")
    assert entry.on == "10692"


def test_nobody_takes_her_own_rights_away(office: Office):
    login, browser = office.person(), office.browser()
    browser.sign_in(login)
    answer = browser.post(f"/staff/people/{office.staff(login).id}", role="viewer", active="no")

    assert answer.status_code == 422
    assert office.staff(login).role == "administrator"


def test_the_trail_as_a_table_runs_no_formula(office: Office):
    office.browser().sign_in("=1+1", "wrong")
    assert "\n=1" not in office.signed_in().get("/staff/trail.csv").text
    assert ",'=1+1," in office.signed_in().get("/staff/trail.csv").text
