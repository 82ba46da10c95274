"""The booking reference as a kiosk reads it: QR and Code 128, for the page (SVG) and for the card (PNG)."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO

import segno
from barcode.codex import Code128
from PIL import Image, ImageDraw, ImageFont

# Quiet zones in modules: ISO/IEC 18004 wants 4 around a QR code, ISO/IEC 15417 wants 10 beside Code 128.
_QR_QUIET, _BAR_QUIET = 4, 10
_KEPT = 512  # pictures of about 10 kB

WIDTH, HEIGHT = 1000, 800
_QR_BOX, _QR_TOP = 520, 10
_BARS_TOP, _BARS_HEIGHT, _WIDEST_BAR = 544, 150, 4
_TEXT_BOX = (60, 706, 940, 792)


@dataclass(frozen=True)
class Picture:
    """A PNG and the tag that names its content."""

    png: bytes
    etag: str


@dataclass(frozen=True)
class Bars:
    """Code 128 as an SVG path, one unit a module, quiet zones included."""

    path: str
    modules: int


def qr_svg(reference: str) -> str:
    """An `<svg>` that takes the size its page gives it."""
    return _qr(reference).svg_inline(border=_QR_QUIET, omitsize=True, svgclass="qr", lineclass=None)


def bars(reference: str) -> Bars:
    """The bars between their quiet zones, one unit high."""
    modules = _modules(reference)
    path, at = "", 0
    for bit, run in _runs(modules):
        if bit == "1":
            path += f"M{at} 0h{run}v1h-{run}z"
        at += run
    return Bars(path, len(modules))


@lru_cache(maxsize=_KEPT)
def picture(reference: str) -> Picture:
    """Both codes and the text under them, black on white, each module a whole number of pixels."""
    image = Image.new("L", (WIDTH, HEIGHT), 255)
    qr = _qr_image(reference)
    image.paste(qr, ((WIDTH - qr.width) // 2, _QR_TOP + (_QR_BOX - qr.height) // 2))
    code = _bar_image(reference)
    image.paste(code, ((WIDTH - code.width) // 2, _BARS_TOP))
    _write(image, reference)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), sha256(out.getvalue()).hexdigest()[:32])


def _qr(reference: str) -> segno.QRCode:
    return segno.make_qr(reference, error="m")


def _modules(reference: str) -> str:
    quiet = "0" * _BAR_QUIET
    return f"{quiet}{Code128(reference).build()[0]}{quiet}"


def _runs(modules: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for bit in modules:
        if found and found[-1][0] == bit:
            found[-1] = bit, found[-1][1] + 1
        else:
            found.append((bit, 1))
    return found


def _qr_image(reference: str) -> Image.Image:
    rows = list(_qr(reference).matrix_iter(border=_QR_QUIET))
    size = len(rows)
    small = Image.frombytes("L", (size, size), bytes(0 if dark else 255 for row in rows for dark in row))
    scale = _QR_BOX // size
    return small.resize((size * scale, size * scale), Image.Resampling.NEAREST)


def _bar_image(reference: str) -> Image.Image:
    modules = _modules(reference)
    small = Image.frombytes("L", (len(modules), 1), bytes(0 if bit == "1" else 255 for bit in modules))
    scale = min(WIDTH // len(modules), _WIDEST_BAR)
    return small.resize((len(modules) * scale, _BARS_HEIGHT), Image.Resampling.NEAREST)


def _write(image: Image.Image, reference: str) -> None:
    """On one line if it can be large, else on two."""
    left, top, right, bottom = _TEXT_BOX
    draw = ImageDraw.Draw(image)
    half = (len(reference) + 1) // 2
    lines = [reference] if len(reference) <= 36 else [reference[:half], reference[half:]]
    size = 60 // len(lines)
    while max(draw.textlength(line, ImageFont.load_default(size)) for line in lines) > right - left:
        size -= 2
    draw.multiline_text(
        ((left + right) / 2, (top + bottom) / 2),
        "\n".join(lines),
        fill=0,
        font=ImageFont.load_default(size),
        anchor="mm",
        align="center",
        spacing=10,
    )
