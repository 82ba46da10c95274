"""Expressions as plain functions, for the burst: what Jinja2 evaluates in microseconds, in tenths of them.

They know less than Jinja2 on purpose. Whatever is not plain sailing raises `Doubt`, and the card is then
rendered the long way, which finds the answer or explains what is wrong.
"""

import operator
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from typing import Any, cast

from jinja2 import nodes
from jinja2.utils import _PassArg  # pyright: ignore[reportPrivateUsage]

from flex_templates.filters import FILTERS
from flex_templates.sandbox import compile_string, is_dynamic

Names = dict[str, Any]
Value = Callable[[Names], Any]

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "gt": operator.gt,
    "lteq": operator.le,
    "gteq": operator.ge,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
}

_OF_ANYTHING = frozenset({"default", "length"})  # also of lists and objects, which nobody can remember


class Doubt(Exception):
    """The short way does not know; take the long one."""


class Closures:
    """Makes functions of one language's expressions. Raises `Doubt` for what it does not know."""

    def __init__(self, words: Mapping[str, str], language: str) -> None:
        self._words, self._language = words, language
        self._made: dict[str, Value] = {}

    def text(self, tree: nodes.Template) -> Value:
        """The text of a string with {{ … }}."""
        parts = [self._part(node) for node in _output(tree)]
        if len(parts) == 1:
            return parts[0]
        return lambda names: "".join([part(names) for part in parts])

    def single(self, tree: nodes.Template) -> Value:
        """The value of a string that is one whole {{ expression }}."""
        (output,) = tree.body
        (expression,) = cast(nodes.Output, output).nodes
        return self.value(expression)

    def fixed_word(self, tree: nodes.Template) -> str | None:
        """The word that the string always is: most texts of a card."""
        (output,) = tree.body
        (node,) = cast(nodes.Output, output).nodes
        if not isinstance(node, nodes.Getattr) or not isinstance(node.node, nodes.Name):
            return None
        if node.node.name != "words":
            return None
        text = self._words.get(node.attr)
        return None if text is None or is_dynamic(text) else text

    def value(self, node: nodes.Node) -> Value:
        """The value of an expression."""
        make = _MAKERS.get(type(node))
        if make is None:
            raise Doubt(type(node).__name__)
        return make(self, node)

    def _part(self, node: nodes.Node) -> Value:
        if isinstance(node, nodes.TemplateData):
            data = node.data
            return lambda names: data
        if isinstance(node, nodes.If):
            return self._if(node)
        value = self.value(node)

        def printed(names: Names) -> str:
            found = value(names)
            return found if type(found) is str else as_text(found)

        return printed

    def _if(self, node: nodes.If) -> Value:
        branches = [(self.value(each.test), self._parts(each.body)) for each in (node, *node.elif_)]
        otherwise = self._parts(node.else_)

        def chosen(names: Names) -> str:
            for test, body in branches:
                if test(names):
                    return body(names)
            return otherwise(names)

        return chosen

    def _parts(self, body: list[nodes.Node]) -> Value:
        parts = [self._part(node) for each in body for node in _flat(each)]
        return lambda names: "".join([part(names) for part in parts])

    def word(self, key: object) -> Value:
        """A word, its own {{ }} filled in."""
        text = self._words.get(cast(str, key))
        if text is None:
            raise Doubt(f"no word {key!r}")
        if not is_dynamic(text):
            return lambda names: text
        if text not in self._made:
            self._made[text] = self.text(compile_string(text).tree)
        return self._made[text]

    def name(self, node: nodes.Name) -> Value:
        if node.name == "words":
            raise Doubt("all words")
        return operator.itemgetter(node.name)

    def item(self, node: nodes.Getattr | nodes.Getitem) -> Value:
        key = (lambda names: node.attr) if isinstance(node, nodes.Getattr) else self.value(node.arg)
        if isinstance(node.node, nodes.Name) and node.node.name == "words":
            if isinstance(node, nodes.Getattr) or isinstance(node.arg, nodes.Const):
                return self.word(key({}))
            return lambda names: self.word(key(names))(names)
        if isinstance(node, nodes.Getitem):
            owner = self.value(node.node)
            return lambda names: _item(owner(names), key(names))
        path = _path(node)
        if path is None:
            owner, attribute = self.value(node.node), node.attr
            return lambda names: _item(owner(names), attribute)
        return _walk(path)

    def filter(self, node: nodes.Filter) -> Value:
        if node.node is None or node.dyn_args or node.dyn_kwargs:
            raise Doubt("filter")
        function = _remembered(node.name, self._language)
        value, arguments = self.value(node.node), [self.value(each) for each in node.args]
        named = {str(each.key): self.value(each.value) for each in node.kwargs}
        if not arguments and not named:
            return lambda names: function(value(names))
        if len(arguments) == 1 and not named:
            (argument,) = arguments
            return lambda names: function(value(names), argument(names))
        return lambda names: function(
            value(names),
            *[each(names) for each in arguments],
            **{key: each(names) for key, each in named.items()},
        )

    def test(self, node: nodes.Test) -> Value:
        value = self.value(node.node)
        if node.name == "none":
            return lambda names: value(names) is None
        # What is not there raises `Doubt` before this is asked.
        return lambda names: (value(names), True)[1]

    def both(self, node: nodes.And | nodes.Or) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(node, nodes.And):
            return lambda names: left(names) and right(names)
        return lambda names: left(names) or right(names)

    def either(self, node: nodes.CondExpr) -> Value:
        if node.expr2 is None:
            raise Doubt("if without else")
        test, yes, no = self.value(node.test), self.value(node.expr1), self.value(node.expr2)
        return lambda names: yes(names) if test(names) else no(names)

    def compare(self, node: nodes.Compare) -> Value:
        if len(node.ops) != 1:
            raise Doubt("chain")
        left, right = self.value(node.expr), self.value(node.ops[0].expr)
        does = _COMPARE[node.ops[0].op]
        return lambda names: does(left(names), right(names))

    def arithmetic(self, node: nodes.Add | nodes.Sub) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        does = operator.add if isinstance(node, nodes.Add) else operator.sub
        return lambda names: does(left(names), right(names))


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


