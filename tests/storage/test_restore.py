# ruff: noqa: ASYNC110, ASYNC240, E501 - small files, looked at between processes
"""`restore`: verified first, atomic, keeps what was there, says what may come twice."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import shutil
import signal
import sqlite3
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.exit_status import ConfigurationError
from bot.serving import opening
from playground.standin.bot_api import BotApi
from playground.standin.call import Call
from playground.standin.loopback import Loopback
from playground.standin.press import PATIENCE_SECONDS
from storage.database import Database
from storage.keeping import restore as restoring
from storage.keeping.backup import back_up, digest
from storage.keeping.check import check
from storage.keeping.pair import KeepingError, restore_plan
from storage.keeping.restore import fold_logs
from storage.moments import now
from tests.conftest import SAMPLE_PAGE
from tests.processes import start_run_bot
from tests.run_bot_process import environment, follow_at_once, run, serving
from tests.running_bot import made_settings
from tests.storage.test_backup import made_pair
from tests.waiting import until_message
from tests.warm import lay_dictionary

MOST_STEPS = 100
UNANSWERED = (
    "INSERT INTO incoming (update_id, raw, received_at) VALUES (900, '"
    '{"update_id": 900, "message": {"message_id": 1, "date": 1790000000, "text": "/help",'
    ' "chat": {"id": 2, "type": "private", "first_name": "乙"},'
    ' "from": {"id": 2, "is_bot": false, "first_name": "乙"},'
    ' "entities": [{"type": "bot_command", "offset": 0, "length": 5}]}}'
    "', '2026-10-14T02:00:00.000Z')"
)


async def test_a_restore_brings_back_the_moment_keeps_the_rest_and_says_what_repeats(tmp_path: Path) -> None:
    await made_pair(tmp_path)
    change(
        tmp_path,
        "INSERT INTO chats (id, telegram_id, kind, created_at) VALUES (5, 5, 'private', '');"
        "INSERT INTO turns VALUES (5, '');"
        "INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at)"
        " VALUES (5, 'push', 1, 1, '', '')",
        "INSERT INTO incoming (update_id, raw, received_at) VALUES (3, '{\"update_id\": 3}', '')",
    )
    assert (await run(tmp_path, "backup", "kept.tar")).status == 0
    change(
        tmp_path,
        "UPDATE deliveries SET state = 'sent'",
        "UPDATE incoming SET done_at = ''; INSERT INTO incoming (update_id, raw, received_at) VALUES (4, '{}', '')",
    )
    done = await run(tmp_path, "restore", "kept.tar")
    assert done.status == 0, done.errors
    assert (
        "handled again: 1 updates" in done.output
        and "held until an owner decides: 1 deliveries" in done.output
    )
    assert "0 articles" in done.output and "1 updates that nobody had answered" in done.output
    assert states(tmp_path / "bot.db") == ["parked"]
    [kept] = list(tmp_path.glob("bot.db.before-restore-*Z"))
    assert states(kept) == ["sent"] and Path(f"{kept}-incoming").exists()
    assert (await run(tmp_path, "check")).status == 0


async def test_a_backup_that_is_no_good_changes_nothing(tmp_path: Path) -> None:
    await made_pair(tmp_path)
    assert (await run(tmp_path, "backup", "kept.tar")).status == 0
    good = (tmp_path / "kept.tar").read_bytes()
    spoilt = bytearray(good)
    spoilt[len(good) // 2] ^= 0xFF
    newer = tmp_path / "newer.db"
    with contextlib.closing(sqlite3.connect(tmp_path / "bot.db")) as db:
        before = db.execute("SELECT count(*) FROM articles").fetchall()
    shutil.copy(tmp_path / "bot.db", newer)
    with contextlib.closing(sqlite3.connect(tmp_path / "bot.db")) as db, db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('park_briefs', 'm999', '')"
        )
    made = await run(tmp_path, "backup", "newer.tar")
    assert made.status == 1 and "newer version" in made.errors
    shutil.copy(newer, tmp_path / "bot.db")
    foreign = io.BytesIO()
    with tarfile.open(fileobj=foreign, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("manifest.json"))
    for content in (b"", b"no backup", good[: len(good) // 2], bytes(spoilt), foreign.getvalue()):
        (tmp_path / "bad.tar").write_bytes(content)
        refused = await run(tmp_path, "restore", "bad.tar")
        assert refused.status == 1 and len(refused.errors.strip().splitlines()) == 1, refused.errors
    assert not list(tmp_path.glob("*restor*"))
    with contextlib.closing(sqlite3.connect(tmp_path / "bot.db")) as db:
        assert db.execute("SELECT count(*) FROM articles").fetchall() == before


async def test_beside_a_serve_or_another_command_it_is_refused(tmp_path: Path) -> None:
    await made_pair(tmp_path)
    assert (await run(tmp_path, "backup", "kept.tar")).status == 0
    api = BotApi()
    async with Loopback(api) as server, serving(tmp_path, server.url, api.token) as bot:
        await bot.says("Serving @")
        assert (await run(tmp_path, "restore", "kept.tar")).status == 3
        await bot.kill()
    with contextlib.closing(sqlite3.connect(tmp_path / "bot.db")) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM articles").fetchone()
        refused = await run(tmp_path, "restore", "kept.tar")
    assert refused.status == 1 and "another command" in refused.errors
    assert (await run(tmp_path, "restore", "kept.tar")).status == 0


async def test_killed_at_any_step_it_leaves_the_old_pair_or_the_new(tmp_path: Path) -> None:
    template = tmp_path / "template"
    template.mkdir()
    await made_pair(template)
    assert (await run(template, "backup", "kept.tar")).status == 0
    change(
        template,
        "INSERT INTO markers VALUES ('old', '')",
        "INSERT INTO searches (telegram_id, thread_id, person_id, text, terms, asked_at) VALUES (1, 0, 1, 'old', '', '')",
    )
    interrupted = 0
    for step in range(1, MOST_STEPS):
        folder = tmp_path / str(step)
        shutil.copytree(template, folder)
        status = await die(folder, step, "restore", "kept.tar")
        if restore_plan(folder / "bot.db").exists():
            interrupted += 1
            others_wait_for_the_end_of_the_restore(folder)
        restoring.finish(folder / "bot.db")
        assert not list(folder.glob("*.restor*")), step
        old, old_too = marks(folder)
        assert old == old_too, f"the pair is mixed after step {step}"
        assert check(folder / "bot.db") == []
        if status == 0:
            assert old == 0
            break
        assert status == -signal.SIGKILL
    assert status == 0 and interrupted > 3


async def die(folder: Path, step: int, *arguments: str) -> int:
    """Runs a command that is killed before a step; returns how it ended."""
    lay_dictionary(folder / "jieba")
    process = await start_run_bot(
        *(str(step), *arguments), folder=folder, environment=environment(folder), program="tests.dying"
    )
    return await process.wait()


def others_wait_for_the_end_of_the_restore(folder: Path) -> None:
    """Between the two pairs nothing is backed up, nothing found sound."""
    [found] = check(folder / "bot.db")
    assert "a restore" in found.fault and "was interrupted" in found.fault
    with pytest.raises(KeepingError, match="was interrupted"):
        back_up(folder / "bot.db", folder / "mixed.tar", now())
    assert not (folder / "mixed.tar").exists()


def marks(folder: Path) -> tuple[int, int]:
    """How many marks of the old pair are in each file."""
    with (
        contextlib.closing(sqlite3.connect(folder / "bot.db")) as db,
        contextlib.closing(sqlite3.connect(folder / "bot.db-incoming")) as incoming,
    ):
        [old] = db.execute("SELECT count(*) FROM markers WHERE name = 'old'").fetchone()
        [old_too] = incoming.execute("SELECT count(*) FROM searches").fetchone()
    return old, old_too


async def test_an_interrupted_restore_is_finished_by_serve_and_nothing_owed_is_lost(tmp_path: Path) -> None:
    api = BotApi()
    async with Loopback(api) as server:
        reader, later = api.user(1, started=True), api.user(2, started=True)
        async with serving(tmp_path, server.url, api.token) as bot:
            await bot.says("Serving @")
            await follow_at_once(reader)
            await bot.kill()
        assert (await run(tmp_path, "publish", str(SAMPLE_PAGE))).status == 0
        change(tmp_path, "", UNANSWERED)
        assert (await run(tmp_path, "backup", "kept.tar")).status == 0
        async with serving(tmp_path, server.url, api.token) as bot:
            await bot.says("Serving @")
            await until_message(reader.chat, "临猗")
            await until_message(later.chat, "使用说明")
            await until_sent(tmp_path)
            await bot.kill()
        sent, answered = len(pushes_to(api, 1)), len(pushes_to(api, 2))
        step = 1
        while not restore_plan(tmp_path / "bot.db").exists():
            assert await die(tmp_path, step, "restore", "kept.tar") == -signal.SIGKILL
            step += 1
        async with serving(tmp_path, server.url, api.token) as bot:
            await bot.says("Finished a restore")
            await bot.says("Held since a restore")
            assert (await run(tmp_path, "restore", "--send")).status == 0
            await until_sent(tmp_path)
            await api.wait_until(lambda: len(pushes_to(api, 2)) > answered)
            assert await bot.stop() == 0
        assert len(pushes_to(api, 1)) > sent
        assert (await run(tmp_path, "check")).status == 0


async def test_a_command_that_opens_the_files_as_a_restore_is_decided_writes_into_none_that_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await made_pair(tmp_path)
    plan = restore_plan(tmp_path / "bot.db")

    class Slow(Database):
        def __init__(self, path: Path, **named: Any) -> None:
            super().__init__(path, **named)
            plan.touch()

    monkeypatch.setattr(opening, "Database", Slow)
    with pytest.raises(ConfigurationError, match="is under way"):
        opening.open_database(made_settings(tmp_path, BotApi()))
    fold_logs([tmp_path / "bot.db"])  # nobody has it open


async def until_sent(folder: Path) -> None:
    """Waits until nothing is owed any more that once was."""
    with contextlib.closing(sqlite3.connect(folder / "bot.db")) as db:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while set(db.execute("SELECT DISTINCT state FROM deliveries")) != {("sent",)}:
                await asyncio.sleep(0.02)


def pushes_to(api: BotApi, chat_id: int) -> list[Call]:
    return [call for call in api.calls_of("sendMessage") if call.chat_id == chat_id]


async def test_a_backup_of_a_newer_version_or_with_a_made_up_list_is_refused_in_words(tmp_path: Path) -> None:
    await made_pair(tmp_path)
    assert (await run(tmp_path, "backup", "kept.tar")).status == 0
    newer = changed_backup(
        tmp_path / "kept.tar",
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('park_briefs', 'm999', '')",
    )
    (tmp_path / "bad.tar").write_bytes(newer)
    refused = await run(tmp_path, "restore", "bad.tar")
    assert refused.status == 1 and "was written by a newer version of this program (m999)" in refused.errors
    for manifest in (
        {"moment": "soon"},
        {"moment": None},
        {"format": "park-briefs-backup-9"},
        {"database": 3},
    ):
        (tmp_path / "bad.tar").write_bytes(changed_backup(tmp_path / "kept.tar", "", manifest))
        refused = await run(tmp_path, "restore", "bad.tar")
        assert refused.status == 1 and len(refused.errors.strip().splitlines()) == 1, refused.errors
    assert not list(tmp_path.glob("*restor*"))


def test_a_small_file_that_would_unpack_to_gigabytes_is_refused(tmp_path: Path) -> None:
    holes = tarfile.TarInfo("GNUSparseFile.0/database")
    holes.size = 512
    holes.pax_headers = {
        "GNU.sparse.major": "1",
        "GNU.sparse.minor": "0",
        "GNU.sparse.name": "database",
        "GNU.sparse.realsize": str(1 << 50),
    }
    listed = json.dumps({"format": "park-briefs-backup-1", "moment": "2026-10-01T00:00:00.000Z"}).encode()
    manifest = tarfile.TarInfo("manifest.json")
    manifest.size = len(listed)
    with tarfile.open(tmp_path / "bad.tar", "w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(manifest, io.BytesIO(listed))
        archive.addfile(holes, io.BytesIO(b"0\n".ljust(512, b"\0")))
    with pytest.raises(KeepingError, match="damaged"):
        restoring.restore(tmp_path / "bot.db", tmp_path / "bad.tar", now())
    assert [file.name for file in tmp_path.iterdir()] == ["bad.tar"]


def changed_backup(backup: Path, sql: str, manifest: Mapping[str, object] | None = None) -> bytes:
    """A backup with a changed database, or another list of what is in it."""
    folder = backup.parent / "unpacked"
    folder.mkdir()
    with tarfile.open(backup) as archive:
        for member in archive:
            content = archive.extractfile(member)
            assert content is not None
            (folder / member.name).write_bytes(content.read())
    with contextlib.closing(sqlite3.connect(folder / "database")) as db:
        db.executescript(sql)
    listed = json.loads((folder / "manifest.json").read_text())
    listed["database"]["sha256"] = digest(folder / "database")
    (folder / "manifest.json").write_text(json.dumps(listed | (manifest or {})))
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name in ("manifest.json", "database", "incoming"):
            archive.add(folder / name, arcname=name)
    shutil.rmtree(folder)
    return packed.getvalue()


async def test_it_takes_the_place_of_a_damaged_pair(tmp_path: Path) -> None:
    await made_pair(tmp_path)
    assert (await run(tmp_path, "backup", "kept.tar")).status == 0
    for name in ("bot.db", "bot.db-incoming"):
        content = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(content.replace(b"CREATE TABLE", b"CREATE \xff\xff\xffLE"))
    done = await run(tmp_path, "restore", "kept.tar")
    assert done.status == 0, done.errors
    assert "can't be compared" in done.output
    assert (await run(tmp_path, "check")).status == 0


async def test_whoever_opened_it_before_it_was_decided_is_not_left_with_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await made_pair(tmp_path)
    assert (await run(tmp_path, "backup", "kept.tar")).status == 0
    decide = restoring._decide
    other = sqlite3.connect(tmp_path / "bot.db")

    def opened_meanwhile(plan: Path, suffix: str) -> None:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("SELECT count(*) FROM articles").fetchone()
        decide(plan, suffix)

    monkeypatch.setattr(restoring, "_decide", opened_meanwhile)
    with contextlib.closing(other), pytest.raises(KeepingError, match="another command"):
        restoring.restore(tmp_path / "bot.db", tmp_path / "kept.tar", now())
    assert not list(tmp_path.glob("*restor*"))


def change(folder: Path, database: str, incoming: str) -> None:
    """Carries out statements in each of the two files."""
    for name, sql in (("bot.db", database), ("bot.db-incoming", incoming)):
        with contextlib.closing(sqlite3.connect(folder / name)) as db:
            db.executescript(sql)


def states(file: Path) -> list[str]:
    """The states of the deliveries in a file."""
    with contextlib.closing(sqlite3.connect(file)) as db:
        return [state for (state,) in db.execute("SELECT state FROM deliveries")]
