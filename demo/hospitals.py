"""The demo's hospitals: all of `data/hospitals.csv`, two of them connected."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

# These two can be booked at; the first stands in `docs/journey.md`.
CONNECTED = ("10687", "10686")
_LIST = Path(__file__).parents[1] / "data" / "hospitals.csv"


@dataclass(frozen=True)
class Row:
    """One line of the list; what is not known is None."""

    code: str
    name_th: str
    name_en: str
    aliases: list[str]
    province: str
    district: str
    latitude: float
    longitude: float
    telephone: str | None

    @property
    def map_url(self) -> str:
        """By name: a map knows the entrance better than a rounded position does."""
        return f"https://www.google.com/maps/search/?api=1&query={quote(self.name_th)}"

    def booking_url(self, simulator_url: str) -> str | None:
        """The booking page, at the simulator's hospital; None for a hospital that is not connected."""
        if self.code not in CONNECTED:
            return None
        return f"{simulator_url}/hospital/{self.code}/que_register.php?regist={{connect_id}}"


def rows() -> Iterator[Row]:
    """All hospitals of the list."""
    with open(_LIST, encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            yield Row(
                code=line["code"],
                name_th=line["name_th"],
                name_en=line["name_en"],
                aliases=[alias for alias in line["aliases"].split("|") if alias],
                province=line["province"],
                district=line["district"],
                latitude=float(line["latitude"]),
                longitude=float(line["longitude"]),
                telephone=line["telephone"] or None,
            )
