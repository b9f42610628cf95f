"""How long a look through the promises of a day takes, each with a reader who follows its project.

    python benchmarks/promise_days.py [--promises 10000]

Prints the seconds of one night's look, all of it written, and of a second one that finds nothing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bot.newsroom.promise_days import PROMISES_AT_ONCE
from storage.database import Database, Db
from storage.moments import to_text
from storage.projects import promise_news

DAY = dt.date(2026, 12, 31)
MOMENT = dt.datetime(2026, 12, 30, 16, 0, tzinfo=dt.UTC)
CHATS = 1_000


def fill(db: Db, promises: int) -> None:
    """As many promises that fall due on DAY, each of a project of its own, and a follower for each."""
    db.execute("INSERT INTO parks (id, name) VALUES (1, '临汾经济开发区')")
    db.execute(
        "INSERT INTO issues (id, newspaper, published_on, date_assumed, page, source_name, furniture, pushed,"
        " stored_at) VALUES (1, '', '2026-04-04', 0, '', '', '[]', 1, ?)",
        [to_text(MOMENT)],
    )
    db.conn.executemany(
        "INSERT INTO chats (id, telegram_id, kind, title, created_at) VALUES (?, ?, 'private', '', ?)",
        ((number, number, to_text(MOMENT)) for number in range(1, CHATS + 1)),
    )
    db.conn.executemany(
        "INSERT INTO articles (id, issue_id, position, newspaper, published_on, content_hash, park_id)"
        " VALUES (?, 1, ?, '', '2026-04-04', ?, 1)",
        ((number, number, str(number)) for number in range(1, promises + 1)),
    )
    db.conn.executemany(
        "INSERT INTO projects (id, park_id, name, stage, told_on) VALUES (?, 1, ?, '在建', '2026-04-04')",
        ((number, f"第{number}个恒岚项目") for number in range(1, promises + 1)),
    )
    db.conn.executemany(
        "INSERT INTO promises (project_id, article_id, step, words, time, what, due_on)"
        " VALUES (?, ?, '投产', '投产', '2026年底', '[0, 0, 1]', ?)",
        ((number, number, DAY.isoformat()) for number in range(1, promises + 1)),
    )
    db.conn.executemany(
        "INSERT INTO follows (chat_id, kind, project_id, followed_at) VALUES (?, 'project', ?, ?)",
        ((number % CHATS + 1, number, to_text(MOMENT)) for number in range(1, promises + 1)),
    )


def look(database: Database) -> tuple[float, int]:
    """Seconds of a whole look as the bot does it, and how many promises it noticed."""
    began, noticed = time.perf_counter(), 0
    while found := database.write_now(promise_news.notice_days, DAY, MOMENT, PROMISES_AT_ONCE):
        noticed += found
    return time.perf_counter() - began, noticed


def main() -> None:
    """Fills a database, looks twice, prints both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--promises", type=int, default=10_000)
    count = parser.parse_args().promises
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "bot.db")
        database.write_now(fill, count)
        for title in ("the day comes", "a second look"):
            seconds, noticed = look(database)
            print(f"{title}: {noticed:,} promises noticed in {seconds:.3f} s")
        [(owed,)] = database.read_now(
            lambda db: db.execute("SELECT count(*) FROM deliveries WHERE kind = 'project'").fetchall()
        )
        print(f"owed: {owed:,}")
        database.close()


if __name__ == "__main__":
    main()
