"""A name inside a text counts where the text speaks of it, not where it begins another name."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.names.matching import How, match_name
from parsing.park_list import bundled_parks
from parsing.park_names import PROVINCES, ZONE_TAILS
from parsing.unknown_parks import cities
from storage.parks.cities import City
from storage.parks.place_names import Names

# Signs of firms', streets' and schools' names; no small word is made of them, and no name goes on with them.
SIGNS = "果煤焦肥药铁桥纸糖盐漆布鞋帽茶酒粮油饭书画琴棋铝锌钉锁灯伞笔墨"
FIRMS = ("公司", "集团", "某某公司", "果业", "在线", "的士", "大道")
HOUSES = ("中心", "医院", "第一小学", "有色金属研究所", "新闻中心", "和谐医院")
BODIES = (*FIRMS, *HOUSES)


@cache
def names() -> Names:
    """Everything the list that ships calls parks and cities."""
    parks = tuple(enumerate(bundled_parks(), 1))
    towns = dict.fromkeys(city for _, park in parks for city in park.city.split("/") if city)
    return Names(
        tuple((number, name) for number, park in parks for name in (park.name, *park.aliases)),
        tuple((number, park.county) for number, park in parks if park.county),
        tuple(City(number, town) for number, town in enumerate(towns, 1)),
    )


def known() -> list[str]:
    """Every name in the list, its counties and cities, and the provinces and cities of the country."""
    counties = (county for _, several in names().counties for county in several.split("/"))
    towns = (city.name for city in names().cities)
    return sorted({*(name for _, name in names().parks), *counties, *towns, *PROVINCES, *cities()})


def means_one(text: str) -> bool:
    """Whether somebody who asks for it is shown or made to follow one thing."""
    match = match_name(text, names())
    return match.how is not How.HARDLY and len(match.targets) == 1


@pytest.mark.parametrize("body", BODIES)
def test_no_name_is_meant_by_what_is_called_after_it(body: str) -> None:
    assert [name for name in known() if means_one(name + body)] == []


@given(st.sampled_from(known()), st.text(SIGNS, min_size=1, max_size=8), st.sampled_from(("", "公司", "路")))
def test_nor_by_whatever_else_begins_like_it(name: str, rest: str, end: str) -> None:
    assert not means_one(name + rest + end)


@given(st.sampled_from(known()), st.text(SIGNS, min_size=2, max_size=4))
def test_a_question_about_a_firm_is_not_about_its_town(name: str, rest: str) -> None:
    assert not means_one(f"{name}{rest}公司怎么样？")
    assert not means_one(f"{name}的{rest}公司在哪里")


@pytest.mark.parametrize(
    "said",
    [
        "{}新闻",
        "{}的消息",
        "{}最近有什么新闻？",
        "想看看{}的情况",
        "{}怎么样",
        "请问{}有没有招聘？",
        "{}的光伏项目进展如何",
        "{} 最新动态",
        "{}4月有哪些报道",
        "我在{}，最近有什么招聘会？",
    ],
)
@pytest.mark.parametrize("name", ["临猗", "临猗示范区", "临汾经开区", "唐槐园区", "运城"])
def test_a_text_that_speaks_of_a_name_means_it(said: str, name: str) -> None:
    assert match_name(said.format(name), names()).how is How.INSIDE
    assert match_name(said.format(name), names()).targets == match_name(name, names()).targets


def test_another_kind_of_zone_is_another_zone() -> None:
    assert not any(means_one("临猗" + tail) for tail in ("高新区", "综合保税区", "自贸区"))
    assert "高新区" in ZONE_TAILS


@pytest.mark.parametrize("typed", ["临绮", "林猗", "临绮示范区", "林一示范区", "新降经开区"])
def test_a_slip_is_still_taken_for_one(typed: str) -> None:
    assert means_one(typed)


@pytest.mark.parametrize("typed", ["丹阳发展", "岳阳发展"])
def test_what_is_only_a_little_like_a_name_is_no_slip(typed: str) -> None:
    assert not means_one(typed)
