"""Pacing: how fast Telegram lets a bot send, over all and into one chat."""

from __future__ import annotations

import asyncio

from bot.limits import (
    MESSAGES_PER_MINUTE_IN_GROUP,
    MESSAGES_PER_SECOND,
    SECONDS_BETWEEN_MESSAGES_IN_CHAT,
)

SECONDS_A_MINUTE = 60
MOST_CHATS_REMEMBERED = 10_000


class Pacer:
    """Gives each send its turn. Group ids are negative at Telegram, and groups have a limit of their own."""

    def __init__(self, per_second: float = MESSAGES_PER_SECOND) -> None:
        self._gap = 1 / per_second
        self._next_overall = 0.0
        self._next_in_chat: dict[int, float] = {}

    async def wait(self, telegram_id: int) -> None:
        """Returns when a message may go to this place."""
        clock = asyncio.get_running_loop().time
        gap = SECONDS_BETWEEN_MESSAGES_IN_CHAT
        if telegram_id < 0:
            gap = max(gap, SECONDS_A_MINUTE / MESSAGES_PER_MINUTE_IN_GROUP)
        turn = max(clock(), self._next_overall, self._next_in_chat.get(telegram_id, 0.0))
        self._next_overall = max(clock(), self._next_overall) + self._gap
        self._next_in_chat[telegram_id] = turn + gap
        if len(self._next_in_chat) > MOST_CHATS_REMEMBERED:
            self._next_in_chat = {chat: at for chat, at in self._next_in_chat.items() if at > clock()}
        await asyncio.sleep(turn - clock())
