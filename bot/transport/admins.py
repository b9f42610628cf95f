"""Who the admins of a group or channel are, as Telegram last said."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Bot

from bot.transport.loop_clock import seconds_now

# An admin is believed for minutes; somebody who is none may just have become one, so it is asked again soon.
YES_SECONDS = 300.0
NO_SECONDS = 10.0
MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class _Known:
    ids: frozenset[int]
    asked_at: float


class Admins:
    """The admins of each group and channel, asked for when needed and remembered for minutes."""

    def __init__(self) -> None:
        self._known: dict[int, _Known] = {}

    async def include(self, bot: Bot, telegram_id: int, user_id: int) -> bool:
        """Whether a user is an admin of a chat. Raises telegram.error.TelegramError where nobody can say."""
        known = self._known.get(telegram_id)
        if known is not None:
            age = seconds_now() - known.asked_at
            if age < (YES_SECONDS if user_id in known.ids else NO_SECONDS):
                return user_id in known.ids
        members = await bot.get_chat_administrators(telegram_id)
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[telegram_id] = _Known(frozenset(member.user.id for member in members), seconds_now())
        return user_id in self._known[telegram_id].ids

    def forget(self, telegram_id: int) -> None:
        """Lets the next question go to Telegram."""
        self._known.pop(telegram_id, None)
