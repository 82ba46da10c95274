"""Expressions as Python, for the burst: what Jinja2 evaluates in microseconds, in tenths of them.

No text of a template stands in what is written here: texts, keys and filters are constants of its namespace,
the rest is the operators that `sandbox` allows. It knows less than Jinja2 on purpose. Whatever is not plain
sailing raises, `Doubt` or what Python raises, and the card is then rendered the long way, which finds the
answer or explains what is wrong.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from typing import Any, cast

from jinja2 import nodes
from jinja2.utils import _PassArg  # pyright: ignore[reportPrivateUsage]

from flex_templates.filters import FILTERS
from flex_templates.sandbox import compile_string, is_dynamic

Scope = Mapping[str, str]  # what a $for names, as Python; every other name is the data's
_MOST_WORDS = 1_000  # words inside words inside words
_OF_ANYTHING = frozenset({"default", "length"})  # also of lists and objects, which nobody can remember
_COMPARE = {
    "eq": "==",
    "ne": "!=",
    "lt": "<",
    "gt": ">",
    "lteq": "<=",
    "gteq": ">=",
    "in": "in",
    "notin": "not in",
}


class Doubt(Exception):
    """The short way does not know; take the long one."""


class Expressions:
    """Writes one language's expressions as Python over `names`, the data. Raises `Doubt` where it ends."""

    def __init__(self, words: Mapping[str, str], language: str) -> None:
        self._words, self._language = words, language
        self._fixed = {key: text for key, text in words.items() if not is_dynamic(text)}
        self._filled = 0
        self.constants: dict[str, Any] = {"as_text": as_text, "item": _item}

    def constant(self, value: Any) -> str:
        """A name for the value in the namespace."""
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name

    def text(self, tree: nodes.Template, scope: Scope) -> str:
        """The text of a string with {{ … }}."""
        return self._parts(tree.body, scope)

    def single(self, tree: nodes.Template, scope: Scope) -> str:
        """The value of a string that is one whole {{ expression }}."""
        (output,) = tree.body
        (expression,) = cast(nodes.Output, output).nodes
        return self.value(expression, scope)

    def fixed_word(self, tree: nodes.Template) -> str | None:
        """The word that the string always is: most texts of a card."""
        (output,) = tree.body
        (node,) = cast(nodes.Output, output).nodes
        return self._fixed.get(node.attr) if isinstance(node, nodes.Getattr) and _of_words(node) else None

    def value(self, node: nodes.Node, scope: Scope) -> str:
        """The value of an expression."""
        make = _MAKERS.get(type(node))
        if make is None:
            raise Doubt(type(node).__name__)
        return make(self, node, scope)

    def _parts(self, body: list[nodes.Node], scope: Scope) -> str:
        parts = [self._part(node, scope) for each in body for node in _flat(each)]
        return f"({' + '.join(parts)})" if parts else "''"

    def _part(self, node: nodes.Node, scope: Scope) -> str:
        if isinstance(node, nodes.TemplateData):
            return self.constant(node.data)
        if isinstance(node, nodes.If):
            return self._if(node, scope)
        return f"as_text({self.value(node, scope)})"

    def _if(self, node: nodes.If, scope: Scope) -> str:
        otherwise = self._parts(node.else_, scope)
        for each in (*reversed(node.elif_), node):
            otherwise = (
                f"({self._parts(each.body, scope)} if {self.value(each.test, scope)} else {otherwise})"
            )
        return otherwise

    def _word(self, key: object, scope: Scope) -> str:
        """A word, its own {{ }} filled in."""
        text = self._words.get(cast(str, key))
        self._filled += 1
        if text is None or self._filled > _MOST_WORDS:
            raise Doubt(f"word {key!r}")
        return self.text(compile_string(text).tree, scope) if is_dynamic(text) else self.constant(text)

    def name(self, node: nodes.Name, scope: Scope) -> str:
        if node.name == "words":
            raise Doubt("all words")
        return scope.get(node.name) or f"names[{self.constant(node.name)}]"

    def item(self, node: nodes.Getattr | nodes.Getitem, scope: Scope) -> str:
        if isinstance(node, nodes.Getattr):
            if _of_words(node):
                return self._word(node.attr, scope)
            # A missing key, null or a text raise, and so does a list.
            return f"{self.value(node.node, scope)}[{self.constant(node.attr)}]"
        if _of_words(node):
            if isinstance(node.arg, nodes.Const):
                return self._word(node.arg.value, scope)
            return f"{self.constant(self._fixed)}[{self.value(node.arg, scope)}]"
        return f"item({self.value(node.node, scope)}, {self.value(node.arg, scope)})"

    def filter(self, node: nodes.Filter, scope: Scope) -> str:
        if node.node is None or node.dyn_args or node.dyn_kwargs:
            raise Doubt("filter")
        given = [self.value(each, scope) for each in (node.node, *node.args)]
        given += [f"**{{{self.constant(each.key)}: {self.value(each.value, scope)}}}" for each in node.kwargs]
        return f"{self.constant(_remembered(node.name, self._language))}({', '.join(given)})"

    def test(self, node: nodes.Test, scope: Scope) -> str:
        value = self.value(node.node, scope)
        # What is not there raises before "defined" is asked.
        return f"({value} is None)" if node.name == "none" else f"({value}, True)[1]"

    def operation(self, node: Any, scope: Scope) -> str:
        sign = {nodes.And: "and", nodes.Or: "or", nodes.Add: "+", nodes.Sub: "-"}[type(node)]
        return f"({self.value(node.left, scope)} {sign} {self.value(node.right, scope)})"

    def either(self, node: nodes.CondExpr, scope: Scope) -> str:
        if node.expr2 is None:
            raise Doubt("if without else")
        test, yes, no = (self.value(each, scope) for each in (node.test, node.expr1, node.expr2))
        return f"({yes} if {test} else {no})"

    def compare(self, node: nodes.Compare, scope: Scope) -> str:
        if len(node.ops) != 1:
            raise Doubt("chain")
        (right,) = node.ops
        return f"({self.value(node.expr, scope)} {_COMPARE[right.op]} {self.value(right.expr, scope)})"


