# ruff: noqa: E501, ASYNC240 - statements of SQL on one line, small files
"""`check --repair`: what can be mended is, without a loss; a copy is kept; the rest is named."""

from __future__ import annotations

import contextlib
import json
import resource
import sqlite3
from pathlib import Path

import pytest

from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from storage.keeping.backup import back_up
from storage.keeping.check import check
from storage.keeping.pair import KeepingError
from storage.keeping.repair import repair
from storage.moments import now
from tests.run_bot_process import run, serving
from tests.storage.test_backup import made_pair
from tests.storage.test_check import DAMAGE, damage, hashes

CHATS = "INSERT INTO chats (id, telegram_id, kind, created_at) VALUES (5, 5, 'private', ''), (6, 6, 'private', '');"
MESSAGES = (
    "INSERT INTO messages (id, chat_id, text, buttons, state, packed_at)"
    " VALUES (9, 5, '', '[]', 'sent', ''), (8, 5, '', '[]', 'pending', '')"
)
ROWS = [  # message, state as it is, and as it is to be
    (77, "pending", "pending", None),
    (77, "sent", "sent", None),
    (77, "parked", "cancelled", None),
    (9, "pending", "sent", 9),
    (8, "sent", "pending", 8),
    (None, "expired", "expired", None),
]
BEYOND = {  # what only somebody who knows more can mend
    "without the words",
    "without their current revision",
    "in a message of another chat",
    "of an announcement that was never sent",
    "edit what is not in their chat",
    "the books of issue 1 don't add up: owed 3 ≠ sent 0",
}


def lay_all_that_can_be_mended(folder: Path) -> None:
    """Every fault that is mended, at once."""
    file = folder / "bot.db"
    damage_keeping_triggers(file, CHATS + MESSAGES)
    for version, (message, state, _, _) in enumerate(ROWS, start=1):
        damage_keeping_triggers(
            file,
            "INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at, message_id, state)"
            f" VALUES (5, 'correction', 1, {version}, '', '', {message or 'NULL'}, '{state}')",
        )
    damage_keeping_triggers(
        file,
        "INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at) VALUES (99, 'push', 1, 1, '', '');"
        "INSERT INTO revisions SELECT article_id, 2, headline, blocks, authors, brief, brief_pieces, ranker, stored_at,"
        " key_figures, editor_id, park_id, sounds FROM revisions WHERE article_id = 1;"
        "DELETE FROM turns; DELETE FROM search_index_docsize WHERE id = (SELECT min(id) FROM search_rows);"
        "UPDATE search_rows SET marks = 'all p999'; INSERT INTO park_cities VALUES (987654, '无');"
        "INSERT INTO ended_deliveries VALUES ('push', 1, 'sent', -3)",
    )
    damage_keeping_triggers(file, "UPDATE deliveries SET version = 1 WHERE kind = 'push'")


def damage_keeping_triggers(file: Path, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        for statement in sql.split(";"):
            db.execute(statement)


async def test_what_can_be_mended_is_and_says_so(tmp_path: Path) -> None:
    await made_pair(tmp_path)
    lay_all_that_can_be_mended(tmp_path)
    damage_keeping_triggers(tmp_path / "bot.db", "UPDATE deliveries SET subject = 1")
    before = {each.fault for each in check(tmp_path / "bot.db")}
    done = await run(tmp_path, "check", "--repair", "--json")
    told = json.loads(done.output)
    left = {each["fault"] for each in told["left"]}
    # The rows are of revisions that are not there: nobody can say what they told.
    assert all("of a revision that is not there" in fault for fault in left), left
    assert len(told["mended"]) == 9 and done.status == (1 if left else 0) and before, told["mended"]
    with contextlib.closing(sqlite3.connect(tmp_path / "bot.db")) as db:
        rows = db.execute(
            "SELECT state, message_id FROM deliveries WHERE kind = 'correction' ORDER BY version"
        ).fetchall()
        assert rows == [(state, message) for _, _, state, message in ROWS]
        assert db.execute("SELECT count(*) FROM turns").fetchone() == (1,)
        assert db.execute("SELECT count(*) FROM search_index WHERE search_index MATCH 'all'").fetchone() == (
            2,
        )
    kept = Path(told["kept"])
    assert {each.fault for each in check(kept)} == before


async def test_what_is_beyond_it_is_named_and_left_and_a_sound_pair_is_not_touched(tmp_path: Path) -> None:
    for place, fault in enumerate(DAMAGE):
        folder = tmp_path / str(place)
        folder.mkdir()
        await made_pair(folder)
        damage(folder / "bot.db", DAMAGE[fault])
        left = [each.fault for each in repair(folder / "bot.db", now()).left]
        assert any(fault in each for each in left) == (fault in BEYOND), (fault, left)
    folder = tmp_path / "sound"
    folder.mkdir()
    await made_pair(folder)
    before = hashes(folder)
    done = await run(folder, "check", "--repair")
    assert (done.status, done.output.strip()) == (0, "nothing found")
    assert hashes(folder) == before and not list(folder.glob("*before-repair*"))


async def test_without_room_for_a_copy_nothing_is_changed_or_left(tmp_path: Path) -> None:
    await made_pair(tmp_path)
    damage(tmp_path / "bot.db", "INSERT INTO ended_deliveries VALUES ('push', 1, 'sent', -3)")
    before = {file.name for file in tmp_path.iterdir()}
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, usual[1]))  # as on a disk that is nearly full
    try:
        with pytest.raises(KeepingError, match=r"nothing was changed: .* can't be written"):
            repair(tmp_path / "bot.db", now())
        with pytest.raises(KeepingError, match=f"{tmp_path}.* can't be written"):
            back_up(tmp_path / "bot.db", tmp_path / "kept.tar", now())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    left = {file.name for file in tmp_path.iterdir()} - before
    assert all(name.endswith(("-wal", "-shm")) and "before" not in name for name in left)


async def test_beside_a_serve_and_in_a_damaged_file_nothing_is_done(tmp_path: Path) -> None:
    await made_pair(tmp_path)
    api = BotApi()
    async with Loopback(api) as server, serving(tmp_path, server.url, api.token) as bot:
        await bot.says("Serving @")
        assert (await run(tmp_path, "check", "--repair")).status == 3
        await bot.kill()
    content = bytearray((tmp_path / "bot.db").read_bytes())
    content[4096 * 3 : 4096 * 20] = b"\xff" * (4096 * 17)
    (tmp_path / "bot.db").write_bytes(content)
    assert (await run(tmp_path, "check", "--repair")).status == 1
    assert (tmp_path / "bot.db").read_bytes() == bytes(content) and not list(tmp_path.glob("*before-repair*"))
