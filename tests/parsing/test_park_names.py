"""A name on a page is the right park's, and an article is about the right one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.article import Article, Block, Kind
from parsing.park_names import identifying_stem
from parsing.parks import Gazetteer, Park, bundled_parks
from parsing.unknown_parks import unknown_park_start

ZONES = Gazetteer.bundled()


def names(query: str) -> list[str]:
    return [park.name for park in ZONES.names(query)]


def article(*, kicker: str = "", headline: str = "新项目开工", body: str = "", caption: str = "") -> Article:
    blocks = (
        (Kind.KICKER, kicker),
        (Kind.HEADLINE, headline),
        (Kind.CAPTION, caption),
        (Kind.PARAGRAPH, body),
    )
    return Article(tuple(Block(kind, text) for kind, text in blocks if text))


def main(one: Article) -> str:
    park = ZONES.park_of(one).main
    return park.name if park else ""


def test_the_list_comes_with_parents_former_names_and_merged_zones() -> None:
    parks = {park.name: park for park in bundled_parks()}
    assert len(parks) == 66
    reform = "山西转型综合改革示范区"
    assert {park.name for park in parks.values() if park.parent == reform} >= {
        f"{reform}{part}"
        for part in ("唐槐产业园区", "学府产业园区", "潇河产业园区", "阳曲产业园区", "晋中开发区")
    }
    assert parks["太原高新技术产业开发区"].merged_into == reform
    assert "夏家营生态工业园区" in parks["山西交城经济开发区"].former_names
    assert all(park.parent in parks for park in parks.values() if park.parent)
    assert all(park.merged_into in parks for park in parks.values() if park.merged_into)
    assert all(park.source and park.confirmed for park in parks.values())


@pytest.mark.parametrize("park", bundled_parks(), ids=lambda park: park.name)
def test_every_name_and_alias_is_its_parks(park: Park) -> None:
    successors = {other.name for other in bundled_parks() if park.name in other.former_names}
    for name in (park.name, *park.aliases, *park.former_names):
        assert ({park.name} | successors) & set(names(name)), name


@pytest.mark.parametrize(
    ("query", "park"),
    [
        ("临汾经开区", "山西临汾经济开发区"),
        ("临汾经济技术开发区", "山西临汾经济开发区"),
        ("长治高新区", "长治高新技术产业开发区"),
        ("山西襄垣经济技术开发区", "襄垣经济技术开发区"),
        ("新绛县经济技术开发区", "新绛经济技术开发区"),
        ("绛县经济技术开发区", "山西绛县经济开发区"),
        ("盐湖工业园区", "盐湖高新技术产业开发区"),
        ("夏家营生态工业园区", "山西交城经济开发区"),
        ("阳曲示范区", "阳曲现代农业产业示范区"),
        (" ｌｉｎ", ""),
        ("长", ""),
        ("临猗", ""),
        ("江苏", ""),
        ("山西", ""),
        ("", ""),
    ],
)
def test_a_name_is_one_parks_or_nones(query: str, park: str) -> None:
    assert names(query) == ([park] if park else [])


def test_a_name_that_several_parks_share_gives_them_all() -> None:
    assert len(names("晋中经开区")) == 2


def test_the_kicker_decides() -> None:
    one = article(kicker="上党经济技术开发区", body="大同经开区、大同经开区和大同经开区都派人来学习。")
    reading = ZONES.park_of(one)
    assert reading.main and reading.main.name == "上党经济技术开发区"
    assert [park.name for park in reading.mentions] == ["大同经济技术开发区"]


def test_a_kicker_that_no_list_knows_makes_an_unconfirmed_park() -> None:
    main_park = ZONES.park_of(article(kicker="【河东高新技术产业开发区】")).main
    assert main_park == Park("河东高新技术产业开发区", confirmed=False)


def test_a_column_name_in_the_kickers_place_names_no_park() -> None:
    assert ZONES.park_of(article(kicker="园区", body="临汾经开区举办招聘会。")).main is not None
    assert main(article(kicker="园区风采", body="临汾经开区举办招聘会。")) == "山西临汾经济开发区"


def test_without_a_kicker_headline_then_place_and_count_decide() -> None:
    assert main(article(headline="大同经开区项目开工", body="襄垣经开区负责人到场,襄垣经开区派员学习。")) == (
        "大同经济技术开发区"
    )
    assert main(article(body="襄垣经开区日前开工三个项目。大同经开区派员学习。襄垣经开区表示欢迎。")) == (
        "襄垣经济技术开发区"
    )


def test_the_longest_name_wins() -> None:
    assert main(article(body="记者在新绛县经济技术开发区看到,厂房已经封顶。")) == "新绛经济技术开发区"
    assert main(article(body="记者在绛县经济技术开发区看到,厂房已经封顶。")) == "山西绛县经济开发区"


def test_a_park_inside_another_is_the_subject_when_both_are_named() -> None:
    body = "4月3日,综改区唐槐园区的项目现场一派繁忙。唐槐园区服务中心主动作为。综改区已有多家企业。"
    assert main(article(body=body)) == "山西转型综合改革示范区唐槐产业园区"


def test_a_captions_credit_is_a_weak_sign() -> None:
    assert main(article(caption="招聘会现场。临汾经开区供图")) == "山西临汾经济开发区"
    assert main(article(caption="现场。临汾经开区供图", body="襄垣经开区开工。")) == "襄垣经济技术开发区"


@pytest.mark.parametrize(
    ("body", "park"),
    [
        ("新规出台后,重庆高新区第一个报名试点。", "重庆高新区"),
        ("代表团在安徽合肥经开区参观了两家机器人公司。", "安徽合肥经开区"),
        ("去年评上先进的灯塔经开区,今年又添三家工厂。", "灯塔经开区"),
        ("全省经开区一季度开工项目三百个。", ""),
        ("这里是国家级经开区,也是零碳园区。", ""),
        ("园区负责人说,示范区还要扩建。", ""),
    ],
)
def test_a_park_of_no_list_is_named_by_the_text_or_not_at_all(body: str, park: str) -> None:
    assert main(article(body=body)) == park


@pytest.mark.parametrize(
    ("text", "zone", "start", "placed"),
    [
        ("新规出台后,重庆高新区第一个报名", "高新区", 6, True),
        ("国家级重庆高新区开园", "高新区", 3, True),
        ("车队从桃花源经开区出发", "经开区", 3, False),
        ("车队从国家级桃花源经开区出发", "经开区", 6, False),
        ("车队从桃花源生态经开区出发", "经开区", 3, False),
        ("代表来自现代经开区", "经开区", None, False),
    ],
)
def test_where_the_name_of_a_park_of_no_list_starts(
    text: str, zone: str, start: int | None, placed: bool
) -> None:
    at = text.index(zone)
    assert unknown_park_start(text, at, at + len(zone)) == (start, placed)


@pytest.mark.parametrize(
    ("name", "place"),
    [("临猗示范区", "临猗"), ("山西综改示范区", ""), ("新区", ""), ("绛经开区", ""), ("开发区新区", "")],
)
def test_what_tells_one_place_from_others(name: str, place: str) -> None:
    assert identifying_stem(name) == place


def test_letters_that_grow_in_lower_case_keep_their_places() -> None:
    text = "İİİ襄垣经开区"
    (mention,) = ZONES.mentions_in(text)
    assert text[mention.start : mention.end] == "襄垣经开区"


@given(st.text(max_size=40))
def test_any_name_and_any_text_get_an_answer(text: str) -> None:
    ZONES.names(text)
    ZONES.park_of(article(kicker=text, headline=text, body=text + "区"))
    for mention in ZONES.mentions_in(text + "开发区"):
        assert 0 <= mention.start < mention.end <= len(text) + 3
