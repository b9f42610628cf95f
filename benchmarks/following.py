"""What following costs at scale: publishing a page, finding who is due at 08:00, packing their messages.

    python benchmarks/following.py [--chats 200000] [--small 2000] [--follows 10]

Two databases in one run, `--small` chats and `--chats`, with `--follows` follows each: mostly parks, one in
ten a city, one in ten a keyword of twenty thousand. One park in two chats' follows makes half the chats owed
the first article; a page of eight articles follows. Everything runs through the storage and packing that the
bot itself uses; sending is measured by benchmarks/delivery.py.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bot.delivery.packing import pack
from parsing.parks import bundled_parks
from storage.archive import articles
from storage.archive.prepared import PreparedIssue
from storage.chats import follows
from storage.chats.follows import Kind, Target
from storage.database import Database, Db
from storage.deliveries import deliveries, messages, turns
from storage.deliveries.messages import Packed
from storage.desk import issues
from storage.moments import now, to_text
from storage.parks import park_import
from tests.made_issues import LINFEN, LINYI, REFORM_ZONE, TANGHUAI, made_article, made_issue

KEYWORDS = 20_000
CHATS_AT_ONCE = 128
MEGABYTE = 1024
T = TypeVar("T")


def fill(db: Db, chats: int, each: int) -> None:
    """Chats with default settings and what they follow."""
    chance = random.Random(1)
    moment = to_text(now())
    linyi = park_import.ensure_park(db, LINYI)
    park_ids = [row[0] for row in db.execute("SELECT id FROM parks WHERE merged_into_id IS NULL")]
    cities = [row[0] for row in db.execute("SELECT name FROM cities")]
    db.conn.executemany(
        "INSERT INTO keywords (words, first, shown) VALUES (:word, :word, :word)",
        ({"word": f"词{number}"} for number in range(KEYWORDS)),
    )
    db.conn.executemany(
        "INSERT INTO chats (id, telegram_id, kind, created_at) VALUES (?, ?, 'private', ?)",
        ((number, number, moment) for number in range(1, chats + 1)),
    )

    def rows() -> Iterator[tuple[object, ...]]:
        for chat_id in range(1, chats + 1):
            others = chance.sample(park_ids, each - 3)
            if chat_id % 2 and linyi not in others:
                others.append(linyi)
            yield from ((chat_id, "park", park_id, None, moment) for park_id in others)
            yield chat_id, "city", None, chance.choice(cities), moment
            yield chat_id, "keyword", None, f"词{chance.randrange(KEYWORDS)}", moment

    db.conn.executemany(
        "INSERT INTO follows (chat_id, kind, park_id, word, followed_at) VALUES (?, ?, ?, ?, ?)", rows()
    )


def page_of_articles(number: int) -> PreparedIssue:
    """A page about eight things, with words that some follow."""
    about = (LINYI, LINFEN, TANGHUAI, REFORM_ZONE, None, LINFEN, None, TANGHUAI)
    return made_issue(
        *(
            made_article(
                f"第{number}版第{place}件事", park, words=" ".join(f"词{place * 40 + k}" for k in range(400))
            )
            for place, park in enumerate(about)
        )
    )


def timed(what: str, job: Callable[[], T]) -> tuple[T, float]:
    """Runs a job; returns its result and the seconds it took."""
    start = time.perf_counter()
    result = job()
    seconds = time.perf_counter() - start
    print(f"    {what:<46} {seconds:8.3f} s   peak memory {peak():6.0f} MB")
    return result, seconds


def peak() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


def rows_of(database: Database) -> int:
    """How many deliveries there are."""
    return int(database.read_now(lambda db: db.execute("SELECT count(*) FROM deliveries").fetchone()[0]))


def digest(database: Database, at: dt.datetime) -> tuple[float, float, int, int]:
    """The 08:00 digest: seconds for finding rows, seconds for packing and committing, rows, messages."""
    finding = packing = 0.0
    rows = sent = 0
    set_once: dict[tuple[int, ...], tuple[Packed, ...]] = {}
    while True:
        start = time.perf_counter()
        chat_ids = database.read_now(turns.due, at, CHATS_AT_ONCE)
        if not chat_ids:
            return finding, packing, rows, sent
        due = database.read_now(deliveries.due_rows, chat_ids, at)
        wanted = sorted({row.article_id for chat in due.values() for row in chat})
        cards = {card.id: card for card in database.read_now(articles.cards_of, wanted)}
        found = time.perf_counter()
        packed: dict[int, tuple[Packed, ...]] = {}
        for chat_id, chat_rows in due.items():
            key = tuple(row.article_id for row in chat_rows)
            if key not in set_once:
                set_once[key] = pack([(place, cards[row.article_id]) for place, row in enumerate(chat_rows)])
            packed[chat_id] = tuple(
                Packed(each.text, each.buttons, tuple(chat_rows[place].id for place in each.delivery_ids))
                for each in set_once[key]
            )
            rows += len(chat_rows)
            sent += len(packed[chat_id])
        database.write_now(_commit, packed, chat_ids, at)
        finding += found - start
        packing += time.perf_counter() - found


def _commit(
    db: Db, packed: dict[int, tuple[Packed, ...]], chat_ids: tuple[int, ...], at: dt.datetime
) -> None:
    messages.commit_messages(db, packed, at)
    turns.settle(db, chat_ids, at + dt.timedelta(hours=1))


def measure(chats: int, each: int) -> dict[str, float]:
    """All figures for one number of chats, per row where that says more."""
    with tempfile.TemporaryDirectory() as folder, Database(Path(folder) / "bot.db") as database:
        database.write_now(park_import.load_bundle, bundled_parks())
        timed(f"(making {chats:,} chats with {each} follows)", lambda: database.write_now(fill, chats, each))
        figures: dict[str, float] = {}
        one = made_issue(made_article("一件事"))
        published, seconds = timed(
            "publishing one article",
            lambda: database.write_now(issues.publish, one, push=True, moment=now()),
        )
        print(f"      {published.chats_owed:,} chats are owed it")
        figures["publishing one article"] = seconds / max(published.chats_owed, 1)
        before = rows_of(database)
        _, seconds = timed(
            "publishing a page of eight",
            lambda: database.write_now(issues.publish, page_of_articles(1), push=True, moment=now()),
        )
        made = rows_of(database) - before
        print(f"      {made:,} rows")
        figures["publishing a page"] = seconds / max(made, 1)
        database.write_now(lambda db: None)  # until the publication's log is written back
        _, seconds = timed("one chat unfollows a park", lambda: database.write_now(_unfollow, 1))
        figures["an unfollow (each)"] = seconds
        at = now() + dt.timedelta(days=1)
        (finding, packing, rows, sent), _ = timed("the 08:00 digest", lambda: digest(database, at))
        print(f"      finding what is due {finding:.2f} s, packing and committing {packing:.2f} s")
        print(f"      {rows:,} rows in {sent:,} messages")
        figures["finding what is due"] = finding / max(rows, 1)
        figures["packing and committing"] = packing / max(rows, 1)
        return figures


def _unfollow(db: Db, chat_id: int) -> None:
    follows.unfollow(db, chat_id, Target(Kind.PARK, park_import.ensure_park(db, LINYI)))


def main() -> None:
    """Measures both sizes and prints how the cost of one row grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--chats", type=int, default=200_000)
    parser.add_argument("--small", type=int, default=2_000)
    parser.add_argument("--follows", type=int, default=10)
    asked = parser.parse_args()
    print(f"{asked.small:,} chats")
    small = measure(asked.small, asked.follows)
    print(f"{asked.chats:,} chats")
    large = measure(asked.chats, asked.follows)
    print("microseconds a row, small and large")
    for name, cost in small.items():
        print(f"    {name:<28} {cost * 1e6:10.1f} {large[name] * 1e6:10.1f}   x{large[name] / cost:.2f}")


if __name__ == "__main__":
    main()
