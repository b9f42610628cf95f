"""The webhook: an update is committed before Telegram hears that it is taken, and nobody else gets one in."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.incoming import webhook
from bot.incoming.polling import PolledElsewhere, WebhookElsewhere
from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from playground.standin.user import User
from playground.standin.webhook import SECRET_HEADER
from storage.database import StorageUnavailable
from storage.incoming import incoming
from tests.run_bot_process import SERVING, serving
from tests.running_bot import RunningBot, running_bot

URL = "https://bot.example.org/telegram"
SECRET = "of-the_webhook-7"
COUNTS = "SELECT count(*), count(done_at) FROM incoming"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def api() -> BotApi:
    made = BotApi()
    made.updates.webhook.tls_ends_at = free_port()
    made.updates.webhook.again_seconds = 0.05
    return made


def settings(api: BotApi) -> dict[str, Any]:
    listen = f"127.0.0.1:{api.updates.webhook.tls_ends_at}"
    return {"webhook_url": URL, "webhook_listen": listen, "webhook_secret": SecretStr(SECRET)}


def variables(api: BotApi) -> dict[str, str]:
    listen = f"127.0.0.1:{api.updates.webhook.tls_ends_at}"
    return {"WEBHOOK_URL": URL, "WEBHOOK_LISTEN": listen, "WEBHOOK_SECRET": SECRET}


@pytest.fixture
async def hooked(tmp_path: Path, api: BotApi) -> AsyncIterator[RunningBot]:
    """A bot to which Telegram brings its updates."""
    async with running_bot(tmp_path, api=api, **settings(api)) as bot:
        await api.wait_until(lambda: api.updates.webhook.url)
        yield bot


@contextlib.asynccontextmanager
async def visiting(api: BotApi) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who calls the address that the bot listens at, with the right secret."""
    base = f"http://127.0.0.1:{api.updates.webhook.tls_ends_at}"
    async with httpx.AsyncClient(base_url=base, headers={SECRET_HEADER: SECRET}) as client:
        yield client


