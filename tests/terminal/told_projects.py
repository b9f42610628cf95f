"""Projects that articles tell of, in a database for commands, which are given in this process."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings.configuration import Settings
from bot.terminal.projects import project_command
from parsing.parks import Park
from storage.archive.prepared import PreparedIssue
from storage.database import Database
from tests.killed_writing import task_at_once
from tests.made_issues import LINFEN, LINYI, made_article, made_issue
from tests.storage.test_ledger import keep
from tests.storage.test_publishing import publish
from tests.warm import lay_new_files

GLASS, STORES, OTHERS = "恒岚特种玻璃项目", "忻禾物流园项目", "云舟锻件项目"
TOLD = (
    ("2026-04-04", LINFEN, f"4月1日，临汾恒岚新材料有限公司的{GLASS}开工，总投资2亿元，计划6月底前封顶。"),
    ("2026-06-21", LINFEN, f"6月20日，{GLASS}主厂房封顶，企业力争年底投产。"),
    ("2026-07-03", LINFEN, f"{STORES}正式签约，总投资1亿元。"),
    ("2026-07-04", LINYI, f"临猗云舟重装有限公司的{OTHERS}开工，总投资5亿元。"),
)
_laid: dict[bool, bytes] = {}


def told(day: str, park: Park, text: str, number: int = 1) -> PreparedIssue:
    """A page of one article."""
    return made_issue(made_article(f"项目新进展之{number}", park, body=text), day=dt.date.fromisoformat(day))


def lay_projects(folder: Path, *, read: bool = True) -> None:
    """Lays a database of four articles that tell of projects 1 (of 1 and 2), 2 and 3, read or not yet."""
    path = folder / "bot.db"
    if read not in _laid:
        lay_new_files(path)
        with Database(path) as database:
            for number, each in enumerate(TOLD, 1):
                publish(database, told(*each, number))
            if read:
                keep(database)
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _laid[read] = path.read_bytes()
    for rest in folder.glob("bot.db-*"):
        rest.unlink()
    path.write_bytes(_laid[read])
    path.chmod(0o600)


@contextlib.contextmanager
def without_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lets the ledger be made in this process, which is quicker than to start another."""

    class Here:
        run_now = task_at_once

    with monkeypatch.context() as patched:
        patched.setattr(project_command, "open_worker", lambda _: contextlib.nullcontext(Here()))
        yield


def settings_of(folder: Path) -> Settings:
    """The settings of a bot whose database is in this folder."""
    return Settings(database=folder / "bot.db", _env_file=None)
