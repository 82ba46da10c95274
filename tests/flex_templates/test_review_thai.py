"""Every sentence that a check can say has its Thai."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from flex_templates.review.thai import in_thai

FOLDER = Path(__file__).parents[2] / "flex_templates"
SAYING = ("checks/*.py", "review/*.py", "compiler.py", "sandbox.py", "scope.py", "tree.py", "filters.py",
          "used_words.py")  # fmt: skip


def sentences() -> Iterator[str]:
    """What stands in the code with "…; what to do", each value replaced by a letter."""
    for pattern in SAYING:
        for path in FOLDER.glob(pattern):
            tree = ast.parse(path.read_text("utf-8"))
            documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            inner = {
                id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.JoinedStr | ast.Constant) and id(node) not in documents | inner:
                    text = _written(node)
                    if "; " in text and " " in text.partition("; ")[2]:
                        yield text


def _written(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_written(part) for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) and isinstance(node.value, str) else "7"


@pytest.mark.parametrize("sentence", sorted(set(sentences())))
def test_it_has_a_thai_sentence(sentence: str):
    assert any("\u0e01" <= letter <= "\u0e5b" for letter in in_thai(sentence)), sentence


def test_what_differs_is_kept():
    english = "'bigg' is not one of sm, md; choose one of them"

    assert "bigg" in in_thai(english)
    assert "sm, md" in in_thai(english)


def test_the_table_has_as_many_places_in_both_languages():
    table = json.loads((FOLDER / "review/thai.json").read_text("utf-8"))

    assert [key for key, thai in table.items() if key.count("{}") < thai.replace("{{{{", "").count("{")] == []
