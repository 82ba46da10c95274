"""What a ticket link opens, and what it does not (docs/journey.md S5)."""

from io import BytesIO

import zxingcpp
from PIL import Image

from tests.ticket.desk import Desk


def test_the_page_holds_everything_and_asks_nothing_of_the_outside(desk: Desk):
    page = desk.get(desk.booked("HN-7", queue_number="A042"))

    assert page.status_code == 200
    assert "A042" in page.text
    assert "http://" not in page.text.replace("http://www.w3.org", "")
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "private" in page.headers["Cache-Control"]


def test_a_kiosk_reads_the_booking_reference_from_both_codes(desk: Desk):
    longest = "A-b_c.d:" + "0123456789" * 5 + "ABCDEF"
    path = desk.booked(longest)

    picture = desk.get(f"{path}/code.png")
    found = zxingcpp.read_barcodes(Image.open(BytesIO(picture.data)).convert("RGB"))

    assert picture.mimetype == "image/png"
    assert {each.format for each in found} == {zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128}
    assert {each.text for each in found} == {longest}


def test_a_link_that_was_not_made_here_opens_nothing(desk: Desk):
    path = desk.booked()
    forged = path[:-2] + ("AA" if not path.endswith("AA") else "BB")

    assert desk.get(forged).status_code == 404
    assert desk.get("/t/short").status_code == 404


def test_the_calendar_names_no_clinic(desk: Desk):
    path = desk.booked("HN-8", department="จิตเวช")
    entry = desk.get(f"{path}/appointment.ics")

    assert entry.mimetype == "text/calendar"
    assert "จิตเวช" not in entry.text
    assert "BEGIN:VALARM" in entry.text


def test_a_cancelled_booking_says_so_everywhere(desk: Desk):
    path = desk.booked("HN-9")
    desk.world.call("DELETE", "/bookings/HN-9")

    assert "ยกเลิก" in desk.get(path).text
    assert "STATUS:CANCELLED" in desk.get(f"{path}/appointment.ics").text
