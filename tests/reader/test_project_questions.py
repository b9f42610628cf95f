"""Questions about projects in plain words are answered from the ledger, or as any other text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.names.asked_fate import Fate
from bot.names.asked_period import months, year_of
from bot.names.asked_place import AskedPlace
from bot.names.asked_sum import Sums
from bot.names.due_question import read_due_question
from bot.names.period_number import number_of, period_numbered
from bot.names.project_question import ProjectQuestion, read_question
from bot.names.question_number import NoSuchQuestion, numbers_of, question_numbered
from projects.project import Stage
from tests.made_issues import LINYI
from tests.reader.test_projects import TODAY, tell, told
from tests.running_bot import RunningBot
from tests.set_clock import SetClock
from tests.waiting import press_for_edit


@pytest.fixture(autouse=True)
def today(clock: SetClock) -> None:
    clock.go_on_from(TODAY)


YEAR, NEXT = year_of(2026), year_of(2027)
HUNDRED_MILLION = 10**8


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("哪些项目今年投产", ProjectQuestion(Stage.RUNNING, YEAR)),
        ("今年能投产的项目有哪些？", ProjectQuestion(Stage.RUNNING, YEAR)),
        ("2026年底前投产的项目", ProjectQuestion(Stage.RUNNING, YEAR)),
        ("去年签约的项目", ProjectQuestion(Stage.SIGNED, year_of(2025))),
        ("上半年开工的项目", ProjectQuestion(Stage.STARTED, months(2026, 1, 6))),
        ("6月底前封顶的项目", ProjectQuestion(Stage.TOPPED_OUT, months(2026, 1, 6))),
        ("上个月开工的项目", ProjectQuestion(Stage.STARTED, months(2026, 6, 6))),
        ("下季度投产的项目", ProjectQuestion(Stage.RUNNING, months(2026, 10, 12))),
        ("2027年第一季度竣工的工程", ProjectQuestion(Stage.COMPLETED, months(2027, 1, 3))),
        ("临汾 在建 项目", ProjectQuestion(Stage.BUILDING, places=("临汾",))),
        ("新绛在建项目有多少个", ProjectQuestion(Stage.BUILDING, places=("新绛", "绛"))),
        ("哪些项目最近开工了", ProjectQuestion(Stage.STARTED)),
        ("临猗有哪些项目停工了？", ProjectQuestion(Stage.HALTED, places=("临猗有哪些", "临猗"))),
        ("临猗有哪些项目", ProjectQuestion(places=("临猗有哪些", "临猗"))),
        ("还没开工的项目", ProjectQuestion(Stage.STARTED, not_yet=True)),
        ("今年延期的项目", ProjectQuestion(None, YEAR, fate=Fate.PUT_OFF)),
        ("没按期投产的项目", ProjectQuestion(Stage.RUNNING, fate=Fate.BROKEN)),
        ("临汾哪些承诺没兑现", ProjectQuestion(places=("临汾哪些", "临汾"), fate=Fate.BROKEN)),
        ("如期封顶的项目有哪些", ProjectQuestion(Stage.TOPPED_OUT, fate=Fate.KEPT)),
        ("投资 10亿 以上", ProjectQuestion(sums=Sums(10**9))),
        ("十亿元以上的项目", ProjectQuestion(sums=Sums(10**9))),
        ("投资超过5千万的项目", ProjectQuestion(sums=Sums(5 * 10**7, beyond=True))),
        ("投资1到5亿元的项目", ProjectQuestion(sums=Sums(HUNDRED_MILLION, 5 * HUNDRED_MILLION))),
        ("亿元以上项目", ProjectQuestion(sums=Sums(HUNDRED_MILLION))),
        ("2027年开工、不超过5000万的项目", ProjectQuestion(Stage.STARTED, NEXT, Sums(most=5 * 10**7))),
        ("临汾投资1亿以上在建", ProjectQuestion(Stage.BUILDING, None, Sums(HUNDRED_MILLION), ("临汾",))),
    ],
)
def test_what_is_asked(text: str, question: ProjectQuestion) -> None:
    assert read_question(text, TODAY.date()) == question


@pytest.mark.parametrize(
    "text",
    [
        "临汾经开区",
        "项目",
        "项目经理",
        "今年投产",
        "临猗 项目",
        "临猗最近有什么新项目",
        "项目从签约到投产要多久",
        "今年没投产的项目",
        "100亿美元以上的项目",
        "投资三五亿的项目",
        "飞机延期",
        "没完成的项目",
        "在建" * 30 + "项目",
    ],
)
def test_what_asks_something_else(text: str) -> None:
    assert read_question(text, TODAY.date()) is None


@given(
    st.text(
        st.sampled_from("项目投产在建今明年上半月底前哪些10亿千万以下临汾还没按期延兑现承诺的? ，到"),
        max_size=60,
    )
)
def test_any_text_is_read(text: str) -> None:
    question = read_question(text, TODAY.date())
    assert question is None or question.stages or question.sums or question.places or question.fate
    asked = read_due_question(text, TODAY.date())
    assert asked is None or period_numbered(number_of(asked.period)) == asked.period
    if question is not None:
        numbers = numbers_of(question, AskedPlace(2700))
        assert all(0 <= number < 10**18 for number in numbers)
        assert question_numbered(numbers) == (replace(question, places=()), 2700, False)


@pytest.mark.parametrize(
    ("asked", "head", "names"),
    [
        ("哪些项目今年投产", "2026年 · 投产的项目，共 1 个", ["恒岚特种玻璃项目"]),
        ("临汾 签约 项目", "临汾 · 签约的项目，共 1 个", ["临汾沐禾冷链物流园"]),
        ("投资1亿以上的项目", "投资1亿元以上的项目，共 1 个", ["恒岚特种玻璃项目"]),
        ("谁在临汾投资1亿以上", "临汾 · 投资1亿元以上的项目，共 1 个", ["恒岚特种玻璃项目"]),
        ("哪些项目去年投产", "", []),
        ("临汾有哪些项目", "临汾的项目，共 2 个", ["恒岚特种玻璃项目", "临汾沐禾冷链物流园"]),
        ("还没投产的项目", "还没投产的项目，共 2 个", ["恒岚特种玻璃项目", "临汾沐禾冷链物流园"]),
        ("在建项目有哪些", "在建（含已开工、封顶）的项目，共 1 个", ["恒岚特种玻璃项目"]),
        ("投资超过2亿的项目", "", []),
        ("如期封顶的项目", "封顶 · 承诺如期兑现的项目，共 1 个", ["恒岚特种玻璃项目"]),
        ("没如期投产的项目", "", []),
        ("4月签约的项目", "2026年4月 · 签约的项目，共 1 个", ["临汾沐禾冷链物流园"]),
        ("今年封顶的项目", "2026年 · 封顶的项目，共 1 个", ["恒岚特种玻璃项目"]),
    ],
)
async def test_it_is_answered_from_the_ledger(
    bot: RunningBot, asked: str, head: str, names: list[str]
) -> None:
    await told(bot)
    answer = await bot.api.user(1).ask(asked)
    assert answer.text.startswith(head or "报道过的项目里没有：")
    assert [row[0] for row in answer.buttons] == names
    assert ("临汾恒岚新材料有限公司，总投资2亿元" in answer.text) == ("1亿以上" in asked)
    promised = "「年底投产」 未到期（期限 2026年12月31日）"
    assert (promised in answer.text) == (asked == "哪些项目今年投产")


@pytest.mark.parametrize("sums", [Sums(0), Sums(10**18, beyond=True), Sums(15 * 10**7, 1_234_567_890_000)])
def test_every_sum_has_a_number(sums: Sums) -> None:
    question = ProjectQuestion(sums=sums, not_yet=True, stage=Stage.RUNNING)
    assert question_numbered(numbers_of(question, AskedPlace(9, is_city=True))) == (question, 9, True)


@given(st.tuples(*[st.integers(0, 10**18 - 1)] * 3))
def test_any_numbers_are_a_question_or_none(numbers: tuple[int, int, int]) -> None:
    try:
        question, place, is_city = question_numbered(numbers)
    except NoSuchQuestion:
        return
    assert numbers_of(question, AskedPlace(place, is_city))[0] <= numbers[0]


async def test_all_that_are_found_are_there_page_by_page(bot: RunningBot) -> None:
    names = [f"{first}{second}光伏电站项目" for first in "恒沐瑞" for second in "岚禾丰泽"]
    await tell(bot, "2026-04-04", *(f"4月2日，{name}签约，总投资2亿元。" for name in names))
    reader = bot.api.user(1)
    first = await reader.ask("临汾 4月签约、投资1亿以上的项目")
    assert "共 12 个\n最近有消息的在前，这里是第 1 至 10 个。" in first.text
    before = first.buttons
    assert before[-1] == ("下一页",)
    last = await press_for_edit(reader, first, "下一页", shows="这里是第 11 至 12 个")
    assert last.text.startswith("临汾 · 2026年4月 · 签约 · 投资1亿元以上的项目，共 12 个")
    assert sorted(row[0] for row in (*before[:-1], *last.buttons[:-1])) == sorted(names)
    assert (await press_for_edit(reader, last, "上一页", shows="第 1 至 10 个")).buttons == before


@pytest.mark.parametrize(
    "data", ["asked:0:0:0", "asked:0:0:0:0", "asked:2:0:0:1", "asked:0:1900:0:1", "asked:0:0:0:99"]
)
async def test_a_forged_button_of_an_answer_gets_a_sentence(bot: RunningBot, data: str) -> None:
    await told(bot)
    reader = bot.api.user(1)
    answer = await reader.ask("在建项目有哪些")
    assert (await reader.forge_press(answer, data).answered()).text


async def test_a_promise_that_came_to_nothing_is_shown(bot: RunningBot, clock: SetClock) -> None:
    await told(bot)
    clock.go_on_from(TODAY + dt.timedelta(days=200))
    answer = await bot.api.user(1).ask("没如期投产的项目")
    assert "共 1 个" in answer.text and "「年底投产」 已到期，未见后续报道" in answer.text


async def test_none_is_said_and_nothing_invented(bot: RunningBot) -> None:
    await told(bot)
    answer = await bot.api.user(1).ask("明年投产的项目")
    assert answer.text == wording.NO_SUCH_PROJECTS.format(asked="2027年 · 投产")


@pytest.mark.parametrize("asked", ["临汾哪些承诺上个月到期", "6月到期的项目", "今年6月哪些项目承诺该兑现"])
async def test_what_falls_due_is_answered_too(bot: RunningBot, asked: str) -> None:
    await told(bot)
    answer = await bot.api.user(1).ask(asked)
    assert "2026年6月到期的项目承诺，共 1 条" in answer.text and "6月底前封顶" in answer.text


@pytest.mark.parametrize(
    "asked",
    [
        *("恒岚特种玻璃项目", "恒岚特种玻璃项目什么时候投产？", "请问恒岚特种玻璃项目现在怎么样了"),
        "/projects 恒岚特种玻璃项目",
    ],
)
async def test_a_project_s_name_shows_its_card(bot: RunningBot, asked: str) -> None:
    await told(bot)
    answer = await bot.api.user(1).ask(asked)
    assert answer.text.startswith("恒岚特种玻璃项目\n【山西临汾经济开发区】封顶") and "进展" in answer.text


async def test_of_several_of_a_name_it_is_asked_which(bot: RunningBot) -> None:
    await told(bot)
    await tell(bot, "2026-04-04", "4月2日，恒岚特种玻璃项目签约。", park=LINYI)
    answer = await bot.api.user(1).ask("恒岚特种玻璃项目进展如何")
    assert answer.text.startswith("叫这个名字的项目有 2 个") and LINYI.name in answer.text


@pytest.mark.parametrize("asked", ["恒岚特种玻璃项目经理是谁", "恒岚特种玻璃项目 招聘"])
async def test_what_is_said_beside_a_project_s_name_is_no_question_about_it(
    bot: RunningBot, asked: str
) -> None:
    await told(bot)
    assert "进展\n" not in (await bot.api.user(1).ask(asked)).text


async def test_where_no_project_is_known_the_place_itself_is_shown(bot: RunningBot) -> None:
    await tell(bot, "2026-04-04", "临猗示范区召开座谈会。", park=LINYI)
    answer = await bot.api.user(1).ask("临猗有哪些项目")
    assert "临猗示范区召开座谈会" in answer.text


async def test_of_a_place_nobody_knows_it_is_answered_as_any_text(bot: RunningBot) -> None:
    await told(bot)
    answer = await bot.api.user(1).ask("桃花源 在建 项目")
    assert "的项目，共" not in answer.text and "报道过的项目里没有" not in answer.text
