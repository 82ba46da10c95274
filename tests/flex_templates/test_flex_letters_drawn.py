"""Bubbles and letters as Chromium draws them: a row here for a row of the sizes of LINE's reference."""

from collections.abc import Iterator

import pytest

from flex_templates.gallery.studio import Studio
from tests.flex_templates.browser import opened_studio
from tests.flex_templates.parts import JSON, PICTURE, ROOM, at, box, bubble, button, parts, show, text


@pytest.fixture(scope="module")
def board() -> Iterator[Studio]:
    with opened_studio() as studio:
        yield studio


@pytest.mark.parametrize(
    ("size", "width", "radius"),
    [
        ("nano", 120, "10px"), ("micro", 160, "10px"), ("deca", 220, "10px"), ("hecto", 241, "10px"),
        ("kilo", 260, "10px"), ("mega", 300, "17px"), ("giga", 500, "5px"), (None, 300, "17px"),
    ],
)  # fmt: skip
def test_bubbles_have_their_width_and_corners(board: Studio, size: str | None, width: int, radius: str):
    show(board, bubble(box(text()), **({"size": size} if size else {})))
    found = board.measured(".fx-bubble", "border-top-left-radius")
    assert (found["width"], found["border-top-left-radius"]) == (width, radius)


@pytest.mark.parametrize(
    ("size", "block", "padding", "under_a_footer"),
    [
        ("mega", "header", "20px", None), ("mega", "body", "19px 20px 20px", "19px 20px 10px"),
        ("mega", "footer", "10px", None), ("giga", "body", "19px 20px 20px", "19px 20px 10px"),
        ("kilo", "header", "13px", None), ("kilo", "body", "13px", "13px 13px 17px"),
        ("deca", "body", "11px 14px 13px", None), ("hecto", "body", "11px 14px 13px", None),
        ("nano", "body", "10px", None), ("micro", "header", "10px", None), ("mega", "hero", "0px", None),
    ],
)  # fmt: skip
def test_blocks_have_their_padding(
    board: Studio, size: str, block: str, padding: str, under_a_footer: str | None
):
    whole: JSON = {"type": "bubble", "size": size, block: box(text())}
    show(board, whole)
    assert board.measured(f'[data-pointer="/{block}"]', "padding")["padding"] == padding
    if under_a_footer:
        show(board, {**whole, "footer": box(text())})
        assert board.measured(f'[data-pointer="/{block}"]', "padding")["padding"] == under_a_footer


def test_a_carousel_leaves_gaps_and_makes_its_bubbles_equally_tall(board: Studio):
    low = bubble(box(text()), size="nano", footer=box(text("foot")))
    tall = bubble(box(*[text()] * 6), size="nano")
    show(board, {"type": "carousel", "contents": [low, tall]})

    row = board.measured(".fx-carousel", "column-gap", "padding-left")
    first, second = (board.measured(f'[data-pointer="/contents/{each}"]') for each in (0, 1))
    foot = board.measured('[data-pointer="/contents/0/footer"]')
    assert row["column-gap"] == "9px"
    assert first["height"] == second["height"]
    assert second["x"] - first["x"] == 129
    body = board.measured('[data-pointer="/contents/0/body"]')
    assert body["y"] + body["height"] == foot["y"]  # the body has grown
    assert foot["y"] + foot["height"] == first["y"] + first["height"]


def test_a_blocks_style_is_its_background_and_a_rule_above_all_but_the_first(board: Studio):
    style = {"backgroundColor": "#112233", "separator": True, "separatorColor": "#445566"}
    styles = {"header": style, "body": style}
    show(board, {"type": "bubble", "header": box(text()), "body": box(text()), "styles": styles})

    assert board.measured(".fx-header", "background-color")["background-color"] == "rgb(17, 34, 51)"
    rule = board.measured(".fx-body > .fx-separator", "background-color")
    assert (rule["height"], rule["background-color"]) == (1, "rgb(68, 85, 102)")
    assert board.count(".fx-header > .fx-separator") == 0


def test_a_bubble_may_run_from_right_to_left(board: Studio):
    show(board, bubble(box(text("a"), text("b"), layout="horizontal"), direction="rtl"))
    assert board.measured(at(0))["x"] > board.measured(at(1))["x"]


# --- letters


SIZES = [
    ("xxs", 11), ("xs", 13), ("sm", 14), ("md", 16), ("lg", 19), ("xl", 22), ("xxl", 29),
    ("3xl", 35), ("4xl", 48), ("5xl", 74), ("33px", 33), (None, 16),
]  # fmt: skip


