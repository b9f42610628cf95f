# ruff: noqa: ASYNC240, E501 - small files, looked at between processes
"""`restore`: verified first, atomic, keeps what was there, says what may come twice."""

from __future__ import annotations

import contextlib
import io
import shutil
import sqlite3
import tarfile
from pathlib import Path

import pytest

from playground.bot_api import BotApi
from playground.loopback import Loopback
from storage.keeping import restore as restoring
from storage.moments import now
from tests.run_bot_process import run, serving
from tests.storage.test_backup import made_pair


class Killed(BaseException):
    """Stands for kill -9 at a step."""


async def test_a_restore_brings_back_the_moment_keeps_the_rest_and_says_what_repeats(tmp_path: Path) -> None:
    await made_pair(tmp_path)
    change(
        tmp_path,
        "INSERT INTO chats (id, telegram_id, kind, created_at) VALUES (5, 5, 'private', '');"
        "INSERT INTO turns VALUES (5, '');"
        "INSERT INTO deliveries (chat_id, kind, article_id, revision, due_at, owed_at)"
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
    assert "sent again: 1 deliveries; handled again: 1 updates" in done.output
    assert "0 articles" in done.output and "1 updates that nobody had answered" in done.output
    assert states(tmp_path / "bot.db") == ["pending"]
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


@pytest.mark.parametrize("step", range(1, 14))
async def test_killed_at_any_step_it_leaves_the_old_pair_or_the_new(
    tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    await made_pair(tmp_path)
    assert (await run(tmp_path, "backup", "kept.tar")).status == 0
    change(tmp_path, "DELETE FROM markers WHERE name = 'new'", "DELETE FROM incoming")
    change(
        tmp_path,
        "INSERT INTO markers VALUES ('old', '')",
        "INSERT INTO searches (telegram_id, thread_id, person_id, text, terms, asked_at) VALUES (1, 0, 1, 'old', '', '')",
    )
    taken = 0

    def counted(original):  # type: ignore[no-untyped-def]
        def call(*args, **kwargs):  # type: ignore[no-untyped-def]
            nonlocal taken
            taken += 1
            if taken == step:
                raise Killed
            return original(*args, **kwargs)

        return call

    database = tmp_path / "bot.db"
    with monkeypatch.context() as patch:
        for method in ("rename", "unlink"):
            patch.setattr(Path, method, counted(getattr(Path, method)))
        patch.setattr(restoring, "sync_folder", counted(restoring.sync_folder))
        with contextlib.suppress(Killed):
            restoring.restore(database, tmp_path / "kept.tar", now())
    if restoring.pending(database):
        refused = await run(tmp_path, "publish", "kept.tar")
        assert refused.status in (1, 2)
    restoring.finish(database)
    assert not restoring.pending(database) and not list(tmp_path.glob("*.restoring"))
    with (
        contextlib.closing(sqlite3.connect(database)) as db,
        contextlib.closing(sqlite3.connect(tmp_path / "bot.db-incoming")) as incoming,
    ):
        [old] = db.execute("SELECT count(*) FROM markers WHERE name = 'old'").fetchone()
        [old_too] = incoming.execute("SELECT count(*) FROM searches").fetchone()
    assert old == old_too
    assert (await run(tmp_path, "check")).status == 0


def change(folder: Path, database: str, incoming: str) -> None:
    """Carries out statements in each of the two files."""
    for name, sql in (("bot.db", database), ("bot.db-incoming", incoming)):
        with contextlib.closing(sqlite3.connect(folder / name)) as db:
            db.executescript(sql)


def states(file: Path) -> list[str]:
    """The states of the deliveries in a file."""
    with contextlib.closing(sqlite3.connect(file)) as db:
        return [state for (state,) in db.execute("SELECT state FROM deliveries")]
