"""Images, buttons, rules and videos as Chromium draws them, and what no reference knows."""

from collections.abc import Iterator

import pytest

from flex_templates.gallery.studio import Studio
from tests.flex_templates.browser import opened_studio
from tests.flex_templates.parts import (
    JSON,
    PICTURE,
    ROOM,
    TAP,
    at,
    box,
    bubble,
    button,
    image,
    parts,
    show,
    text,
)


@pytest.fixture(scope="module")
def board() -> Iterator[Studio]:
    with opened_studio() as studio:
        yield studio


@pytest.mark.parametrize(
    ("size", "width"),
    [
        ("xxs", 40), ("xs", 60), ("sm", 80), ("md", 100), (None, 100), ("lg", 120), ("xl", 140),
        ("xxl", 160), ("3xl", 180), ("4xl", 200), ("5xl", 220), ("full", 300), ("50%", 150), ("77px", 77),
    ],
)  # fmt: skip
def test_images_have_their_width_and_shape(board: Studio, size: str | None, width: int):
    parts(board, image(**({"size": size} if size else {}), aspectRatio="2:1"))
    found = board.measured(at(0, " > .fx-image-frame"))
    assert (found["width"], found["height"]) == (width, width / 2)


@pytest.mark.parametrize(("mode", "fit"), [("fit", "contain"), ("cover", "cover"), (None, "contain")])
def test_images_fit_or_cover_and_are_square_unless_told(board: Studio, mode: str | None, fit: str):
    parts(board, image(backgroundColor="#112233", **({"aspectMode": mode} if mode else {})))
    frame = board.measured(at(0, " > .fx-image-frame"), "background-color")
    assert (frame["width"], frame["height"], frame["background-color"]) == (100, 100, "rgb(17, 34, 51)")
    assert board.measured(at(0, " img"), "object-fit")["object-fit"] == fit


@pytest.mark.parametrize(("align", "left"), [("start", 0), ("center", 100), ("end", 200), (None, 100)])
def test_images_are_aligned(board: Studio, align: str | None, left: int):
    parts(board, image(**({"align": align} if align else {})))
    assert board.measured(at(0, " > .fx-image-frame"))["x"] - board.measured(at(0))["x"] == left


@pytest.mark.parametrize(
    ("style", "ground", "letters"),
    [
        ("primary", "rgb(23, 201, 80)", "rgb(255, 255, 255)"),
        ("secondary", "rgb(220, 223, 229)", "rgb(17, 17, 17)"),
        ("link", "rgba(0, 0, 0, 0)", "rgb(66, 101, 154)"),
        (None, "rgba(0, 0, 0, 0)", "rgb(66, 101, 154)"),
    ],
)
def test_buttons_have_their_colours_and_padding(board: Studio, style: str | None, ground: str, letters: str):
    parts(board, button(**({"style": style} if style else {})))
    found = board.measured(
        at(0, " > button"), "background-color", "color", "border-top-left-radius", "padding"
    )
    assert (found["background-color"], found["color"]) == (ground, letters)
    assert (found["width"], found["height"]) == (ROOM, 52)
    assert (found["border-top-left-radius"], found["padding"]) == ("8px", "0px 16px")


@pytest.mark.parametrize(
    ("style", "property"),
    [("primary", "background-color"), ("secondary", "background-color"), ("link", "color")],
)
def test_a_buttons_colour_is_its_ground_or_that_of_a_links_letters(board: Studio, style: str, property: str):
    parts(board, button(style=style, color="#123456", height="sm"))
    found = board.measured(at(0, " > button"), property)
    assert (found[property], found["height"]) == ("rgb(18, 52, 86)", 40)


def test_a_separator_is_a_thin_line_across_its_box(board: Studio):
    row = box(
        box(width="20px", height="30px"), {"type": "separator", "color": "#112233"}, layout="horizontal"
    )
    parts(board, text(), {"type": "separator", "margin": "md"}, row)
    lying = board.measured(at(1), "background-color", "margin-top")
    standing = board.measured('[data-pointer="/body/contents/2/contents/1"]', "background-color")
    assert (lying["width"], lying["height"], lying["margin-top"]) == (ROOM, 1, "8px")
    assert lying["background-color"] == "rgb(212, 214, 218)"
    assert (standing["width"], standing["height"]) == (1, 30)
    assert standing["background-color"] == "rgb(17, 34, 51)"


def test_a_video_shows_its_first_picture_a_way_to_play_and_where_it_leads(board: Studio):
    video = {
        "type": "video", "url": "https://example.com/a.mp4", "previewUrl": PICTURE, "aspectRatio": "3:1",
        "altContent": image(), "action": {**TAP, "label": "More about it"},
    }  # fmt: skip
    show(board, bubble(box(text()), hero=video))
    frame = board.measured('[data-pointer="/hero"] > .fx-image-frame')
    assert (frame["width"], frame["height"]) == (300, 100)
    assert board.measured(".fx-play")["width"] == 52
    assert board.words(".fx-video-more[role=link]") == "More about it"


# --- what is not known


@pytest.mark.parametrize(
    "contents",
    [
        bubble(box({"type": "hologram", "text": "x"})),
        bubble(box({"type": "constructor"})),
        bubble({"type": "box", "layout": "diagonal", "contents": []}),
        bubble(box({"type": "text", "contents": [{"type": "emoji", "text": "x"}]})),
        {"type": "carousel", "contents": [{"type": "bauble"}]},
        {"type": "imagemap"},
    ],
    ids=["component", "name of a method", "layout", "part of a text", "in a carousel", "container"],
)
def test_what_the_phone_does_not_know_is_shown_as_such(board: Studio, contents: JSON):
    show(board, contents)
    assert board.words(".fx-unknown").startswith("? ")


@pytest.mark.parametrize(
    "hole", [{}, {"contents": None}, {"size": "toString"}, {"flex": "x"}, {"margin": "x"}]
)
def test_nonsense_never_breaks_a_drawing(board: Studio, hole: JSON):
    for part in (text(), image(), button(), box(text()), {"type": "separator"}, {"type": "filler"}):
        parts(board, {**part, **hole}, text("still here"))
        assert board.words(at(1)) == "still here"
