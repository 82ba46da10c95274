"""The ministry's list of hospitals as a CSV: its columns, and what is wrong with a row.

Headers as in the exports of the ministry's code system (hcode.moph.go.th), in older lists, and in
`data/hospitals.csv`.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

HEADERS: dict[str, tuple[str, ...]] = {
    "code": ("code", "รหัส 5 หลัก", "รหัส 5 หลักใหม่", "hospcode", "hcode", "hcode5", "hoscode", "off_id"),
    "code_9": ("code9", "รหัส 9 หลักใหม่", "รหัส 9 หลัก", "hcode9_new", "hcode9", "hcode9new"),
    "name_th": ("name_th", "ชื่อ", "ชื่อสถานพยาบาล", "ชื่อหน่วยบริการ", "ชื่อหน่วยงาน", "hosname", "hospname", "name"),
    "name_en": ("name_en", "ชื่อภาษาอังกฤษ", "ชื่ออังกฤษ", "english name"),
    "aliases": ("aliases", "ชื่ออื่น"),
    "province": ("province", "จังหวัด", "changwat", "provname"),
    "district": ("district", "อำเภอ/เขต", "อำเภอ", "เขต/อำเภอ", "amphoe", "ampname"),
    "latitude": ("latitude", "lat", "ละติจูด"),
    "longitude": ("longitude", "lon", "lng", "long", "ลองจิจูด"),
    "telephone": ("telephone", "tel", "phone", "โทรศัพท์", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์"),
    "closed": ("closed", "วันที่ปิดบริการ"),
}
_LONGEST = {"name_th": 200, "name_en": 200, "province": 60, "district": 60, "telephone": 40}
_CODE_5, _CODE_9 = re.compile(r"[0-9]{5}"), re.compile(r"[0-9A-Z]{9}")
_EXCEL_TEXT = re.compile(r"""=(["'])(.*)\1""")
_INVISIBLE = re.compile("[\x00-\x1f\x7f\u200b\ufeff]")
_EMPTY = frozenset({"", "-", "null", "none", "nan"})
_SOUTH_WEST, _NORTH_EAST = (5.0, 97.0), (21.0, 106.0)


@dataclass(frozen=True)
class Fault:
    """Something wrong: where, and what to do about it. `line` counts from 1, the header's."""

    line: int
    column: str
    says: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.column}: {self.says}"


@dataclass(frozen=True)
class Row:
    """A good row. `values` hold what the file says of the hospital; what it leaves empty is not in them."""

    line: int
    code: str
    values: Mapping[str, Any]
    closed: bool = False


@dataclass
class HospitalList:
    """All good rows and all that is wrong with the others."""

    rows: list[Row] = field(default_factory=list[Row])
    faults: list[Fault] = field(default_factory=list[Fault])


class NotAList(ValueError):
    """The file is no list of hospitals; the message says what to do."""


def read_list(lines: Iterable[str]) -> HospitalList:
    """Read a CSV. Raises NotAList when its header lacks a column that must be there."""
    reader = csv.reader(lines)
    found = HospitalList()
    seen: dict[str, int] = {}
    try:
        columns = _columns(next(reader, []))
        for cells in reader:
            if any(cell.strip() for cell in cells):
                _take(found, seen, reader.line_num, _named(columns, cells))
    except csv.Error as error:
        raise NotAList(
            f"line {reader.line_num}: {error}. Is it a CSV, and are all quotation marks closed?"
        ) from error
    return found


def _columns(header: list[str]) -> dict[str, list[int]]:
    """Where each of our fields stands; several columns may mean one field, the first filled one counts."""
    written = [re.sub(r"\s+", " ", cell.lstrip("\ufeff").strip().casefold()) for cell in header]
    columns = {
        name: [written.index(one) for one in names if one in written] for name, names in HEADERS.items()
    }
    for needed, names in (("name_th", ("name_th",)), ("code", ("code", "code_9"))):
        if not any(columns[name] for name in names):
            known = ", ".join(one for name in names for one in HEADERS[name])
            raise NotAList(f"line 1: there is no column for {needed}. Name it one of: {known}")
    return columns


def _named(columns: Mapping[str, list[int]], cells: list[str]) -> dict[str, str]:
    def first(places: list[int]) -> str:
        return next((text for at in places if at < len(cells) and (text := _plain(cells[at]))), "")

    return {name: first(places) for name, places in columns.items()}


def _plain(cell: str) -> str:
    """The text of a cell; the ministry's export writes codes as ="10687" to keep Excel from eating zeros."""
    text = re.sub(r"\s+", " ", _INVISIBLE.sub(" ", cell)).strip()
    if excel := _EXCEL_TEXT.fullmatch(text):
        text = excel[2].strip()
    return "" if text.casefold() in _EMPTY else text


def _take(found: HospitalList, seen: dict[str, int], line: int, cells: Mapping[str, str]) -> None:
    faults = list(_faults(line, cells))
    code = (cells["code"] or cells["code_9"]).upper()
    if not faults and code in seen:
        says = f"{code} stands on line {seen[code]} already. Keep one of the two rows"
        faults.append(Fault(line, "code", says))
    if faults:
        found.faults += faults
        return
    seen[code] = line
    found.rows.append(Row(line, code, _values(cells), closed=bool(cells["closed"])))


def _values(cells: Mapping[str, str]) -> dict[str, Any]:
    read: dict[str, Callable[[str], Any]] = dict.fromkeys(_LONGEST, str)
    read |= {"latitude": float, "longitude": float, "aliases": _aliases}
    return {name: make(cells[name]) for name, make in read.items() if cells[name]}


def _aliases(text: str) -> list[str]:
    return [alias for part in re.split(r"[|;]", text) if (alias := part.strip())]


def _faults(line: int, cells: Mapping[str, str]) -> Iterator[Fault]:
    if says := _wrong_code(cells["code"].upper(), cells["code_9"].upper()):
        yield Fault(line, "code", says)
    if not cells["name_th"]:
        yield Fault(line, "name_th", "is empty. Write the hospital's name")
    for name, longest in _LONGEST.items():
        if len(cells[name]) > longest:
            yield Fault(line, name, f"has {len(cells[name])} characters, {longest} are allowed. Shorten it")
    yield from _wrong_position(line, cells)


def _wrong_code(code: str, code_9: str) -> str | None:
    if code and not _CODE_5.fullmatch(code) and not _CODE_9.fullmatch(code):
        zeros = (
            f". Excel may have eaten zeros: was it {code.zfill(5)}?"
            if re.fullmatch("[0-9]{1,4}", code)
            else ""
        )
        return f"{code!r} is not five digits{zeros or '. Copy it from the ministry'}"
    if not code and not code_9:
        return "is empty. Every hospital needs its five-digit or nine-character code"
    if not code and not _CODE_9.fullmatch(code_9):
        return f"{code_9!r} is not nine letters A to Z or digits. Copy it from the ministry"
    return None


def _wrong_position(line: int, cells: Mapping[str, str]) -> Iterator[Fault]:
    if bool(cells["latitude"]) != bool(cells["longitude"]):
        yield Fault(line, "latitude", "needs a longitude, and the reverse. Fill both or none")
        return
    for number, name in enumerate(("latitude", "longitude")):
        text, least, most = cells[name], _SOUTH_WEST[number], _NORTH_EAST[number]
        if text and not (re.fullmatch(r"\d{1,3}(\.\d+)?", text) and least <= float(text) <= most):
            says = f"{text!r} is not within Thailand ({least:g} to {most:g}). Correct it or leave it empty"
            yield Fault(line, name, says)
