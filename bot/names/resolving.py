"""What a reader's words mean: a park, several, a city, a newspaper, or nothing that is known.

Names as they are spelt are found by SQL alone. Only what SQL doesn't know goes to the worker, which has the
libraries for pinyin, traditional characters and typos.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from bot.context import Parts
from bot.names.matching import CITY, PARK, How, Match, match_name
from bot.working.worker import WorkerFault
from storage.archive import newspapers
from storage.archive.newspapers import Newspaper
from storage.database import Db
from storage.parks import cities, place_names, stored_parks
from storage.parks.cities import City
from storage.parks.stored_parks import StoredPark

log = logging.getLogger(__name__)

TITLE_MARKS = ("《", "〈", "＜")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The parks, cities and newspapers that a text may mean; `how` is None where it is spelt as known.

    `unlike` where even the nearest is not like it.
    """

    parks: tuple[StoredPark, ...] = ()
    cities: tuple[City, ...] = ()
    how: How | None = None
    newspapers: tuple[Newspaper, ...] = ()
    unlike: bool = False

    @property
    def park(self) -> StoredPark | None:
        """The park, where it is the only thing meant."""
        only = len(self.parks) == 1 and not (self.cities or self.newspapers)
        return self.parks[0] if only and self.how is not How.HARDLY else None

    @property
    def city(self) -> City | None:
        """The city, where it is the only thing meant."""
        only = len(self.cities) == 1 and not (self.parks or self.newspapers)
        return self.cities[0] if only and self.how is not How.HARDLY else None

    @property
    def newspaper(self) -> Newspaper | None:
        """The newspaper, where it is the only thing meant."""
        only = len(self.newspapers) == 1 and not (self.parks or self.cities)
        return self.newspapers[0] if only else None


def called(db: Db, text: str) -> Meaning | None:
    """The meaning of a city's name, of a park's or its beginning, or of a newspaper's; what an index knows.

    None for others.
    """
    if text.startswith(TITLE_MARKS):
        return _newspaper(db, text)
    city = cities.find_city(db, text)
    if city is not None:
        return Meaning(cities=(city,))
    return _with_newspaper(db, text, stored_parks.parks_called(db, text))


def spelt(db: Db, text: str) -> Meaning | None:
    """The meaning of a name that is spelt as it is known, or None. A city stands for all that lies in it.

    What a park is called is that park; in 《》 it is a newspaper.
    """
    if text.startswith(TITLE_MARKS):
        return _newspaper(db, text)
    city = cities.find_city(db, text)
    if city is not None:
        return Meaning(cities=(city,))
    return _with_newspaper(db, text, stored_parks.find_parks(db, text))


def _newspaper(db: Db, text: str) -> Meaning | None:
    newspaper = newspapers.find_newspaper(db, text)
    return None if newspaper is None else Meaning(newspapers=(newspaper,))


def _with_newspaper(db: Db, text: str, parks: tuple[StoredPark, ...]) -> Meaning | None:
    """The parks that a text may mean, and the newspaper of that name unless a park has the very name."""
    if any(park.name == text for park in parks):
        return Meaning(parks=parks)
    named = _newspaper(db, text)
    if named is None:
        return Meaning(parks=parks) if parks else None
    return Meaning(parks=parks) if stored_parks.parks_named(db, text) else replace(named, parks=parks)


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


def understood(db: Db, text: str) -> Meaning:
    """`understand` for the command line, which waits for the tables and libraries to be loaded."""
    return _load(db, match_name(text, place_names.every_name(db)))


def _load(db: Db, match: Match) -> Meaning:
    found = stored_parks.get_parks(db, [number for kind, number in match.targets if kind == PARK])
    places = (cities.get_city(db, number) for kind, number in match.targets if kind == CITY)
    named = tuple(city for city in places if city is not None)
    return Meaning(found, named, match.how, unlike=match.unlike)
