"""A command deleted before its answer is answered all the same, whatever the answer is."""

from __future__ import annotations

import pytest

from bot.incoming import flood
from playground.standin import call_faults
from playground.standin.chat import Chat
from playground.standin.member import Status
from playground.standin.user import User
from tests.running_bot import RunningBot

pytestmark = pytest.mark.over_http


@pytest.fixture
def boss(bot: RunningBot) -> User:
    return bot.api.user(50, "群主")


@pytest.fixture
def group(bot: RunningBot, boss: User) -> Chat:
    return bot.api.supergroup("园区群", forum=True, owner=boss)


@pytest.mark.parametrize(
    "text",
    [
        "/park 临猗",
        "/park",
        "/follow 临猗",
        "/search 招聘",
        "/digest",
        "/export",
        "/start",
        "/nothing",
        "/parks",
    ],
)
async def test_a_deleted_command_is_answered(bot: RunningBot, group: Chat, boss: User, text: str) -> None:
    group.set_bot(boss, Status.ADMINISTRATOR, with_update=False)
    group.remove(boss.send(text, group))
    boss.send("/id", group)
    expected = 1 if text == "/nothing" else 2  # in groups an unknown command is another bot's
    await bot.api.wait_until(lambda: len(group.from_bot) == expected, what=f"an answer to {text}")


async def test_a_deleted_command_of_a_topic_is_answered_there(
    bot: RunningBot, group: Chat, boss: User
) -> None:
    topic = group.add_topic(boss, "临猗")
    group.remove(boss.send("/park 临猗", topic))
    await bot.api.wait_until(lambda: group.from_bot)
    assert group.from_bot[0].thread_id == topic.id


async def test_a_deleted_command_that_came_too_fast_is_told_so(
    bot: RunningBot, group: Chat, boss: User
) -> None:
    for _ in range(flood.BURST + 1):
        group.remove(boss.send("/id", group))
    await bot.api.wait_until(lambda: len(group.from_bot) == flood.BURST + 1)
    assert any("太快" in message.text for message in group.from_bot)


async def test_a_deleted_command_that_could_not_be_handled_is_told_so(
    bot: RunningBot, group: Chat, boss: User
) -> None:
    bot.api.inject(
        "sendMessage", call_faults.Error(400, "Bad Request: something never seen"), chat_id=group.id
    )
    group.remove(boss.send("/park 临猗", group))
    await bot.api.wait_until(lambda: group.from_bot)
