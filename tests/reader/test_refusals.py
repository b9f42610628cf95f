"""What can't be done is refused in a line or two: what was wrong, and an example or the way that works."""

from __future__ import annotations

import re

import pytest

from bot.commands import Command, all_commands
from playground.standin.user import User
from tests.running_bot import RunningBot

MOST_LINES = 3
NONSENSE = ("blah", "？？？", "@foo", "胡说八道 胡说八道", "99999999999999999999", "<b>", "“”")
# What follows these is a text or of no account: whatever it is, they do what they do.
TAKES_ANYTHING = {"feedback"}
WAY_OUT = re.compile(r"/[a-z]+|例如|请|可以")


def with_arguments() -> list[Command]:
    takes = [command for command in all_commands() if command.argument or command.name == "editor"]
    return [command for command in takes if command.name not in TAKES_ANYTHING]


@pytest.mark.parametrize("command", with_arguments(), ids=lambda command: command.name)
async def test_nonsense_is_refused_shortly_and_with_a_way_out(bot: RunningBot, command: Command) -> None:
    asker: User = bot.api.user(1) if command.for_all else bot.owner
    for said in NONSENSE:
        answer = await asker.ask(f"/{command.name} {said}")
        assert len(answer.text.splitlines()) <= MOST_LINES, answer.text
        assert WAY_OUT.search(answer.text) or answer.buttons, answer.text
        assert "““" not in answer.text and "””" not in answer.text


async def test_what_follows_a_command_that_takes_nothing_is_of_no_account(bot: RunningBot) -> None:
    asker = bot.api.user(1)
    for name in ("latest", "today", "week", "parks", "following", "resume", "id"):
        assert (await asker.ask(f"/{name} blah")).text == (await asker.ask(f"/{name}")).text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("/channel @foo", "“@foo”不是频道的用户名"),
        ("/digest blah", "没看懂“blah”"),
        ("/pause blah", "没看懂“blah”"),
        ("/search -", "里没有要找的词"),
        ("/due blah", "没有叫“blah”的园区"),
    ],
)
async def test_what_was_wrong_is_named(bot: RunningBot, said: str, told: str) -> None:
    assert told in (await bot.api.user(1).ask(said)).text
