"""The waiting that the tests rely on waits for what it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from playground.standin.bot_api import BotApi
from playground.standin.call_faults import Slow
from storage.database import Database
from tests import waiting
from tests.running_bot import RunningBot, running_bot_over_http


class Flickering:
    """A file in which every read finds another number."""

    def __init__(self) -> None:
        self.reads = 0

    async def read(self, query: Callable[..., Any]) -> list[tuple[object, ...]]:
        self.reads += 1
        return [(self.reads,)]


@pytest.mark.over_http()
async def test_what_has_not_arrived_yet_is_not_handled(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    for number in range(1, 6):
        reader.send("/park 临猗")
        await bot.handled_all()
        assert len(reader.chat.from_bot) == number


async def test_what_is_kept_and_not_confirmed_yet_is_waited_for(tmp_path: Path) -> None:
    async with running_bot_over_http(tmp_path) as bot:
        bot.api.inject("getUpdates", Slow(0.3))
        bot.api.user(1).send("/park 临猗")
        newest = await waiting.until_confirmed(bot.api)
        kept = await bot.rows("SELECT update_id FROM incoming", file=bot.parts.incoming)
        assert kept == [(newest,)] and len(bot.api.updates) == 0


async def test_the_rows_that_were_looked_for_are_the_rows_that_are_returned() -> None:
    flickering = cast(Database, Flickering())
    assert await waiting.until_rows(flickering, "SELECT 1", lambda rows: rows == [(2,)]) == [(2,)]


async def test_rows_that_do_not_come_are_an_error_that_shows_the_others(database: Database) -> None:
    with pytest.raises(AssertionError, match=r"SELECT 'there' found last: \[\('there',\)\]"):
        await waiting.until_rows(database, "SELECT 'there'", lambda rows: rows == [("not",)], within=0.05)


async def test_what_is_seen_is_returned_or_told() -> None:
    seen = iter("abc")
    assert await waiting.until_seen(lambda: next(seen), lambda letter: letter == "b") == "b"
    with pytest.raises(AssertionError, match="seen last: 'x'"):
        await waiting.until_seen(lambda: "x", lambda letter: letter == "y", within=0.05)


async def test_a_press_is_waited_for_until_its_edit_is_there(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    answer = await reader.ask("/park 临猗")
    bot.api.inject("editMessageReplyMarkup", Slow(0.2))
    bot.api.inject("editMessageText", Slow(0.2))
    await waiting.press_for_edit(reader, answer, "关注")
    assert answer.buttons == (("取消关注",),)


async def test_what_did_not_come_is_told_with_the_calls_there_were() -> None:
    api = BotApi()
    await api.handle(api.token, "sendMessage", {"chat_id": 5, "text": "您好"})
    with pytest.raises(TimeoutError, match=r"a push .*: sendMessage\(5\) 400 '您好' '.*not found'"):
        await api.wait_until(lambda: False, 0.01, "a push")
