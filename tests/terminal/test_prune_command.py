"""`run_bot.py prune`: what serve does once a day, by hand; and killed at any step of it."""

from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path

import pytest

from bot.serving.opening import open_incoming
from storage.archive import published_issues
from storage.archive.published_issues import Receipt
from storage.database import Database, Db
from storage.keeping.check import check
from storage.tables.incoming_file import beside
from tests.run_bot_process import run
from tests.terminal.published import publish_to
from tests.terminal.test_issue_killed import kill_at_every_step, number_of_steps

LONG_AGO = "2020-01-01T00:00:00.000Z"


def send_long_ago(folder: Path) -> None:
    """What was sent was sent years ago, each message being edited since."""

    def send(db: Db) -> None:
        for sql in (
            f"UPDATE messages SET sent_at = '{LONG_AGO}'",
            f"UPDATE deliveries SET owed_at = '{LONG_AGO}'",
            "INSERT INTO messages (chat_id, text, buttons, packed_at, state, sent_at, edits_id)"
            f" SELECT chat_id, 'y', '[]', '{LONG_AGO}', 'sent', '{LONG_AGO}', id FROM messages",
            f"INSERT INTO deeds (at, person, what) VALUES ('{LONG_AGO}', 7, 'published')",
        ):
            db.execute(sql)

    with Database(folder / "bot.db") as database:
        database.write_now(send)


def receipt(folder: Path) -> Receipt:
    with Database(folder / "bot.db") as database:
        return database.read_now(published_issues.receipt, 1)


def left(folder: Path) -> dict[str, int]:
    def count(db: Db) -> dict[str, int]:
        tables = ("messages", "deliveries", "deeds")
        return {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}

    with Database(folder / "bot.db") as database:
        return database.read_now(count)


async def test_a_dry_run_counts_and_pruning_takes_as_many(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1, 2)
    send_long_ago(tmp_path)
    before = left(tmp_path)
    would = json.loads((await run(tmp_path, "prune", "--dry-run", "--json")).output)
    assert would["dry_run"] is True and left(tmp_path) == before
    done = json.loads((await run(tmp_path, "prune", "--json")).output)
    assert done["held_back_days"] == 0 and done["dry_run"] is False
    rows = {each["table"]: each["rows"] for each in done["pruned"]}
    assert rows == {each["table"]: each["rows"] for each in would["pruned"]}
    assert rows["messages"] == 4 and rows["deeds"] == 1
    told = await run(tmp_path, "prune")
    assert told.status == 0 and "KEEP_MESSAGES_DAYS" in told.output and "730" in told.output


async def test_days_that_are_none_are_refused(tmp_path: Path) -> None:
    ended = await run(tmp_path, "prune", variables={"KEEP_LOG_DAYS": "0"})
    assert ended.status == 2 and "KEEP_LOG_DAYS is malformed" in ended.errors


@pytest.mark.slow
async def test_killed_at_any_step_receipts_add_up_and_the_next_one_ends_it(tmp_path: Path) -> None:
    start = tmp_path / "start"
    start.mkdir()
    await publish_to(start, 1, 2)
    send_long_ago(start)
    open_incoming(beside(start / "bot.db")).close()
    shutil.rmtree(start / "jieba", ignore_errors=True)
    owed = receipt(start)
    assert owed.sent == owed.owed > 0
    kill_at_every_step(tmp_path, ["prune"])
    steps = number_of_steps(tmp_path)
    assert steps > 20
    for step in range(1, steps + 1):
        folder = tmp_path / str(step)
        assert receipt(folder) == owed, f"killed before step {step}"
    assert left(tmp_path / str(steps)) == {"messages": 0, "deliveries": 0, "deeds": 1}
    middle = tmp_path / str(steps // 2)
    assert await asyncio.to_thread(check, middle / "bot.db") == []
    assert (await run(middle, "prune")).status == 0
    assert left(middle)["messages"] == 0 and receipt(middle) == owed
