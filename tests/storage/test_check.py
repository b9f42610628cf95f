# ruff: noqa: E501 - statements of SQL on one line
"""`check`: each kind of fault is found, named with what to do, and nothing is changed."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.keeping.check import check
from tests.run_bot_process import run
from tests.storage.test_backup import made_pair

DAMAGE = {
    "missing in the search index": "DELETE FROM search_index_docsize WHERE id = (SELECT min(id) FROM search_rows)",
    "the search index and the articles differ": "UPDATE search_index_data SET block = zeroblob(9) WHERE id > 10",
    "under another park or day": "UPDATE search_rows SET marks = 'all p999'",
    "without the words": "DELETE FROM article_words WHERE article_id = 1",
    "without their current revision": "UPDATE articles SET revision = 7 WHERE id = 1",
    "points at a missing row of parks": "INSERT INTO park_cities VALUES (987654, '无')",
    "deliveries to no chat": "INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at)"
    " VALUES (77, 'push', 1, 1, '', '')",
    "have no turn": "INSERT INTO chats (id, telegram_id, kind, created_at) VALUES (5, 5, 'private', '');"
    "INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at)"
    " VALUES (5, 'push', 1, 1, '', '')",
    "in a message of another chat": "INSERT INTO chats (id, telegram_id, kind, created_at)"
    " VALUES (5, 5, 'private', ''), (6, 6, 'private', '');"
    "INSERT INTO messages (id, chat_id, text, buttons, state, packed_at) VALUES (9, 5, '', '[]', 'sent', '');"
    "INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at, message_id, state)"
    " VALUES (6, 'push', 1, 1, '', '', 9, 'sent')",
    "of an announcement that was never sent": "INSERT INTO chats (id, telegram_id, kind, created_at)"
    " VALUES (5, 5, 'private', '');"
    "INSERT INTO announcements (id, person, audience, text, made_at) VALUES (1, 0, 'all', '没发过', '');"
    "INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at, state)"
    " VALUES (5, 'announcement', 1, 1, '', '', 'sent')",
    "edit what is not in their chat": "INSERT INTO chats (id, telegram_id, kind, created_at)"
    " VALUES (5, 5, 'private', ''), (6, 6, 'private', '');"
    "INSERT INTO messages (id, chat_id, text, buttons, state, packed_at) VALUES (9, 5, '', '[]', 'sent', '');"
    "INSERT INTO messages (chat_id, text, buttons, state, packed_at, edits_id)"
    " VALUES (6, '', '[]', 'sent', '', 9)",
    "although their message was not": "INSERT INTO chats (id, telegram_id, kind, created_at)"
    " VALUES (5, 5, 'private', '');"
    "INSERT INTO messages (id, chat_id, text, buttons, state, packed_at) VALUES (9, 5, '', '[]', 'parked', '');"
    "INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at, message_id, state)"
    " VALUES (5, 'push', 1, 1, '', '', 9, 'sent')",
    "the books of issue 1 don't add up: owed 3 ≠ sent 0": "INSERT INTO ended_deliveries VALUES ('push', 1, 'lost', 3)",
    "though their message was sent": "INSERT INTO chats (id, telegram_id, kind, created_at)"
    " VALUES (5, 5, 'private', '');"
    "INSERT INTO messages (id, chat_id, text, buttons, state, packed_at) VALUES (9, 5, '', '[]', 'sent', '');"
    "INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at, message_id)"
    " VALUES (5, 'push', 1, 1, '', '', 9)",
}


def _loop(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.name)


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


UNREADABLE: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "empty": lambda file: file.write_bytes(b""),
    "no database": lambda file: file.write_text("这不是数据库" * 100),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "words that are no UTF-8": lambda file: file.write_bytes(
        file.read_bytes().replace(b"CREATE TABLE", b"CREATE \xff\xff\xffLE")
    ),
    "a folder": _folder,
    "a link to itself": _loop,
}


async def test_a_sound_pair_is_said_to_be_and_stays_as_it_is(tmp_path: Path) -> None:
    await made_pair(tmp_path)
    before = hashes(tmp_path)
    found = await run(tmp_path, "check")
    lines = found.output.strip().splitlines()
    books = "books: owed 0 = sent 0 + held 0 + expired 0 + cancelled 0"
    assert (found.status, lines) == (0, [books, "nothing found"])
    as_json = await run(tmp_path, "check", "--json")
    assert (as_json.status, json.loads(as_json.output)) == (0, [])
    assert hashes(tmp_path) == before


@pytest.mark.parametrize("fault", DAMAGE)
async def test_each_kind_of_fault_is_found(tmp_path: Path, fault: str) -> None:
    await made_pair(tmp_path)
    damage(tmp_path / "bot.db", DAMAGE[fault])
    found = await run(tmp_path, "check")
    assert found.status == 1
    assert any(fault in line and "→" in line for line in found.output.splitlines()), found.output
    assert json.loads((await run(tmp_path, "check", "--json")).output)


async def test_faults_of_the_incoming_file_are_found(tmp_path: Path) -> None:
    await made_pair(tmp_path)
    damage(
        tmp_path / "bot.db-incoming",
        "INSERT INTO incoming (update_id, raw, received_at) VALUES (3, '{\"update_id\": 4}', '')",
    )
    found = await run(tmp_path, "check")
    assert found.status == 1 and "incoming: 1 updates kept under another number" in found.output


async def test_damaged_pages_and_missing_files_are_told(tmp_path: Path) -> None:
    missing = await run(tmp_path, "check")
    assert missing.status == 1 and len(missing.errors.strip().splitlines()) == 1
    await made_pair(tmp_path)
    file = tmp_path / "bot.db"
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 20] = b"\xff" * (4096 * 17)
    file.write_bytes(content)
    found = await run(tmp_path, "check")
    assert found.status == 1 and "Traceback" not in found.errors
    assert "damaged" in found.output + found.errors or "can't be read" in found.errors


@pytest.mark.parametrize("kind", UNREADABLE)
async def test_files_that_cant_be_read_are_told_as_json_too(tmp_path: Path, kind: str) -> None:
    await made_pair(tmp_path)
    UNREADABLE[kind](tmp_path / "bot.db-incoming")
    UNREADABLE[kind](tmp_path / "bot.db")
    found = await run(tmp_path, "check", "--json")
    assert found.status == 1 and len(found.errors.strip().splitlines()) == 1, found.errors
    assert all(entry["file"] and entry["fault"] and entry["advice"] for entry in json.loads(found.output))
    in_words = await run(tmp_path, "check")
    assert in_words.status == 1 and "→" in in_words.output and "Traceback" not in in_words.errors


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_in_the_files_check_finds_words_for_it(
    data: st.DataObject, sound: dict[str, bytes]
) -> None:
    name = data.draw(st.sampled_from(sorted(sound)))
    content = bytearray(sound[name])
    places = st.integers(0, len(content) - 1) | st.integers(0, 4095)
    for place, put in data.draw(st.lists(st.tuples(places, st.binary(min_size=1, max_size=20)), min_size=1)):
        content[place : place + len(put)] = put
    with tempfile.TemporaryDirectory() as folder:
        for each in sound:
            (Path(folder) / each).write_bytes(content if each == name else sound[each])
        json.dumps([dataclasses.asdict(finding) for finding in check(Path(folder) / "bot.db")])


@pytest.fixture
async def sound(tmp_path: Path) -> dict[str, bytes]:
    """A sound pair, each file by its name."""
    await made_pair(tmp_path)
    names = ("bot.db", "bot.db-incoming")
    for name in names:
        with contextlib.closing(sqlite3.connect(tmp_path / name)) as db:
            db.execute("PRAGMA journal_mode = DELETE")
    return {name: (tmp_path / name).read_bytes() for name in names}


def damage(file: Path, sql: str) -> None:
    """Writes past everything that keeps the file sound."""
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        for statement in sql.split(";"):
            db.execute(statement)


def hashes(folder: Path) -> dict[str, str]:
    """The content of both files."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in (folder / "bot.db", folder / "bot.db-incoming")
    }
