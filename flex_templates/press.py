"""A template made ready for a burst: data in, JSON text out, several times as fast as node by node.

What never changes is one ready text between the holes. The result equals the JSON of `Renderer.render`, or
there is none (`Doubt`), and the caller takes the long way.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring as quoted  # in C
from typing import Any

from flex_templates.closures import Closures, Doubt, Names, Value, as_text
from flex_templates.tree import MOST_ITEMS, Array, Constant, Loop, Node, Object, Text

Write = Callable[[Names], str]
Pieces = list[str | Write]
# Where the budget of `scope` cannot be used up yet: it counts at most three times what is written here.
MOST_CHARACTERS = 12_000


class Press:
    """One revision of a template in one language. Raises `Doubt` when it cannot be made ready."""

    def __init__(self, nodes: Array, words: Mapping[str, str], language: str) -> None:
        self._closures, self._language = Closures(words, language), language
        self._write = _writer(self._array(nodes))

    def json(self, data: Mapping[str, Any]) -> str:
        """The messages as compact JSON. Raises anything when the long way shall say why."""
        text = self._write({**data, "language": self._language})
        if len(text) > MOST_CHARACTERS:
            raise Doubt("long")
        return text

    def _node(self, node: Node) -> Pieces:
        if isinstance(node, Constant):
            return [compact(node.value)]
        if isinstance(node, Text):
            return [self._text(node)]
        if isinstance(node, Array):
            return self._array(node)
        if isinstance(node, Object):
            return self._object(node)
        raise Doubt(type(node).__name__)

    def _text(self, node: Text) -> str | Write:
        expression = node.expression
        if not expression.single:
            whole = self._closures.text(expression.tree)
            return lambda names: quoted(whole(names))
        fixed = self._closures.fixed_word(expression.tree)
        if fixed is not None:
            return quoted(fixed)
        value = self._closures.single(expression.tree)
        return _typed(value) if node.typed else _untyped(value)

    def _object(self, node: Object) -> Pieces:
        dynamic, fields = dict(node.fields), list[Part]()
        for key, constant in node.shape.items():
            inner: Node = dynamic.get(key) or Constant(constant)
            fields.append(Part(self._condition(inner), [quoted(key) + ":", *self._node(inner)]))
        return ["{", *_with_commas(fields), "}"]

    def _array(self, node: Array) -> Pieces:
        return ["[", *_with_commas([self._item(each) for each in node.items]), "]"]

    def _item(self, node: Node) -> "Part":
        if isinstance(node, Object) and node.loop is not None:
            return Part(None, [self._loop(node, node.loop)], may_be_empty=True)
        return Part(self._condition(node), self._node(node))

    def _loop(self, node: Object, loop: Loop) -> Write:
        items, name = self._closures.single(loop.expression.tree), loop.item_name
        condition, write = self._condition(node), _writer(self._object(node))

        def all_of(names: Names) -> str:
            found = items(names)
            if type(found) is not list or len(found) > MOST_ITEMS:
                raise Doubt("loop")
            last = len(found) - 1
            turns = (
                {**names, name: item, "loop": {"index": at + 1, "first": at == 0, "last": at == last}}
                for at, item in enumerate(found)
            )
            return ",".join([write(turn) for turn in turns if condition is None or condition(turn)])

        return all_of

    def _condition(self, node: Node) -> Value | None:
        if not isinstance(node, Object) or node.condition is None:
            return None
        return self._closures.single(node.condition.expression.tree)


@dataclass(frozen=True)
class Part:
    """A field or an item: what it writes, when it is there, and whether it may write nothing (a $for)."""

    condition: Value | None
    pieces: Pieces
    may_be_empty: bool = False

    @property
    def always(self) -> bool:
        return self.condition is None and not self.may_be_empty

    def writer(self, comma: str = "") -> Write:
        """Writes it behind the comma, or nothing when it is not there."""
        condition, write = self.condition, _writer(self.pieces)
        if condition is None:
            return lambda names: comma + text if (text := write(names)) else ""
        return lambda names: comma + write(names) if condition(names) else ""


def compact(value: Any) -> str:
    """JSON as it goes to LINE."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _with_commas(parts: list[Part]) -> Pieces:
    """Behind a part that is always there each other one brings its comma along."""
    if not parts:
        return []
    if not parts[0].always:
        writers = [part.writer() for part in parts]
        return [lambda names: ",".join([text for write in writers if (text := write(names))])]
    pieces = list(parts[0].pieces)
    for part in parts[1:]:
        pieces += [",", *part.pieces] if part.always else [part.writer(",")]
    return pieces


def _writer(pieces: Pieces) -> Write:
    """One function for all pieces; neighbours that never change become one text."""
    frame: list[str] = [""]
    holes: list[tuple[int, Write]] = []
    for piece in pieces:
        if isinstance(piece, str):
            frame[-1] += piece
        else:
            holes.append((len(frame), piece))
            frame += ["", ""]

    def write(names: Names) -> str:
        made = frame.copy()
        for at, hole in holes:
            made[at] = hole(names)
        return "".join(made)

    return write


def _untyped(value: Value) -> Write:
    def write(names: Names) -> str:
        found = value(names)
        return quoted(found if type(found) is str else as_text(found))

    return write


def _typed(value: Value) -> Write:
    def write(names: Names) -> str:
        found = value(names)
        if type(found) is bool:
            return "true" if found else "false"
        return compact(found) if type(found) in (int, float) else quoted(as_text(found))

    return write
