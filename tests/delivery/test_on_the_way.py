"""What becomes of a message while it is on its way is written down for that message, whatever has changed."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram.error import BadRequest

from bot.delivery import delivery
from bot.transport import push_call
from storage.chats import chats, own_data
from storage.chats.chats import Place
from storage.moments import now
from tests.made_issues import LINFEN, made_article, made_issue
from tests.running_bot import RunningBot


class Gate:
    """Stands in the way of one place's messages; counts what is sent."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, held: int, error: Exception | None = None) -> None:
        self.sent: list[int] = []
        self.reached, self.open = asyncio.Event(), asyncio.Event()

        async def send(bot: Any, message: Any, **options: Any) -> Any:
            self.sent.append(message.id)
            if message.telegram_id == held:
                self.reached.set()
                await self.open.wait()
                if error is not None:
                    raise error
                return 99
            return await push_call.send(bot, message, **options)

        monkeypatch.setattr(delivery, "send", send)


async def test_a_refusal_is_not_taken_for_the_next_chats(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, 1, BadRequest("Bad Request: can't parse entities"))
    await bot.follow(1)
    await bot.publish(made_issue(made_article("甲事")))
    await gate.reached.wait()
    await bot.database.write(own_data.forget, Place(1, 0, "private", ""))
    await bot.follow(2)
    await bot.publish(made_issue(made_article("乙事")))
    gate.open.set()
    await bot.becomes("SELECT state FROM messages", ("sent",))
    assert len(set(gate.sent)) == 2


async def test_a_message_of_a_group_merged_meanwhile_is_sent_once(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, -5)
    another = bot.api.user(2)
    await another.ask("/follow 临汾经开区")
    await another.ask("/digest 立即")
    await bot.follow(-5, kind="group")
    await bot.publish(made_issue(made_article("甲事")))
    await gate.reached.wait()
    await bot.follow(-100, kind="supergroup")
    await bot.database.write(chats.migrate, -5, -100, now())
    await bot.publish(made_issue(made_article("后来的事", LINFEN)))
    await bot.pushed(another, "后来的事")  # sent after it, so it would have been sent again by now
    gate.open.set()
    await bot.becomes("SELECT state FROM messages", ("sent",), ("sent",))
    await bot.becomes("SELECT state FROM deliveries", ("sent",), ("sent",))
    assert len(gate.sent) == 2
