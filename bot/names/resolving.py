"""What a reader's words mean: a park, several, a city, or nothing that is known.

Names as they are spelt are found by SQL alone. Only what SQL doesn't know goes to the worker, which has the
libraries for pinyin, traditional characters and typos.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from bot.context import Parts
from bot.names.matching import CITY, PARK, How, Match, match_name
from bot.working.worker import WorkerFault
from storage import cities, place_names, stored_parks
from storage.cities import City
from storage.database import Db
from storage.stored_parks import StoredPark

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The parks and cities that a text may mean; `how` is None where it is spelt as it is known."""

    parks: tuple[StoredPark, ...] = ()
    cities: tuple[City, ...] = ()
    how: How | None = None

    @property
    def park(self) -> StoredPark | None:
        """The park, where it is the only thing meant."""
        only = len(self.parks) == 1 and not self.cities and self.how is not How.HARDLY
        return self.parks[0] if only else None

    @property
    def city(self) -> City | None:
        """The city, where it is the only thing meant."""
        only = len(self.cities) == 1 and not self.parks and self.how is not How.HARDLY
        return self.cities[0] if only else None


def called(db: Db, text: str) -> Meaning | None:
    """The meaning of a city's name, or of a park's or its beginning; what an index knows. None for others."""
    city = cities.find_city(db, text)
    if city is not None:
        return Meaning(cities=(city,))
    found = stored_parks.parks_called(db, text)
    return Meaning(parks=found) if found else None


def spelt(db: Db, text: str) -> Meaning | None:
    """The meaning of a name that is spelt as it is known, or None. A city stands for all that lies in it."""
    city = cities.find_city(db, text)
    if city is not None:
        return Meaning(cities=(city,))
    found = stored_parks.find_parks(db, text)
    return Meaning(parks=found) if found else None


async def resolve(parts: Parts, text: str) -> Meaning:
    """What `text` means, however it is written."""
    known = await parts.database.read(spelt, text)
    return known or await understand(parts, text)


async def understand(parts: Parts, text: str) -> Meaning:
    """What a text means that is not spelt as anything is known."""
    names = await parts.database.read(place_names.every_name)
    try:
        match = await parts.words.run(match_name, text, names)
    except WorkerFault as error:
        log.error("A name could not be matched in the worker: %s", error)
        return Meaning(await parts.database.read(stored_parks.nearest_parks, text), how=How.HARDLY)
    return await parts.database.read(_load, match)


def _load(db: Db, match: Match) -> Meaning:
    found = stored_parks.get_parks(db, [number for kind, number in match.targets if kind == PARK])
    places = (cities.get_city(db, number) for kind, number in match.targets if kind == CITY)
    return Meaning(found, tuple(city for city in places if city is not None), match.how)
