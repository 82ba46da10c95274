"""The English names of all 928 districts, which the ministry's list of hospitals does not have.

`districts.csv` was compared from two public tables; where they differed, the spelling of the Royal Thai
General System was taken.
"""

import csv
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "districts.csv"
_KINDS = ("อำเภอ", "กิ่งอำเภอ", "เขต")


@cache
def _table() -> dict[tuple[str, str], str]:
    with open(_FILE, encoding="utf-8", newline="") as file:
        return {(row["province"], row["district"]): row["english"] for row in csv.DictReader(file)}


def english_district(province: str | None, district: str) -> str | None:
    """The English name of a Thai one, with or without its kind; None when there is no such district."""
    table = _table()
    for kind in ("", *_KINDS):
        if found := table.get((province or "", district.removeprefix(kind))):
            return found
    return None
