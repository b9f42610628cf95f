"""Who writes: a group's anonymous admins and channels are themselves, not the one user they share."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.serving.opening import open_incoming
from playground.standin.chat import Chat
from playground.standin.message import Message
from storage.incoming import incoming
from storage.moments import now
from tests.running_bot import RunningBot

GROUPS = 40  # twice what one person may send in a burst

pytestmark = pytest.mark.over_http


def answers(groups: list[Chat]) -> int:
    return sum(bool(group.from_bot) for group in groups)


async def test_the_anonymous_admins_of_many_groups_are_all_answered(bot: RunningBot) -> None:
    groups = [bot.api.supergroup(f"群{number}") for number in range(GROUPS)]
    for group in groups:
        group.write_as(group, "/park 临猗")
    await bot.api.wait_until(lambda: answers(groups) == GROUPS, what="an answer in every group")
    assert all("临猗" in group.from_bot[0].text for group in groups)


async def test_many_channels_that_write_in_one_group_are_all_answered(bot: RunningBot) -> None:
    group = bot.api.supergroup("园区群")
    for number in range(GROUPS):
        group.write_as(bot.api.channel(f"频道{number}"), "/id")
    await bot.api.wait_until(lambda: len(group.from_bot) == GROUPS, what="an answer to every channel")


async def test_one_groups_admins_are_still_held_to_the_pace_of_one(bot: RunningBot) -> None:
    group = bot.api.supergroup("园区群")
    for _ in range(GROUPS):
        group.write_as(group, "/id")
    await bot.api.wait_until(lambda: any("太快" in message.text for message in group.from_bot))


async def test_one_groups_admins_are_answered_in_order(bot: RunningBot) -> None:
    group = bot.api.supergroup("园区群")
    sent = [group.write_as(group, text) for text in ["/id", "/help", "/latest", "/following"] * 2]
    await bot.api.wait_until(lambda: len(group.from_bot) == len(sent))

    def answered(message: Message) -> int:
        return message.reply_to

    assert list(map(answered, group.from_bot)) == [message.message_id for message in sent]


async def test_what_another_group_did_since_does_not_overtake_a_groups_question(tmp_path: Path) -> None:
    """Nor does what another channel did in the same group; what the same one did there does."""
    body = '{"message": {"chat": {"id": -5}, "from": {"id": 1087968824}, "sender_chat": {"id": %d}}}'
    with open_incoming(tmp_path / "incoming.db") as file:
        await file.write(incoming.keep, 1, body % -5, now())
        await file.write(incoming.keep, 2, body % -7, now())
        await file.write(incoming.done, 2, now())
        assert not (await file.write(incoming.take_open, now())).overtaken
        await file.write(incoming.keep, 3, body % -5, now())
        await file.write(incoming.done, 3, now())
        assert (await file.write(incoming.take_open, now())).overtaken == {1}
