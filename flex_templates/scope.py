"""What an expression can see while a template renders, and how much it may still write."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import nodes
from jinja2.runtime import Context

from flex_templates.errors import Refused, TemplateError, kind_of
from flex_templates.sandbox import ENVIRONMENT, Expression, Words, compile_string, is_dynamic, printable

LARGEST_OUTPUT = 50 * 1024


class Budget:
    """Bytes that a rendering may still produce: an absurd template stops before it fills the memory."""

    def __init__(self, left: int = LARGEST_OUTPUT) -> None:
        self.left = left

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise Refused("the messages grow over 50 KB; show fewer items or shorter texts", "too_large")


class Scope:
    """The data, `words`, `language`, and inside a $for its item and `loop`."""

    def __init__(self, name: str, data: Mapping[str, Any], words: Mapping[str, str], language: str) -> None:
        self.name = name
        self.language = language
        self.budget = Budget()
        self.origins: dict[int, str] = {}
        self._table = words
        self._see({**data, "language": language})

    def inside_loop(self, item_name: str, item: Any, index: int, last: int) -> "Scope":
        """The same scope with one more name; words used there see that name too."""
        inner = object.__new__(Scope)
        inner.name, inner.language, inner.budget = self.name, self.language, self.budget
        inner.origins, inner._table = self.origins, self._table
        loop = {"index": index + 1, "first": index == 0, "last": index == last}
        inner._see({**self._variables, item_name: item, "loop": loop})
        return inner

    def _see(self, variables: dict[str, Any]) -> None:
        self._variables = variables
        self.context = Context(ENVIRONMENT, variables, None, {})
        self.words = variables["words"] = WordsInScope(self.name, self._table, self.language, self.context)


class WordsInScope(Words):
    """The words of one language; a word's own {{ }} are filled in when it is used."""

    def __init__(self, name: str, table: Mapping[str, str], language: str, context: Context) -> None:
        self._name, self._table, self._language, self._context = name, table, language, context

    def __getitem__(self, key: str) -> str:
        text = self._table[key]
        if not is_dynamic(text):
            return text
        try:
            return str(printable(compile_word(text).value(self._context)))
        except Exception as error:
            place = f"/words/{self._language}/{key}"
            raise TemplateError(self._name, place, explain(error), kind_of(error)) from error

    def __contains__(self, key: object) -> bool:
        if key in self._table:
            return True
        raise Refused(f"{self._language}.json has no word {key!r}; add it there", "no_such_word")

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


@lru_cache(maxsize=4096)
def compile_word(text: str) -> Expression:
    """A word is a string like any other, except that it cannot use further words: there are no circles."""
    expression = compile_string(text)
    if any(name.name == "words" for name in expression.tree.find_all(nodes.Name)):
        raise Refused("a word cannot use other words; write the text here")
    return expression


def explain(error: Exception) -> str:
    """A sentence for an editor. It may quote the data: show it beside samples, never store or log it."""
    if isinstance(error, TemplateError):
        return error.sentence
    if isinstance(error, Refused):
        return str(error)
    return f"{getattr(error, 'message', None) or error}; compare with the template's data"
