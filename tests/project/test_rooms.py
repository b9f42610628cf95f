"""Imports go down: from a room only to rooms of lower floors (docs/rooms.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.rooms import (
    FLOOR_OF,
    OUTSIDE,
    PROJECT,
    ROOMS,
    WINGS,
    files_of_rooms,
    imports_between_rooms,
    room_of,
)

AROUND_ROOMS = tuple(f"{around}/__init__.py" for around in ("bot", "playground", *WINGS))


def test_no_room_imports_one_above_it_or_beside_it() -> None:
    faults = [each.fault for each in imports_between_rooms() if each.fault]
    assert not faults, "\n".join(faults)


def test_every_room_is_there_and_says_what_it_is_for() -> None:
    for room in (*ROOMS, *OUTSIDE):
        assert (PROJECT / room).exists(), f"docs/rooms.py declares {room}, which is not there"
    for room in ROOMS:
        first = PROJECT / room if room.endswith(".py") else PROJECT / room / "__init__.py"
        assert '"""' in first.read_text(encoding="utf-8"), f"{first} doesn't say what {room} is for"


def test_every_file_is_in_a_room() -> None:
    for file in files_of_rooms():
        assert room_of(file) or file in AROUND_ROOMS, f"docs/rooms.py has no floor for {file}"


@pytest.mark.parametrize("around", ["bot", "playground", *WINGS])
def test_every_folder_in_it_is_a_room_of_its_own(around: str) -> None:
    for folder in (PROJECT / around).iterdir():
        name = f"{around}/{folder.name}"
        if folder.is_dir() and folder.name != "__pycache__" and name not in WINGS:
            assert name in FLOOR_OF, f"docs/rooms.py has no floor for {name}"


@pytest.mark.parametrize(
    ("statement", "other"),
    [
        ("from bot.reader.park import COMMAND", "bot/reader"),
        ("from bot.reader import park", "bot/reader"),
        ("from bot import reader", "bot/reader"),
        ("import bot.reader.park as park", "bot/reader"),
        ("from ..reader import park", "bot/reader"),
        ("from bot import commands", "bot/commands.py"),
        ("from bot.commands import menu", "bot/commands.py"),
        ("import run_bot", "run_bot.py"),
        ("from tests.waiting import until", "tests"),
        ("def late():\n    import playground.demo", "playground/demo"),
        (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from bot.serving.serve import X",
            "bot/serving",
        ),
    ],
)
def test_an_import_from_above_is_told_by_file_and_line(tmp_path: Path, statement: str, other: str) -> None:
    (tmp_path / "bot" / "cards").mkdir(parents=True)
    (tmp_path / "bot" / "cards" / "made.py").write_text(f"import json\n{statement}\n", encoding="utf-8")
    line = statement.count("\n") + 2
    assert [each.fault for each in imports_between_rooms(tmp_path)] == [
        f"bot/cards/made.py:{line}: bot/cards imports {other}, which stands above it (docs/rooms.py)"
    ]


def test_rooms_of_a_floor_are_apart(tmp_path: Path) -> None:
    (tmp_path / "bot" / "reader").mkdir(parents=True)
    (tmp_path / "bot" / "reader" / "made.py").write_text("import bot.owner.status", encoding="utf-8")
    assert [each.fault for each in imports_between_rooms(tmp_path)] == [
        "bot/reader/made.py:1: bot/reader imports bot/owner, which stands on the same floor (docs/rooms.py)"
    ]


def test_the_desk_is_apart_from_readers_commands_on_whatever_floor(tmp_path: Path) -> None:
    (tmp_path / "bot" / "reader").mkdir(parents=True)
    (tmp_path / "bot" / "reader" / "made.py").write_text("import bot.desk.notes.doubts", encoding="utf-8")
    assert [each.fault for each in imports_between_rooms(tmp_path)] == [
        "bot/reader/made.py:1: bot/reader imports bot/desk/notes, which stands apart from it (docs/rooms.py)"
    ]


def test_an_import_from_below_or_from_the_room_itself_is_right(tmp_path: Path) -> None:
    (tmp_path / "storage" / "keeping").mkdir(parents=True)
    (tmp_path / "storage" / "keeping" / "made.py").write_text(
        "from storage.keeping import pair\nfrom storage import database\nimport parsing", encoding="utf-8"
    )
    found = imports_between_rooms(tmp_path)
    assert [each.other for each in found] == ["storage/database.py", "parsing"]
    assert not any(each.fault for each in found)