@pytest.mark.parametrize(("size", "pixels"), SIZES)
def test_letters_and_icons_have_their_size(board: Studio, size: str | None, pixels: int):
    sized = {"size": size} if size else {}
    span = {"type": "span", "text": "x", **sized}
    icon = {"type": "icon", "url": PICTURE, **sized}
    line = box(icon, text(), layout="baseline")
    parts(board, text(**sized), {"type": "text", "contents": [span]}, line)

    found = board.measured(at(0, " > p"), "font-size")
    assert found["font-size"] == f"{pixels}px"
    assert found["height"] == pytest.approx(1.4 * pixels, abs=1.1)
    if size:
        assert board.measured(at(1, " .fx-span"), "font-size")["font-size"] == f"{pixels}px"
    assert board.measured(at(2, " img"))["height"] == pixels


@pytest.mark.parametrize(
    ("written", "css", "computed"),
    [
        ({"weight": "bold"}, "font-weight", "700"),
        ({"weight": "regular"}, "font-weight", "400"),
        ({"style": "italic"}, "font-style", "italic"),
        ({"style": "normal"}, "font-style", "normal"),
        ({"decoration": "underline"}, "text-decoration-line", "underline"),
        ({"decoration": "line-through"}, "text-decoration-line", "line-through"),
        ({"decoration": "none"}, "text-decoration-line", "none"),
        ({"color": "#12345680"}, "color", "rgba(18, 52, 86, 0.5)"),
    ],
)
def test_letters_of_texts_and_spans_look_as_written(board: Studio, written: JSON, css: str, computed: str):
    parts(board, text(**written), {"type": "text", "contents": [{"type": "span", "text": "x", **written}]})
    assert board.measured(at(0, " > p"), css)[css] == computed
    assert board.measured(at(1, " .fx-span"), css)[css] == computed


@pytest.mark.parametrize("align", ["start", "center", "end"])
def test_a_text_is_aligned(board: Studio, align: str):
    parts(board, text(align=align))
    assert board.measured(at(0, " > p"), "text-align")["text-align"] == align


def test_a_text_without_wrap_is_one_line_with_an_ellipsis(board: Studio):
    parts(board, text("word " * 40))
    found = board.measured(at(0, " > p"), "text-overflow", "white-space")
    assert (found["text-overflow"], found["white-space"]) == ("ellipsis", "nowrap")
    assert (found["width"], found["height"]) == (ROOM, pytest.approx(22.4, abs=1))


@pytest.mark.parametrize(("lines", "shown"), [(None, 5), (0, 5), (1, 1), (3, 3)])
def test_a_wrapping_text_keeps_its_lines_and_is_cut_after_so_many(
    board: Studio, lines: int | None, shown: int
):
    parts(board, text("a\nb\nc\nd\ne", wrap=True, **({} if lines is None else {"maxLines": lines})))
    assert board.measured(at(0, " > p"))["height"] == pytest.approx(22.4 * shown, abs=2)


def test_a_long_word_breaks_where_it_wraps(board: Studio):
    parts(board, text("x" * 200, wrap=True))
    assert board.measured(at(0, " > p"))["width"] == ROOM


def test_line_spacing_comes_on_top_of_the_line(board: Studio):
    parts(board, text("a\nb", wrap=True, lineSpacing="10px"))
    assert board.measured(at(0, " > p"))["height"] == pytest.approx(2 * 32.4, abs=1)


def test_what_scales_grows_with_the_phones_letters_and_what_does_not_stays(board: Studio):
    spans: JSON = {"type": "text", "scaling": True, "contents": [{"type": "span", "text": "x", "size": "lg"}]}
    icon = box({"type": "icon", "url": PICTURE, "scaling": True}, layout="baseline")
    parts(board, text(scaling=True), text(), spans, button(scaling=True), icon, letters=1.5)
    assert board.measured(at(0, " > p"), "font-size")["font-size"] == "24px"
    assert board.measured(at(1, " > p"), "font-size")["font-size"] == "16px"
    assert board.measured(at(2, " .fx-span"), "font-size")["font-size"] == "28.5px"
    assert board.measured(at(3, " > button"), "font-size")["font-size"] == "24px"
    assert board.measured(at(4, " img"))["height"] == 24


def test_what_shrinks_fits_on_its_line_but_stays_readable(board: Studio):
    fitting = {"adjustMode": "shrink-to-fit"}
    parts(board, text("word " * 10, **fitting), text("word " * 100, **fitting), button("w" * 30, **fitting))
    once, often = (
        float(board.measured(at(n, " > p"), "font-size")["font-size"].removesuffix("px")) for n in (0, 1)
    )
    assert 6.4 < once < 16
    assert often == pytest.approx(6.4)
    assert board.measured(at(2, " .fx-label"))["width"] <= ROOM
