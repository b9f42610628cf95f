"""What a park is, and the list of parks that comes with the project."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

BUNDLED_LIST = Path(__file__).with_name("parks_shanxi.csv")
LIST_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Park:
    """A development zone. `parent` and `merged_into` are names of other parks; empty where there is none.

    `confirmed` is false for a park that only a page has named so far.
    """

    name: str
    aliases: tuple[str, ...] = ()
    city: str = ""
    county: str = ""
    level: str = ""
    parent: str = ""
    former_names: tuple[str, ...] = ()
    merged_into: str = ""
    source: str = ""
    note: str = ""
    confirmed: bool = True

    @property
    def cities(self) -> tuple[str, ...]:
        """The cities the park lies in: 太原/晋中 → 太原, 晋中."""
        return tuple(part for part in self.city.split("/") if part)


def _names(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(LIST_SEPARATOR) if part.strip())


@lru_cache(maxsize=1)
def bundled_parks() -> tuple[Park, ...]:
    """The parks that come with the project: 66 zones of Shanxi, each with the source of its facts."""
    with BUNDLED_LIST.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Park(
                name=row["name"],
                aliases=_names(row["aliases"]),
                city=row["city"],
                county=row["county"],
                level=row["level"],
                parent=row["parent"],
                former_names=_names(row["former_names"]),
                merged_into=row["merged_into"],
                source=row["source"],
                note=row["note"],
            )
            for row in csv.DictReader(lines)
        )
