"""Jinja2 for people who are not trusted: an allow-list of syntax, items but no attributes, scalars only.

A template may print and compare the data it is given. It cannot call, assign, import, loop inside a
text, or reach anything that Python objects carry besides their items.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.nativetypes import NativeCodeGenerator
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from flex_templates.errors import Refused
from flex_templates.filters import FILTERS

TESTS = ("none", "defined")
RESERVED = ("words", "language", "loop")
ALLOWED_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If,
    nodes.Name, nodes.Const, nodes.List, nodes.Tuple, nodes.Getattr, nodes.Getitem,
    nodes.Filter, nodes.Test, nodes.CondExpr, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.Add, nodes.Sub, nodes.Neg,
)  # fmt: skip
LONGEST_STRING = 10_000
MOST_NODES = 400  # of the expressions in a string

Scalar = str | int | float


class Words(Mapping[str, str]):
    """Base of the words in a scope: besides the data's own dicts, the only thing with items."""


class Sandbox(ImmutableSandboxedEnvironment):
    """`a.b` and `a["b"]` both mean the item b: a key named "items" is data, and no method can be reached."""

    code_generator_class = NativeCodeGenerator  # values stay values; `Expression` makes text of them

    def getitem(self, obj: Any, argument: Any) -> Any:
        if type(obj) is dict or isinstance(obj, Words):
            items = cast(Mapping[str, Any], obj)
            if argument in items:
                return items[argument]
            return self.undefined(hint=f"there is no {argument!r} here, only {', '.join(items) or 'nothing'}")
        if isinstance(obj, Undefined):
            return obj[argument]  # raises, naming what is missing
        if isinstance(obj, list) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return cast(list[Any], obj)[argument]
        return self.undefined(hint=f"{argument!r} is asked of something that has no such item ({_kind(obj)})")

    def getattr(self, obj: Any, attribute: str) -> Any:
        return self.getitem(obj, attribute)


@pass_context
def _as_is(context: Context, value: Any) -> Any:
    """Taking the context keeps Jinja2 from turning constants into text when it compiles."""
    return value


def _environment() -> Sandbox:
    environment = Sandbox(
        undefined=StrictUndefined, finalize=_as_is, keep_trailing_newline=True, cache_size=0
    )
    environment.globals.clear()
    environment.filters.clear()
    environment.filters.update(FILTERS)
    environment.tests = {name: environment.tests[name] for name in TESTS}
    return environment


ENVIRONMENT = _environment()


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled string. `single` when it is one whole {{ expression }} and nothing else.

    `path` when that expression is only `a.b.c`, as most are: walking the data is faster than Jinja2.
    """

    run: Any
    single: bool
    path: tuple[str, ...] | None
    tree: nodes.Template

    def value(self, context: Context) -> Any:
        """The value of a single expression as it is; of anything else, its text."""
        if self.path is not None:
            value: Any = context.parent
            for key in self.path:
                if not (type(value) is dict or isinstance(value, Words)) or key not in value:
                    break  # Jinja2 says what is missing
                value = value[key]
            else:
                return value
        if self.single:
            value = next(self.run(context))
            if isinstance(value, Undefined):
                str(value)  # raises, naming what is missing
            return value
        return "".join(str(printable(part)) for part in self.run(context))


def printable(value: Any) -> Scalar:
    """Only a text or a number may reach the message.

    Raises: `Refused` for null, true/false, lists and objects.
    """
    if type(value) is str:
        return value
    if isinstance(value, Undefined):
        str(value)
    if value is None:
        sentence = "the value is empty (null) here; leave the item out with $if, or use | default('…')"
        raise Refused(sentence, "empty")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Refused(f"a text or a number is needed here, this is a {_kind(value)}", "not_a_text")
    return value


def is_dynamic(text: str) -> bool:
    return "{{" in text or "{%" in text or "{#" in text


@lru_cache(maxsize=8192)
def compile_string(text: str) -> Expression:
    """Compile a string holding {{ … }} or {% if … %}.

    Raises: `Refused` with the reason when the syntax is wrong or not allowed.
    """
    if len(text) > LONGEST_STRING:
        raise Refused(f"the string is longer than {LONGEST_STRING} characters; shorten it")
    try:
        tree = ENVIRONMENT.parse(text)
        _refuse_what_is_not_allowed(tree)
        single = _single(tree)
        run = ENVIRONMENT.from_string(tree).root_render_func
        return Expression(run, single is not None, _path(single), tree)
    except TemplateSyntaxError as error:
        raise Refused(f"{error.message}; check the {{{{ … }}}} in this string") from None
    except Refused:
        raise
    except (ValueError, SyntaxError):  # how Python refuses a number of thousands of digits
        raise Refused("this cannot be read as an expression; simplify it") from None
    except (RecursionError, MemoryError):
        raise Refused("the expression is nested too deeply; simplify it") from None


def compile_expression(text: str) -> Expression:
    """Compile a bare expression, as in "$if": "booking.note"."""
    expression = compile_string("{{ " + text + " }}")
    if not expression.single:
        raise Refused("write one bare expression here, without {{ }}")
    return expression


def _refuse_what_is_not_allowed(tree: nodes.Template) -> None:
    for number, node in enumerate(_walk(tree)):
        if number > MOST_NODES:
            raise Refused("the string has too many expressions; simplify it")
        if not isinstance(node, ALLOWED_NODES):
            raise Refused(
                f"{type(node).__name__.lower()} is not allowed in templates; use $if, $for and the filters"
            )
        if isinstance(node, nodes.Name) and (node.ctx != "load" or node.name == "self"):
            raise Refused(f"the name {node.name!r} is not allowed")
        if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            raise Refused(f"names starting with _ are not allowed: {node.attr}")
        if isinstance(node, nodes.Filter) and (node.name not in FILTERS or node.dyn_args or node.dyn_kwargs):
            raise Refused(f"there is no filter {node.name!r}; use one of {', '.join(sorted(FILTERS))}")
        if isinstance(node, nodes.Test) and node.name not in TESTS:
            raise Refused(f"there is no test {node.name!r}; use one of {', '.join(TESTS)}")


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _single(tree: nodes.Template) -> nodes.Expr | None:
    """The expression, when the string is one whole {{ expression }}."""
    if len(tree.body) != 1 or not isinstance(tree.body[0], nodes.Output):
        return None
    inside = tree.body[0].nodes
    return None if len(inside) != 1 or isinstance(inside[0], nodes.TemplateData) else inside[0]


def _path(expression: nodes.Expr | None) -> tuple[str, ...] | None:
    """("a", "b", "c") for `a.b.c`."""
    if isinstance(expression, nodes.Name):
        return (expression.name,)
    if isinstance(expression, nodes.Getattr) and (before := _path(expression.node)):
        return (*before, expression.attr)
    return None


def _kind(value: Any) -> str:
    words = {type(None): "null", bool: "true/false value", str: "text", int: "number", float: "number"}
    return words.get(type(value), "list" if isinstance(value, list | tuple) else "object")
