"""What /stats reads and what a batch of pruning holds up, in a large database.

    python benchmarks/counting.py [--chats 200000] [--articles 1000000] [--deliveries 2000000]

Chats follow five parks each; articles are of the last ten years; deliveries of the last week, in messages of
five. Prints the seconds of computing for each read of the numbers (twice: the first from a cold cache of
SQLite's), then how long the writer was busy with each batch of pruning, by the clock, a tenth of the messages
being too old.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from parsing.parks import bundled_parks
from storage.database import Database, Db
from storage.keeping import retention
from storage.keeping.retention import RULES
from storage.moments import now, to_text
from storage.operating import counting
from storage.parks import park_import

FOLLOWS, A_MESSAGE = 5, 5
ROWS_A_COMMIT = 50_000
YEARS = 3650
OLD = dt.timedelta(days=1000)


def fill(db: Db, moment: dt.datetime, chats: int, articles: int) -> None:
    """Chats, their follows, and articles with nothing but their day and park."""
    chance = random.Random(1)
    parks = [row[0] for row in db.execute("SELECT id FROM parks WHERE merged_into_id IS NULL")]
    created = [to_text(moment - dt.timedelta(days=chance.randrange(400))) for _ in range(1000)]
    db.conn.executemany(
        "INSERT INTO chats (id, telegram_id, kind, created_at) VALUES (?, ?, 'private', ?)",
        ((number, number, created[number % 1000]) for number in range(1, chats + 1)),
    )
    db.conn.executemany(
        "INSERT INTO follows (chat_id, kind, park_id, followed_at) VALUES (?, 'park', ?, '')",
        ((chat, park) for chat in range(1, chats + 1) for park in chance.sample(parks, FOLLOWS)),
    )
    db.execute(
        "INSERT INTO issues (id, newspaper, published_on, date_assumed, page, source_name, furniture, pushed,"
        " stored_at) VALUES (1, '科学导报', '2026-04-04', 0, '', '', '[]', 1, '')"
    )
    today = moment.date()
    db.conn.executemany(
        "INSERT INTO articles (id, issue_id, position, newspaper, published_on, content_hash, park_id)"
        " VALUES (?, 1, ?, '科学导报', ?, ?, ?)",
        (
            (
                number,
                number,
                str(today - dt.timedelta(days=number % YEARS)),
                str(number),
                chance.choice(parks),
            )
            for number in range(1, articles + 1)
        ),
    )


def fill_deliveries(db: Db, moment: dt.datetime, chats: int, first: int, last: int, every: int) -> None:
    """A stretch of deliveries, spread over the week, in messages of A_MESSAGE; a tenth of those is old."""
    week = dt.timedelta(days=7)
    owed = [to_text(moment - week + week * number / every) for number in range(first, last, A_MESSAGE)]
    old = to_text(moment - OLD)
    db.conn.executemany(
        "INSERT INTO messages (id, chat_id, text, buttons, state, packed_at, sent_at, telegram_message_id)"
        " VALUES (?, ?, ?, '[]', 'sent', '', ?, ?)",
        (
            (1 + each, 1 + each % chats, "字" * 600, old if each % 10 == 0 else at, each)
            for each, at in enumerate(owed, first // A_MESSAGE)
        ),
    )
    db.conn.executemany(
        "INSERT INTO deliveries (chat_id, kind, subject, due_at, state, owed_at, message_id)"
        " VALUES (?, 'push', ?, '', 'sent', ?, ?)",
        (
            (
                1 + number // A_MESSAGE % chats,
                1 + number % A_MESSAGE + A_MESSAGE * (number // (A_MESSAGE * chats)),
                owed[(number - first) // A_MESSAGE],
                1 + number // A_MESSAGE,
            )
            for number in range(first, last)
        ),
    )


def seconds(run: Callable[..., Any], *arguments: Any) -> float:
    """How long a call takes by the clock."""
    start = time.perf_counter()
    run(*arguments)
    return time.perf_counter() - start


def computing(run: Callable[..., Any], *arguments: Any) -> float:
    """How many seconds of computing a call takes, in all threads."""
    start = time.process_time()
    run(*arguments)
    return time.process_time() - start


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--chats", type=int, default=200_000)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--deliveries", type=int, default=2_000_000)
    options = parser.parse_args()
    moment, zone = now(), dt.timezone(dt.timedelta(hours=8))
    day = moment.astimezone(zone).date()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "numbers.db"
        with Database(path) as database:
            database.write_now(park_import.load_bundle, bundled_parks())
            database.write_now(fill, moment, options.chats, options.articles)
            for first in range(0, options.deliveries, ROWS_A_COMMIT):
                last = min(first + ROWS_A_COMMIT, options.deliveries)
                database.write_now(fill_deliveries, moment, options.chats, first, last, options.deliveries)
        with Database(path) as database:
            reads: dict[str, tuple[Any, ...]] = {
                "readers": (counting.read_readers, day, zone, moment),
                "follows": (counting.read_follows, day),
                "articles": (counting.read_articles, day),
                "deliveries": (counting.read_deliveries, day, zone),
            }
            for name, call in reads.items():
                first_time, second_time = (computing(database.read_now, *call) for _ in range(2))
                print(f"{name}: {first_time:.3f} s, then {second_time:.3f} s", flush=True)
            [rule] = [rule for rule in RULES if rule.table == "messages"]
            before, busy, looks = rule.before(moment, rule.days), [], []
            start = time.perf_counter()
            while True:
                began = time.perf_counter()
                keys = database.read_now(retention.find, rule, before)
                looks.append(time.perf_counter() - began)
                if not keys:
                    break
                busy.append(seconds(database.write_now, retention.end, rule, before, keys))
            median, longest = statistics.median(busy) * 1000, max(busy) * 1000
            print(
                f"pruning: {len(busy)} batches of {rule.batch} messages, {A_MESSAGE} deliveries each, in"
                f" {time.perf_counter() - start:.1f} s; the writer was busy {median:.0f} ms (median),"
                f" {longest:.0f} ms (longest); a look takes {max(looks) * 1000:.0f} ms at most"
            )


if __name__ == "__main__":
    main()
