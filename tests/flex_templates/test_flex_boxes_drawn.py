"""Boxes as Chromium draws them: spaces, borders, how children share the room."""

from collections.abc import Iterator

import pytest

from flex_templates.gallery.studio import Studio
from tests.flex_templates.browser import opened_studio
from tests.flex_templates.parts import JSON, PICTURE, ROOM, at, box, button, image, parts, text


@pytest.fixture(scope="module")
def board() -> Iterator[Studio]:
    with opened_studio() as studio:
        yield studio


SPACES = [("none", 0), ("xs", 2), ("sm", 4), ("md", 8), ("lg", 12), ("xl", 16), ("xxl", 20), ("7px", 7)]


@pytest.mark.parametrize(("word", "pixels"), SPACES)
@pytest.mark.parametrize(
    ("layout", "axis", "side"), [("vertical", "y", "height"), ("horizontal", "x", "width")]
)
def test_spacing_margin_padding_offset_and_corners_are_as_wide_as_named(
    board: Studio, word: str, pixels: int, layout: str, axis: str, side: str
):
    inner = box(text(), paddingAll=word, cornerRadius=word)
    moved = text("moved", offsetTop=word, offsetStart=word)
    parts(board, text(), text(), text(margin=word), inner, moved, layout=layout, spacing=word)

    def gap(before: int) -> float:
        one, next_one = board.measured(at(before)), board.measured(at(before + 1))
        return next_one[axis] - one[axis] - one[side]

    assert gap(0) == pytest.approx(pixels, abs=0.1)
    assert gap(1) == pytest.approx(pixels, abs=0.1)
    found = board.measured(at(3), "padding", "border-top-left-radius")
    assert (found["padding"], found["border-top-left-radius"]) == (f"{pixels}px", f"{pixels}px")
    offset = board.measured(at(4), "top", "left")
    assert (offset["top"], offset["left"]) == (f"{pixels}px", f"{pixels}px")


def test_a_margin_goes_before_spacing_and_the_first_part_has_neither(board: Studio):
    parts(board, text(margin="xxl"), text(margin="xs"), text(), spacing="md")
    first, second, third = (board.measured(at(each)) for each in range(3))
    assert first["y"] == board.measured('[data-pointer="/body"]')["y"]
    assert second["y"] - first["y"] - first["height"] == 2
    assert third["y"] - second["y"] - second["height"] == 8


@pytest.mark.parametrize(
    ("side", "property"),
    [
        ("paddingTop", "padding-top"), ("paddingBottom", "padding-bottom"),
        ("paddingStart", "padding-left"), ("paddingEnd", "padding-right"),
    ],
)  # fmt: skip
def test_one_sides_padding_goes_before_that_of_all(board: Studio, side: str, property: str):
    parts(board, box(text(), paddingAll="lg", **{side: "5%"}))
    found = board.measured(at(0), property, "padding-top", "padding-bottom", "padding-left", "padding-right")
    assert found.pop(property) == "15px"
    assert [found[each] for each in found if each.startswith("padding")].count("12px") == 3


@pytest.mark.parametrize(
    ("word", "pixels"),
    [("none", 0), ("light", 0.5), ("normal", 1), ("medium", 2), ("semi-bold", 3), ("bold", 4), ("5px", 5)],
)
def test_borders_have_their_width_and_colour(board: Studio, word: str, pixels: float):
    parts(board, box(text(), borderWidth=word, borderColor="#112233"))
    found = board.measured(at(0), "border-top-width", "border-top-color")
    # Half a pixel is drawn as none or one where a pixel cannot be halved.
    assert float(found["border-top-width"].removesuffix("px")) == pytest.approx(pixels, abs=0.5)
    assert found["border-top-color"] == "rgb(17, 34, 51)"


def test_children_of_a_horizontal_box_share_its_width_by_flex(board: Studio):
    row = [text(), text(flex=2), text(flex=0), box(width="60px"), box(width="60px", flex=3)]
    parts(board, *row, layout="horizontal")
    one, two, none, wide, wide_with_flex = (board.measured(at(each))["width"] for each in range(5))
    assert two == pytest.approx(2 * one, abs=0.1)
    assert none < 20
    assert wide == wide_with_flex == 60
    assert one + two + none + 120 == pytest.approx(ROOM, abs=0.1)


def test_children_of_a_vertical_box_are_as_high_as_they_are_unless_flex_lets_them_grow(board: Studio):
    parts(board, text(), text(flex=1), box(height="30px"), height="200px")
    usual, growing, fixed = (board.measured(at(each))["height"] for each in range(3))
    assert (usual, fixed) == (pytest.approx(22.4, abs=1), 30)
    assert growing == pytest.approx(200 - usual - fixed, abs=0.1)


