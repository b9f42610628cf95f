"""Killed at any step of a command about projects, stories or newspapers, all is as before or as it makes it.

Given once more, the command comes to the same end.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.terminal.projects.project_command import merge
from storage.database import Database
from tests.made_issues import LINFEN, made_article, made_issue
from tests.storage.test_publishing import publish
from tests.terminal.test_issue_killed import it_is_as_before_or_done
from tests.terminal.told_projects import lay_projects, settings_of, without_process

pytestmark = pytest.mark.slow

COMMANDS = {
    "a merger": ["projects", "merge", "1", "2"],
    "an article taken out": ["projects", "split", "1", "2"],
    "a name": ["projects", "rename", "1", "恒岚玻璃厂"],
    "a project dropped": ["projects", "drop", "1"],
    "a decision taken back": ["projects", "undo", "1"],
    "all read anew": ["projects", "rebuild", "--park", LINFEN.name],
    "a fold": ["story", "fold", "2", "1"],
    "newspapers merged": ["papers", "merge", "山西日报", "科学导报"],
}


@pytest.mark.parametrize("what", COMMANDS)
def test_it_is_as_before_or_done_and_given_again_it_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    start = tmp_path / "start"
    start.mkdir()
    lay_projects(start, read=what != "all read anew")
    if what == "a decision taken back":
        with without_process(monkeypatch):
            merge(settings_of(start), 2, 1, dry_run=False)
    with Database(start / "bot.db") as database:
        other = made_issue(
            made_article("别的事", body="窗口启用。"), newspaper="山西日报", day=dt.date(2026, 7, 5)
        )
        publish(database, other)
    it_is_as_before_or_done(tmp_path, COMMANDS[what])
