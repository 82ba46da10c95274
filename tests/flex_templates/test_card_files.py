"""`python -m flex_templates.check`: what an editor reads when a file is wrong."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flex_templates import FileSource, TemplateError
from flex_templates.audit import Audit
from flex_templates.json_lines import Lines

SHIPPED = Path(__file__).parents[2] / "flex_templates"
TEMPLATE = """[
  { "type": "text",
    "text": "{{ words.hello }} {{ name }}" }
]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one template that is right."""
    folder = tmp_path / "flex_templates"
    for name in ("templates", "words", "samples"):
        (folder / name).mkdir(parents=True)
    (folder / "templates" / "hello.json").write_text(TEMPLATE, "utf-8")
    for language in ("th", "en"):
        words = {"common": {}, "hello": {"hello": "Hello", "plain": "Hello {{ name }}"}}
        (folder / "words" / f"{language}.json").write_text(json.dumps(words, indent=2), "utf-8")
    samples = {kind: {"name": kind} for kind in ("usual", "longest", "empty")}
    (folder / "samples" / "hello.json").write_text(json.dumps(samples, indent=2), "utf-8")
    return folder


def change(path: Path, edit: Callable[[Any], Any]) -> None:
    value = json.loads(path.read_text("utf-8"))
    edit(value)
    path.write_text(json.dumps(value, indent=2), "utf-8")


def problems(folder: Path) -> list[str]:
    return [str(problem).replace(f"{folder}/", "") for problem in Audit(folder).problems()]


def test_a_right_folder_has_no_problems(folder: Path):
    assert problems(folder) == []


def test_what_ships_has_no_problems():
    assert problems(SHIPPED) == []


def test_a_file_that_is_not_json(folder: Path):
    (folder / "templates" / "hello.json").write_text('[\n  { "type": "text", }\n]', "utf-8")

    [problem] = problems(folder)

    assert problem.startswith("templates/hello.json:2 /: this is not JSON")


def test_a_key_that_stands_twice(folder: Path):
    (folder / "templates" / "hello.json").write_text(
        '[\n {"type": "text",\n "text": "a",\n "text": "b"}\n]', "utf-8"
    )

    assert problems(folder) == ["templates/hello.json:4 /0/text: this key stands twice here; remove one"]


def test_an_error_in_a_template_has_its_line(folder: Path):
    (folder / "templates" / "hello.json").write_text(TEMPLATE.replace("name }}", "name | upper }}"), "utf-8")

    [problem] = problems(folder)

    assert problem.startswith("templates/hello.json:3 /0/text: there is no filter 'upper'; use one of clock,")


def test_a_template_that_is_no_list(folder: Path):
    (folder / "templates" / "hello.json").write_text("{}", "utf-8")

    assert problems(folder) == [
        "templates/hello.json:1 /: a template is a list of messages; put it inside [ ]"
    ]


def test_an_error_with_one_sample_only_names_it(folder: Path):
    change(folder / "samples" / "hello.json", lambda samples: samples["empty"].update(name=None))

    first, *_ = problems(folder)

    assert first.startswith("templates/hello.json:3 /0/text: the value is empty (null)")
    assert first.endswith("[sample empty, th]")


def test_a_finding_about_the_message_leads_to_the_template(folder: Path):
    card = [
        {
            "type": "text",
            "text": "{{ name }}",
            "quickReply": {"items": [{"$for": "n in names", "type": "action"}]},
        }
    ]
    (folder / "templates" / "hello.json").write_text(json.dumps(card, indent=1), "utf-8")
    change(
        folder / "samples" / "hello.json", lambda samples: [s.update(names=[1, 2]) for s in samples.values()]
    )

    found = [problem for problem in problems(folder) if "'action' is missing" in problem]

    assert len(found) == 1
    assert found[0].startswith("templates/hello.json:7 /0/quickReply/items/0: ")


def test_a_word_that_one_language_lacks(folder: Path):
    change(folder / "words" / "en.json", lambda words: words["hello"].pop("hello"))

    found = problems(folder)

    assert "templates/hello.json:3 /0/text: en.json has no word 'hello'; add it there" in found
    assert "words/th.json:4 /hello/hello: en.json lacks 'hello'; translate it there" in found


def test_a_word_that_is_wrong(folder: Path):
    change(folder / "words" / "en.json", lambda words: words["hello"].update(hello="{{ name | upper }}"))

    assert any(
        problem.startswith("words/en.json:4 /hello/hello: there is no filter") for problem in problems(folder)
    )


def test_a_word_that_is_blank(folder: Path):
    change(folder / "words" / "en.json", lambda words: words["common"].update(help=" "))

    assert any(
        problem.startswith("words/en.json:3 /common/help: a word must be") for problem in problems(folder)
    )


def test_a_word_that_nobody_uses_is_a_warning(folder: Path):
    for language in ("th", "en"):
        change(folder / "words" / f"{language}.json", lambda words: words["hello"].update(old="Old"))

    assert [problem.partition(" ")[2] for problem in problems(folder)] == [
        "/hello/old: (warning) the word 'old' is not used; remove it"
    ] * 2


def test_a_template_without_a_plain_text(folder: Path):
    for language in ("th", "en"):
        change(folder / "words" / f"{language}.json", lambda words: words["hello"].pop("plain"))

    assert any("no word 'plain'" in problem for problem in problems(folder))


def test_samples_that_differ_in_their_keys(folder: Path):
    def edit(samples: Any) -> None:
        samples["usual"] = {"name": "x", "queues": [{"id": 1}]}
        samples["longest"] = {"name": "x", "queues": [{"id": 1, "typo": 2}]}
        samples["empty"] = {"name": "x"}

    change(folder / "samples" / "hello.json", edit)

    found = problems(folder)

    assert any("/longest/queues/0/typo: the usual sample has no key 'typo'" in problem for problem in found)
    assert any("/empty: the key 'queues' of the usual sample is missing here" in problem for problem in found)


def test_a_set_of_samples_that_is_missing(folder: Path):
    change(folder / "samples" / "hello.json", lambda samples: samples.pop("empty"))

    assert problems(folder) == ["samples/hello.json:1 /empty: the sample set 'empty' is missing; add it"]


def test_a_template_without_samples(folder: Path):
    (folder / "samples" / "hello.json").unlink()

    assert problems(folder) == ["templates/hello.json:1 /: there is no file samples/hello.json; create it"]


def test_words_and_samples_of_a_template_that_does_not_exist(folder: Path):
    (folder / "samples" / "gone.json").write_text("{}", "utf-8")
    change(folder / "words" / "th.json", lambda words: words.update(gone={"a": "b"}))

    found = problems(folder)

    assert any(problem.startswith("samples/gone.json:1 ") for problem in found)
    assert any(problem.startswith("words/th.json:7 /gone: ") for problem in found)


@pytest.mark.parametrize("broken", [False, True])
def test_the_command_exits_with_1_when_something_is_wrong(folder: Path, broken: bool):
    if broken:
        change(folder / "words" / "th.json", lambda words: words["hello"].pop("hello"))

    ended = subprocess.run(
        [sys.executable, "-m", "flex_templates.check", str(folder)],
        cwd=SHIPPED.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ended.returncode == (1 if broken else 0), ended.stderr
    assert ended.stdout.endswith(
        "2 errors, 0 warnings\n" if broken else "1 templates: 0 errors, 0 warnings\n"
    )
    assert ("flex_templates/templates/hello.json:3 /0/text: " in ended.stdout) is broken


def test_lines_of_pointers():
    lines = Lines('{\n "a": [1,\n  {"b/c": "x\\"y"}],\n "d":\n {}\n}')

    pointers = ("", "/a", "/a/0", "/a/1", "/a/1/b~1c", "/d", "/a/1/none")
    assert [lines.line(pointer) for pointer in pointers] == [1, 2, 2, 3, 3, 4, 3]


def test_a_name_cannot_leave_the_folder(tmp_path: Path):
    shutil.copytree(SHIPPED / "templates", tmp_path / "templates")
    shutil.copytree(SHIPPED / "words", tmp_path / "words")
    source = FileSource(tmp_path)

    assert source.document("home").revision == FileSource().document("home").revision
    for name in ("../words/th", "no_such_template", "", "HOME"):
        with pytest.raises(TemplateError):
            source.document(name)
