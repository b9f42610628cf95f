"""Strangers at the webhook: whatever they open and send, updates of Telegram come in."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.incoming import webhook_server
from playground.standin.bot_api import BotApi
from playground.standin.press import PATIENCE_SECONDS
from playground.standin.webhook import SECRET_HEADER
from tests.incoming.test_webhook import SECRET, api, hooked, settings, visiting
from tests.running_bot import RunningBot, running_bot

__all__ = ["api", "hooked"]
HALF = b"POST /telegram HTTP/1.1\r\nHost: x\r\n"


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(webhook_server, "MOST_CONNECTIONS", 5)
    return iter([None])


async def connected(api: BotApi) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", api.updates.webhook.tls_ends_at)


async def ended(reader: asyncio.StreamReader) -> bool:
    """Whether the bot lets go of a connection, in time and without a word."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        with contextlib.suppress(ConnectionError):
            return await reader.read() == b""
        return True


@pytest.mark.usefixtures("few")
async def test_connections_without_end_hold_nobody_up(hooked: RunningBot) -> None:
    silent = []
    for _ in range(20):
        silent.append(await connected(hooked.api))
        silent[-1][1].write(HALF)
    for reader, _ in silent[:15]:
        assert await ended(reader)
    await hooked.api.user(1).ask("/id")
    for _, writer in silent:
        writer.close()


async def test_one_that_never_says_all_is_let_go(
    tmp_path: Path, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_server, "SILENT_SECONDS", 0.2)
    async with running_bot(tmp_path, api=api, **settings(api)):
        await api.wait_until(lambda: api.updates.webhook.url)
        reader, writer = await connected(api)
        writer.write(HALF)
        assert await ended(reader)
        writer.close()


@pytest.mark.parametrize(
    "sent",
    [
        b"strangers \x1b[31mwords\r\n\r\n",
        b"POST / HTTP/1.1\r\nstrangers words\r\n\r\n",
        b"POST / HTTP/1.1\r\nUser-Agent: strangers words\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"GET /strangers%20words HTTP/1.1\r\nHost: x\r\nReferer: strangers\r\nConnection: close\r\n\r\n",
        b"POST /telegram HTTP/1.1\r\nHost: x\r\n"
        + f"{SECRET_HEADER}: {SECRET}\r\n".encode()
        + b"Content-Encoding: gzip\r\nContent-Length: 9\r\nConnection: close\r\n\r\nstrangers",
    ],
)
async def test_nothing_that_they_send_stands_in_the_log(
    hooked: RunningBot, caplog: pytest.LogCaptureFixture, sent: bytes
) -> None:
    with caplog.at_level("INFO"):
        reader, writer = await connected(hooked.api)
        writer.write(sent)
        assert b" 40" in await reader.readline()
        writer.close()
        await hooked.api.user(1).ask("/id")
    assert "strangers" not in caplog.text and "aiohttp" not in caplog.text


async def test_an_address_with_percent_signs_is_the_one_that_is_meant(tmp_path: Path, api: BotApi) -> None:
    told = settings(api) | {"webhook_url": "https://bot.example.org/%E5%9B%AD/tele%67ram"}
    async with running_bot(tmp_path, api=api, **told) as bot:
        await bot.api.user(1).ask("/id")
        async with visiting(api) as client:
            assert (await client.post("/园/telegram", json={"update_id": 1})).status_code == 200
