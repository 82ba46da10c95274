"""Every script of this folder, played through the webhook."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conversations.script import PHRASES, ScriptError, read
from tests.conversations.stage import Stage
from tests.world.people import HospitalSystem
from tests.world.processes import Processes

SCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))
_SWITCHES = {"on": True, "off": False}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_conversation(script: Path, world: Processes, new_hospital: Callable[..., HospitalSystem]):
    lines = list(read(script))
    language, switches = "th", dict[str, object]()
    while lines and lines[0].phrase in {"language", "hospital_has", "hospital_stands"}:
        first = lines.pop(0)
        if first.phrase == "language":
            language = first.said[0]
        elif first.phrase == "hospital_stands":
            switches["province"], switches["district"] = first.said
        else:
            switches[first.said[0]] = _SWITCHES.get(first.said[1], first.said[1])
    stage = Stage(world, new_hospital(**switches))
    stage.begin(language)
    for line in lines:
        stage.play(line)


def test_every_phrase_is_spoken_and_acted():
    spoken = {line.phrase for script in SCRIPTS for line in read(script)}

    assert len(SCRIPTS) >= 25
    assert set(PHRASES) - spoken == set()
    assert all(hasattr(Stage, phrase) for phrase in PHRASES if phrase != "language")


def test_a_line_that_nobody_knows_is_named(tmp_path: Path):
    script = tmp_path / "odd.txt"
    script.write_text("# fine\nshe dances\n", "utf-8")

    with pytest.raises(ScriptError, match=r"odd\.txt:2: .*'she dances'"):
        list(read(script))
