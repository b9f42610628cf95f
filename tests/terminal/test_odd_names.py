"""A name that no file can have is refused in one sentence by every command that takes one."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

import run_bot
from bot.serving.opening import open_database
from playground.standin.bot_api import BotApi
from storage.people import invitations
from tests.running_bot import made_settings
from tests.storage.test_backup import made_pair

# Each takes the name of a file last.
COMMANDS = (
    ("backup", "--force"), ("restore",), ("export",), ("move", "server"), ("move", "here"), ("move", "page"),
    ("publish",), ("stats", "--picture"),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a pair that has served, and names that lead nowhere."""
    asyncio.run(made_pair(tmp_path))
    with open_database(made_settings(tmp_path, BotApi())) as database:
        database.write_now(invitations.note_bot, "park_bot")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE", "bot.db")
    monkeypatch.setenv("OPS_LISTEN", "")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_it_is_refused(folder: Path, capfd: pytest.CaptureFixture[str], command: tuple[str, ...]) -> None:
    for name in ("a" * 300, "loop", "none/x", "file/x", "folder", "", "bot.db"):
        try:
            status = run_bot.main([*command, name])
        except SystemExit as refused:
            status = int(refused.code or 0)
        output, errors = capfd.readouterr()
        assert status in (1, 2), (name, output, errors)
        assert errors.strip() and "Traceback" not in errors, name
