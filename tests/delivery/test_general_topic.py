"""A forum's General topic that is closed or hidden: that concerns General alone, until it is open again."""

from __future__ import annotations

import pytest

from playground.standin.chat import Chat
from playground.standin.topic import Topic
from playground.standin.user import User
from tests.made_issues import made_article, made_issue
from tests.running_bot import RunningBot

HELD = """
    SELECT thread_id > 0, held_since IS NOT NULL, off_at FROM chats
    WHERE kind = 'supergroup' ORDER BY thread_id
"""


@pytest.fixture
def boss(bot: RunningBot) -> User:
    """The owner of the forum."""
    return bot.api.user(50, "群主", started=True)


@pytest.fixture
def forum(bot: RunningBot, boss: User) -> Chat:
    """A forum."""
    return bot.api.supergroup("园区群", owner=boss, forum=True)


@pytest.fixture
async def topic(bot: RunningBot, forum: Chat, boss: User) -> Topic:
    """A topic of it; both it and General follow a park."""
    topic = forum.add_topic(boss, "快报")
    await bot.follow(forum.id, kind="supergroup")
    await bot.follow(forum.id, thread_id=topic.id, kind="supergroup")
    return topic


@pytest.mark.parametrize(("shut", "open_again"), [("close", "reopen"), ("hide", "unhide")])
async def test_general_alone_is_held_and_its_messages_come_when_it_is_open(
    bot: RunningBot, forum: Chat, topic: Topic, boss: User, shut: str, open_again: str
) -> None:
    getattr(forum, f"{shut}_general")(boss)
    await bot.handled_all()
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.becomes(HELD, (0, 1, None), (1, 0, None))
    await bot.api.wait_until(lambda: any("临猗新事" in m.text for m in topic.messages))
    getattr(forum, f"{open_again}_general")(boss)
    await bot.api.wait_until(lambda: any("临猗新事" in m.text and not m.thread_id for m in forum.from_bot))
    await bot.becomes(HELD, (0, 0, None), (1, 0, None))


async def test_what_is_said_in_another_topic_does_not_try_general_again(
    bot: RunningBot, forum: Chat, topic: Topic, boss: User
) -> None:
    forum.close_general(boss)
    await bot.handled_all()
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.becomes(HELD, (0, 1, None), (1, 0, None))
    await bot.api.wait_until(lambda: any("临猗新事" in m.text for m in topic.messages))
    tried = len(bot.api.calls_of("sendMessage", forum.id))
    await boss.ask("/park 临猗", topic)
    await bot.handled_all()
    await bot.delivery.drain()
    assert len(bot.api.calls_of("sendMessage", forum.id)) == tried + 1, "the answer, and nothing else"
    assert await bot.rows(HELD) == [(0, 1, None), (1, 0, None)]


async def test_a_lost_topics_messages_come_when_general_is_open_again(
    bot: RunningBot, forum: Chat, topic: Topic, boss: User
) -> None:
    forum.close_general(boss)
    await bot.handled_all()
    topic.is_deleted = True
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.becomes(HELD, (0, 1, None), (1, 1, None))
    forum.reopen_general(boss)
    await bot.becomes(HELD, (0, 0, None), (1, 0, None))
    await bot.becomes("SELECT DISTINCT state FROM deliveries", ("sent",))