@pytest.mark.parametrize(
    ("written", "width", "height"),
    [
        ({"width": "50%", "height": "40px"}, 150, 40),
        ({"width": "250px", "maxWidth": "100px", "height": "90px", "maxHeight": "70px"}, 100, 70),
    ],
)
def test_a_box_is_as_large_as_written(board: Studio, written: JSON, width: int, height: int):
    parts(board, box(text(), **written))
    found = board.measured(at(0))
    assert (found["width"], found["height"]) == (width, height)


@pytest.mark.parametrize(
    ("word", "first_at"),
    [
        ("flex-start", 0), ("center", 100), ("flex-end", 200),
        ("space-between", 0), ("space-around", 50), ("space-evenly", 66.67),
    ],
)  # fmt: skip
def test_a_box_places_its_children_along_and_across(board: Studio, word: str, first_at: float):
    row = box(
        box(width="50px", height="10px"), box(width="50px", height="10px"),
        layout="horizontal", justifyContent=word, height="50px", alignItems="center",
    )  # fmt: skip
    parts(board, row)
    outer, child = board.measured(at(0)), board.measured('[data-pointer="/body/contents/0/contents/0"]')
    assert child["x"] - outer["x"] == pytest.approx(first_at, abs=0.1)
    assert child["y"] - outer["y"] == 20


@pytest.mark.parametrize(("gravity", "share"), [("top", 0), ("center", 0.5), ("bottom", 1)])
def test_gravity_places_a_part_inside_its_row(board: Studio, gravity: str, share: float):
    row = [text(gravity=gravity), image(size="40px", gravity=gravity), button(gravity=gravity, height="sm")]
    parts(board, *row, box(height="100px"), layout="horizontal")
    top = board.measured(at(0))["y"]
    for index, inner in enumerate((" > p", " > .fx-image-frame", " > button")):
        found = board.measured(at(index, inner))
        assert found["y"] - top == pytest.approx(share * (100 - found["height"]), abs=0.6), inner


def test_parts_of_a_baseline_box_stand_on_one_line(board: Studio):
    icon = {"type": "icon", "url": PICTURE, "size": "xs"}
    parts(board, icon, text("x", size="xs"), text("x", size="3xl"), layout="baseline")
    assert board.baseline(at(1, " > p")) == pytest.approx(board.baseline(at(2, " > p")), abs=0.6)
    picture = board.measured(at(0, " img"))
    assert picture["y"] + picture["height"] == pytest.approx(board.baseline(at(2, " > p")), abs=0.6)


def test_an_absolute_part_lies_where_its_offsets_say_and_takes_no_room(board: Studio):
    lying = box(
        width="10px", height="10px", position="absolute", offsetBottom="4px", offsetEnd="10%", margin="xxl"
    )
    parts(board, lying, text(), spacing="xl", height="100px")
    body, lies, first = board.measured('[data-pointer="/body"]'), board.measured(at(0)), board.measured(at(1))
    assert first["y"] == body["y"]
    assert lies["y"] == body["y"] + 86
    assert lies["x"] == body["x"] + 260


def test_fillers_grow_and_take_no_spacing(board: Studio):
    parts(
        board,
        text(flex=0),
        {"type": "filler"},
        {"type": "filler", "flex": 2},
        layout="horizontal",
        spacing="xxl",
    )
    words, one, two = (board.measured(at(each)) for each in range(3))
    assert one["x"] == pytest.approx(words["x"] + words["width"], abs=0.1)
    assert two["width"] == pytest.approx(2 * one["width"], abs=0.1)


def test_backgrounds_are_a_colour_or_a_gradient_of_two_or_three(board: Studio):
    two = {"type": "linearGradient", "angle": "90deg", "startColor": "#000000", "endColor": "#ffffff"}
    three = {**two, "centerColor": "#ff0000", "centerPosition": "20%"}
    parts(
        board,
        box(text(), backgroundColor="#00ff0080"),
        box(text(), background=two),
        box(text(), background=three),
    )
    assert board.measured(at(0), "background-color")["background-color"] == "rgba(0, 255, 0, 0.5)"
    black, white, red = "rgb(0, 0, 0) 0%", "rgb(255, 255, 255) 100%", "rgb(255, 0, 0) 20%"
    drawn = [board.measured(at(each), "background-image")["background-image"] for each in (1, 2)]
    assert drawn == [
        f"linear-gradient(90deg, {black}, {white})",
        f"linear-gradient(90deg, {black}, {red}, {white})",
    ]
