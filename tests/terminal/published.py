"""A page that is published on the command line, the readers who are owed it, and what became of that."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.moments import now
from storage.parks import park_import
from tests.made_issues import LINYI
from tests.run_bot_process import Ended, run
from tests.warm import lay_new_files

MISTAKE, RIGHT = "总投资30亿元", "总投资3亿元"
HEADLINE = "果品加工项目开工"
OTHER_HEADLINE = "一件事窗口启用"
FIRST_PARK = "临猗现代农业产业示范区"
SECOND_PARK = "襄垣经济技术开发区"
PAGE = f"""科学导报
2026年4月4日 星期六 第3版 园区

{FIRST_PARK}

{HEADLINE}

科学导报 4月3日,{FIRST_PARK}的果品加工项目开工,{MISTAKE}。项目占地500亩,预计2027年投产,可带动300人就业。

下一步,示范区还将建设冷库,库容8000吨,预计9月底建成。 张三

{SECOND_PARK}

{OTHER_HEADLINE}

科学导报 4月3日,{SECOND_PARK}政务服务大厅的窗口启用,把7个事项合在一起办,办理时间从3个工作日缩短到4个小时。

启用首日,窗口受理申请26件,办结19件。 李四
"""
CORRECTED_PAGE = PAGE.replace(MISTAKE, RIGHT)
NEW_ARTICLE = f"""
{SECOND_PARK}

新能源企业签约入驻

科学导报 4月3日,{SECOND_PARK}与三家新能源企业签约,计划总投资12亿元,建设电池材料生产线,预计2028年投产。

三家企业将分三期建设厂房,首期占地120亩。 王五
"""


def lay_page(folder: Path, text: str = PAGE, *, name: str = "page.txt") -> str:
    """Writes a page file; returns its path."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def lay_readers(folder: Path, *numbers: int) -> None:
    """Makes people follow the first article's park and be pushed as published."""
    lay_new_files(folder / "bot.db")

    def follow(db: Db) -> None:
        for number in numbers:
            chat = chats.ensure_chat(db, Place(number, 0, "private", ""), now())
            follows.follow_park(db, chat.id, park_import.ensure_park(db, LINYI), now())
            chats.set_digest(db, chat.id, "now", now())

    with Database(folder / "bot.db") as database:
        database.write_now(follow)


def mark_sent(folder: Path) -> None:
    """Lets everything that waits be sent, each in a message of its own."""

    def send(db: Db) -> None:
        db.execute(
            "INSERT INTO messages (chat_id, text, buttons, state, packed_at, sent_at, telegram_message_id)"
            " SELECT chat_id, '', '[]', 'sent', owed_at, owed_at, id FROM deliveries WHERE state = 'pending'"
        )
        db.execute(
            "UPDATE deliveries SET state = 'sent',"
            " message_id = (SELECT m.id FROM messages m WHERE m.telegram_message_id = deliveries.id)"
            " WHERE state = 'pending'"
        )
        db.execute("DELETE FROM turns")

    with Database(folder / "bot.db") as database:
        database.write_now(send)


_published: dict[tuple[int, ...], bytes] = {}


async def publish_to(folder: Path, *readers: int) -> str:
    """Publishes the page with its mistake and lets its readers have it; returns the file's path."""
    file, database = lay_page(folder), folder / "bot.db"
    if readers not in _published:
        lay_readers(folder, *readers)
        ended = await run(folder, "publish", file)
        assert ended.status == 0, ended.errors
        mark_sent(folder)
        with contextlib.closing(sqlite3.connect(database)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _published[readers] = _bytes_of(database)
    _lay(database, _published[readers])
    return file


def _bytes_of(file: Path) -> bytes:
    return file.read_bytes()


def _lay(database: Path, data: bytes) -> None:
    for rest in database.parent.glob(database.name + "-*"):
        rest.unlink()
    database.write_bytes(data)
    database.chmod(0o600)


def query(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """What a query finds in the database."""
    with contextlib.closing(sqlite3.connect(folder / "bot.db")) as db:
        return db.execute(sql).fetchall()


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables; a look leaves the files as they are."""
    copy = path.with_name("looked-at")
    copy.mkdir()
    for each in path.parent.glob(path.name + "*"):
        shutil.copyfile(each, copy / each.name)
    with contextlib.closing(sqlite3.connect(copy / path.name)) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            name: sorted(db.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for name in names
            if not name.startswith(("sqlite_stat", "article_search"))
        }
    shutil.rmtree(copy)
    return found


def value(ended: Ended) -> Any:
    """The JSON that a command printed."""
    assert ended.status == 0, ended.errors
    return json.loads(ended.output)


def refusal(ended: Ended) -> str:
    """The one line with which a command refused bad input."""
    assert ended.status == 1 and not ended.output
    [line] = ended.errors.strip().splitlines()
    return line
