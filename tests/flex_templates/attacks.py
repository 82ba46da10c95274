"""Escapes and bombs that a hostile draft may hold: tests refuse them, `python -m bench studio` times that."""

import json
from collections.abc import Callable
from typing import Any

PLAIN = {"th": {"plain": "x"}, "en": {"plain": "x"}}
DATA: dict[str, Any] = {"items": list(range(50)), "name": "x" * 200, "empty": None}


def card(text: object, **more: Any) -> str:
    return json.dumps([{"type": "text", "text": text, **more}], ensure_ascii=False)


def loop(inside: Any, name: str = "a") -> Any:
    return {"$for": f"{name} in items", "type": "box", "layout": "vertical", "contents": inside}


ESCAPES = [
    "{{ name.__class__ }}",
    "{{ name['__class__'] }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler }}",
    "{{ lipsum.__globals__ }}",
    "{{ name.upper() }}",
    "{{ name | attr('__class__') }}",
    "{{ items | map(attribute='__class__') }}",
    "{% set x = 1 %}",
    "{% include 'settings' %}",
    "{% import 'os' as os %}",
    "{% extends 'x' %}",
    "{% macro x() %}{% endmacro %}",
    "{% raw %}{{ x }}{% endraw %}{{ self }}",
    "{{ '%s' % name }}",
    "{{ '{0.__class__}'.format(name) }}",
    "{{ range(10**9) }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 'x' * 1000000000 }}",
    "{{ [items] * 1000000 }}",
    "{% for a in items %}{% for b in items %}x{% endfor %}{% endfor %}",
    "{{ name ~ name }}",
    "{{ " + "9" * 9_000 + " }}",
    "{{ " + "(" * 3_000 + ")" * 3_000 + " }}",
    "{{ " + "not " * 2_000 + "name }}",
    "{{ " + "-" * 5_000 + "1 }}",
    "{{ " + "[" * 2_000 + "]" * 2_000 + " }}",
    "{{ name" + ".a" * 4_000 + " }}",
    "{{ name" + "[0]" * 2_000 + " }}",
    "{{ name" + " | truncate" * 900 + " | nothing }}",
    "{{ '" + "\\" * 9_001 + " }}",
    "{{",
    "{% if %}",
    "{{ name" + "{" * 5_000,
]
BOMBS: dict[str, Callable[[], str | bytes]] = {
    "ten megabytes": lambda: card("x" * 10_000_000),
    "ten megabytes of brackets": lambda: b"[" * 10_000_000,
    "deep lists": lambda: "[" * 60_000 + "]" * 60_000,
    "deep objects": lambda: '{"a":' * 20_000 + "1" + "}" * 20_000,
    "deep but closed": lambda: '[{"contents":' * 60 + "1" + "}]" * 60,
    "duplicate keys": lambda: '[{"type":"text","text":"a","text":"b"}]',
    "duplicate keys, escaped": lambda: '[{"type":"text","text":"a","t\\u0065xt":"b"}]',
    "not UTF-8": lambda: b'[{"type":"text","text":"\xff\xfe"}]',
    "overlong UTF-8": lambda: b'[{"type":"text","text":"\xc0\xaf"}]',
    "half a character": lambda: '[{"type":"text","text":"\\ud800"}]',
    "half a character, raw": lambda: '[{"type":"text","text":"\ud800"}]',
    "no number": lambda: '[{"type":"text","text":NaN}]',
    "endless number": lambda: '[{"type":"text","text":' + "9" * 100_000 + "}]",
    "huge exponent": lambda: '[{"type":"text","text":1e999}]',
    "many values": lambda: "[" + "1," * 50_000 + "1]",
    "many expressions": lambda: json.dumps([f"{{{{ name + '{at}' }}}}" for at in range(5_000)]),
    "many expressions in one": lambda: card("{{ name }}" * 950),
    "three loops": lambda: json.dumps([loop([loop([loop([], "c")], "b")])]),
    "two loops of large texts": lambda: json.dumps([loop([loop(["{{ name }}" * 20], "b")])]),
    "two loops of conditions": lambda: json.dumps(
        [loop([{**loop([], "b"), "$if": " and ".join(["name == name"] * 500)}])]
    ),
    "unknown dollar": lambda: '[{"type":"text","text":"a","$eval":"1"}]',
    "hole in a key": lambda: '[{"type":"text","{{ name }}":"a"}]',
    "no list": lambda: "{}",
    "nothing": lambda: "",
    "null bytes": lambda: "\x00" * 1_000,
    "open string": lambda: '["' + "\\" * 100_001,
    "spaces of a trap": lambda: card("{{ name" + " " * 9_900),
    "a tel trap": lambda: card("{{ name | tel }}" + "https://" + "a-" * 4_000 + "{{ x"),
}
# What is just small enough to be read, and costs the most then.
HEAVY: dict[str, Callable[[], str]] = {
    "a thousand texts": lambda: card(
        "x", contents=[{"type": "span", "text": f"A{at}"} for at in range(1900)]
    ),
    "one long text of almost-data": lambda: card("นาง " * 8_000 + "0" * 30_000),
    "almost a hole": lambda: card("{ { " * 20_000),
    "many buttons": lambda: card("x", contents=[{"type": "button", "action": {"label": "x"}}] * 900),
    "switched off without end": lambda: card("x", contents=[{"$if": "false and (" + "(" * 4_000}]),
    "look-alike letters": lambda: card("https://l\u0456ne.me/x " * 1_500),
    "invisible letters": lambda: card("\u200b" * 30_000),
}
