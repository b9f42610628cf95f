"""Finding parks by what people call them."""

from __future__ import annotations

import pytest

from parsing.parks import Park, bundled_parks
from storage.database import Database
from storage.parks import cities, park_import, stored_parks
from storage.parks.park_import import Imported


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("临猗现代农业产业示范区", ["临猗现代农业产业示范区"]),
        ("临猗", ["临猗现代农业产业示范区"]),
        ("临汾经开区", ["山西临汾经济开发区"]),
        ("临汾", ["山西临汾经济开发区"]),
        ("唐槐园区", ["山西转型综合改革示范区唐槐产业园区"]),
        ("新绛县", ["新绛经济技术开发区"]),
        ("绛县", ["山西绛县经济开发区"]),
        ("　临 猗 ", ["临猗现代农业产业示范区"]),
        ("盐湖工业园区", ["盐湖高新技术产业开发区"]),
        ("", []),
        ("没有这个地方", []),
    ],
)
def test_a_name_finds_its_park(database: Database, text: str, names: list[str]) -> None:
    assert [park.name for park in database.read_now(stored_parks.find_parks, text)] == names


def test_an_alias_that_two_parks_share_finds_both(database: Database) -> None:
    shared = [Park("东山产业园", aliases=("山上园区",)), Park("西山产业园", aliases=("山上园区",))]
    database.write_now(park_import.import_parks, shared)
    found = database.read_now(stored_parks.find_parks, "山上园区")
    assert {park.name for park in found} == {"东山产业园", "西山产业园"}


def test_a_misspelt_name_has_near_ones(database: Database) -> None:
    assert "临猗现代农业产业示范区" in [
        park.name for park in database.read_now(stored_parks.nearest_parks, "临绮")
    ]


def test_importing_again_changes_nothing(database: Database) -> None:
    count = len(bundled_parks())
    assert database.write_now(park_import.import_parks, bundled_parks()) == Imported((), (), count)


def test_importing_tells_added_from_changed(database: Database) -> None:
    lists = [Park("临猗现代农业产业示范区", level="国家级"), Park("某某产业园", city="运城")]
    imported = Imported(("某某产业园",), ("临猗现代农业产业示范区",), 0)
    assert database.write_now(park_import.import_parks, lists) == imported


def test_a_park_inside_another_knows_its_parent(database: Database) -> None:
    (inner,) = database.read_now(stored_parks.find_parks, "唐槐园区")
    (outer,) = database.read_now(stored_parks.find_parks, "综改区")
    assert inner.parent_id == outer.id


def test_the_parks_come_back_as_they_went_in(database: Database) -> None:
    stored = {park.name: park for park in database.read_now(stored_parks.known_parks)}
    for park in bundled_parks():
        assert stored[park.name].parent == park.parent
        assert stored[park.name].merged_into == park.merged_into
        assert set(stored[park.name].aliases) <= set(park.aliases)


def test_every_city_lists_its_parks(database: Database) -> None:
    groups = {
        group.city: [park.name for park, _ in group.parks]
        for group in database.read_now(cities.parks_by_city)
    }
    assert "临猗现代农业产业示范区" in groups["运城"]


def test_a_list_cannot_put_parks_inside_each_other(database: Database) -> None:
    circle = [Park("甲产业园", parent="乙产业园"), Park("乙产业园", parent="甲产业园")]
    assert database.write_now(park_import.import_parks, circle).unlinked == ("甲产业园",)
    (outer,) = database.read_now(stored_parks.find_parks, "乙产业园")
    assert outer.parent_id is None
