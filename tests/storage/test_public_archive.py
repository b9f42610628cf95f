# ruff: noqa: ASYNC110, ASYNC240 - small files, looked at between processes
"""`export`: what newspapers printed in a file for everybody, nothing of readers in it, whole or not there."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import itertools
import signal
import sqlite3
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.archive import rights
from storage.database import Database, Db
from storage.desk import issues
from storage.keeping import public_rows
from storage.keeping.pair import KeepingError
from storage.keeping.public_archive import Exported, export_archive
from storage.keeping.public_rows import Values
from tests.made_issues import LINFEN, LINYI, MORNING, TANGHUAI, made_article, made_issue
from tests.processes import half_made, start_run_bot
from tests.run_bot_process import environment, run
from tests.storage.test_ledger import keep

TODAY = dt.date(2026, 7, 10)
BEGUN = "4月1日，临汾恒岚新材料有限公司的恒岚特种玻璃项目开工，总投资2亿元，计划6月底前封顶。"
MARK = "不许外传"
NUMBER = 918_273_645_546_372
KILLS = 3
# What `export` reads of each table. All else is marked, in these tables and in all others.
READ = {
    "parks": "id name county level parent_id merged_into_id",
    "park_names": "park_id name",
    "park_cities": "park_id city",
    "newspapers": "id name merged_into_id",
    "issues": "id newspaper_id published_on page link full_text",
    "articles": "id issue_id published_on park_id revision retracted_at link",
    "revisions": "article_id number headline brief key_figures blocks authors",
    "mentions": "article_id park_id about",
    "projects": "id park_id name stage stage_on told_on amount merged_into_id gone",
    "project_tellings": "article_id name project_id revision day stage reached_on owner investment cells",
    "promises": "id project_id article_id step words time due_on outcome",
}


def publish(db: Db) -> None:
    """An issue that tells of a project, with a retracted article; one whose texts readers may not have."""
    glass = made_article("恒岚项目开工", LINFEN, body=BEGUN)
    wrong = made_article(f"错事{MARK}", LINFEN)
    own = made_issue(glass, wrong, made_article("唐槐新事", TANGHUAI))
    issues.publish(db, own, push=False, moment=MORNING)
    issues.retract(db, 2, "有误", MORNING)
    others = made_issue(made_article("转载", LINYI, body=f"转载的简报。{MARK}。"), newspaper="山西日报")
    issue_id = issues.publish(db, others, push=False, moment=MORNING).issue_id
    assert issue_id is not None
    rights.set_full_text(db, issue_id, False)


@pytest.fixture
def told(database: Database) -> Database:
    database.write_now(publish)
    keep(database)
    return database


def export(database: Database, to: Path, *, force: bool = False) -> Exported:
    return export_archive(database, to, MORNING, TODAY, str, force=force)


def rows(archive: Path, query: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(archive)) as db:
        return db.execute(query).fetchall()


def test_what_was_printed_is_in_it(told: Database, tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    exported = export(told, archive)
    assert (exported.articles, exported.issues, exported.projects, exported.parks_behind) == (3, 2, 1, 0)
    assert rows(archive, "SELECT newspaper, park, cities, headline, brief, text FROM articles") == [
        ("科学导报", LINFEN.name, '["临汾"]', "恒岚项目开工", BEGUN, BEGUN),
        (
            "科学导报",
            TANGHUAI.name,
            '["太原"]',
            "唐槐新事",
            "唐槐新事，今天开工。",
            "唐槐新事，今天开工。总投资1亿元。",
        ),
        ("山西日报", LINYI.name, '["运城"]', "转载", "转载的简报。", ""),
    ]
    assert rows(archive, "SELECT name, park, stage, stage_on, amount FROM projects") == [
        ("恒岚特种玻璃项目", LINFEN.name, "开工", "2026-04-01", 2 * 10**8)
    ]
    assert rows(archive, "SELECT article_id, day, stage_words, owner, investment FROM project_sources") == [
        (1, "2026-04-04", "开工", "临汾恒岚新材料有限公司", "总投资2亿元")
    ]
    assert rows(archive, "SELECT project, step, words, time, due_on, outcome FROM promises") == [
        ("恒岚特种玻璃项目", "封顶", "封顶", "6月底前", "2026-06-30", "silent")
    ]
    [(parent,)] = rows(
        archive,
        f"SELECT q.name FROM parks p JOIN parks q ON q.id = p.parent_id WHERE p.name = '{TANGHUAI.name}'",
    )
    assert parent == "山西转型综合改革示范区"
    assert rows(archive, "PRAGMA foreign_key_check") == [] and rows(archive, "PRAGMA freelist_count") == [
        (0,)
    ]
    assert stat.S_IMODE(archive.stat().st_mode) == 0o644


def test_nothing_of_anybody_is_in_it(told: Database, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(told.path, isolation_level=None)) as db:
        planted = plant(db)
    assert {"chats", "follows", "editors", "letters", "drafts", "deliveries", "project_decisions"} <= planted
    archive = tmp_path / "archive.db"
    assert export(told, archive).articles == 3
    content = archive.read_bytes()
    assert MARK.encode() not in content and NUMBER.to_bytes(8, "big") not in content
    for table in ("article_search MATCH '不许外'", "article_pairs MATCH '许外'"):
        assert rows(archive, f"SELECT rowid FROM {table.split()[0]} WHERE {table}") == []


def plant(db: sqlite3.Connection) -> set[str]:
    """Marks a row of every table, but what is READ; returns the tables that READ doesn't name."""
    for name, kind in db.execute("SELECT name, type FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP {kind} {name}")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("PRAGMA ignore_check_constraints = ON")
    for gone, park in ((1, 1), (0, 2)):
        db.execute(
            "INSERT INTO projects (park_id, name, told_on, gone) VALUES (?, ?, '', ?)", [park, MARK, gone]
        )
    db.execute("INSERT INTO ledger_due (park_id) VALUES (2)")
    tables = [
        name
        for name, kind in db.execute("SELECT name, type FROM pragma_table_list WHERE schema = 'main'")
        if kind == "table" and not name.startswith(("sqlite_", "_"))
    ]
    for table in tables:
        columns = db.execute(
            "SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden = 0", [table]
        ).fetchall()
        marks = {name: NUMBER if kind == "INTEGER" else MARK for name, kind in columns}
        if table in READ:
            marks = {name: mark for name, mark in marks.items() if name not in READ[table].split()}
            for name, mark in marks.items():
                db.execute(f"UPDATE OR IGNORE {table} SET {name} = ?", [mark])
        else:
            names, places = ", ".join(marks), ", ".join("?" * len(marks))
            db.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", [*marks.values()])
    texts = ["headline", "blocks", "authors", "brief", "brief_pieces", "ranker", "stored_at"]
    db.execute(
        f"INSERT INTO revisions (article_id, number, {', '.join(texts)}) VALUES (1, 9{', ?' * 7})", [MARK] * 7
    )
    return set(tables) - READ.keys()


