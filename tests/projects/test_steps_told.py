"""Which step is told of a project, where its words or their place are not plain."""

from __future__ import annotations

import datetime as dt

import pytest

from projects.article import Article
from projects.project import Stage, Telling
from projects.reading import read_projects

DAY = dt.date(2026, 4, 4)


def read(*paragraphs: str, headline: str = "", day: dt.date | None = DAY) -> dict[str, Telling]:
    article = Article(day, "山西忻州经济开发区", headline, paragraphs)
    return {article.text(telling.name): telling for telling in read_projects(article)}


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("恒岚集团用十天时间建成恒岚特种玻璃项目。", Stage.COMPLETED),
        ("恒岚特种玻璃项目正式落成，计划于2027年2月启用。", Stage.COMPLETED),
        ("恒岚特种玻璃项目目前已完成施工图设计。", Stage.PREPARING),
        ("恒岚特种玻璃项目获得省发展改革委的批准。", Stage.PREPARING),
        ("恒岚特种玻璃项目拟投入募集资金不超过4亿元。", Stage.PLANNED),
        ("恒岚特种玻璃项目概算投资12亿元，全面铺开。", Stage.STARTED),
        ("恒岚特种玻璃项目输电工程已实现双回路送电。", Stage.RUNNING),
        ("随着恒岚特种玻璃项目的年底建成，园区路网将日趋完善。", None),
        ("一行人了解了恒岚特种玻璃项目等规划建设情况。", None),
        ("一行人就恒岚特种玻璃项目开工筹备工作进行调研。", Stage.PREPARING),
        ("市里听取了恒岚特种玻璃项目开工建设情况。", None),
        ("大家加班加点，确保恒岚特种玻璃项目顺利完工。", None),
        ("恒岚特种玻璃项目目前实现60万吨产能。", Stage.RUNNING),
        ("沐原厂将与规划中的恒岚特种玻璃项目一起供货。", Stage.PLANNED),
        ("到2030年，全省产能达到4亿吨，恒岚特种玻璃项目建成。", None),
        ("恒岚特种玻璃项目进入打桩阶段。", Stage.BUILDING),
        ("去年底开工的恒岚特种玻璃项目已进入攻坚阶段。", Stage.BUILDING),
        ("恒岚特种玻璃项目的管道安装完成了八成。", Stage.BUILDING),
        ("恒岚特种玻璃项目的36台炉子装好了三十台。", Stage.BUILDING),
        ("在恒岚特种玻璃项目工地，工人裹着棉毡，暖风机昼夜不停。", Stage.BUILDING),
        ("恒岚集团正与园区洽谈建设恒岚特种玻璃项目。", Stage.PLANNED),
        ("恒岚特种玻璃项目通过专家评审，桩基施工单位也已中标。", Stage.PREPARING),
        ("恒岚特种玻璃项目签约。企业表示，设备进场调试后，还要培训。", Stage.SIGNED),
        ("4月2日，恒岚特种玻璃项目开工。恒岚特种玻璃项目的建成，将带动上下游。", Stage.STARTED),
        ("恒岚特种玻璃项目开工。大家要把恒岚特种玻璃项目建成经得起检验的工程。", Stage.STARTED),
        ("恒岚特种玻璃项目进入收尾阶段。目前，忻州已建成大型仓库9个。", Stage.BUILDING),
        ("恒岚特种玻璃项目正式投运。从停工到投运，走了不少弯路。", Stage.RUNNING),
        ("恒岚特种玻璃项目环评获批，9月开工的打算也就落了空。", Stage.PREPARING),
        ("恒岚特种玻璃项目的两座厂房同时结顶。", Stage.TOPPED_OUT),
        ("恒岚特种玻璃项目挖下了第一锹土。", Stage.STARTED),
        ("4月2日，恒岚特种玻璃项目落笔签字。", Stage.SIGNED),
        ("恒岚特种玻璃项目领走了桩基施工许可。", Stage.PREPARING),
    ],
)
def test_words_that_are_not_plain(text: str, stage: Stage | None) -> None:
    assert [telling.stage for telling in read(text).values()] == [stage]


def test_a_plain_step_counts_before_words_that_are_not() -> None:
    told = read("恒岚特种玻璃项目获得省发展改革委的批准，日前签约。")
    assert told["恒岚特种玻璃项目"].stage is Stage.SIGNED