@pytest.fixture
def brisk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The webhook is looked after all the time."""
    monkeypatch.setattr(webhook, "LOOK_EVERY_SECONDS", 0.05)
    monkeypatch.setattr(webhook, "LOOK_AGAIN_SECONDS", 0.01)
    return iter([None])


async def test_from_polling_to_the_webhook_and_back_no_update_is_lost_or_answered_twice(
    tmp_path: Path, api: BotApi
) -> None:
    users = [api.user(number) for number in range(1, 61)]

    async def answered(asked: list[User]) -> None:
        await api.wait_until(lambda: all(user.chat.from_bot for user in asked), what="every answer")

    def send(first: int, last: int) -> None:
        for user in users[first:last]:
            user.send("/id")

    log = ""
    async with Loopback(api) as server:
        for turn, ways in enumerate(({}, variables(api), {})):
            send(20 * turn, 20 * turn + 10)  # while nobody serves
            async with serving(tmp_path, server.url, api.token, LOG_LEVEL="DEBUG", **ways) as bot:
                await bot.says(SERVING)
                send(20 * turn + 10, 20 * turn + 20)
                await answered(users[: 20 * turn + 20])
                assert await bot.stop() == 0
                log += bot.log
            assert api.updates.webhook.url == ways.get("WEBHOOK_URL", "")
    assert [len(user.chat.from_bot) for user in users] == [1] * 60
    assert not api.calls_of("setWebhook")[0].flag("drop_pending_updates")
    assert api.updates.webhook.posts >= 20
    assert SECRET not in log and api.token not in log


async def test_what_comes_while_it_is_killed_is_brought_again(tmp_path: Path, api: BotApi) -> None:
    async with Loopback(api) as server:
        async with serving(tmp_path, server.url, api.token, **variables(api)) as bot:
            await bot.says(SERVING)
            await api.user(1).ask("/id")
            await bot.kill()
        for number in range(2, 12):
            api.user(number).send("/id")
        await api.wait_until(lambda: api.updates.webhook.last_error is not None)
        async with serving(tmp_path, server.url, api.token, **variables(api)):
            users = [api.user(number) for number in range(1, 12)]
            await api.wait_until(lambda: all(user.chat.from_bot for user in users), what="every answer")


async def test_one_users_updates_come_in_order(hooked: RunningBot) -> None:
    reader = hooked.api.user(1)
    for text in ["/id", "/help", "/latest"] * 4:
        reader.send(text)
    await hooked.handled_all()
    heads = [message.text[:4] for message in reader.chat.from_bot]
    assert heads == heads[:3] * 4 and len(set(heads)) == 3
    assert hooked.parts.contact.brought_at is not None


async def test_it_is_answered_200_only_when_it_is_kept_and_what_is_refused_comes_again(
    hooked: RunningBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    kept = incoming.keep
    full = True

    def keep(*args: object) -> bool:
        if full:
            raise StorageUnavailable("the disk is full")
        return kept(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(incoming, "keep", keep)
    hooked.api.user(1).send("/id")
    hook = hooked.api.updates.webhook
    await hooked.api.wait_until(lambda: hook.last_error and "503" in hook.last_error[1])
    assert await hooked.rows(COUNTS, file=hooked.parts.incoming) == [(0, 0)]
    full = False
    await hooked.handled_all()
    assert len(hooked.api.user(1).chat.from_bot) == 1
    assert "Telegram is to bring it again" in caplog.text


async def test_an_update_that_is_brought_twice_is_answered_once(hooked: RunningBot) -> None:
    reader = hooked.api.user(1)
    update = {"update_id": 5, "message": reader.send("/id").to_json()}
    await hooked.handled_all()
    async with visiting(hooked.api) as client:
        assert [(await client.post("/telegram", json=update)).status_code for _ in range(3)] == [200] * 3
    await hooked.becomes(COUNTS, (2, 2), file=hooked.parts.incoming)
    assert len(reader.chat.from_bot) == 2  # for the update that Telegram brought, and for number 5


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("POST", "/telegram", {SECRET_HEADER: "wrong"}, b'{"update_id": 1}', 403),
        ("POST", "/telegram", {SECRET_HEADER: ""}, b'{"update_id": 1}', 403),
        ("POST", "/telegram", {SECRET_HEADER: "\xff\xfe"}, b"x" * 3_000_000, 403),
        ("GET", "/telegram", {}, b"", 405),
        ("POST", "/", {}, b'{"update_id": 1}', 404),
        ("POST", "/telegram/../x", {}, b'{"update_id": 1}', 404),
        ("POST", "/telegram", {}, b'{"update_id": 1, "x": "' + b"x" * 1_100_000 + b'"}', 413),
        ("POST", "/telegram", {}, b"{", 400),
        ("POST", "/telegram", {}, b"\xff\xfe", 400),
        ("POST", "/telegram", {}, b"[" * 200_000, 400),
        ("POST", "/telegram", {}, b'{"update_id": 1, "x": NaN}', 400),
        ("POST", "/telegram", {}, b'{"update_id": 1, "x": 1e999}', 400),
        ("POST", "/telegram", {}, b'{"update_id": true}', 400),
        ("POST", "/telegram", {}, b'{"update_id": 99999999999999999999}', 400),
        ("POST", "/telegram", {}, '{"text": "谁也不该看到的话"}'.encode(), 400),
        ("POST", "/telegram", {}, b"[]", 400),
    ],
)
async def test_what_is_no_update_of_telegrams_is_refused_and_nothing_of_it_stays(
    hooked: RunningBot,
    caplog: pytest.LogCaptureFixture,
    method: str,
    path: str,
    headers: dict[str, str],
    body: bytes,
    status: int,
) -> None:
    with caplog.at_level("DEBUG"):
        async with visiting(hooked.api) as client:
            raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
            answer = await client.request(method, path, headers=raw, content=body)
    assert answer.status_code == status
    assert SECRET not in answer.text and len(answer.text) < 100
    assert await hooked.rows(COUNTS, file=hooked.parts.incoming) == [(0, 0)]
    assert SECRET not in caplog.text and "谁也不该看到的话" not in caplog.text
    await hooked.api.user(1).ask("/id")


@pytest.mark.usefixtures("brisk")
async def test_a_webhook_that_was_taken_away_is_set_again(
    hooked: RunningBot, caplog: pytest.LogCaptureFixture
) -> None:
    hooked.api.updates.set_webhook("")
    await hooked.api.user(1).ask("/id")
    assert "taken away by another program" in caplog.text
    assert "another program" not in caplog.text.split("set again")[-1]


@pytest.mark.usefixtures("brisk")
@pytest.mark.parametrize(
    ("url", "fault"), [("", PolledElsewhere), ("https://other.example/", WebhookElsewhere)]
)
async def test_who_takes_it_again_and_again_ends_it_by_its_name(
    tmp_path: Path, api: BotApi, monkeypatch: pytest.MonkeyPatch, url: str, fault: type[Exception]
) -> None:
    monkeypatch.setattr(webhook, "TAKEN_OVER_PATIENCE", 3)
    stop = asyncio.Event()
    with pytest.raises(fault, match="same token"):
        async with running_bot(tmp_path, api=api, stop=stop, **settings(api)):
            while not stop.is_set():
                api.updates.set_webhook(url)
                await asyncio.sleep(0)


async def test_an_address_in_use_and_a_missing_secret_are_one_line_and_exit_2(
    loopback: Loopback, tmp_path: Path
) -> None:
    in_use = {"WEBHOOK_URL": URL, "WEBHOOK_LISTEN": f"127.0.0.1:{loopback.port}"}
    for more, said in (
        ({}, "WEBHOOK_SECRET is not set"),
        ({"WEBHOOK_SECRET": SECRET}, "WEBHOOK_LISTEN can't"),
    ):
        async with serving(tmp_path, loopback.url, loopback.api.token, **in_use, **more) as bot:
            assert await bot.ended() == 2
            assert bot.log.strip().splitlines()[-1].startswith(said)
            assert "Traceback" not in bot.log
