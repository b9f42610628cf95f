"""What somebody types who means a park of the shipped list is taken for it, in any spelling the press has."""

from __future__ import annotations

from functools import cache

import pytest

from bot.names.matching import CITY, How, match_name
from bot.names.resolving import spelt
from parsing.park_list import Park, bundled_parks
from storage.database import Database
from storage.parks import cities, stored_parks
from storage.parks.place_names import every_name


def meant(database: Database, text: str) -> list[str]:
    """The parks and cities that the bot takes a text for; none where it only offers some."""
    known = database.read_now(spelt, text)
    if known:
        return [*(park.name for park in known.parks), *(city.name for city in known.cities)]
    match = match_name(text, database.read_now(every_name))
    if match.how is How.HARDLY:
        return []
    found = []
    for kind, number in match.targets:
        one = database.read_now(cities.get_city if kind == CITY else stored_parks.get_park, number)
        found += [one.name] if one else []
    return found


@cache
def successors(name: str) -> frozenset[str]:
    """The park of this name, and those that answer for it."""
    others = {park.name for park in bundled_parks() if name in park.former_names}
    merged = {park.merged_into for park in bundled_parks() if park.name == name}
    return frozenset({name} | others | merged)


@pytest.mark.parametrize("park", bundled_parks(), ids=lambda park: park.name)
def test_every_name_and_alias_means_its_park(database: Database, park: Park) -> None:
    for name in (park.name, *park.aliases, *park.former_names):
        assert successors(park.name) & set(meant(database, name)), name


@pytest.mark.parametrize(
    ("text", "park"),
    [
        ("临猗县", "临猗现代农业产业示范区"),
        ("临汾经济技术开发区", "山西临汾经济开发区"),
        ("襄垣经济开发区", "襄垣经济技术开发区"),
        ("襄垣经济技术开发园区", "襄垣经济技术开发区"),
        ("山西襄垣经济技术开发区", "襄垣经济技术开发区"),
        ("山西省襄垣县经开区", "襄垣经济技术开发区"),
        ("河北襄垣经济技术开发区", ""),
        ("山西襄垣高新区", ""),
        ("长治高新区", "长治高新技术产业开发区"),
        ("新绛县经济技术开发区", "新绛经济技术开发区"),
        ("绛县经济技术开发区", "山西绛县经济开发区"),
        ("夏家营生态工业园区", "山西交城经济开发区"),
        ("阳曲示范区", "阳曲现代农业产业示范区"),
        ("寿阳", "太晋一体化平头融合发展区"),
        ("大同", "大同"),
        ("江苏", ""),
        ("", ""),
    ],
)
def test_a_name_means_one_thing_or_none(database: Database, text: str, park: str) -> None:
    assert meant(database, text) == ([park] if park else [])


@pytest.mark.parametrize(("text", "count"), [("武乡", 2), ("阳曲", 3), ("综改", 2)])
def test_a_name_that_several_parks_share_gives_them_all(database: Database, text: str, count: int) -> None:
    assert len(meant(database, text)) == count
