"""The page that draws cards, for tests."""

from collections.abc import Generator
from contextlib import contextmanager
from os import environ

import pytest

from flex_templates.gallery.studio import Studio, chromium, studio


@contextmanager
def opened_studio() -> Generator[Studio]:
    """Skips where there is no browser; in CI that is a failure."""
    program = chromium()
    if program is None:
        give_up = pytest.fail if environ.get("CI") == "true" else pytest.skip
        give_up("Chromium is not installed: run `sh scripts/chromium.sh`.")
    with studio(program) as opened:
        yield opened
