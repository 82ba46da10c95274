"""An editor's draft: what is found before it may be published, and where."""

import json

import pytest

from flex_templates import LANGUAGES, FileSource
from flex_templates.review import Draft, Review, review, variables
from flex_templates.review.catalogue import FILE, paths

SOURCE = FileSource()
NAME = "queue_card"
TEXT = (SOURCE.folder / "templates" / f"{NAME}.json").read_text("utf-8")


def a_review(text: str = TEXT, name: str = NAME, **words: str) -> Review:
    """Of a shipped template; `words` change both languages' own words."""
    own = {language: {**table, **words} for language, table in SOURCE.own_words(name).items()}
    draft = Draft(name, text, own, SOURCE.own_words("common"))
    return review(draft, SOURCE.samples(name))


def errors(found: Review) -> list[str]:
    return [note.sentence for note in found.notes if note.level == "error"]


def warnings(found: Review) -> list[str]:
    return [note.sentence for note in found.notes if note.level == "warning"]


@pytest.mark.parametrize("name", SOURCE.names())
def test_what_ships_may_be_published_without_a_question(name: str):
    text = (SOURCE.folder / "templates" / f"{name}.json").read_text("utf-8")

    found = a_review(text, name)

    assert found.notes == []
    assert found.may_publish


@pytest.mark.parametrize("name", SOURCE.names())
def test_the_catalogue_knows_every_variable_of_every_sample(name: str):
    known = variables(name)
    for data in SOURCE.samples(name).values():
        for path, value in paths(data):
            if not isinstance(value, dict):
                assert path in known, path
                assert value is not None or known[path].may_be_empty, path
                assert not isinstance(value, str) or len(value) <= (known[path].longest or 40), path


def test_the_catalogue_lists_nothing_that_no_card_has():
    for name in SOURCE.names():
        shown = {path for data in SOURCE.samples(name).values() for path, _ in paths(data)}
        parents = {
            path for path in variables(name) if path.rpartition(".")[0] in shown
        }  # null in all samples
        assert variables(name).keys() <= shown | parents

    assert json.loads(FILE.read_text("utf-8"))["templates"].keys() == set(SOURCE.names())


def test_each_variable_has_a_label_in_thai():
    for name in SOURCE.names():
        for variable in variables(name).values():
            assert any("\u0e01" <= letter <= "\u0e5b" or letter == "L" for letter in variable.thai)


def test_a_misspelt_variable_is_found_where_no_sample_leads():
    text = TEXT.replace('"{{ booking.note }}"', '"{{ booking.note if booking.id else booking.nots }}"')

    found = a_review(text)

    assert errors(found) == ["there is no variable booking.nots; did you mean booking.note?"]
    assert found.notes[0].line == text[: text.index("booking.nots")].count("\n") + 1
    assert "booking.note" in found.notes[0].thai


def test_a_variable_that_may_be_empty_needs_a_fallback():
    text = TEXT.replace('"$if": "booking.department", ', '"$if": "booking.department or booking.time", ')

    sentences = errors(a_review(text))

    assert (
        "booking.department (department) may be empty here; leave the item out with $if, or use default"
        in (sentences)
    )


@pytest.mark.parametrize("variable", ["hospital.name", "booking.department", "booking.queue_number"])
def test_a_locked_screen_shows_no_clinic(variable: str):
    found = a_review(alt="คิว {{ " + variable + " | default('-') | truncate(9) }}")

    assert f"a locked screen would show {variable}; take it out of the alternative text" in errors(found)


@pytest.mark.parametrize("variable", ["hospital.name", "hospital.telephone", "booking.queue_number"])
def test_a_locked_screen_shows_no_clinic_even_when_the_card_fails(variable: str):
    found = a_review(plain="คิว {{ " + variable + " | default('-') | truncate(9) }}")

    shown = f"a locked screen would show {variable} should the card fail"
    assert f"{shown}; take it out of 'plain'" in errors(found)


@pytest.mark.parametrize("word", ["คลินิกเบาหวาน", "ผลเลือดออกแล้ว", "HIV", "Oncology clinic"])
def test_a_clinic_or_illness_that_an_editor_writes_herself_is_kept_off_the_locked_screen(word: str):
    found = a_review(alt=f"นัดของคุณ {word}")

    assert any("a locked screen would show “" in sentence for sentence in errors(found))
    assert all("หน้าจอล็อก" in note.thai for note in found.notes)
    assert not any("locked screen" in sentence for sentence in errors(a_review(title=word)))


def test_letters_that_cannot_be_read_are_a_question():
    found = a_review(TEXT.replace("'#0B6E4F'", "'#F5F5F5'"))

    assert found.may_publish
    assert any("hard to read" in sentence for sentence in warnings(found))


def test_a_word_that_one_language_lacks():
    own = SOURCE.own_words(NAME)
    del own["en"]["title"]
    try:
        found = review(Draft(NAME, TEXT, own, SOURCE.own_words("common")), SOURCE.samples(NAME))
    finally:
        own["en"]["title"] = "x"

    assert "en.json lacks 'title'; translate it there" in errors(found)


def test_words_that_the_house_avoids_are_a_question():
    found = a_review(title="คลิกที่นี่")

    assert warnings(found) == ["the house style avoids “คลิก”; write “แตะ”"] * len(LANGUAGES)
    assert "คลิก" in found.notes[0].thai


def test_a_line_that_is_cut_off_with_the_longest_sample():
    text = TEXT.replace('"text": "{{ hospital.name }}", "wrap": true,', '"text": "{{ hospital.name }}",')

    assert any("is cut off on a small phone" in sentence for sentence in warnings(a_review(text)))


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("https://lіne.me/x", "look-alike"),  # a Cyrillic і
        ("https://xn--lne-7ma.me/", "look-alike"),
        ("https://1ine.me/", "looks like line.me"),
        ("https://rnoph.go.th/", "looks like moph.go.th"),
        ("https://line.me@evil.example/", "before @"),
    ],
)
def test_an_address_that_deceives(address: str, word: str):
    found = a_review(title=f"ดู {address}")

    assert any(word in sentence for sentence in errors(found))


def test_an_address_without_encryption_is_a_question():
    assert any("begin it with https://" in sentence for sentence in warnings(a_review(title="http://a.th/")))


def test_invisible_letters_are_refused():
    assert any("U+202E" in sentence for sentence in errors(a_review(title="abc\u202e")))


def test_each_thing_is_said_once_at_its_line():
    found = a_review(TEXT.replace('"size": "mega"', '"size": "huge"'))

    assert [note.line for note in found.notes] == [5]
    assert found.notes[0].shown()["pointer"] == "/0/contents/size"