def test_a_paragraph_without_its_name_does_not_outdo_one_with_it() -> None:
    told = read(
        "恒岚特种玻璃项目9月25日奠基。",
        "眼下正值世界最大的望远镜落成启用之际。",
        headline="恒岚特种玻璃项目奠基",
    )
    assert told["恒岚特种玻璃项目"].stage is Stage.STARTED


def test_a_line_is_being_built_where_a_bridge_of_it_is_done() -> None:
    told = read("作为全省路网的一部分，青岭高速云定至沐原界项目柏溪特大桥日前实现双向贯通。")
    assert {name: each.stage for name, each in told.items()} == {
        "青岭高速云定至沐原界项目": Stage.BUILDING,
        "柏溪特大桥": Stage.TOPPED_OUT,
    }


def test_a_bracket_behind_a_name_does_not_end_its_list() -> None:
    told = read("恒岚特种玻璃项目(一号地)、云岫医药原料药项目日前竣工。")
    assert [each.stage for each in told.values()] == [Stage.COMPLETED, Stage.COMPLETED]


def test_items_of_a_list_have_each_its_own_step() -> None:
    told = read("恒岚特种玻璃项目顺利达产、云岫医药原料药项目全面开建。")
    assert [each.stage for each in told.values()] == [Stage.RUNNING, Stage.STARTED]


def test_what_is_being_built_beside_a_road_is_not_the_road() -> None:
    told = read("云定高速公路项目已完成外业踏勘，它南接在建的沐原至青岭公路。")
    assert told["云定高速公路项目"].stage is Stage.PREPARING


def test_a_headline_tells_a_start_that_the_text_expects() -> None:
    told = read("恒岚特种玻璃项目预计2026年第三季度开工建设。", headline="恒岚特种玻璃项目开建")
    assert told["恒岚特种玻璃项目"].stage is Stage.PREPARING


def promises(*paragraphs: str, headline: str = "") -> list[tuple[Stage, str]]:
    told = read(*paragraphs, headline=headline)
    return [(each.step, str(each.due)) for telling in told.values() for each in telling.promises]


def test_a_step_promised_for_two_years_is_two_promises() -> None:
    text = "恒岚抽水蓄能电站项目首台机组预计2027年投产，全部机组将于2029年投产。"
    assert promises(text) == [(Stage.RUNNING, "2027-12-31"), (Stage.RUNNING, "2029-12-31")]


def test_a_step_told_twice_for_one_year_is_one_promise() -> None:
    text = "恒岚特种玻璃项目预计2027年投产。项目将于2027年6月投产。"
    assert promises(text) == [(Stage.RUNNING, "2027-06-30")]


def test_what_is_promised_without_a_name_is_told_of_the_one_the_article_is_about() -> None:
    told = promises(
        "双方举行了恒岚华东基地项目签约仪式。",
        "恒岚是行业的龙头企业，把沐原基地作为重要举措。",
        "市里要求加快工作进度，力争在6月份启动项目建设。",
        headline="恒岚华东基地项目签约",
    )
    assert told == [(Stage.STARTED, "2026-06-30")]


def test_what_is_done_this_month_is_no_promise() -> None:
    assert promises("还有恒岚特种玻璃项目、云岫医药原料药项目等在4月竣工，项目共11项。") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("恒岚特种玻璃项目投产预计为2027年12月。", [(Stage.RUNNING, "2027-12-31")]),
        ("恒岚特种玻璃项目竣工日期为10月30日。", [(Stage.COMPLETED, "2026-10-30")]),
        ("3月3日，恒岚特种玻璃项目开工，预计6个月后投产。", [(Stage.RUNNING, "2026-09-03")]),
        ("恒岚特种玻璃项目2027年完工投产。", [(Stage.RUNNING, "2027-12-31")]),
        ("日前公司完成并购。一天之后，恒岚特种玻璃项目正式开工。", []),
    ],
)
def test_times_behind_a_step_or_in_what_was(text: str, told: list[tuple[Stage, str]]) -> None:
    assert promises(text) == told


def test_a_promise_behind_a_mere_part_is_one_of_the_project() -> None:
    told = promises(
        "恒岚大桥互通工程日前开工。",
        "其中路面工程共3万平方米。竣工日期为10月30日。",
        headline="恒岚大桥互通工程开工",
    )
    assert told == [(Stage.COMPLETED, "2026-10-30")]
