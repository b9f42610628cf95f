"""Moving and mending, killed at any step: what is there is whole, and the same again comes to its end."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import shutil
import signal
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from telegram import User

from bot.terminal.keeping import move_command
from playground.standin.bot_api import BotApi
from storage.database import Database
from storage.incoming import incoming
from storage.keeping.check import check
from storage.keeping.moving import has_moved, pack, unpack_here
from storage.keeping.pair import KeepingError
from storage.keeping.repair import repair
from storage.moments import now
from storage.operating import account
from storage.operating.moved import take_back
from storage.tables import incoming_file
from tests.running_bot import made_settings, running_bot
from tests.storage.test_backup import made_pair
from tests.storage.test_restore import MOST_STEPS, UNANSWERED, change, die

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


def account_of(folder: Path) -> tuple[int | None, int, int]:
    """Whose the database is, how many chats are off, and how many updates wait."""
    with (
        Database(folder / "bot.db") as database,
        Database(folder / "bot.db-incoming", tables=incoming_file.migrations) as updates,
    ):
        [off] = database.read_now(
            lambda db: db.execute("SELECT count(*) FROM chats WHERE off_at IS NOT NULL").fetchone()
        )
        return database.read_now(account.known_id), off, updates.read_now(incoming.count_open)


def test_an_account_that_is_moved_keeps_its_questions_or_leaves_none_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before each commit: the old account has all that it was asked, or the new one answers none.

    The same again finishes it, and so does the new account's serve.
    """
    folder, states = tmp_path / "moving", tmp_path / "states"
    asyncio.run(made_pair(folder))
    change(folder, "INSERT INTO chats (telegram_id, kind, created_at) VALUES (2, 'private', '')", UNANSWERED)
    with Database(folder / "bot.db") as database:
        database.write_now(account.claim, 111)
    new = BotApi("222:of-the-new-account")
    steps = itertools.count(1)
    connect = sqlite3.connect

    def step(statement: str) -> None:
        if statement == "COMMIT":
            shutil.copytree(folder, states / str(next(steps)))

    def connect_traced(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **named)
        connection.set_trace_callback(step)
        return connection

    async def who(_: object) -> User:
        return User(222, "new", is_bot=True, username="new_bot")

    def move(place: Path) -> str:
        told = move_command.move_account(made_settings(place, new), really=True)
        return told.lines[0]

    monkeypatch.setattr(move_command, "_who", who)
    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", connect_traced)
        assert move(folder) == "moved from @(never served) to @new_bot"
    assert account_of(folder) == (222, 1, 0)
    assert "nothing to do" in move(folder)
    found = [account_of(each) for each in sorted(states.iterdir(), key=lambda each: int(each.name))]
    before, half, done = (111, 0, 1), (222, 1, 1), (222, 1, 0)
    assert found[0] == before and set(found) <= {before, half, done}, found
    half_way = [str(step) for step, each in enumerate(found, 1) if each == half]
    for number in half_way:
        shutil.copytree(states / number, served := tmp_path / f"served-{number}")
        assert "finished" in move(states / number) and "nothing to do" in move(states / number)
        assert account_of(states / number) == done
    asyncio.run(serve_shortly(served, new))
    assert account_of(served) == done


async def serve_shortly(folder: Path, api: BotApi) -> None:
    """Serves until all that came is handled; the chat 2, which asked another bot, is answered nothing."""
    api.user(2, started=True)
    async with running_bot(folder, api=api) as bot:
        await api.user(9).ask("/id")
        await bot.handled_all()
        assert not api.chats[2].from_bot
