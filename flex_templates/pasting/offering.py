"""Which texts of a card look like data of the booking, and which could be words in two languages."""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count, islice
from typing import Any

from flex_templates.form import TEXT_KEYS
from flex_templates.pasting.guessing import Guess, guesses, sample_values
from flex_templates.pasting.places import guard
from flex_templates.pointers import put, strings
from flex_templates.review.catalogue import Variable, variables
from flex_templates.sandbox import is_dynamic

Words = Mapping[str, Mapping[str, str]]
MOST = 100
ADDRESS_KEYS = ("uri", "url")


@dataclass(frozen=True, slots=True)
class Offer:
    """`now` at `pointer` may become `then`. `found` is the part of it that looks like the variable `thai`.

    Of a word both names are empty.
    """

    id: str
    pointer: str
    now: str
    then: str
    found: str
    thai: str
    english: str
    condition: str = ""


def offers(name: str, structure: list[Any], own: Words, data: Mapping[str, Any]) -> list[Offer]:
    """In the order of the card; variables before words, at most 100. `data`: the usual sample."""
    return list(islice(chain(_variables(name, structure, data), _words(structure, own)), MOST))


def accept(
    name: str, structure: list[Any], own: Words, data: Mapping[str, Any], offer: str
) -> tuple[list[Any], dict[str, dict[str, str]]]:
    """Copies with that offer taken. Raises: LookupError when it is offered no more."""
    chosen = next((each for each in offers(name, structure, own, data) if each.id == offer), None)
    if chosen is None:
        raise LookupError(offer)
    made = copy.deepcopy(structure)
    words = {language: dict(table) for language, table in own.items()}
    put(made, chosen.pointer, chosen.then)
    if chosen.condition:
        guard(made, chosen.pointer, chosen.condition)
    if not chosen.thai:
        key = chosen.then.removeprefix("{{ words.").removesuffix(" }}")
        for table in words.values():
            table[key] = chosen.now
    return made, words


def _variables(name: str, structure: list[Any], data: Mapping[str, Any]) -> Iterator[Offer]:
    known = variables(name)
    values = sample_values(known, data)
    for pointer, text in strings(structure):
        key = pointer.rpartition("/")[2]
        if key not in (*TEXT_KEYS, *ADDRESS_KEYS) or is_dynamic(text):
            continue
        for guess in guesses(text, known, values, address=key in ADDRESS_KEYS):
            if key == "altText" and known[guess.path].private:
                continue  # a locked screen shows it
            yield _offer(pointer, text, guess, known[guess.path])


def _offer(pointer: str, text: str, guess: Guess, row: Variable) -> Offer:
    whole = text.strip() == guess.found
    hole = f"{{{{ {guess.shown} }}}}"
    condition = (guess.condition or guess.path) if row.may_be_empty else ""
    part = f"{{% if {condition} %}}{hole}{{% endif %}}" if condition and not whole else hole
    then = hole if whole else text.replace(guess.found, part, 1)
    return Offer(
        f"{pointer} {guess.shown}",
        pointer,
        text,
        then,
        guess.found,
        row.thai,
        row.english,
        condition if whole else "",
    )


def _words(structure: list[Any], own: Words) -> Iterator[Offer]:
    taken = {key for table in own.values() for key in table}
    numbers = (number for number in count(1) if f"text_{number}" not in taken)
    for pointer, text in strings(structure):
        if pointer.rpartition("/")[2] in TEXT_KEYS and not is_dynamic(text) and re.search(r"[^\W\d_]", text):
            word = f"{{{{ words.text_{next(numbers)} }}}}"
            yield Offer(f"{pointer} word", pointer, text, word, text, "", "")


def unused(structure: list[Any], own: Words, kept: set[str]) -> dict[str, dict[str, str]]:
    """The own words without those that nothing shows any more; `kept` stay."""
    shown = " ".join(text for _, text in strings(structure))
    return {
        language: {
            key: text
            for key, text in table.items()
            if key in kept or re.search(rf"words(?:\.|\[')({re.escape(key)})\b", shown) or "words[" in shown
        }
        for language, table in own.items()
    }
