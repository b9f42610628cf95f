"""A database that can't be used is told as what it is, with what to do, and left as it is."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.run_bot_process import Ended, run

COMMANDS = (("parks", "list"), ("rebrief",), ("serve",))
TOKEN = {"TELEGRAM_BOT_TOKEN": "123456789:AAEx"}


async def refused(folder: Path, command: tuple[str, ...], **variables: str) -> Ended:
    ended = await run(folder, *command, variables=TOKEN | variables)
    assert ended.status == 2
    assert "Traceback" not in ended.errors
    return ended


@pytest.fixture
async def used(tmp_path: Path) -> Path:
    """A database that a command has used."""
    assert (await run(tmp_path, "parks", "list")).status == 0
    return tmp_path / "bot.db"


def files(path: Path) -> dict[str, bytes]:
    """What stands beside a database, without the lock; the dictionary's folder is not of it."""
    found = (each for each in path.parent.iterdir() if each.is_file() and each.suffix != ".lock")
    return {each.name: each.read_bytes() for each in found}


@pytest.mark.parametrize("command", COMMANDS)
async def test_an_older_program_refuses_a_newer_database(used: Path, command: tuple[str, ...]) -> None:
    with sqlite3.connect(used) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('park_briefs', 'm999_to_come', '')"
        )
    connection.close()
    before = files(used)
    ended = await refused(used.parent, command)
    assert "newer version" in ended.errors and "m999_to_come" in ended.errors
    assert files(used) == before


@pytest.mark.parametrize("command", COMMANDS)
async def test_another_programs_database_is_refused_and_left_alone(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    path = tmp_path / "bot.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    before = files(path)
    ended = await refused(tmp_path, command)
    assert "another program's database" in ended.errors and "songs" in ended.errors
    assert files(path) == before


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("content", [b"not a database, but long enough to be one. " * 100, b"x"])
async def test_a_file_that_is_no_database_is_told_as_such(
    tmp_path: Path, command: tuple[str, ...], content: bytes
) -> None:
    path = tmp_path / "bot.db"
    path.write_bytes(content)
    ended = await refused(tmp_path, command)
    assert "no database, or a damaged one" in ended.errors and "backup" in ended.errors
    assert path.read_bytes() == content


def truncate(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_truncated_database_is_told_as_such(used: Path, command: tuple[str, ...]) -> None:
    truncate(used)
    ended = await refused(used.parent, command)
    assert "damaged" in ended.errors and "backup" in ended.errors


@pytest.mark.parametrize("name", [":memory:", ".", "/"])
async def test_a_name_that_is_no_files_is_told_as_such(tmp_path: Path, name: str) -> None:
    for command in COMMANDS:
        ended = await refused(tmp_path, command, DATABASE=name)
        assert ended.errors.startswith("DATABASE") and len(ended.errors.splitlines()) == 1
