"""/latest, /today, /week and /parks: what is new by day, and every park by city, a page at a time."""

from __future__ import annotations

import datetime as dt

import pytest

from parsing.parks import Park
from storage.parks import park_import
from tests.made_issues import LINFEN, made_article, made_issue
from tests.running_bot import RunningBot
from tests.set_clock import SHANGHAI, SetClock
from tests.waiting import press_for_edit

TODAY = dt.date(2027, 1, 1)
LONG_AGO = dt.date(2026, 4, 4)
HOURS = [dt.time(0, 0), dt.time(7, 59, 59), dt.time(8, 0), dt.time(23, 59, 59)]


@pytest.fixture(autouse=True)
def midday(clock: SetClock) -> None:
    """It is a day, and stays it, however long a test takes."""
    clock.stand_at(dt.datetime.combine(TODAY, dt.time(12), SHANGHAI))


def before(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@pytest.mark.parametrize("asked", ["/latest", "最新", "/最新"])
async def test_latest_pages_through_everything(bot: RunningBot, asked: str) -> None:
    reader = bot.api.user(1)
    await bot.publish(made_issue(*(made_article(f"第{number}件新事") for number in range(7))), push=False)
    answer = await reader.ask(asked)
    await press_for_edit(reader, answer, "下一页")
    assert "第0件新事" in answer.text and "第6件新事" not in answer.text
    await press_for_edit(reader, answer, "上一页")
    assert "第6件新事" in answer.text


@pytest.mark.parametrize(
    ("asked", "shown"), [("/today", 1), ("今天", 1), ("/week", 3), ("最近七天", 3), ("/本周", 3)]
)
@pytest.mark.parametrize("hour", HOURS)
async def test_today_and_the_last_seven_days(
    bot: RunningBot, clock: SetClock, asked: str, shown: int, hour: dt.time
) -> None:
    clock.stand_at(dt.datetime.combine(TODAY, hour, SHANGHAI))
    for number, days in enumerate((0, 1, 6, 7)):
        await bot.publish(made_issue(made_article(f"第{number}件新事"), day=before(days)), push=False)
    answer = await bot.api.user(1).ask(asked)
    assert [f"第{number}件新事" in answer.text for number in range(4)] == [
        number < shown for number in range(4)
    ]
    assert f"共 {shown} 条" in answer.text


async def test_a_day_of_many_briefs_is_paged(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await bot.publish(made_issue(*(made_article(f"第{n}件新事") for n in range(7)), day=TODAY), push=False)
    answer = await reader.ask("/today")
    await press_for_edit(reader, answer, "下一页")
    assert "第0件新事" in answer.text
    told = await reader.forge_press(answer, f"days:{TODAY.toordinal()}:{TODAY.toordinal()}:9").answered()
    assert told.text == "没有这一页了。"
    told = await reader.forge_press(answer, "days:999999999999999999:1:1").answered()
    assert told.text == "这个按钮已经失效，请重新发送命令。"


async def test_a_day_without_news_names_the_last_day_that_had_some(bot: RunningBot) -> None:
    assert (await bot.api.user(1).ask("/today")).text == "今天还没有简报。"
    await bot.publish(made_issue(made_article("旧事"), day=LONG_AGO), push=False)
    assert "2026年4月4日" in (await bot.api.user(1).ask("/week")).text


async def test_parks_is_by_city_those_with_news_first_and_leads_on(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await bot.publish(made_issue(made_article("临汾新事", LINFEN)), push=False)
    answer = await reader.ask("/parks")
    assert answer.text.index("临汾\n") < answer.text.index("运城（暂无简报）\n")
    assert "山西临汾经济开发区（1）" in answer.text
    await press_for_edit(reader, answer, "临汾")
    await press_for_edit(reader, answer, "山西临汾经济开发区（1）")
    assert "临汾新事" in answer.text


async def test_parks_of_a_whole_country_are_paged_and_none_is_left_out(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    made = [
        Park(f"{c}{d}{e}产业园", city=f"{c}{d}") for c in "东西南北" for d in "山河湖海" for e in "甲乙丙丁"
    ]
    await bot.database.write(park_import.import_parks, made)
    answer = await reader.ask("/parks")
    seen = answer.text
    for _ in range(40):
        labels = [label for row in answer.buttons for label in row]
        if "下一页" not in labels:
            break
        await press_for_edit(reader, answer, "下一页")
        seen += answer.text
    assert all(park.name in seen for park in made)
