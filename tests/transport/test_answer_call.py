"""An answer goes where it was asked for, and counts among what its chat was sent."""

from __future__ import annotations

import pytest

from tests.running_bot import RunningBot


async def test_an_answer_in_a_private_chat_stands_for_itself_and_counts(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    monkeypatch.setattr(bot.parts.pacer, "answered", counted.append)
    user = bot.api.user(1)
    answer = await user.ask("/id")
    assert answer.reply_to == 0
    assert counted == [user.id]


async def test_an_answer_in_a_group_replies_to_the_question(bot: RunningBot) -> None:
    group = bot.api.supergroup("园区群", owner=bot.api.user(2))
    answer = await bot.api.user(2).ask("/id", group)
    question = group.find(answer.reply_to)
    assert question is not None and question.text == "/id"


async def test_an_answer_in_a_topic_stays_in_it_though_its_question_is_gone(bot: RunningBot) -> None:
    owner = bot.api.user(3)
    topic = bot.api.supergroup("园区群", forum=True, owner=owner).add_topic(owner, "临猗")
    topic.chat.remove(owner.send("/id", topic))
    await bot.api.wait_until(lambda: any(message.from_bot for message in topic.messages))
