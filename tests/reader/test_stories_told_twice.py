"""A story that two newspapers tell is shown once, with a word on where else it stands, which opens it."""

from __future__ import annotations

import datetime as dt

import pytest

from storage.deliveries import deliveries
from storage.moments import now
from tests.made_issues import DAY, made_issue
from tests.running_bot import RunningBot
from tests.set_clock import SHANGHAI, SetClock
from tests.storage.test_stories import other_paper, told
from tests.waiting import press_for_message

ALSO = "另见《山西日报》4月5日"


@pytest.fixture(autouse=True)
def midday(clock: SetClock) -> None:
    """It is the first telling's day, and stays it."""
    clock.stand_at(dt.datetime.combine(DAY, dt.time(12), SHANGHAI))


async def publish_twice(bot: RunningBot, *, push: bool = False) -> None:
    await bot.publish(made_issue(told("甲项目开工")), push=push)
    await bot.publish(other_paper(told("甲项目破土动工", again=1)), push=push)


@pytest.mark.parametrize("asked", ["/park 临猗", "/latest", "/today", "/week"])
async def test_a_list_has_it_once(bot: RunningBot, asked: str) -> None:
    await publish_twice(bot)
    answer = await bot.api.user(1).ask(asked)
    assert "甲项目开工" in answer.text and "破土" not in answer.text
    assert ALSO in answer.text


async def test_the_word_on_the_other_telling_opens_it_and_that_leads_back(bot: RunningBot) -> None:
    await publish_twice(bot)
    reader = bot.api.user(1)
    answer = await reader.ask("/park 临猗")
    other = await press_for_message(reader, answer, ALSO)
    assert "甲项目破土动工" in other.text
    first = await press_for_message(reader, other, "另见《科学导报》4月4日")
    assert "甲项目开工" in first.text


async def test_a_digest_says_where_else_it_stands_and_comes_once(bot: RunningBot) -> None:
    await bot.follow(1)
    reader = bot.api.user(1)
    await bot.database.write(lambda db: db.execute("UPDATE chats SET digest = 'daily'"))
    await publish_twice(bot, push=True)
    await bot.publish(made_issue(told("乙项目投产"), day=dt.date(2026, 4, 6)))
    await bot.database.write(deliveries.pull_forward, now())
    bot.parts.wake_delivery.set()
    digest = await bot.pushed(reader, "乙项目投产")
    assert ALSO in digest.text and "甲项目开工" in digest.text and "破土" not in digest.text
    assert not [message for message in reader.chat.from_bot if "破土" in message.text]
