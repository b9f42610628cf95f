"""Waiting for what a test claims, and for nothing else.

Each of these looks until it has seen what is waited for, and returns what it saw: nothing is looked at a
second time, when it may have changed. What doesn't come is an AssertionError or a TimeoutError that shows
what was there instead. To show that something does not happen, let something happen after it (another update,
another message) and wait for that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from playground.standin.bot_api import BotApi
from playground.standin.chat import Chat
from playground.standin.message import Message
from playground.standin.press import PATIENCE_SECONDS
from playground.standin.user import User
from storage.database import Database, Db

T = TypeVar("T")
Row = tuple[object, ...]

LOOK_EVERY_SECONDS = 0.02  # where nobody tells of a change


async def until_seen(
    look: Callable[[], T], is_it: Callable[[T], object] = bool, *, within: float = PATIENCE_SECONDS
) -> T:
    """Looks until `is_it` holds for what is seen; returns that. AssertionError shows what was seen last."""
    end = asyncio.get_running_loop().time() + within
    while not is_it(seen := look()):
        assert asyncio.get_running_loop().time() < end, f"not within {within} s; seen last: {seen!r}"
        await asyncio.sleep(LOOK_EVERY_SECONDS)
    return seen


async def until_rows(
    file: Database, sql: str, is_it: Callable[[list[Row]], object], *, within: float = PATIENCE_SECONDS
) -> list[Row]:
    """Reads until `is_it` holds for the rows of a query; returns those, and AssertionError shows the last."""

    def query(db: Db) -> list[Row]:
        return db.execute(sql).fetchall()

    end = asyncio.get_running_loop().time() + within
    while not is_it(rows := await file.read(query)):
        assert asyncio.get_running_loop().time() < end, f"not within {within} s; {sql} found last: {rows}"
        await asyncio.sleep(LOOK_EVERY_SECONDS)
    return rows


async def until_confirmed(api: BotApi, *, within: float = PATIENCE_SECONDS) -> int:
    """Waits until the bot has told Telegram that it keeps all updates of now; returns the newest's number."""
    newest = api.updates.newest_id
    await api.wait_until(lambda: api.updates.is_confirmed(newest), within, f"confirmation of update {newest}")
    return newest


async def until_handled(api: BotApi, incoming: Database, *, within: float = PATIENCE_SECONDS) -> None:
    """Waits until every update of now is confirmed, then until no kept one is left unhandled."""
    await until_confirmed(api, within=within)
    left = "SELECT update_id, raw FROM incoming WHERE done_at IS NULL"
    await until_rows(incoming, left, lambda rows: not rows, within=within)


async def until_message(
    chat: Chat, holding: str, *, after: int = 0, within: float = PATIENCE_SECONDS
) -> Message:
    """The bot's first message with these words in a chat, when it comes; its number is above `after`."""
    found: list[Message] = []

    def there() -> bool:
        found[:] = (m for m in chat.from_bot if m.message_id > after and holding in m.text)
        return bool(found)

    await chat.api.wait_until(there, within, f"message with {holding!r}")
    return found[0]


async def press_for_edit(
    user: User, message: Message, button: str, *, shows: str = "", within: float = PATIENCE_SECONDS
) -> Message:
    """Presses a button and waits until that has edited the message, into one with these words; returns it.

    The notice that a press is answered with comes before the edit, and says nothing about it.
    """
    before = message.edits
    user.press(message, button)
    await user.api.wait_until(
        lambda: message.edits > before and shows in message.text, within, f"edit by {button!r} to {shows!r}"
    )
    return message


async def press_for_message(
    user: User, message: Message, button: str, *, holding: str = "", within: float = PATIENCE_SECONDS
) -> Message:
    """Presses a button and returns the message with these words that the bot writes below, when it comes."""
    newest = max(m.message_id for m in message.chat.messages)
    user.press(message, button)
    return await until_message(message.chat, holding, after=newest, within=within)
