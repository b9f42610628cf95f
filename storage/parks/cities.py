"""Cities that parks lie in, and the parks of each."""

from __future__ import annotations

from dataclasses import dataclass

from parsing.park_names import name_key
from storage.database import Db
from storage.parks.stored_parks import StoredPark, get_parks


@dataclass(frozen=True, slots=True)
class City:
    """A city that parks lie in, under its bare name: 运城."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class CityParks:
    """The parks of one city with the number of stored articles about each, most first."""

    city: str
    parks: tuple[tuple[StoredPark, int], ...]


def find_city(db: Db, text: str) -> City | None:
    """The city that `text` names, with or without 市."""
    key = name_key(text)
    row = db.execute(
        "SELECT id, name FROM cities WHERE name IN (?, ?)", [key, key.removesuffix("市")]
    ).fetchone()
    return None if row is None else City(*row)


def get_city(db: Db, city_id: int) -> City | None:
    """The city with this id, or None."""
    row = db.execute("SELECT id, name FROM cities WHERE id = ?", [city_id]).fetchone()
    return None if row is None else City(*row)


def parks_in_city(db: Db, city: str) -> tuple[tuple[StoredPark, int], ...]:
    """The parks of a city with the number of stored articles about each, a story once, most first."""
    rows = db.execute(
        """
        SELECT p.id, (
            SELECT count(DISTINCT coalesce(-a.story_id, a.id)) FROM articles a
            WHERE a.park_id = p.id AND a.retracted_at IS NULL
        ) AS articles
        FROM park_cities c JOIN parks p ON p.id = c.park_id
        WHERE c.city = ? AND p.merged_into_id IS NULL ORDER BY articles DESC, p.name
        """,
        [city],
    ).fetchall()
    return tuple(zip(get_parks(db, [row[0] for row in rows]), (row[1] for row in rows), strict=True))


def parks_by_city(db: Db) -> tuple[CityParks, ...]:
    """Every city with its parks, those in no city under ""; most articles first, merged parks left out."""
    counts = dict(
        db.execute(
            "SELECT park_id, count(DISTINCT coalesce(-story_id, id)) FROM articles"
            " WHERE park_id IS NOT NULL AND retracted_at IS NULL GROUP BY park_id"
        ).fetchall()
    )
    standing = db.execute("SELECT id FROM parks WHERE merged_into_id IS NULL").fetchall()
    cities: dict[str, list[tuple[StoredPark, int]]] = {}
    for park in get_parks(db, [park_id for (park_id,) in standing]):
        for city in park.cities or ("",):
            cities.setdefault(city, []).append((park, counts.get(park.id, 0)))
    grouped = [
        CityParks(city, tuple(sorted(parks, key=lambda entry: (-entry[1], entry[0].name))))
        for city, parks in cities.items()
    ]
    return tuple(sorted(grouped, key=_newsworthy))


def _newsworthy(group: CityParks) -> tuple[bool, int, int, str]:
    """Cities with most articles first, then those with most parks; parks in no city last."""
    return not group.city, -sum(count for _, count in group.parks), -len(group.parks), group.city
