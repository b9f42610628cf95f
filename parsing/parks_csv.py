"""Lists of parks as CSV files, in either of the two layouts in use."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from parsing.park_names import plain, without_province
from parsing.parks import Park
from parsing.unknown_parks import cities

LONGEST_NAME = 60

# Column names of both layouts, by the field of a park they fill. `name` has to be there.
_COLUMNS = {
    "name": ("name", "名称"),
    "aliases": ("aliases", "aliases_by_rule", "别名"),
    "city": ("city", "地市"),
    "county": ("county", "县区"),
    "level": ("level", "级别"),
    "parent": ("parent", "上级园区"),
    "former_names": ("former_names", "曾用名"),
    "merged_into": ("merged_into", "并入"),
    "source": ("source", "来源"),
    "note": ("note", "备注"),
}
_PROVINCE, _CLASS = "province", "class"
_SEPARATORS = re.compile(r"[|、;；]")
_CONTROL = re.compile("[\0-\x1f\x7f]")


class UnreadableParksCsv(Exception):
    """The text is no list of parks: it has no header with a name column."""

    def __init__(self, header: tuple[str, ...]) -> None:
        self.header = header
        found = ", ".join(header) or "nothing"
        super().__init__(f"The first line must name the columns, `name` among them; found: {found}.")


@dataclass(frozen=True, slots=True)
class ParksCsv:
    """The parks of a list, in its order, and the lines (from 1) that were refused, with why in English."""

    parks: tuple[Park, ...]
    refused: tuple[tuple[int, str], ...]


def read_parks_csv(text: str) -> ParksCsv:
    """The parks in a CSV text.

    Layouts: `name,aliases,city,county,level[,parent,former_names,merged_into],source,note`, or
    `code,province,class,level,name,aliases_by_rule,source`, where the city is read from the name. Several
    names in one cell are separated by |. A line without a usable name, or that repeats one, is refused and
    the rest is read. Raises UnreadableParksCsv where the first line names no `name` column.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    header = tuple(cell.strip() for cell in next(reader, ()))
    columns = _columns(header)
    if "name" not in columns:
        raise UnreadableParksCsv(header)
    parks: list[Park] = []
    refused: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    while True:
        first_line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            refused.append((reader.line_num, f"not CSV: {error}"))
            continue
        if row is None:
            break
        if not any(cell.strip() for cell in row):
            continue
        cells = {field: row[at].strip() for field, at in columns.items() if at < len(row)}
        reason = _fault(cells, row, header, seen)
        if reason:
            refused.append((first_line, reason))
            continue
        seen[plain(cells["name"])] = first_line
        parks.append(_park(cells))
    return ParksCsv(tuple(parks), tuple(refused))


def _columns(header: tuple[str, ...]) -> dict[str, int]:
    lowered = [cell.lower() for cell in header]
    columns = {
        field: lowered.index(name) for field, names in _COLUMNS.items() for name in names if name in lowered
    }
    return columns | {name: lowered.index(name) for name in (_PROVINCE, _CLASS) if name in lowered}


def _fault(cells: dict[str, str], row: list[str], header: tuple[str, ...], seen: dict[str, int]) -> str:
    name = cells.get("name", "")
    if not name:
        return "no name"
    if len(row) > len(header):
        return f"{len(row)} cells where the header has {len(header)}"
    if len(name) > LONGEST_NAME:
        return f"the name has {len(name)} characters, more than {LONGEST_NAME}"
    if any(_CONTROL.search(cell) for cell in cells.values()):
        return "a control character in a cell"
    if plain(name) in seen:
        return f"the same name as line {seen[plain(name)]}"
    if plain(name) in (plain(cells.get("parent", "")), plain(cells.get("merged_into", ""))):
        return "a park can't be its own parent or successor"
    return ""


def _park(cells: dict[str, str]) -> Park:
    name = cells["name"]
    kind = " ".join(filter(None, (cells.get(_PROVINCE, ""), cells.get(_CLASS, ""))))
    return Park(
        name=name,
        aliases=_names(cells.get("aliases", ""), name),
        city=cells.get("city", "") or (_city_of(name) if _PROVINCE in cells else ""),
        county=cells.get("county", ""),
        level=cells.get("level", ""),
        parent=cells.get("parent", ""),
        former_names=_names(cells.get("former_names", ""), name),
        merged_into=cells.get("merged_into", ""),
        source=cells.get("source", ""),
        note=cells.get("note", "") or kind,
    )


def _names(cell: str, own: str) -> tuple[str, ...]:
    parts = (part.strip() for part in _SEPARATORS.split(cell))
    return tuple(dict.fromkeys(part for part in parts if part and part != own))


def _city_of(name: str) -> str:
    """The city that a zone's name starts with, after its province: 江苏南京化工园 → 南京."""
    for start in (plain(name), without_province(plain(name))):
        for length in (5, 4, 3, 2):
            if start[:length] in cities():
                return start[:length]
    return ""
