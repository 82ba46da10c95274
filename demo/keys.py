"""The demo hospitals' API keys, readable in `var/demo.keys.json`: the service keeps only hashes."""

import json
from pathlib import Path

from demo.place import write_private

# kind: version and mode
KINDS = {"test_key": (4, "test"), "live_key": (4, "live"), "v3_key": (3, None)}
Keys = dict[str, dict[str, str]]  # by hospital's code and kind


def read_keys(file: Path) -> Keys:
    """The keys of the last start; none when the file is missing or spoilt."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def write_keys(file: Path, keys: Keys) -> None:
    """For the owner's eyes only."""
    write_private(file, json.dumps(keys, indent=2) + "\n")
