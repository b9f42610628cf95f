"""An update that the library can't read is kept, logged and skipped; it holds up nothing and nobody."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot

from bot.incoming.queue import DurableQueue
from bot.serving.opening import open_incoming
from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from storage.incoming import incoming
from storage.moments import now
from storage.tables import incoming_file
from tests.run_bot_process import SERVING, serving
from tests.running_bot import running_bot, running_bot_over_http

SECRET = "谁也不该看到的话"
CHAT = {"id": 1, "type": "private", "first_name": "读者"}
# A known kind with a field missing, with one that is nonsense, and a kind that nobody knows yet.
BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("message", {"message_id": 9, "chat": CHAT, "text": SECRET}),
    ("message", {"message_id": 9, "chat": CHAT, "date": 99999999999999, "text": SECRET}),
    ("message", {"message_id": 9, "chat": SECRET, "date": 1}),
    ("callback_query", {"id": "1", "from": {"id": 1, "is_bot": False, "first_name": SECRET}}),
    ("my_chat_member", {"chat": CHAT, "date": 99999999999999, "new_chat_member": {"status": SECRET}}),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.mark.parametrize(("kind", "body"), BROKEN)
async def test_others_of_the_same_batch_are_answered(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, kind: str, body: dict[str, Any]
) -> None:
    api = BotApi()
    before, after = api.user(1), api.user(2)
    before.send("/id")
    number = api.updates.put(kind, body)
    api.updates.put("a_kind_of_next_year", {"text": SECRET})
    after.send("/id")
    async with running_bot_over_http(tmp_path, api=api) as bot:
        await api.wait_until(lambda: before.chat.from_bot and after.chat.from_bot)
        await api.wait_until(lambda: not len(api.updates), what="everything to be confirmed")
        kept = await bot.rows(f"SELECT raw FROM incoming WHERE update_id = {number}", file=bot.parts.incoming)
    assert json.loads(str(kept[0][0])) == {"update_id": number, kind: body}
    assert f"Update {number} can't be read" in caplog.text
    assert SECRET not in caplog.text


async def test_sigterm_ends_it_with_0_and_the_next_start_goes_on(loopback: Loopback, tmp_path: Path) -> None:
    api = loopback.api
    for _ in range(2):
        async with serving(tmp_path, loopback.url, api.token) as bot:
            await bot.says(SERVING)
            for kind, body in BROKEN:
                api.updates.put(kind, body)
            await bot.says("can't be read")
            assert await bot.stop() == 0
            assert SECRET not in bot.log
    async with serving(tmp_path, loopback.url, api.token):
        await api.user(2).ask("/id", within=30)


async def test_a_later_start_tries_it_again_and_gives_it_up_after_some(tmp_path: Path) -> None:
    path = incoming_file.beside(tmp_path / "bot.db")
    with open_incoming(path) as file:
        raw = json.dumps({"update_id": 5, "message": BROKEN[0][1]})
        await file.write(incoming.keep, 5, raw, now())
    for _ in range(incoming.MAX_REPLAYS + 2):
        async with running_bot(tmp_path):
            pass
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT done_at IS NOT NULL FROM incoming").fetchone() == (1,)


@pytest.mark.slow
@given(bodies=st.lists(JSON, max_size=5))
def test_whatever_comes_in_a_batch_everything_is_kept(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[Any]
) -> None:
    raws = [{"update_id": number, "message": body} for number, body in enumerate(bodies, 1)]

    async def put() -> int:
        with open_incoming(tmp_path_factory.mktemp("kept") / "incoming.db") as file:
            await DurableQueue(file).put_raw(raws, Bot("1:a"))
            (count,) = await file.read(lambda db: db.execute("SELECT count(*) FROM incoming").fetchone())
            return int(count)

    assert asyncio.run(put()) == len(raws)
