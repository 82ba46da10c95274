"""What $if, $for and {{ }} mean."""

from typing import Any

import pytest
from cards import OneDocument, rendered, text

from flex_templates import Renderer, TemplateError


def refusal(template: object, **data: Any) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        rendered(template, **data)
    return caught.value


def test_a_text_shows_data():
    assert text("คิว {{ booking.number }} ค่ะ", booking={"number": "A012"}) == "คิว A012 ค่ะ"


def test_a_number_becomes_a_text_where_line_wants_texts():
    assert rendered({"text": "{{ n }}", "data": "b={{ n }}"}, n=4711) == {"text": "4711", "data": "b=4711"}


def test_a_number_or_truth_value_stays_where_line_wants_one():
    card = {"flex": "{{ n }}", "maxLines": "{{ n }}", "wrap": "{{ long }}"}

    assert rendered(card, n=2, long=True) == {"flex": 2, "maxLines": 2, "wrap": True}


def test_an_item_whose_condition_fails_is_left_out():
    card = {"contents": [{"$if": "note", "text": "{{ note }}"}, {"text": "always"}]}

    assert rendered(card, note="")["contents"] == [{"text": "always"}]
    assert rendered(card, note=None)["contents"] == [{"text": "always"}]
    assert rendered(card, note="bring tea")["contents"] == [{"text": "bring tea"}, {"text": "always"}]


def test_an_object_whose_condition_fails_takes_its_key_with_it():
    card = {"body": {"a": 1}, "footer": {"$if": "buttons", "b": 2}}

    assert rendered(card, buttons=False) == {"body": {"a": 1}}
    assert rendered(card, buttons=True) == {"body": {"a": 1}, "footer": {"b": 2}}


def test_a_message_may_have_a_condition():
    messages = [{"$if": "name", "text": "{{ name }}"}, {"text": "always"}]

    assert Renderer(OneDocument(messages)).render("card", {"name": None}, "th") == [{"text": "always"}]


def test_a_loop_repeats_its_item_between_its_neighbours():
    card = {
        "contents": [
            {"text": "first"},
            {"$for": "queue in queues", "text": "{{ queue.number }}"},
            {"text": "last"},
        ]
    }
    queues = [{"number": "1"}, {"number": "2"}]

    assert [item["text"] for item in rendered(card, queues=queues)["contents"]] == ["first", "1", "2", "last"]
    assert [item["text"] for item in rendered(card, queues=[])["contents"]] == ["first", "last"]


def test_a_condition_beside_a_loop_is_asked_for_each_item():
    card = {"contents": [{"$for": "n in numbers", "$if": "n > 1", "text": "{{ n }}"}]}

    assert [item["text"] for item in rendered(card, numbers=[1, 2, 3])["contents"]] == ["2", "3"]


def test_a_loop_knows_its_turn():
    card = {
        "contents": [{"$for": "n in numbers", "text": "{{ loop.index }}{% if not loop.last %},{% endif %}"}]
    }

    assert [item["text"] for item in rendered(card, numbers=[7, 8])["contents"]] == ["1,", "2"]


def test_loops_may_be_inside_each_other_twice():
    inner = {"$for": "cell in row", "text": "{{ cell }}"}
    card = {"contents": [{"$for": "row in rows", "contents": [inner]}]}

    assert rendered(card, rows=[[1, 2], [3]]) == {
        "contents": [{"contents": [{"text": "1"}, {"text": "2"}]}, {"contents": [{"text": "3"}]}]
    }


def test_three_loops_inside_each_other_are_refused():
    card: dict[str, object] = {"text": "x"}
    for _ in range(3):
        card = {"contents": [{"$for": "a in b", **card}]}

    assert "at most 2 $for" in refusal(card, b=[[]]).sentence


def test_more_than_fifty_items_are_refused():
    card = {"contents": [{"$for": "n in numbers", "text": "{{ n }}"}]}

    assert len(rendered(card, numbers=list(range(50)))["contents"]) == 50
    assert "at most 50" in refusal(card, numbers=list(range(51))).sentence


def test_an_output_over_fifty_kilobytes_is_refused():
    card = {"contents": [{"$for": "n in numbers", "contents": [{"$for": "m in numbers", "text": "x" * 100}]}]}

    error = refusal(card, numbers=list(range(40)))

    assert "50 KB" in error.sentence
    assert error.pointer == "/0/contents/0/contents/0"


def test_words_are_those_of_the_language():
    words = {"th": {"hello": "สวัสดี {{ name }}"}, "en": {"hello": "Hello {{ name }}"}}

    assert text("{{ words.hello }}!", words, "th", name="Noi") == "สวัสดี Noi!"
    assert text("{{ words.hello }}!", words, "en", name="Noi") == "Hello Noi!"


def test_words_see_the_item_of_the_loop_that_they_are_used_in():
    words = {"th": {"line": "คิว {{ queue.number }}"}}
    card = {"contents": [{"$for": "queue in queues", "text": "{{ words.line }}"}]}

    contents = rendered(card, words=words, queues=[{"number": 1}, {"number": 2}])["contents"]

    assert [item["text"] for item in contents] == ["คิว 1", "คิว 2"]


