"""All names of parks and cities, for matching that needs more than SQL."""

from __future__ import annotations

from dataclasses import dataclass

from storage.database import Db
from storage.parks.cities import City


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that a park or a city is called: (park id, name), (park id, county), cities."""

    parks: tuple[tuple[int, str], ...]
    counties: tuple[tuple[int, str], ...]
    cities: tuple[City, ...]


def every_name(db: Db) -> Names:
    """What parks and cities are called."""
    return Names(
        tuple(db.execute("SELECT park_id, name FROM park_names ORDER BY park_id, name").fetchall()),
        tuple(db.execute("SELECT id, county FROM parks WHERE county <> '' ORDER BY id").fetchall()),
        tuple(City(*row) for row in db.execute("SELECT id, name FROM cities ORDER BY id")),
    )