def test_typed_words_of_any_length_are_found(told: Database, tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    export(told, archive)

    def found(index: str, word: str) -> list[object]:
        query = f"SELECT rowid FROM {index} WHERE {index} MATCH '\"{word}\"' ORDER BY rowid"
        return [row[0] for row in rows(archive, query)]

    assert found("article_search", "特种玻璃项目") == [1] and found("article_search", "转载的简报") == [4]
    assert found("article_search", "玻璃") == []  # trigrams alone know no word of two
    assert found("article_pairs", "玻璃") == [1] and found("article_pairs", "今天") == [3]
    assert found("article_pairs", "亿元") == [1, 3] and found("article_pairs", "璃玻") == []


def test_projects_that_are_being_read_stay_out(told: Database, tmp_path: Path) -> None:
    told.write_now(issues.retract, 1, "有误", MORNING)
    exported = export(told, tmp_path / "archive.db")
    assert (exported.articles, exported.projects, exported.parks_behind) == (2, 0, 1)


def test_those_of_parks_that_were_never_read_are_said_to_stay_out(database: Database, tmp_path: Path) -> None:
    database.write_now(publish)
    exported = export(database, tmp_path / "archive.db")
    assert (exported.articles, exported.projects, exported.parks_behind) == (3, 0, 3)


def test_no_file_is_overwritten_unasked_and_the_bot_s_own_never(told: Database, tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    archive.write_text("mine")
    with pytest.raises(KeepingError, match="--force"):
        export(told, archive)
    assert archive.read_text() == "mine"
    export(told, archive, force=True)
    assert rows(archive, "SELECT as_of FROM archive") == [("2026-07-10",)]
    for own in (told.path, told.path.with_name(f"{told.path.name}-incoming")):
        with pytest.raises(KeepingError, match="the bot's own"):
            export(told, own, force=True)
    with pytest.raises(KeepingError, match="could not be written"):
        export(told, tmp_path / "nowhere" / "archive.db")


@pytest.fixture
def ctrl_c_is_heard() -> Iterator[None]:
    """A shell that starts the tests in the background lets them ignore SIGINT."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c_is_heard")
def test_ctrl_c_ends_it(told: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_end(_: Db) -> Iterator[Values]:
        for number in itertools.count(1):
            if number == 100:
                signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            yield number, "", "", "", ""

    monkeypatch.setattr(public_rows, "public_issues", without_end)
    with pytest.raises(KeyboardInterrupt):
        export(told, tmp_path / "archive.db")
    told.close()  # waits for its threads
    assert not list(tmp_path.glob("*archive.db*"))


async def test_a_killed_export_leaves_no_file_or_a_whole_one(told: Database, tmp_path: Path) -> None:
    told.close()
    told.path.rename(tmp_path / "bot.db")
    archive = tmp_path / "archive.db"
    for number in range(KILLS):
        process = await start_run_bot(
            "export", str(archive), folder=tmp_path, environment=environment(tmp_path)
        )
        while process.returncode is None and len(half_made(archive)) < number:
            await asyncio.sleep(0.001)
        process.kill()
        await process.wait()
        if archive.exists():
            assert rows(archive, "SELECT count(*) FROM articles") == [(3,)]
            archive.unlink()
    done = await run(tmp_path, "export", str(archive))
    assert done.status == 0 and "2 issues, 3 articles" in done.output and "1 project" in done.output
    assert not list(tmp_path.glob(".archive.db.*")), "what killed ones left is swept"
    again = await run(tmp_path, "export", str(archive))
    assert again.status == 1 and "--force" in again.errors
