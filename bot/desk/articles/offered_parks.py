"""The parks that an editor may mean: by a name that they write, and by what an article says."""

from __future__ import annotations

from dataclasses import dataclass

from parsing.park_names import unspaced
from storage.archive.prepared import PreparedArticle
from storage.database import Db
from storage.parks import stored_parks
from storage.parks.stored_parks import StoredPark

LONGEST_NAME = 60
MOST_OFFERED = 8
MOST_ALIKE = 4  # one that is alike but not meant is often far away
LONGEST_LOOKED_AT = 3_000  # characters of a text in which places are looked for


@dataclass(frozen=True, slots=True)
class Meant:
    """What a written name may mean; `certain` where it is one park."""

    parks: tuple[StoredPark, ...]
    certain: bool
    known: bool


def meant(db: Db, name: str) -> Meant:
    """The park that has this name, or the only one that it may mean; several; else those nearest to it."""
    found = stored_parks.parks_called(db, name) or stored_parks.find_parks(db, name)
    if found:
        return Meant(found[:MOST_OFFERED], len(found) == 1, True)
    return Meant(stored_parks.nearest_parks(db, name, MOST_ALIKE), False, False)


def near(db: Db, article: PreparedArticle, name: str) -> tuple[StoredPark, ...]:
    """The parks that it most likely is about: its own, those that its text names, those of a like name."""
    named = [park for park in (article.park, *article.also, *article.mentions) if park is not None]
    ids = [park_id for park in named for park_id in stored_parks.exactly_named(db, park.name)]
    parks = list(stored_parks.get_parks(db, ids))
    if name:
        parks += _like(db, name)
    said = "".join((article.article.headline, *article.article.paragraphs))[:LONGEST_LOOKED_AT]
    parks += stored_parks.parks_placed_in(db, said, MOST_OFFERED)
    if kicker := unspaced(article.article.kicker)[:LONGEST_NAME]:
        parks += _like(db, kicker)
    return tuple({park.id: park for park in parks}.values())[:MOST_OFFERED]


def _like(db: Db, name: str) -> tuple[StoredPark, ...]:
    """The parks that a name may mean; where there are none, a few whose names look like it."""
    found = stored_parks.parks_called(db, name) or stored_parks.find_parks(db, name)
    return found[:MOST_OFFERED] or stored_parks.nearest_parks(db, name, MOST_ALIKE)
