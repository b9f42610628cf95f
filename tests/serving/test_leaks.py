"""The check that every test's log is held to (tests/leaks.py) finds what it is for."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from playground.standin.bot_api import TEST_TOKEN
from playground.standin.loopback import Loopback
from tests import leaks
from tests.leaks import LEAKS
from tests.run_bot_process import SERVING, serving
from tests.running_bot import RunningBot

log = logging.getLogger("bot.planted")


@pytest.fixture(autouse=True)
def planted() -> Iterator[None]:
    """What these tests plant is no leak."""
    yield
    LEAKS.clear()


@pytest.mark.parametrize(
    "leak",
    [
        "asked for 云冈石窟周边的项目",
        "the update was {'text': '/search 云冈石窟周边的项目'}",
        "欧阳小明 has written",
        f"POST https://api.telegram.org/bot{TEST_TOKEN}/getMe",
        "the secret is " + TEST_TOKEN.partition(":")[2],
    ],
)
async def test_a_planted_leak_is_found(bot: RunningBot, leak: str) -> None:
    await bot.api.user(1, "欧阳小明").ask("/search 云冈石窟周边的项目")
    assert LEAKS.found() == []
    log.info("Chat %d, harmless", 1)
    log.info("%s", leak)
    assert LEAKS.found() == [leak]


async def test_one_in_a_traceback_and_one_of_a_process_are_found(
    bot: RunningBot, loopback: Loopback, tmp_path: Path
) -> None:
    await bot.api.user(1).ask("/follow #云冈石窟周边")
    try:
        raise ValueError("can't read #云冈石窟周边")
    except ValueError:
        log.exception("It broke")
    assert len(LEAKS.found()) == 1
    LEAKS.clear()
    (tmp_path / "other").mkdir()
    async with serving(tmp_path / "other", loopback.url, loopback.api.token) as other:
        await other.says(SERVING)
        LEAKS.secrets.add(SERVING)
        assert len(LEAKS.found()) == 1


def test_what_bots_write_and_short_words_are_let_through() -> None:
    person = {"is_bot": False, "first_name": "王五六", "last_name": "赵"}
    message = {"from": person, "text": "/park 临猗现代农业", "reply_to_message": {"from": {"is_bot": True}}}
    answer = {"from": {"is_bot": True, "first_name": "园区快报"}, "text": "临猗现代农业产业示范区的简报"}
    found = set(leaks.secrets_of({"message": message, "callback_query": {"message": answer, "from": person}}))
    assert found == {"王五六", "/park 临猗现代农业", "临猗现代农业"}
