"""Whatever Telegram's updates turn into, one that can't be read is kept, and the next person is answered."""

from __future__ import annotations

import copy
import random

import pytest

from playground.standin.user import User
from tests.fuzzing.odd import mutated, seeds, steps
from tests.running_bot import RunningBot

pytestmark = pytest.mark.slow

STEPS = 150
AT_ONCE = 25
SENDER_ID, NEXT_ID = 5, 6
# What is logged of an update that is not as Telegram makes them; it is done with then.
EXPECTED = ("can't be read, is kept and skipped", "An update could not be handled")


async def real_updates(bot: RunningBot, sender: User) -> list[tuple[str, object]]:
    """One update of each kind that a person makes, as the stand-in sends them."""
    taken: list[tuple[str, object]] = []
    put = bot.api.updates.put

    def note(kind: str, body: dict[str, object]) -> int | None:
        taken.append((kind, copy.deepcopy(body)))
        return put(kind, body)

    bot.api.updates.put = note  # type: ignore[method-assign]
    answer = await sender.ask("/park 临猗")
    await sender.forge_press(answer, "park:1").answered()
    sender.edit(sender.send("/parks"), "/id")
    sender.send_document(b"x", "a.txt")
    group = bot.api.supergroup("园区群", owner=sender)
    sender.send("/park 临猗", group)
    sender.block()
    sender.unblock()
    await bot.handled_all()
    bot.api.updates.put = put  # type: ignore[method-assign]
    return taken


@pytest.mark.parametrize("seed", seeds())
async def test_mutated_updates_hold_nobody_up(
    bot: RunningBot, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    chance = random.Random(seed)
    known = await real_updates(bot, bot.api.user(SENDER_ID, "发件人"))
    following = bot.api.user(NEXT_ID, "下一位")
    for step in range(steps(STEPS)):
        kind, body = chance.choice(known)
        for _ in range(chance.randint(1, 3)):
            body = mutated(chance, body)
        if isinstance(body, dict):
            bot.api.updates.put(kind, body)
        if step % AT_ONCE == 0:
            await following.ask("/id")
    await following.ask("/id")
    surprises = [
        f"{record.getMessage()}: {record.exc_info[1]!r}"
        for record in caplog.records
        if record.exc_info and not any(each in record.getMessage() for each in EXPECTED)
    ]
    assert surprises == []
