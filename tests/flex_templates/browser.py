"""The page that draws cards, for tests."""

from collections.abc import Generator
from contextlib import contextmanager

from flex_templates.gallery.studio import Studio, studio
from tests.world.browser import needed_chromium


@contextmanager
def opened_studio() -> Generator[Studio]:
    """Skips where there is no browser; in CI that is a failure."""
    with studio(needed_chromium()) as opened:
        yield opened
