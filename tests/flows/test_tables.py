"""The topics' tables fit together, and their pictures show them."""

from pathlib import Path

import pytest

from flows import diagrams
from flows.topics import TOPICS

STATES = [state for topic in TOPICS for state in topic.states]


def test_each_state_trigger_and_handler_belongs_to_one_topic():
    triggers = [row["trigger"] for topic in TOPICS for row in topic.transitions]
    handled = [key for topic in TOPICS for key in topic.handlers]

    assert len(STATES) == len(set(STATES))
    assert len(triggers) == len(set(triggers))
    assert len(handled) == len(set(handled))


def test_a_state_bears_its_topics_name():
    assert all(state.split(".")[0] == topic.name for topic in TOPICS for state in topic.states)


def test_every_transition_leads_to_a_state_and_every_state_is_reached():
    assert {row["dest"] for topic in TOPICS for row in topic.transitions} == set(STATES)


def test_what_works_before_consent_is_handled_at_all():
    assert all(topic.before_consent <= topic.handlers.keys() for topic in TOPICS)


def test_the_diagrams_in_docs_show_the_tables():
    assert diagrams.stale() == [], "run `python -m flows.diagrams`"


def test_a_stale_page_is_named_and_drawn_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    diagrams.write(tmp_path)
    (tmp_path / "consent.md").write_text("old", "utf-8")
    (tmp_path / "gone.md").write_text(f"{diagrams.MARK} flows/topics/gone.py", "utf-8")
    (tmp_path / "README.md").write_text("by hand", "utf-8")

    assert diagrams.main(["--check"], tmp_path) == 1
    printed = capsys.readouterr().out
    assert "consent.md is stale" in printed
    assert "gone.md is stale" in printed
    assert "README" not in printed

    assert diagrams.main([], tmp_path) == 0
    assert diagrams.main(["--check"], tmp_path) == 0
    assert (tmp_path / "README.md").exists()
    assert not (tmp_path / "gone.md").exists()
