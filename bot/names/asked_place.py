"""Where something is asked for: in a park with those inside it, in a city, or everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.names.resolving import Meaning, spelt
from storage.database import Db
from storage.parks import cities, stored_parks

EVERYWHERE = 0


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """A park or a city by its number, what it is called and the parks there; without a number all parks."""

    number: int = EVERYWHERE
    is_city: bool = False
    name: str = ""
    park_ids: tuple[int, ...] | None = None


def place_named(db: Db, names: Iterable[str]) -> AskedPlace | None:
    """The first of these names that is a known place; everywhere for none, None where none is known."""
    names = tuple(names)
    if not names:
        return AskedPlace()
    found = (place_meant(db, meaning) for name in names if (meaning := spelt(db, name)) is not None)
    return next((place for place in found if place is not None), None)


def place_meant(db: Db, meaning: Meaning) -> AskedPlace | None:
    """The park or city that is meant, where it is only one."""
    if meaning.city is not None:
        return place_numbered(db, meaning.city.id, is_city=True)
    return None if meaning.park is None else place_numbered(db, meaning.park.id, is_city=False)


def place_numbered(db: Db, number: int, *, is_city: bool) -> AskedPlace | None:
    """The park or city of a number, as buttons carry it; None where it is gone."""
    if is_city:
        city = cities.get_city(db, number)
        if city is None:
            return None
        inside = cities.parks_in_city(db, city.name)
        return AskedPlace(city.id, True, city.name, tuple(park.id for park, _ in inside))
    if number == EVERYWHERE:
        return AskedPlace()
    park = stored_parks.get_park(db, number)
    if park is None:
        return None
    return AskedPlace(park.id, False, park.name, stored_parks.family_of(db, park.id))
