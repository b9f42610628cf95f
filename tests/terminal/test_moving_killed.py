"""Moving and mending, killed at any step: what is there is whole, and the same again comes to its end."""

from __future__ import annotations

import contextlib
import shutil
import signal
import sqlite3
from pathlib import Path

from storage.database import Database
from storage.keeping.check import check
from storage.keeping.moving import has_moved, pack, unpack_here
from storage.keeping.pair import KeepingError
from storage.keeping.repair import repair
from storage.moments import now
from storage.operating.moved import take_back
from tests.storage.test_backup import made_pair
from tests.storage.test_restore import MOST_STEPS, change, die

ARTICLES = "SELECT count(*) FROM articles"


def articles(folder: Path) -> int:
    with contextlib.closing(sqlite3.connect(folder / "bot.db")) as db:
        return int(db.execute(ARTICLES).fetchone()[0])


def left(folder: Path) -> list[str]:
    """Files that a finished command has no use for."""
    return [file.name for file in folder.iterdir() if file.name.startswith(".") or "restor" in file.name]


async def test_a_bot_that_is_packed_never_serves_here_as_well(tmp_path: Path) -> None:
    template = tmp_path / "template"
    await made_pair(template)
    broken_off = 0
    for step in range(1, MOST_STEPS):
        folder = tmp_path / str(step)
        shutil.copytree(template, folder)
        status = await die(folder, step, "move", "server", "moving.tar")
        packed, moved = (folder / "moving.tar").exists(), has_moved(folder / "bot.db")
        assert not packed or moved, f"after step {step} it can be served twice"
        if status == 0:
            break
        assert status == -signal.SIGKILL
        broken_off += moved
        if moved:
            with Database(folder / "bot.db") as database:
                assert database.write_now(take_back)
        (folder / "moving.tar").unlink(missing_ok=True)
        pack(folder / "bot.db", folder / "moving.tar", now())
        assert left(folder) == [], step
    assert status == 0 and broken_off and packed


async def test_unpacking_goes_on_where_it_was_broken_off(tmp_path: Path) -> None:
    template, packed = tmp_path / "template", tmp_path / "moving.tar"
    await made_pair(template)
    (template / "bot.db-secret").write_bytes(b"s" * 32)
    pack(template / "bot.db", packed, now())
    for step in range(1, MOST_STEPS):
        folder = tmp_path / str(step)
        folder.mkdir()
        status = await die(folder, step, "move", "here", str(packed))
        if status == 0:
            break
        assert status == -signal.SIGKILL
        try:
            unpack_here(folder / "bot.db", packed, now())
        except KeepingError as error:
            assert "there already" in str(error), step
        assert (articles(folder), check(folder / "bot.db"), left(folder)) == (2, [], []), step
    assert status == 0


async def test_mending_leaves_a_whole_copy_or_none(tmp_path: Path) -> None:
    template = tmp_path / "template"
    await made_pair(template)
    change(template, "PRAGMA foreign_keys = OFF; INSERT INTO park_cities VALUES (987654, '无')", "SELECT 1")
    for step in range(1, MOST_STEPS):
        folder = tmp_path / str(step)
        shutil.copytree(template, folder)
        status = await die(folder, step, "check", "--repair")
        if status == 0:
            break
        assert status == -signal.SIGKILL
        assert (repaired := repair(folder / "bot.db", now())).left == [], step
        assert repaired.done or check(folder / "bot.db") == []
        kept = sorted(file.name for file in folder.glob("*repair*"))
        pairs = [name for name in kept if name.endswith("Z")]
        assert pairs and kept == sorted([*pairs, *(f"{name}-incoming" for name in pairs)]), step
        assert (check(folder / "bot.db"), left(folder)) == ([], []), step
    assert status == 0
