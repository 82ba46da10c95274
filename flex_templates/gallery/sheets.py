"""Pictures that are committed beside their source: pages of one size, drawn by Chromium, small as files."""

import hashlib
import io
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from flex_templates.gallery.studio import FLAGS, chromium

_COLOURS = 255


@dataclass(frozen=True)
class Sheets:
    """`pages`: file → HTML of that size; `source`: what they are made from, whose digest lies in `record`."""

    pages: Mapping[Path, str]
    size: tuple[int, int]
    most_bytes: int
    source: bytes
    record: Path
    dither: Image.Dither = Image.Dither.FLOYDSTEINBERG

    def are_stale(self) -> bool:
        """Whether the committed pictures show an older source."""
        return json.loads(self.record.read_text("utf-8")).get("sources") != self._digest()

    def draw(self) -> None:
        """Draw them anew. Exits where Chromium is missing; raises ValueError for one that is too large."""
        program = chromium()
        if program is None:
            sys.exit("Chromium is not installed: run `make chromium`.")
        width, height = self.size
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
            try:
                sheet = browser.new_page(viewport={"width": width, "height": height})
                for path, page in self.pages.items():
                    sheet.set_content(page)
                    self._write(path, sheet.screenshot())
            finally:
                browser.close()
        self.record.write_text(json.dumps({"sources": self._digest()}, indent=2) + "\n", "utf-8")

    def _digest(self) -> str:
        return hashlib.sha256(self.source).hexdigest()

    def _write(self, path: Path, shot: bytes) -> None:
        picture = Image.open(io.BytesIO(shot)).convert("RGB").quantize(_COLOURS, dither=self.dither)
        picture.save(path, optimize=True)
        if path.stat().st_size > self.most_bytes:
            raise ValueError(f"{path.name} has {path.stat().st_size} bytes; at most {self.most_bytes}")