@cache
def _remembered(name: str, language: str) -> Callable[..., Any]:
    """A filter of one language that remembers: in a burst thousands share a day, a time and a hospital."""
    function = FILTERS[name]
    if _PassArg.from_obj(function) is _PassArg.context:
        function = partial(function, {"language": language})
    return function if name in _OF_ANYTHING else lru_cache(maxsize=1024, typed=True)(function)


def as_text(value: Any) -> str:
    """What `sandbox.printable` lets through, as text."""
    if type(value) is str:
        return value
    if type(value) is int or type(value) is float:
        return str(value)
    raise Doubt("not printable")


_MAKERS: dict[type, Callable[[Expressions, Any, Scope], str]] = {
    nodes.Const: lambda expressions, node, _: expressions.constant(node.value),
    nodes.Not: lambda expressions, node, scope: f"(not {expressions.value(node.node, scope)})",
    nodes.Name: Expressions.name,
    nodes.Getattr: Expressions.item,
    nodes.Getitem: Expressions.item,
    nodes.Filter: Expressions.filter,
    nodes.Test: Expressions.test,
    nodes.And: Expressions.operation,
    nodes.Or: Expressions.operation,
    nodes.Add: Expressions.operation,
    nodes.Sub: Expressions.operation,
    nodes.CondExpr: Expressions.either,
    nodes.Compare: Expressions.compare,
}


def _flat(node: nodes.Node) -> list[nodes.Node]:
    return list(node.nodes) if isinstance(node, nodes.Output) else [node]


def _of_words(node: nodes.Getattr | nodes.Getitem) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == "words"


def _item(owner: Any, key: Any) -> Any:
    if type(owner) is dict and key in owner:
        return owner[key]
    raise Doubt(f"no {key!r}")
