"""An update whose handling ends the bot is handled again three times, then its sender is told instead."""

from __future__ import annotations

from pathlib import Path

from bot import wording
from bot.serving.opening import open_incoming
from playground.standin.bot_api import BotApi
from playground.standin.changes import Event
from playground.standin.loopback import Loopback
from storage.incoming import incoming
from storage.tables import incoming_file
from tests.run_bot_process import SERVING, Serving, serving

KILLED = -9


async def test_an_update_that_ends_the_bot_is_handled_thrice_more_and_its_sender_told(
    tmp_path: Path,
) -> None:
    async with Loopback(BotApi()) as server:
        api = server.api
        reader, other = api.user(1), api.user(2)
        running: list[Serving] = []

        def kill(event: Event) -> None:
            # From within the handling, which then never ends.
            answers = event.kind == "message" and event.subject.from_bot and event.subject.chat.id == 1
            if answers and event.subject.text != wording.MISSED:
                running[-1].process.kill()

        api.observers.append(kill)
        reader.send("/id")
        for handled in range(1, 1 + incoming.MAX_REPLAYS + 1):
            async with serving(tmp_path, server.url, api.token) as bot:
                running.append(bot)
                assert await bot.ended() == KILLED, bot.log
                assert len(reader.chat.from_bot) == handled
                assert "Given up" not in bot.log
        async with serving(tmp_path, server.url, api.token) as bot:
            running.append(bot)
            await bot.says("Given up after 3 tries")
            await bot.says(SERVING)
            other.send("/id")
            await api.wait_until(lambda: other.chat.from_bot, 30, "an answer to somebody else")
            await api.wait_until(lambda: len(reader.chat.from_bot) > handled, 30, "a word to the sender")
            assert await bot.stop() == 0, bot.log
        assert [message.text == wording.MISSED for message in reader.chat.from_bot] == [False] * 4 + [True]
        with open_incoming(incoming_file.beside(tmp_path / "bot.db")) as file:
            rows = file.read_now(
                lambda db: db.execute("SELECT replays FROM incoming WHERE done_at IS NULL").fetchall()
            )
        assert rows == []