def test_a_word_may_be_chosen_by_the_data():
    words = {"th": {"state_booked": "จองแล้ว"}}

    assert text('{{ words["state_" + state] }}', words, state="booked") == "จองแล้ว"


def test_a_word_without_translation_is_an_error_where_it_is_used():
    error = refusal({"title": {"text": "{{ words.hello }}"}})

    assert (error.name, error.pointer) == ("card", "/0/title/text")
    assert "'hello'" in error.sentence
    assert "th.json" in error.sentence


def test_an_error_inside_a_word_points_at_the_word():
    with pytest.raises(TemplateError) as caught:
        text("{{ words.hello }}", {"th": {"hello": "{{ nobody }}"}})

    assert caught.value.pointer == "/words/th/hello"


def test_a_word_cannot_use_words():
    with pytest.raises(TemplateError, match="cannot use other words"):
        text("{{ words.a }}", {"th": {"a": "{{ words.a }}"}})


def test_the_language_can_be_asked():
    assert text("{{ 'ก' if language == 'th' else 'a' }}", language="en") == "a"


def test_a_key_of_the_data_wins_over_python():
    assert (
        text("{{ d.items }} {{ d.keys }} {{ d['get'] }}", d={"items": "1", "keys": "2", "get": "3"})
        == "1 2 3"
    )


@pytest.mark.parametrize(
    ("template", "pointer", "hint"),
    [
        ({"a": {"b": "{{ nothing }}"}}, "/0/a/b", "nothing"),
        ({"a": ["x", "{{ data.typo }}"]}, "/0/a/1", "'typo'"),
        ({"a": "{{ empty }}"}, "/0/a", "$if"),
        ({"a": "{{ data }}"}, "/0/a", "object"),
        ({"a": "{{ many }}"}, "/0/a", "list"),
        ({"a": "is {{ yes }}"}, "/0/a", "true/false"),
        ({"a": [{"$if": "nothing", "b": 1}]}, "/0/a/0/$if", "nothing"),
        ({"a": [{"$if": "yes }} {{ yes", "b": 1}]}, "/0/a/0/$if", "one bare expression"),
        ({"a": [{"$if": True, "b": 1}]}, "/0/a/0/$if", "quotes"),
        ({"a": [{"$for": "many", "b": 1}]}, "/0/a/0/$for", "item in list"),
        ({"a": [{"$for": "x in data", "b": 1}]}, "/0/a/0/$for", "needs a list"),
        ({"a": [{"$for": "words in many", "b": 1}]}, "/0/a/0/$for", "another name"),
        ({"a": {"$for": "x in many", "b": 1}}, "/0/a/$for", "item of a list"),
        ({"a": {"$else": 1}}, "/0/a/$else", "only $if and $for"),
        ({"a/b": {"{{ x }}": 1}}, "/0/a~1b/{{ x }}", "a key cannot hold"),
        ({"a": "{{ yes "}, "/0/a", "{{ … }}"),
    ],
)
def test_an_error_says_where_and_what(template: object, pointer: str, hint: str):
    error = refusal(template, data={"a": 1}, empty=None, many=[1], yes=True)

    assert (error.name, error.pointer) == ("card", pointer)
    assert hint in error.sentence


def test_a_template_is_a_list_of_messages():
    with pytest.raises(TemplateError, match="inside \\[ \\]"):
        Renderer(OneDocument({"type": "text"})).render("card", {}, "th")


def test_a_new_revision_is_rendered_at_once():
    source = OneDocument([{"text": "old"}])
    renderer = Renderer(source)
    renderer.render("card", {}, "th")

    source.now = OneDocument([{"text": "new"}], revision="2").now

    assert renderer.render("card", {}, "th") == [{"text": "new"}]
    assert renderer.revision("card") == "2"


def test_what_was_rendered_may_be_changed_without_harm():
    renderer = Renderer(OneDocument([{"text": "a", "contents": [{"b": 1}]}]))

    first = renderer.render("card", {}, "th")
    first[0]["text"] = "changed"
    first[0]["contents"].append("changed")

    assert renderer.render("card", {}, "th") == [{"text": "a", "contents": [{"b": 1}]}]


def test_a_trace_leads_from_the_message_back_to_the_template():
    card = {"contents": [{"$if": "no", "text": "a"}, {"$for": "n in numbers", "text": "{{ n }}"}]}
    trace = Renderer(OneDocument([card])).trace("card", {"no": False, "numbers": [1, 2]}, "th")

    assert trace.messages == [{"contents": [{"text": "1"}, {"text": "2"}]}]
    assert trace.origin("/0/contents/1/text") == "/0/contents/1/text"
    assert trace.origin("/0/contents/0/text") == "/0/contents/1/text"
    assert trace.origin("/0/contents") == "/0/contents"
