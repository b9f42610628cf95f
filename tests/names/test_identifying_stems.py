"""A bare place stands for a park only where it tells that park from others."""

from __future__ import annotations

import pytest

from bot.names.matching import PARK, How, match_name
from parsing.park_names import PROVINCES, identifying_stem
from storage.parks.place_names import Names

NAMES = Names(parks=((1, "山西综改区"), (2, "临猗示范区")), counties=(), cities=())


@pytest.mark.parametrize("province", PROVINCES)
def test_a_province_identifies_no_park(province: str) -> None:
    assert identifying_stem(f"{province}综改区") == ""
    assert identifying_stem(f"{province}省经开区") == ""


def test_a_county_identifies_its_park() -> None:
    assert identifying_stem("临猗示范区") == "临猗"
    assert match_name("临猗", NAMES).targets == ((PARK, 2),)


def test_a_province_in_a_name_means_no_park() -> None:
    assert match_name("山西某某公司", NAMES).how is How.HARDLY
    assert match_name("山西有什么新闻", NAMES).how is How.HARDLY


def test_a_firm_called_after_a_place_is_not_the_park_there() -> None:
    assert match_name("临猗果业有限公司", NAMES).how is How.HARDLY
    assert match_name("临猗示范区最近怎么样", NAMES).how is How.INSIDE
