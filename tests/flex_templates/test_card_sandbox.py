"""What a template may not do, since editors are trusted with words and looks only."""

import pytest
from cards import text

from flex_templates import TemplateError
from flex_templates.sandbox import compile_string


@pytest.mark.parametrize(
    "attack",
    [
        "{{ name.__class__ }}",
        "{{ name['__class__'] }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ words.__init__ }}",
        "{{ self }}",
        "{{ self._TemplateReference__context }}",
        "{{ name.upper() }}",
        "{{ name.format }}",
        "{{ range(9) }}",
        "{{ range }}",
        "{{ lipsum }}",
        "{{ cycler }}",
        "{{ namespace }}",
        "{{ 'a' * 1000000 }}",
        "{{ 9 ** 99 }}",
        "{{ '%s' % name }}",
        "{{ 8 / 2 }}",
        "{{ 8 // 2 }}",
        "{{ name ~ name }}",
        "{{ name[0:2] }}",
        "{{ {'a': 1} }}",
        "{{ (1, 2) }}",
        "{{ [1, 2] }}",
        "{% set a = 1 %}{{ a }}",
        "{% for a in items %}{{ a }}{% endfor %}",
        "{% macro m() %}{% endmacro %}",
        "{% include 'x' %}",
        "{% import 'x' as x %}",
        "{% extends 'x' %}",
        "{% block b %}{% endblock %}",
        "{% filter upper %}a{% endfilter %}",
        "{% call m() %}{% endcall %}",
        "{% with a = 1 %}{% endwith %}",
        "{% autoescape true %}{% endautoescape %}",
        "{{ name | upper }}",
        "{{ name | attr('__class__') }}",
        "{{ items | map('upper') }}",
        "{{ name | truncate(*items) }}",
        "{{ name is callable }}",
        "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}",
        "{{ name }}" + " " * 10_000,
    ],
)
def test_refused(attack: str):
    with pytest.raises(TemplateError) as caught:
        text(attack, name="Noi", items=["a"])

    assert caught.value.pointer == "/0/text"
    assert len(caught.value.sentence) > 15


@pytest.mark.parametrize(
    ("harmless", "shown"),
    [
        ("{{ name if name else 'x' }}", "Noi"),
        ("{% if items %}{{ items[0] }}{% elif name %}b{% else %}c{% endif %}", "a"),
        ("{{ 'yes' if name in ['Noi', 'Nok'] and not none_ else 'no' }}", "yes"),
        ("{{ number + 1 }} {{ number - 1 }} {{ -number }}", "5 3 -4"),
        ("{{ 'b' + name }}", "bNoi"),
        ("{{ none_ | default('-') }}", "-"),
        ("{{ 'none' if none_ is none else 'some' }}", "none"),
        ("{{ 'known' if nobody is defined else 'unknown' }}", "unknown"),
        ("a {# a remark #}b", "a b"),
    ],
)
def test_allowed(harmless: str, shown: str):
    assert text(harmless, name="Noi", items=["a"], none_=None, number=4) == shown


def test_data_are_never_read_as_a_template():
    assert text("{{ name }}", name="{{ 7 + 7 }}{% if %}") == "{{ 7 + 7 }}{% if %}"


def test_equal_strings_are_compiled_once():
    assert compile_string("{{ only.here }}") is compile_string("{{ only.here }}")
