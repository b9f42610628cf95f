"""The transport: what python-telegram-bot is told of each end a request can come to, and never the token."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.transport.aiohttp_request import AiohttpRequest, Unreachable
from playground.standin import call_faults
from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback

SECRET = "1234567890:AAE-this-token-is-nobodys-business-0000"


@contextlib.asynccontextmanager
async def bot_at(url: str, token: str = SECRET, *, read_timeout: float = 5.0) -> AsyncIterator[Bot]:
    requests = [AiohttpRequest(read_timeout=read_timeout) for _ in range(2)]
    yield Bot(
        token,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=requests[0],
        get_updates_request=requests[1],
    )
    for request in requests:
        await request.shutdown()


@pytest.fixture
async def server() -> AsyncIterator[Loopback]:
    """A Bot API over HTTP that knows one reader."""
    api = BotApi(SECRET)
    api.user(7, started=True)
    async with Loopback(api) as listening:
        yield listening


async def test_a_message_in_chinese_with_its_buttons_arrives_as_it_was(server: Loopback) -> None:
    async with bot_at(server.url) as bot:
        sent = await bot.send_message(7, "临猗 & <b>运城</b> 🏭\n第二行", parse_mode="HTML")
    assert (
        server.api.user(7).chat.last.text
        == sent.text
        == "临猗 & <b>运城</b> 🏭\n第二行".replace("<b>", "").replace("</b>", "")
    )


async def test_a_file_goes_up_and_comes_down_again(server: Loopback) -> None:
    data = bytes(range(256)) * 1000
    async with bot_at(server.url) as bot:
        sent = await bot.send_document(7, data, filename="版面 1.txt", caption="版面")
        assert sent.document is not None and sent.document.file_name == "版面 1.txt"
        assert bytes(await (await sent.document.get_file()).download_as_bytearray()) == data


async def test_a_long_poll_waits_longer_than_the_read_timeout(server: Loopback) -> None:
    read_seconds = 0.1
    async with bot_at(server.url, read_timeout=read_seconds) as bot:
        poll = asyncio.create_task(bot.get_updates(timeout=30))
        await server.api.wait_until(lambda: server.api.updates.is_polled)
        await asyncio.sleep(3 * read_seconds)  # not for anything to happen: this is what it has to outlast
        assert not poll.done()
        server.api.user(7).send("/id")
        assert len(await poll) == 1


async def test_no_answer_in_time_is_timed_out(server: Loopback) -> None:
    server.api.inject("sendMessage", call_faults.TimedOut())
    async with bot_at(server.url, read_timeout=0.2) as bot:
        with pytest.raises(TimedOut):
            await bot.send_message(7, "x")


async def test_a_dropped_connection_is_told_and_the_call_is_not_made_again_by_itself(
    server: Loopback,
) -> None:
    async with bot_at(server.url) as bot:
        await bot.send_message(7, "x")
        server.api.inject("sendMessage", call_faults.ANSWER_LOST)
        with pytest.raises(NetworkError) as lost:
            await bot.send_message(7, "y")
    assert not isinstance(lost.value, TimedOut | Unreachable)
    assert [message.text for message in server.api.user(7).messages] == ["x", "y"]
    assert_secret(lost.value)


async def test_where_nobody_listens_nothing_was_asked() -> None:
    async with bot_at("http://127.0.0.1:9") as bot:
        with pytest.raises(Unreachable) as lost:
            await bot.get_me()
    assert_secret(lost.value)


async def test_a_name_that_is_not_known_is_told_without_the_token() -> None:
    async with bot_at("http://no-such-host.invalid") as bot:
        with pytest.raises(NetworkError) as lost:
            await bot.get_me()
    assert_secret(lost.value)


async def test_a_redirect_is_not_followed_with_the_token(server: Loopback) -> None:
    server.api.inject("sendMessage", call_faults.Garbage(b"", 302))
    async with bot_at(server.url) as bot:
        with pytest.raises(NetworkError):
            await bot.send_message(7, "x")


def assert_secret(error: BaseException | None) -> None:
    """The token is in no error that a log line or a traceback would show."""
    while error is not None:
        assert SECRET not in f"{error!s} {error!r}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


@pytest.mark.parametrize("page", [b"<html><body>502 Bad Gateway</body></html>", b"[1]", b"\xff\xfe", b""])
def test_the_page_of_a_gateway_is_no_answer_and_writes_no_trace_to_the_log(
    page: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(TelegramError, match="Invalid server response"):
        AiohttpRequest.parse_json_payload(page)
    assert caplog.records == []
