"""Whatever people write and press is handled, and nobody does an editor's work by it."""

from __future__ import annotations

import logging
import random

import pytest

from bot.commands import all_commands, all_presses
from bot.incoming.flood import FloodGate, Verdict
from playground.standin.user import User
from storage.database import Db
from storage.desk import drafts, issues
from storage.moments import now
from tests.fuzzing.odd import button_data, seeds, steps, text
from tests.made_issues import made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot

pytestmark = pytest.mark.slow

READER_ID = 5
COMMANDS = [command.name for command in all_commands()]
VERBS = sorted(all_presses())
STEPS = 120
AT_ONCE = 20
OF_EDITORS = ("drafts", "issues", "articles", "revisions", "editors", "invitations", "deeds", "announcements")


@pytest.fixture
async def archive(bot: RunningBot, monkeypatch: pytest.MonkeyPatch) -> RunningBot:
    """A bot with something to get hold of, that takes everything however fast it comes."""
    monkeypatch.setattr(FloodGate, "judge", lambda *_: Verdict.ANSWER)

    def fill(db: Db) -> None:
        issues.publish(db, made_issue(made_article("临猗旧事")), push=True, moment=now())
        drafts.save_draft(db, OWNER_ID, made_issue(made_article("临猗新事")), now())
        db.execute("UPDATE articles SET keyed = revision")  # what the bot does by itself seconds later

    await bot.database.write(fill)
    return bot


async def send_odd_things(bot: RunningBot, person: User, chance: random.Random) -> None:
    """Sends so many commands, words and presses, some at once, and waits until all are handled."""
    card = await person.ask("/park 临猗")
    for step in range(steps(STEPS)):
        kind = chance.random()
        if kind < 0.4:
            person.send(f"/{chance.choice(COMMANDS)} {text(chance)}"[:4000])
        elif kind < 0.5:
            person.send(text(chance)[:4000])
        elif kind < 0.55:
            person.send_document(text(chance).encode(), "页.txt")
        else:
            under = chance.choice(person.chat.from_bot or [card])
            person.forge_press(under, button_data(chance, VERBS))
        if step % AT_ONCE == 0:
            await bot.handled_all()
    await bot.handled_all()


def faults(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What went wrong without being meant to."""
    return [
        f"{record.getMessage()}: {record.exc_info[1]!r}" if record.exc_info else record.getMessage()
        for record in caplog.records
        if record.exc_info or record.levelno >= logging.ERROR
    ]


@pytest.mark.parametrize("seed", seeds())
async def test_a_stranger_meets_no_fault_and_changes_nothing_of_the_editors(
    archive: RunningBot, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    before = [await archive.rows(f"SELECT * FROM {table} ORDER BY 1") for table in OF_EDITORS]
    reader = archive.api.user(READER_ID, "读者", started=True)
    await send_odd_things(archive, reader, random.Random(seed))
    assert faults(caplog) == []
    assert before == [await archive.rows(f"SELECT * FROM {table} ORDER BY 1") for table in OF_EDITORS]
    assert str(READER_ID) in (await reader.ask("/id", holding=str(READER_ID))).text


@pytest.mark.parametrize("seed", seeds())
async def test_an_owner_meets_no_fault(
    archive: RunningBot, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    owner = archive.api.user(OWNER_ID, "所有者", started=True)
    await send_odd_things(archive, owner, random.Random(seed))
    assert faults(caplog) == []
    assert "临猗" in (await archive.api.user(READER_ID).ask("/park 临猗")).text