def _constant(_: Closures, node: Any) -> Value:
    value = node.value
    return lambda names: value


def _not(closures: Closures, node: Any) -> Value:
    value = closures.value(node.node)
    return lambda names: not value(names)


_MAKERS: dict[type, Callable[[Closures, Any], Value]] = {
    nodes.Const: _constant,
    nodes.Name: Closures.name,
    nodes.Getattr: Closures.item,
    nodes.Getitem: Closures.item,
    nodes.Filter: Closures.filter,
    nodes.Test: Closures.test,
    nodes.And: Closures.both,
    nodes.Or: Closures.both,
    nodes.Not: _not,
    nodes.CondExpr: Closures.either,
    nodes.Compare: Closures.compare,
    nodes.Add: Closures.arithmetic,
    nodes.Sub: Closures.arithmetic,
}


def _output(tree: nodes.Template) -> list[nodes.Node]:
    return [node for each in tree.body for node in _flat(each)]


def _flat(node: nodes.Node) -> list[nodes.Node]:
    return list(node.nodes) if isinstance(node, nodes.Output) else [node]


def _item(owner: Any, key: Any) -> Any:
    if type(owner) is dict and key in owner:
        return owner[key]
    raise Doubt(f"no {key!r}")


def _path(node: nodes.Node) -> tuple[str, ...] | None:
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr) and (before := _path(node.node)):
        return (*before, node.attr)
    return None


def _walk(path: tuple[str, ...]) -> Value:
    # Raises what a missing key, null or a text raises; each of them means `Doubt`.
    if len(path) == 2:  # nearly all
        first, second = path
        return lambda names: names[first][second]

    def walk(names: Names) -> Any:
        value: Any = names
        for key in path:
            value = value[key]
        return value

    return walk
