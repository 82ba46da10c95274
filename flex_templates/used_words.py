"""Which words a template uses, and whether every language has them."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, cast

from jinja2 import nodes

from flex_templates.document import LANGUAGES, Document
from flex_templates.errors import Refused
from flex_templates.pointers import escape
from flex_templates.sandbox import compile_expression, compile_string, is_dynamic
from flex_templates.scope import compile_word

PLAIN = "plain"


class Use(NamedTuple):
    """`words.key` at a place; `key` is None for `words["state_" + …]`, which begins with `prefix`."""

    pointer: str
    key: str | None
    prefix: str = ""


class Gap(NamedTuple):
    """Something wrong with the words. `pointer` as in `TemplateError`."""

    pointer: str
    sentence: str
    is_error: bool = True


def check_words(document: Document, own: Mapping[str, Mapping[str, str]]) -> list[Gap]:
    """Words that a template lacks in a language, and what is wrong with its own table."""
    uses = list(used_words(document.template))
    return [*_missing(document, uses), *check_table(own), *_unused(own, uses)]


def check_table(own: Mapping[str, Mapping[str, str]]) -> Iterator[Gap]:
    """One table in all languages: the same keys, each a text that compiles."""
    for language in LANGUAGES:
        table: Mapping[str, object] = own.get(language, {})
        for key, text in table.items():
            for other in LANGUAGES:
                if key not in own.get(other, {}):
                    yield Gap(f"/words/{language}/{key}", f"{other}.json lacks {key!r}; translate it there")
            if wrong := _wrong_word(text):
                yield Gap(f"/words/{language}/{key}", wrong)


def _missing(document: Document, uses: list[Use]) -> Iterator[Gap]:
    for language in LANGUAGES:
        table = document.words.get(language, {})
        if PLAIN not in table:
            yield Gap(
                "", f"{language}.json has no word 'plain' for this template; it is sent if the card fails"
            )
        for use in uses:
            if use.key is not None and use.key not in table:
                yield Gap(use.pointer, f"{language}.json has no word {use.key!r}; add it there")


def _unused(own: Mapping[str, Mapping[str, str]], uses: list[Use]) -> Iterator[Gap]:
    keys = {use.key for use in uses} | {PLAIN}
    prefixes = tuple(use.prefix for use in uses if use.key is None)
    for language in LANGUAGES:
        for key in own.get(language, {}):
            if key not in keys and not key.startswith(prefixes):
                yield Gap(f"/words/{language}/{key}", f"the word {key!r} is not used; remove it", False)


def _wrong_word(text: object) -> str | None:
    if not isinstance(text, str) or not text.strip():
        return "a word must be a text that is not empty; write it"
    try:
        if is_dynamic(text):
            compile_word(text)
    except Refused as error:
        return str(error)
    return None


def used_words(value: Any, pointer: str = "") -> Iterator[Use]:
    """Every use of `words` in a template, without rendering it; strings that do not compile are skipped."""
    if isinstance(value, dict):
        for key, inner in cast(dict[str, Any], value).items():
            place = f"{pointer}/{escape(key)}"
            if key in ("$if", "$for") and isinstance(inner, str):
                yield from _in_string(
                    inner.partition(" in ")[2] if key == "$for" else inner, place, bare=True
                )
            else:
                yield from used_words(inner, place)
    elif isinstance(value, list):
        for at, inner in enumerate(cast(list[Any], value)):
            yield from used_words(inner, f"{pointer}/{at}")
    elif isinstance(value, str) and is_dynamic(value):
        yield from _in_string(value, pointer, bare=False)


def _in_string(text: str, pointer: str, *, bare: bool) -> Iterator[Use]:
    try:
        tree = (compile_expression(text) if bare else compile_string(text)).tree
    except Refused:
        return
    for node in tree.find_all((nodes.Getattr, nodes.Getitem)):
        if not (isinstance(node.node, nodes.Name) and node.node.name == "words"):
            continue
        if isinstance(node, nodes.Getattr):
            yield Use(pointer, node.attr)
        elif isinstance(node.arg, nodes.Const):
            yield Use(pointer, str(node.arg.value))
        else:
            first = node.arg.left if isinstance(node.arg, nodes.Add) else node.arg
            yield Use(pointer, None, str(first.value) if isinstance(first, nodes.Const) else "")
