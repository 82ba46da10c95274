"""A hospital's colour and logo: what may be saved, and where the picture is served."""

import io

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from tests.staff.office import Browser, Office

PATH = "/staff/hospitals/10692/look"


def png(width: int = 128, height: int = 128, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#5B2A86").save(out, kind)
    return out.getvalue()


def upload(browser: Browser, content: bytes, path: str = PATH) -> TestResponse:
    form = {"csrf": browser.csrf, "logo": (io.BytesIO(content), "logo.png"), "no_colour": "yes"}
    return browser.client.post(path, data=form, content_type="multipart/form-data")


def test_a_colour_on_which_white_can_be_read_is_kept_and_a_pale_one_is_not(office: Office):
    browser = office.signed_in("operator")

    assert browser.post(PATH, colour="#5b2a86").status_code == 200
    assert office.hospital("10692").colour == "#5B2A86"

    refused = browser.post(PATH, colour="#ffcc00")
    assert refused.status_code == 422
    assert "อ่อนเกินไป" in refused.text
    assert office.hospital("10692").colour == "#5B2A86"
    assert office.trail(what="hospital.look_changed")[0].details["colour"] == "#5B2A86"


def test_an_uploaded_logo_is_drawn_small_and_served_to_phones(office: Office):
    browser = office.signed_in("operator")

    assert upload(browser, png(900, 600)).status_code == 200

    path = office.hospital("10692").logo_url or ""
    served = office.app.test_client().get(path)
    assert served.mimetype == "image/png"
    assert "immutable" in served.headers["Cache-Control"]
    assert max(Image.open(io.BytesIO(served.data)).size) <= 320
    assert path in browser.get(PATH).text
    assert office.app.test_client().get("/logos/unknown.png").status_code == 404

    assert browser.post(PATH, no_logo="yes", no_colour="yes").status_code == 200
    assert office.hospital("10692").logo_url is None
    assert office.app.test_client().get(path).status_code == 200  # on phones that have the card


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", png()[:60], png(20, 20), png(kind="JPEG"), png(2100, 2100)],
    ids=["empty", "gif", "cut", "tiny", "jpeg", "large"],
)
def test_what_is_no_fitting_picture_is_refused_in_words(office: Office, content: bytes):
    refused = upload(office.signed_in("operator"), content)

    assert refused.status_code == 422
    assert "ใช้ไฟล์นี้ไม่ได้" in refused.text


@pytest.mark.parametrize(
    "address",
    [
        "http://h.example/l.png",
        "javascript:alert(1)",
        "https://",
        "https://a b.example/",
        "https://u@h.example/x",
    ],
)
def test_a_logo_elsewhere_must_be_https(office: Office, address: str):
    browser = office.signed_in("operator")

    assert browser.post(PATH, logo_url=address, no_colour="yes").status_code == 422
    good = "https://h.example/logo.png"
    assert browser.post(PATH, logo_url=good, no_colour="yes").status_code == 200
    assert office.hospital("10692").logo_url == good


def test_who_is_bound_to_another_hospital_changes_nothing(office: Office):
    browser = office.signed_in("operator", "11472")

    assert browser.get(PATH).status_code == 404
    assert browser.post(PATH, colour="#5b2a86").status_code == 404
