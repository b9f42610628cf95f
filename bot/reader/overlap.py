"""What is followed twice over: a city takes in its parks, a park may lie in a city that is followed."""

from __future__ import annotations

import html
from collections.abc import Sequence

from bot import wording
from storage.chats import follows
from storage.chats.follows import Followed, Kind, Target
from storage.database import Db
from storage.parks import cities, stored_parks

PARKS_NAMED = 3


def overlaps(db: Db, chat_id: int, new: Sequence[Followed]) -> tuple[str, ...]:
    """A line, as HTML, for each new follow of a city and for each park in a city that the chat follows."""
    followed = {each.target for each in follows.followed(db, chat_id)}
    lines = []
    for each in new:
        if each.target.kind is Kind.CITY:
            lines.append(_parks_in(db, each, followed))
        elif each.target.kind is Kind.PARK:
            lines.append(_city_around(db, each, followed))
    return tuple(line for line in lines if line)


def _parks_in(db: Db, city: Followed, followed: set[Target]) -> str:
    parks = [park for park, _ in cities.parks_in_city(db, city.name)]
    if not parks:
        return ""
    twice = [park.name for park in parks if Target(Kind.PARK, park.id) in followed]
    names = twice or [park.name for park in parks]
    sentence = wording.CITY_TAKES_IN_FOLLOWED if twice else wording.CITY_TAKES_IN
    named = wording.LIST_SEPARATOR.join(names[:PARKS_NAMED])
    return sentence.format(
        city=html.escape(city.name),
        count=len(parks),
        names=html.escape(named) + (wording.AND_OTHERS if len(names) > PARKS_NAMED else ""),
    )


def _city_around(db: Db, park: Followed, followed: set[Target]) -> str:
    [stored] = stored_parks.get_parks(db, [park.target.id])
    for name in stored.cities:
        city = cities.find_city(db, name)
        if city is not None and Target(Kind.CITY, city.id) in followed:
            return wording.PARK_IN_FOLLOWED_CITY.format(
                park=html.escape(park.name), city=html.escape(city.name)
            )
    return ""
