"""Incoming updates: none is lost to a crash, one user's are answered in order, none is answered for ever."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from telegram import Update

from bot.incoming.queue import DurableQueue
from bot.serving.opening import open_incoming
from playground.standin.bot_api import BotApi
from playground.standin.changes import Event
from playground.standin.loopback import Loopback
from storage.database import Database
from storage.incoming import incoming
from storage.moments import now
from storage.tables import incoming_file
from tests.run_bot_process import SERVING, serving
from tests.running_bot import RunningBot, running_bot
from tests.stand_in import bot_over

USERS = 300


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Database]:
    """A file of incoming updates."""
    with open_incoming(tmp_path / "incoming.db") as opened:
        yield opened


async def test_no_command_goes_unanswered_when_the_bot_is_killed_among_them(tmp_path: Path) -> None:
    async with Loopback(BotApi()) as server:
        api = server.api
        async with serving(tmp_path, server.url, api.token) as bot:
            await bot.says(SERVING)
            users = [api.user(number + 1) for number in range(USERS)]
            answered = itertools.count(1)

            def kill_among_them(event: Event) -> None:
                # From within the answer itself: from outside, the kill might come after the last one.
                if event.kind == "message" and event.subject.from_bot and next(answered) == USERS // 4:
                    bot.process.kill()

            api.observers.append(kill_among_them)
            for user in users:
                user.send("/id")
            await bot.ended()
            api.observers.clear()
        assert not all(user.chat.from_bot for user in users), "the kill came too late to show anything"
        async with serving(tmp_path, server.url, api.token):
            await api.wait_until(lambda: all(user.chat.from_bot for user in users), what="every answer")


async def test_one_users_commands_are_answered_in_order(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    sent = ["/id", "/help", "/latest", "/following"] * 5
    for text in sent:
        reader.send(text)
    await bot.api.wait_until(lambda: len(reader.chat.from_bot) == len(sent))
    heads = [message.text[:4] for message in reader.chat.from_bot]
    assert heads == heads[:4] * 5 and len(set(heads[:4])) == 4


async def test_an_update_is_on_disk_before_it_is_queued(file: Database) -> None:
    queue = DurableQueue(file)
    update = (await _an_update())[0]
    await queue.put(update)
    kept = await file.read(lambda db: db.execute("SELECT update_id, done_at FROM incoming").fetchall())
    assert kept == [(update.update_id, None)]
    assert queue.qsize() == 1


async def test_an_update_that_comes_again_is_handled_once(file: Database) -> None:
    queue = DurableQueue(file)
    update = (await _an_update())[0]
    await queue.put(update)
    await queue.put(update)
    assert queue.qsize() == 1


async def test_a_number_that_comes_again_with_another_content_is_another_update(file: Database) -> None:
    assert await file.write(incoming.keep, 5, '{"a": 1}', now())
    await file.write(incoming.done, 5, now())
    assert await file.write(incoming.keep, 5, '{"a": 2}', now())
    assert await file.write(incoming.take_open, now()) == incoming.LeftOpen(('{"a": 2}',))


async def test_handled_updates_are_marked(bot: RunningBot) -> None:
    await bot.api.user(1).ask("/id")
    await bot.handled_all()
    assert await bot.rows("SELECT count(done_at) FROM incoming", file=bot.parts.incoming) == [(1,)]


async def test_an_update_that_keeps_killing_the_bot_is_given_up_and_then_closed(file: Database) -> None:
    await file.write(incoming.keep, 1, "{}", now())
    for _ in range(incoming.MAX_REPLAYS):
        assert await file.write(incoming.take_open, now()) == incoming.LeftOpen(("{}",))
        await file.write(incoming.count_replay, 1)
    told = incoming.LeftOpen(("{}",), given_up=frozenset((1,)))
    assert await file.write(incoming.take_open, now()) == told
    assert await file.write(incoming.take_open, now()) == told  # that start did not come to telling
    await file.write(incoming.count_replay, 1)
    assert await file.write(incoming.take_open, now()) == incoming.LeftOpen((), closed=(1,))
    assert await file.write(incoming.take_open, now()) == incoming.LeftOpen(())


async def test_starts_that_never_came_to_handle_it_do_not_count(file: Database) -> None:
    await file.write(incoming.keep, 1, "{}", now())
    for _ in range(2 * incoming.MAX_REPLAYS):
        assert (await file.write(incoming.take_open, now())).raws == ("{}",)


@pytest.mark.parametrize("text", ["/park", "临猗", "/follow 临猗"])
async def test_what_was_left_unhandled_is_answered_at_the_next_start(tmp_path: Path, text: str) -> None:
    api = BotApi()
    user = api.user(1)
    user.send(text)
    updates = await _an_update(api)
    with open_incoming(incoming_file.beside(tmp_path / "bot.db")) as file:
        await file.write(incoming.keep, updates[0].update_id, updates[0].to_json(), now())
    async with running_bot(tmp_path, api=api):
        await api.wait_until(lambda: user.chat.from_bot)


async def _an_update(api: BotApi | None = None) -> tuple[Update, ...]:
    if api is None:
        api = BotApi()
        api.user(1).send("/id")
    async with bot_over("in process", api) as telegram:
        await telegram.initialize()
        updates = await telegram.get_updates()
        await telegram.get_updates(offset=updates[-1].update_id + 1)
        return updates
