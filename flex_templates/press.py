"""A template made ready for a burst: data in, JSON text out, ten times as fast as node by node.

What never changes is one ready text between the holes, and all of it is one Python function. The result
equals the JSON of `Renderer.render`, or there is none (`Doubt`), and the caller takes the long way.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring as quoted  # in C
from typing import Any, cast

from flex_templates.expressions import Doubt, Expressions, Scope, as_text
from flex_templates.tree import MOST_ITEMS, Array, Constant, Loop, Node, Object, Text


@dataclass(frozen=True)
class Ready:
    """A text that is always the same."""

    text: str


Pieces = list[Ready | str]  # a str is Python that makes a text
# Where the budget of `scope` cannot be used up yet: it counts at most three times what is written here.
MOST_CHARACTERS = 12_000


class Press:
    """One revision of a template in one language. Raises `Doubt` when it cannot be made ready."""

    def __init__(self, nodes: Array, words: Mapping[str, str], language: str) -> None:
        self._language, self._loops = language, 0
        self._expressions = Expressions(words, language)
        made = self._joined(self._array(nodes, {}))
        names: dict[str, Any] = self._expressions.constants | {
            "quoted": quoted,
            "typed": _typed,
            "turns": _turns,
            "behind": _behind,
        }
        # No text of a template is in this source, only names and operators: see `expressions`.
        exec(compile(f"def write(names):\n return {made}", "<card>", "exec"), names)  # noqa: S102
        self._write: Callable[[dict[str, Any]], str] = names["write"]

    def json(self, data: Mapping[str, Any]) -> str:
        """The messages as compact JSON. Raises anything when the long way shall say why."""
        text = self._write({**data, "language": self._language})
        if len(text) > MOST_CHARACTERS:
            raise Doubt("long")
        return text

    def _node(self, node: Node, scope: Scope) -> Pieces:
        if isinstance(node, Constant):
            return [Ready(compact(node.value))]
        if isinstance(node, Text):
            return [self._text(node, scope)]
        if isinstance(node, Array):
            return self._array(node, scope)
        if isinstance(node, Object):
            return self._object(node, scope)
        raise Doubt(type(node).__name__)

    def _text(self, node: Text, scope: Scope) -> Ready | str:
        expression = node.expression
        if not expression.single:
            return f"quoted({self._expressions.text(expression.tree, scope)})"
        fixed = self._expressions.fixed_word(expression.tree)
        if fixed is not None:
            return Ready(quoted(fixed))
        value = self._expressions.single(expression.tree, scope)
        return f"typed({value})" if node.typed else f"quoted(as_text({value}))"

    def _object(self, node: Object, scope: Scope) -> Pieces:
        dynamic, fields = dict(node.fields), list[Part]()
        for key, constant in node.shape.items():
            inner: Node = dynamic.get(key) or Constant(constant)
            pieces = [Ready(quoted(key) + ":"), *self._node(inner, scope)]
            fields.append(Part(self._condition(inner, scope), pieces))
        return [Ready("{"), *self._with_commas(fields), Ready("}")]

    def _array(self, node: Array, scope: Scope) -> Pieces:
        return [Ready("["), *self._with_commas([self._item(each, scope) for each in node.items]), Ready("]")]

    def _item(self, node: Node, scope: Scope) -> "Part":
        if isinstance(node, Object) and node.loop is not None:
            return Part(None, [self._loop(node, node.loop, scope)], may_be_empty=True)
        return Part(self._condition(node, scope), self._node(node, scope))

    def _loop(self, node: Object, loop: Loop, scope: Scope) -> str:
        self._loops += 1
        turn, item = f"t{self._loops}", f"i{self._loops}"
        items = self._expressions.single(loop.expression.tree, scope)
        inside = {**scope, loop.item_name: item, "loop": turn}
        condition, made = self._condition(node, inside), self._joined(self._object(node, inside))
        when = f" if {condition}" if condition else ""
        return f"{self._constant(',')}.join([{made} for {turn}, {item} in turns({items}){when}])"

    def _condition(self, node: Node, scope: Scope) -> str | None:
        if not isinstance(node, Object) or node.condition is None:
            return None
        return self._expressions.single(node.condition.expression.tree, scope)

    def _with_commas(self, parts: "list[Part]") -> Pieces:
        """Behind a part that is always there each other one brings its comma along."""
        if not parts:
            return []
        if not parts[0].always:
            made = ", ".join(self._maybe(part) for part in parts)
            return [f"{self._constant(',')}.join([text for text in ({made},) if text])"]
        pieces = list(parts[0].pieces)
        for part in parts[1:]:
            pieces += [Ready(","), *part.pieces] if part.always else [self._maybe(part, ",")]
        return pieces

    def _maybe(self, part: "Part", comma: str = "") -> str:
        """Writes it behind the comma, or nothing when it is not there."""
        nothing = self._constant("")
        if part.condition is None:
            made = self._joined(part.pieces)
            return f"behind({self._constant(comma)}, {made})" if comma else made
        return f"({self._joined([Ready(comma), *part.pieces])} if {part.condition} else {nothing})"

    def _joined(self, pieces: Pieces) -> str:
        """One text of all; neighbours that never change become one constant."""
        made: list[str] = []
        ready = ""
        for piece in (*pieces, None):
            if isinstance(piece, Ready):
                ready += piece.text
                continue
            if ready:
                made.append(self._constant(ready))
            made += [piece] if piece is not None else []
            ready = ""
        return made[0] if len(made) == 1 else f"{self._constant('')}.join(({', '.join(made)},))"

    def _constant(self, text: str) -> str:
        return self._expressions.constant(text)


@dataclass(frozen=True)
class Part:
    """A field or an item: what it writes, when it is there, and whether it may write nothing (a $for)."""

    condition: str | None
    pieces: Pieces
    may_be_empty: bool = False

    @property
    def always(self) -> bool:
        return self.condition is None and not self.may_be_empty


def compact(value: Any) -> str:
    """JSON as it goes to LINE."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _typed(value: Any) -> str:
    if type(value) is bool:
        return "true" if value else "false"
    return compact(value) if type(value) in (int, float) else quoted(as_text(value))


def _behind(comma: str, text: str) -> str:
    return comma + text if text else ""


def _turns(items: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    """`loop` and the item of each turn of a $for."""
    if not isinstance(items, list) or len(cast(list[Any], items)) > MOST_ITEMS:
        raise Doubt("loop")
    found = cast(list[Any], items)
    last = len(found) - 1
    return (({"index": at + 1, "first": at == 0, "last": at == last}, item) for at, item in enumerate(found))
