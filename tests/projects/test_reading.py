"""What counts as a project of an article, and what is only talk of projects."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.article import Article
from projects.project import Stage, Telling
from projects.reading import read_projects
from tests.projects.told_stories import stories

DAY = dt.date(2026, 4, 4)
PARK = "山西忻州经济开发区"


def read(*paragraphs: str, headline: str = "", day: dt.date | None = DAY) -> list[Telling]:
    return read_projects(Article(day, PARK, headline, paragraphs))


def names(*paragraphs: str, headline: str = "") -> list[str]:
    article = Article(DAY, PARK, headline, paragraphs)
    return [article.text(telling.name) for telling in read_projects(article)]


@pytest.mark.parametrize(
    "text",
    [
        "开发区紧盯32个年度推进实施项目，抓好一批重点项目建设，推动新建项目早开工。",
        "全市新开工项目15个，总投资93.7亿元，建成投产6个。",
        "园区布局人工智能、低空经济等赛道，打造一流的生产基地。",
        "一家车企的新工厂正在调试设备。",
        "开发区依托精细化工循环产业园延伸链条。",
        "公司完成了打印耗材集中采购项目的投标。",
        "十五五期间，全省将实施污水处理、管网建设等六大工程。",
        "在忻州市北侧工业园里，企业满负荷生产。",
        "中国建筑第六工程局总经济师出席，云州百年高科技工程集团代表致辞。",
        "公司建成全省最先进智能工厂，致力于打造节能环保相融合的绿色“智造”基地。",
        "公司计划建设多条全自动智能化生产线。",
    ],
)
def test_crowds_kinds_and_places_are_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("总投资2亿元的恒岚新材料特种玻璃项目在忻州经济开发区破土动工。", "恒岚新材料特种玻璃项目"),
        ("4月2日，忻州经济开发区沐原冷链物流园动土兴建。", "沐原冷链物流园"),
        ("一条光学玻璃基板的全流程生产线投产。", "光学玻璃基板的全流程生产线"),
        ("全长30公里的忻定高速公路项目计划今年7月开工建设。", "忻定高速公路项目"),
    ],
)
def test_a_project_has_its_own_name(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "told",
    [
        "这是我国首个外商独资的大型玻璃一体化项目，投资总额约8亿元。",
        "该项目建成后将成为全省最大的“玻璃+光伏”项目，投资总额约8亿元。",
    ],
)
def test_what_a_project_is_said_to_be_is_no_other_one(told: str) -> None:
    found = read(f"恒岚特种玻璃项目全面投产。{told}")
    assert len(found) == 1
    assert found[0].investment is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("沐原集团旗下云岫主题乐园项目签约。", "云岫主题乐园项目"),
        ("4月2日，恒岚特种玻璃项目签约落户云州科技谷，总投资3亿元。", "恒岚特种玻璃项目"),
        ("原定6月投用的飒岚制氢加氢一体站，土建和安装都已完工。", "飒岚制氢加氢一体站"),
        ("“绿电恒算融合示范基地项目”落地忻州。", "绿电恒算融合示范基地项目"),
        ("在全省标志性工程——云定至沐原铁路岚北段的建设现场，工人们奋战一线。", "云定至沐原铁路岚北段"),
        ("全国首个绿电直供项目——恒岚数据中心50万千瓦光伏电站正式投运。", "恒岚数据中心50万千瓦光伏电站"),
    ],
)
def test_what_stands_around_a_name_is_none_of_it(text: str, name: str) -> None:
    assert names(text) == [name]


def test_a_list_names_each_of_its_projects() -> None:
    text = "推动高压油缸液压支架、智能触摸屏幕、PTC热敏电阻扩建等项目投产达效。"
    assert names(text) == ["高压油缸液压支架", "智能触摸屏幕", "PTC热敏电阻扩建"]
    assert [telling.stage for telling in read(text)] == [None, None, None]


def test_what_is_joined_before_the_last_item_of_a_list_is_one() -> None:
    text = "当天，低温电池生产线及配套车间、沐原航路指挥平台、云岫检测楼等项目正式签约。"
    assert names(text) == ["低温电池生产线及配套车间", "沐原航路指挥平台", "云岫检测楼"]


def test_a_second_phase_with_a_promise_is_its_own() -> None:
    found = names("恒岚钢铁物流园项目一期现已建成开业；二期以加工配送为主，预计在今年底全部竣工。")
    assert found == ["恒岚钢铁物流园项目一期", "二期"]


def test_a_second_phase_with_a_sum_is_its_own() -> None:
    found = names(
        "4月2日，云岫医药原料药项目一期正式投产。",
        "企业已把二期提上日程，初步设想投资6亿元上下。",
    )
    assert found == ["云岫医药原料药项目一期", "二期"]


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("恒岚特种玻璃项目举行签约仪式。", Stage.SIGNED),
        ("恒岚特种玻璃项目的环评日前获批。", Stage.PREPARING),
        ("恒岚特种玻璃项目4月1日破土动工。", Stage.STARTED),
        ("恒岚特种玻璃项目现场，工人正在吊装钢梁。", Stage.BUILDING),
        ("恒岚特种玻璃项目主厂房封顶。", Stage.TOPPED_OUT),
        ("恒岚特种玻璃项目通过竣工验收。", Stage.COMPLETED),
        ("恒岚特种玻璃项目开始试生产。", Stage.TRIAL),
        ("恒岚特种玻璃项目正式投产。", Stage.RUNNING),
        ("恒岚特种玻璃项目自去年7月起停工。", Stage.HALTED),
        ("恒岚特种玻璃项目建成投产后，预计年产值5亿元。", None),
        ("企业正在谋划恒岚特种玻璃项目。", Stage.PLANNED),
    ],
)
def test_the_stage_is_what_was_reached(text: str, stage: Stage | None) -> None:
    (telling,) = read(text)
    assert telling.stage is stage


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("恒岚特种玻璃项目计划6月底前开工。", dt.date(2026, 6, 30)),
        ("恒岚特种玻璃项目预计于2027年5月正式交付。", dt.date(2027, 5, 31)),
        ("恒岚特种玻璃项目要求12月上旬前完成主体封顶。", dt.date(2026, 12, 10)),
        ("恒岚特种玻璃项目力争今年年底投产。", dt.date(2026, 12, 31)),
        ("恒岚特种玻璃项目投产时间由6月底调整到9月底。", dt.date(2026, 9, 30)),
        ("恒岚特种玻璃项目预计三个月后试生产。", dt.date(2026, 7, 4)),
        ("恒岚特种玻璃项目计划明年二季度开工。", dt.date(2027, 6, 30)),
        ("恒岚特种玻璃项目原说年中投产，现在看要到三季度。", dt.date(2026, 9, 30)),
        ("恒岚特种玻璃项目本应在5月底投产，只能再往后放，新的日子是10月底。", dt.date(2026, 10, 31)),
        ("恒岚特种玻璃项目9月试生产做不到了，改在11月。", dt.date(2026, 11, 30)),
    ],
)
def test_a_promise_has_the_last_day_that_is_meant(text: str, due: dt.date) -> None:
    (telling,) = read(text)
    assert [promise.due for promise in telling.promises] == [due]


@pytest.mark.parametrize(
    "text",
    [
        "恒岚特种玻璃项目将尽快开工。",
        "恒岚特种玻璃项目4月1日开工，比原定的3月晚了几天。",
        "恒岚特种玻璃项目今年产值将达到5亿元。",
        "恒岚特种玻璃项目去年12月开始试生产。",
    ],
)
def test_what_has_no_time_or_lies_behind_is_no_promise(text: str) -> None:
    (telling,) = read(text)
    assert telling.promises == []


def test_no_year_is_guessed_where_the_day_is_unknown() -> None:
    (telling,) = read("恒岚特种玻璃项目计划7月开工。", day=None)
    assert [promise.due for promise in telling.promises] == [None]


def test_the_sum_over_several_projects_is_nobody_s() -> None:
    (telling,) = read("忻州经济开发区集中签约，三个项目总投资5.1亿元。其中，恒岚特种玻璃项目拟用地90亩。")
    assert telling.investment is None
    assert telling.stage is Stage.SIGNED


def test_an_old_picture_tells_nothing() -> None:
    article = Article(DAY, PARK, "招聘会", ("企业走进校园。",), ("图为恒岚特种玻璃项目开工现场（资料图）",))
    assert read_projects(article) == []


@given(
    st.lists(
        st.text(
            st.sampled_from("恒岚玻璃项目一二期、，。的等在建签约开工投产园年月底3亿元将计划公司"),
            max_size=120,
        ),
        max_size=4,
    )
)
def test_any_text_is_read_and_every_cell_is_of_it(paragraphs: list[str]) -> None:
    article = Article(DAY, PARK, "", tuple(paragraphs))
    for telling in read_projects(article):
        for span in telling.spans():
            assert article.text(span)
            assert article.block(span.block)[span.start : span.end] == article.text(span)


@given(st.text(max_size=300))
def test_nothing_that_is_written_breaks_it(text: str) -> None:
    read_projects(Article(None, "", text, (text,)))


def test_stories_are_read_the_same_whatever_captions_they_have() -> None:
    for article in list(stories("stories").values())[:10]:
        with_caption = Article(
            article.day, article.park, article.headline, article.paragraphs, ("恒岚项目封顶",)
        )
        assert read_projects(with_caption) == read_projects(article)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("总投资8亿元的中讯通信公司“三个中心”基地项目签约。", "中讯通信公司“三个中心”基地项目"),
        ("西岚创新(山西)食品有限公司固体饮料项目正式投产。", "西岚创新(山西)食品有限公司固体饮料项目"),
        (
            "原平晟丰公司国产化年产45万吨合成氨/80万吨尿素项目奠基。",
            "原平晟丰公司国产化年产45万吨合成氨/80万吨尿素项目",
        ),
        ("集中签约仪式上,临渠经济开发区精密智造项目签约。", "临渠经济开发区精密智造项目"),
        ("晶岚光电的Mini LED模组生产线8月量产。", "Mini LED模组生产线"),
        ("由江苏润禾集团投资建设的润禾农产品采购中心项目开工建设。", "润禾农产品采购中心项目"),
        ("在陕西西渭高铁沣河特大桥的建设现场,工人正在浇筑桥墩。", "西渭高铁沣河特大桥"),
    ],
)
def test_a_name_is_whole_with_its_marks_and_its_zone(text: str, name: str) -> None:
    [found] = names(text)
    assert found.endswith(name)


def test_each_of_a_list_has_the_stage_that_is_told_of_all() -> None:
    text = (
        "此次集中投产的三大项目是:山西恒岚风电有限公司风机基地项目、临渠双旭科技有限公司机器人项目、"
        "西岚食品有限公司饮料加工项目,总投资66亿元。"
    )
    found = read(text)
    assert [telling.stage for telling in found] == [Stage.RUNNING] * 3
    assert all(telling.investment is None for telling in found)


def test_each_sum_is_of_the_project_behind_it() -> None:
    text = "签约的有投资2.7亿元的恒岚显示屏项目、2.5亿元的旭升家居项目,以及3亿元的云祥家电项目等。"
    article = Article(DAY, PARK, "", (text,))
    sums = [article.text(t.investment) for t in read_projects(article) if t.investment]
    assert sums == ["投资2.7亿元", "2.5亿元", "3亿元"]


@pytest.mark.parametrize(
    "text",
    [
        "恒岚特种玻璃项目开工。该项目已成为全省最大的钢铁生产建设项目。",
        "恒岚特种玻璃项目在晋源工业园动工。",
        "恒岚特种玻璃项目奠基,将打造为华北最大的玻璃生产基地。",
        "恒岚特种玻璃项目开工,瑞克、山德等30多家国际著名工程机械品牌将入驻。",
    ],
)
def test_what_describes_a_project_or_where_it_is_is_no_other_one(text: str) -> None:
    assert names(text) == ["恒岚特种玻璃项目"]


def test_of_a_line_whose_bridge_is_built_the_line_is_built_too() -> None:
    text = "哈沣高铁控制性工程——呼沣河特大桥架梁完成。"
    assert [t.stage for t in read(text)] == [Stage.BUILDING, Stage.TOPPED_OUT]


def test_a_part_of_a_year_is_of_the_year_that_its_sentence_named() -> None:
    [telling] = read("恒岚特种玻璃项目预计2026年第三季度开工建设,2027年第一季度竣工,第二季度投产。")
    assert [promise.due for promise in telling.promises] == [
        dt.date(2026, 9, 30),
        dt.date(2027, 3, 31),
        dt.date(2027, 6, 30),
    ]


def test_what_is_done_in_this_month_is_no_promise() -> None:
    [telling] = read("恒岚特种玻璃项目今年4月建成试运行。")
    assert (telling.stage, telling.promises) == (Stage.TRIAL, [])


def test_a_new_time_is_of_the_step_that_could_not_be_kept() -> None:
    [telling] = read("恒岚特种玻璃项目的熔制车间4月底封顶已经赶不上了。“新的时间是今年9月中旬。”施工方说。")
    assert [(promise.step, promise.due) for promise in telling.promises] == [
        (Stage.TOPPED_OUT, dt.date(2026, 9, 20))
    ]


def test_a_headline_may_call_a_project_by_its_firm_and_another_word() -> None:
    assert names("3月25日,菌谷工厂化食用菌项目奠基。", headline="菌谷食用菌工厂奠基") == [
        "菌谷工厂化食用菌项目"
    ]


def test_what_is_promised_is_not_told_of_what_runs_already() -> None:
    found = read(
        "恒岚特种玻璃项目二期开工。一期去年秋天投产,满负荷运转,缺的就是场地,还要招三百名工人。",
        "施工方表示,原料车间11月底前封顶。",
    )
    assert {telling.stage for telling in found if telling.promises} == {Stage.STARTED}
