# ruff: noqa: ASYNC110, ASYNC240 - small files, looked at between processes
"""`backup`: both files at one moment, beside a running serve, and never half a file."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import sqlite3
import stat
import sys
import tarfile
from pathlib import Path

import pytest

from bot.exit_status import Refusal
from bot.serving.opening import open_database, open_incoming
from bot.terminal.keeping.move_command import move_page
from bot.terminal.output.picture_file import draw_into
from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from storage.desk import issues
from storage.keeping import backup
from storage.keeping.pair import KeepingError, pinned
from storage.moments import now
from storage.people import invitations
from tests.conftest import SAMPLE_PAGE
from tests.made_issues import made_article, made_issue
from tests.processes import half_made, start_run_bot
from tests.run_bot_process import environment, run, serving
from tests.running_bot import made_settings

READERS = 12
BACKUPS = 4
KILLS = 8


async def test_one_file_for_its_owner_alone_that_is_never_overwritten_unasked(tmp_path: Path) -> None:
    await made_pair(tmp_path)
    file = tmp_path / "kept.tar"
    made = await run(tmp_path, "backup", str(file))
    assert made.status == 0 and "verified" in made.output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with tarfile.open(file) as archive:
        assert archive.getnames() == ["manifest.json", "database", "incoming"]
    before = file.read_bytes()
    again = await run(tmp_path, "backup", str(file))
    assert again.status == 1 and "--force" in again.errors and file.read_bytes() == before
    assert (await run(tmp_path, "backup", str(file), "--force")).status == 0
    assert not list(tmp_path.glob(".kept.tar.*"))


async def test_there_must_be_something_sound_to_back_up(tmp_path: Path) -> None:
    nothing = await run(tmp_path, "backup", str(tmp_path / "kept.tar"))
    assert nothing.status == 1 and "bot.db" in nothing.errors
    await made_pair(tmp_path)
    itself = await run(tmp_path, "backup", str(tmp_path / "bot.db"), "--force")
    assert itself.status == 1
    with contextlib.closing(sqlite3.connect(tmp_path / "bot.db")) as db, db:
        db.execute("INSERT INTO park_cities VALUES (987654, '无')")
    broken = await run(tmp_path, "backup", str(tmp_path / "kept.tar"))
    assert broken.status == 1 and "park_cities" in broken.errors
    assert not (tmp_path / "kept.tar").exists()


async def test_the_two_files_are_of_one_moment(tmp_path: Path) -> None:
    """A writer that marks an update done only after its effect is committed never seems to have hurried."""
    await made_pair(tmp_path)
    code = """if True:
        import sqlite3, sys
        main, incoming = (sqlite3.connect(p, isolation_level=None, timeout=30) for p in sys.argv[1:])
        for number in range(1, 10**9):
            incoming.execute("INSERT INTO incoming (update_id, raw, received_at)"
                " VALUES (?, '{}', '')", [number])
            main.execute("INSERT OR REPLACE INTO markers VALUES ('effect', ?)", [number])
            incoming.execute("UPDATE incoming SET done_at = '' WHERE update_id = ?", [number])
            print(number, flush=True)
    """
    files = str(tmp_path / "bot.db"), str(tmp_path / "bot.db-incoming")
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, *files, stdout=asyncio.subprocess.PIPE
    )
    assert writer.stdout is not None
    try:
        for _ in range(200):
            assert await writer.stdout.readline()
            with pinned(tmp_path / "bot.db") as pair:
                [effect] = pair.database.execute("SELECT value FROM markers WHERE name = 'effect'").fetchone()
                kept, done = pair.incoming.execute(
                    "SELECT max(update_id), max(iif(done_at IS NULL, 0, update_id)) FROM incoming"
                ).fetchone()
            assert done <= int(effect) <= kept
    finally:
        writer.kill()
        await writer.communicate()


async def test_beside_a_running_serve_every_update_is_handled_or_kept(tmp_path: Path) -> None:
    api = BotApi()
    async with Loopback(api) as server, serving(tmp_path, server.url, api.token) as bot:
        await bot.says("Serving @")
        asking = [
            asyncio.create_task(api.user(n, started=True).ask("/follow 临猗", within=60))
            for n in range(1, READERS + 1)
        ]
        publishing = asyncio.create_task(run(tmp_path, "publish", str(SAMPLE_PAGE)))
        for number in range(BACKUPS):
            made = await run(tmp_path, "backup", str(tmp_path / f"{number}.tar"))
            assert made.status == 0, made.errors
        await asyncio.gather(*asking)
        assert (await publishing).status == 0
        assert (await run(tmp_path, "check")).status == 0
        assert await bot.stop() == 0
    for number in range(BACKUPS):
        folder = tmp_path / f"restored {number}"
        folder.mkdir()
        assert (await run(folder, "restore", str(tmp_path / f"{number}.tar"))).status == 0
        checked = await run(folder, "check")
        assert checked.status == 0, checked.output
        followed, handled = counts(folder)
        assert handled <= followed, "an update is done and its follow is not there"


async def test_a_killed_backup_leaves_no_file_or_a_whole_one(tmp_path: Path) -> None:
    await made_pair(tmp_path)
    for number in range(KILLS):
        file = tmp_path / f"{number}.tar"
        process = await start_run_bot("backup", str(file), folder=tmp_path, environment=environment(tmp_path))
        while process.returncode is None and len(half_made(file)) <= number % 4:
            await asyncio.sleep(0.001)
        process.kill()
        await process.wait()
        if file.exists():
            folder = tmp_path / f"restored {number}"
            folder.mkdir()
            assert (await run(folder, "restore", str(file))).status == 0
    assert (await run(tmp_path, "check")).status == 0


async def test_what_a_killed_backup_left_is_swept_by_the_next_one_and_nothing_else(tmp_path: Path) -> None:
    await made_pair(tmp_path)
    file = tmp_path / "kept.tar"
    for number in range(3):
        process = await start_run_bot("backup", str(file), folder=tmp_path, environment=environment(tmp_path))
        while process.returncode is None and not any(one.name == "database" for one in half_made(file)):
            await asyncio.sleep(0.001)
        process.kill()
        await process.wait()
        assert len(list(tmp_path.glob(".kept.tar.*"))) <= 1, f"the {number + 1}th leaves what others left"
    own = tmp_path / ".kept.tar.mine"
    own.mkdir()
    assert (await run(tmp_path, "backup", str(file), "--force")).status == 0
    assert list(tmp_path.glob(".kept.tar.*")) == [own]


async def test_a_backup_that_is_being_made_is_not_taken_for_one_that_was_left(tmp_path: Path) -> None:
    await made_pair(tmp_path)
    file = tmp_path / "kept.tar"
    with backup.folder_beside(file) as folder:
        backup.back_up(tmp_path / "bot.db", file, now())
        assert folder.is_dir()
    assert not folder.exists() and file.exists()


async def test_where_the_file_system_knows_no_links_a_backup_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await made_pair(tmp_path)

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    file = tmp_path / "kept.tar"
    backup.back_up(tmp_path / "bot.db", file, now())
    before = file.read_bytes()
    with pytest.raises(KeepingError, match="exists already"):
        backup.back_up(tmp_path / "bot.db", file, now())
    assert file.read_bytes() == before


@pytest.mark.parametrize("ending", ["-wal", "-incoming-wal", "-secret", "-forgotten", ".lock"])
async def test_no_file_of_the_bots_is_overwritten_even_with_force(tmp_path: Path, ending: str) -> None:
    name = f"bot.db{ending}"
    await made_pair(tmp_path)
    (tmp_path / name).touch()
    with pytest.raises(KeepingError, match="choose another name"):
        backup.back_up(tmp_path / "bot.db", tmp_path / name, now(), force=True)


async def test_nor_by_a_page_or_a_picture(tmp_path: Path) -> None:
    await made_pair(tmp_path)
    before = (tmp_path / "bot.db-incoming").read_bytes()
    settings = made_settings(tmp_path, BotApi())
    with open_database(settings) as database:
        database.write_now(invitations.note_bot, "park_briefs_bot")
    for write in (
        lambda: move_page(settings, tmp_path / "bot.db-incoming", force=True),
        lambda: draw_into(settings, tmp_path / "bot.db-incoming", never, None),
    ):
        with pytest.raises(Refusal, match="the bot's own: choose another name"):
            write()
    assert (tmp_path / "bot.db-incoming").read_bytes() == before


def never(_: None, __: Path) -> bytes:
    """Draws nothing."""
    raise AssertionError


async def made_pair(folder: Path) -> None:
    """A database with two articles, and the file of incoming updates beside it."""
    settings = made_settings(folder, BotApi())
    with open_database(settings) as database, open_incoming(folder / "bot.db-incoming"):
        issue = made_issue(made_article("第一件新事"), made_article("第二件新事"))
        database.write_now(issues.publish, issue, push=False, moment=now())


def counts(folder: Path) -> tuple[int, int]:
    """How many follow, and how many of their requests are marked done."""
    with (
        contextlib.closing(sqlite3.connect(folder / "bot.db")) as db,
        contextlib.closing(sqlite3.connect(folder / "bot.db-incoming")) as incoming,
    ):
        [followed] = db.execute("SELECT count(*) FROM follows").fetchone()
        [handled] = incoming.execute(
            "SELECT count(*) FROM incoming WHERE done_at IS NOT NULL AND raw LIKE '%/follow%'"
        ).fetchone()
    return followed, handled
