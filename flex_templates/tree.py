"""A template compiled once: objects, lists, texts, $if and $for as nodes that can render themselves."""

from dataclasses import dataclass
from typing import Any, Protocol

from flex_templates.errors import Refused, TemplateError, kind_of
from flex_templates.sandbox import Expression, printable
from flex_templates.scope import Scope, explain

MOST_ITEMS = 50


class Node(Protocol):
    def render(self, scope: Scope) -> Any: ...


@dataclass(frozen=True, slots=True)
class Constant:
    value: Any

    def render(self, scope: Scope) -> Any:
        return self.value


@dataclass(frozen=True, slots=True)
class Text:
    """A string with {{ }}. LINE wants texts nearly everywhere, so numbers become texts, unless `typed`."""

    pointer: str
    expression: Expression
    typed: bool

    def render(self, scope: Scope) -> Any:
        try:
            value = self.expression.value(scope.context)
            if self.typed and isinstance(value, bool | int | float):
                return value
            text = value if type(value) is str else str(printable(value))
            scope.budget.spend(len(text) if text.isascii() else 3 * len(text))  # about its bytes in UTF-8
            return text
        except Exception as error:
            raise _located(scope, self.pointer, error) from error


@dataclass(frozen=True, slots=True)
class Condition:
    pointer: str
    expression: Expression

    def holds(self, scope: Scope) -> bool:
        try:
            scope.budget.spend(1)
            return bool(self.expression.value(scope.context))
        except Exception as error:
            raise _located(scope, self.pointer, error) from error


@dataclass(frozen=True, slots=True)
class Loop:
    pointer: str
    item_name: str
    expression: Expression

    def scopes(self, scope: Scope) -> list[Scope]:
        try:
            items = self.expression.value(scope.context)
            if not isinstance(items, list | tuple):
                raise Refused(
                    "$for needs a list; guard it with an $if around it when it may be null", "not_a_list"
                )
            if len(items) > MOST_ITEMS:
                sentence = f"the list has {len(items)} items, at most {MOST_ITEMS} are allowed"
                raise Refused(sentence, "too_many_items")
            last = len(items) - 1
            return [scope.inside_loop(self.item_name, item, index, last) for index, item in enumerate(items)]
        except Exception as error:
            raise _located(scope, self.pointer, error) from error


@dataclass(frozen=True, slots=True)
class Object:
    """`shape` has all keys in their order with the constant values; `fields` are still to be rendered."""

    pointer: str
    shape: dict[str, Any]
    fields: tuple[tuple[str, Node], ...]
    condition: Condition | None
    loop: Loop | None
    size: int

    def render(self, scope: Scope) -> dict[str, Any]:
        try:
            scope.budget.spend(self.size)
        except Refused as error:
            raise _located(scope, self.pointer, error) from error
        made = self.shape.copy()
        for key, node in self.fields:
            if isinstance(node, Object) and node.condition and not node.condition.holds(scope):
                del made[key]
            else:
                made[key] = node.render(scope)
        scope.origins[id(made)] = self.pointer
        return made

    def render_items(self, scope: Scope) -> list[dict[str, Any]]:
        """As an item of a list: once per turn of its $for, each time only if its $if holds."""
        scopes = self.loop.scopes(scope) if self.loop else [scope]
        return [self.render(s) for s in scopes if self.condition is None or self.condition.holds(s)]


@dataclass(frozen=True, slots=True)
class Array:
    pointer: str
    items: tuple[Node, ...]
    size: int

    def render(self, scope: Scope) -> list[Any]:
        try:
            scope.budget.spend(self.size)
        except Refused as error:
            raise _located(scope, self.pointer, error) from error
        made: list[Any] = []
        for item in self.items:
            if isinstance(item, Object):
                made.extend(item.render_items(scope))
            else:
                made.append(item.render(scope))
        scope.origins[id(made)] = self.pointer
        return made


def _located(scope: Scope, pointer: str, error: Exception) -> TemplateError:
    if isinstance(error, TemplateError):
        return error
    return TemplateError(scope.name, pointer, explain(error), kind_of(error))
