"""From a template's JSON to nodes. All that can be refused without data is refused here."""

import re
from typing import Any, cast

from flex_templates.errors import Refused, TemplateError
from flex_templates.pointers import escape
from flex_templates.sandbox import RESERVED, Expression, compile_expression, compile_string, is_dynamic
from flex_templates.tree import Array, Condition, Constant, Loop, Node, Object, Text

MOST_LOOPS = 2
# Where LINE wants a number or true/false, "{{ … }}" keeps the value's type.
TYPED_KEYS = frozenset(
    {"flex", "maxLines", "wrap", "separator", "animated", "scaling", "latitude", "longitude"}
)
FOR = re.compile(r"\s*([a-z]\w*)\s+in\s+(.+)", re.DOTALL)


def compile_template(name: str, template: object) -> Array:
    """The list of messages as nodes. Raises: `TemplateError` with the place that is wrong."""
    if not isinstance(template, list):
        raise TemplateError(name, "", "a template is a list of messages; put it inside [ ]")
    try:
        return _Compiler(name).array(cast(list[Any], template), "", loops=0)
    except RecursionError:
        raise TemplateError(name, "", "the template is nested too deeply; simplify it") from None


class _Compiler:
    def __init__(self, name: str) -> None:
        self.name = name

    def node(self, value: Any, pointer: str, key: str, loops: int) -> Node:
        if isinstance(value, dict):
            return self.object(cast(dict[str, Any], value), pointer, loops, in_list=False)
        if isinstance(value, list):
            return self.array(cast(list[Any], value), pointer, loops)
        if isinstance(value, str) and is_dynamic(value):
            return Text(pointer, self.expression(compile_string, value, pointer), typed=key in TYPED_KEYS)
        return Constant(value)

    def array(self, items: list[Any], pointer: str, loops: int) -> Array:
        nodes = tuple(self.item(item, f"{pointer}/{at}", loops) for at, item in enumerate(items))
        return Array(pointer, nodes, 2 + sum(_size(node) for node in nodes))

    def item(self, value: Any, pointer: str, loops: int) -> Node:
        if isinstance(value, dict):
            return self.object(cast(dict[str, Any], value), pointer, loops, in_list=True)
        return self.node(value, pointer, "", loops)

    def object(self, value: dict[str, Any], pointer: str, loops: int, in_list: bool) -> Object:
        loop = self.loop(value["$for"], pointer, loops, in_list) if "$for" in value else None
        condition = self.condition(value["$if"], pointer) if "$if" in value else None
        inner_loops = loops + (1 if loop else 0)
        fields: list[tuple[str, Node]] = []
        for key, inner in value.items():
            place = f"{pointer}/{escape(key)}"
            if key in ("$if", "$for"):
                continue
            if key.startswith("$"):
                raise TemplateError(self.name, place, f"{key} is not known; only $if and $for are")
            if is_dynamic(key):
                raise TemplateError(self.name, place, "a key cannot hold {{ }}; only texts can")
            fields.append((key, self.node(inner, place, key, inner_loops)))
        size = 2 + sum(len(key) + 4 + _size(node) for key, node in fields)
        shape = {key: node.value if isinstance(node, Constant) else None for key, node in fields}
        dynamic = tuple((key, node) for key, node in fields if not isinstance(node, Constant))
        return Object(pointer, shape, dynamic, condition, loop, size)

    def condition(self, value: Any, pointer: str) -> Condition:
        place = f"{pointer}/$if"
        if not isinstance(value, str):
            raise TemplateError(self.name, place, '$if needs an expression in quotes, such as "booking.note"')
        return Condition(place, self.expression(compile_expression, value, place))

    def loop(self, value: Any, pointer: str, loops: int, in_list: bool) -> Loop:
        place = f"{pointer}/$for"
        found = FOR.fullmatch(value) if isinstance(value, str) else None
        if not found:
            raise TemplateError(self.name, place, '$for needs "item in list", such as "queue in queues"')
        if found[1] in RESERVED:
            raise TemplateError(self.name, place, f"{found[1]!r} has a meaning already; choose another name")
        if not in_list:
            raise TemplateError(
                self.name, place, "$for works only on an item of a list; put the object inside [ ]"
            )
        if loops >= MOST_LOOPS:
            raise TemplateError(self.name, place, f"at most {MOST_LOOPS} $for may be inside each other")
        return Loop(place, found[1], self.expression(compile_expression, found[2], place))

    def expression(self, compiler: Any, text: str, pointer: str) -> Expression:
        try:
            return compiler(text)
        except Refused as error:
            raise TemplateError(self.name, pointer, str(error)) from None


def _size(node: Node) -> int:
    return len(str(node.value).encode()) + 2 if isinstance(node, Constant) else 0
