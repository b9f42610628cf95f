"""How long it takes to find which of many stored articles may tell the story of a new one.

    python benchmarks/story_lookup.py [--articles 1000000] [--lookups 2000]

Every article has sixteen keys: twelve of its own and four of a template that a thousand articles share. Half
of the lookups share six keys with a stored article, half none but a template's. Prints milliseconds for
each, by a reader with the program's cache, the file being larger than that: median, 99th of 100, longest.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from storage.archive import story_keys
from storage.database import Database, Db

OWN, OF_TEMPLATE, SHARE_A_TEMPLATE, SHARED = 12, 4, 1000, 6
FIRST_DAY = dt.date(2020, 1, 1)
DAYS = 2000


def key_of(article: int, number: int) -> int:
    """The key of an article with a number below OWN + OF_TEMPLATE, as if drawn by chance."""
    if number >= OWN:
        article = -1 - article // SHARE_A_TEMPLATE
    return hash((article, number)) & (2**63 - 1)


def day_of(article: int, articles: int) -> dt.date:
    """The day of an article: they came in the order of their numbers."""
    return FIRST_DAY + dt.timedelta(days=article * DAYS // articles)


def fill(db: Db, articles: int) -> None:
    """As many articles, each of little text, and their keys."""
    db.execute(
        "INSERT INTO issues (id, newspaper, published_on, date_assumed, page, source_name, furniture, pushed,"
        " stored_at) VALUES (1, '', '2020-01-01', 0, '', '', '[]', 0, '')"
    )
    db.conn.executemany(
        "INSERT INTO articles (id, issue_id, position, newspaper, published_on, content_hash, keyed)"
        " VALUES (?, 1, 0, '', ?, ?, 1)",
        ((number, day_of(number, articles).isoformat(), str(number)) for number in range(1, articles + 1)),
    )
    db.execute("CREATE TEMP TABLE made (key INTEGER, article_id INTEGER)")
    db.conn.executemany(
        "INSERT INTO made VALUES (?, ?)",
        (
            (key_of(number, which), number)
            for number in range(1, articles + 1)
            for which in range(OWN + OF_TEMPLATE)
        ),
    )
    db.execute("INSERT OR IGNORE INTO story_keys SELECT * FROM made ORDER BY key, article_id")


def main() -> None:
    """Makes the database in a passing folder, looks up, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--lookups", type=int, default=2_000)
    options = parser.parse_args()
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder, Database(Path(folder) / "bot.db") as database:
        database.write_now(fill, options.articles)
        took = []
        for lookup in range(options.lookups):
            article = chance.randint(1, options.articles)
            keys = [key_of(article, OWN + which) for which in range(OF_TEMPLATE)]
            known = lookup % 2
            keys += [key_of(article if known else -article - options.articles, n) for n in range(SHARED)]
            start = time.perf_counter()
            found = database.read_now(story_keys.candidates, keys, day_of(article, options.articles))
            took.append((time.perf_counter() - start) * 1000)
            assert not known or found[0] == article
    took.sort()
    print(
        f"{options.articles:,} articles, {options.lookups:,} lookups:"
        f" median {statistics.median(took):.2f} ms,"
        f" 99 of 100 within {took[len(took) * 99 // 100]:.2f} ms, longest {took[-1]:.2f} ms"
    )


if __name__ == "__main__":
    main()
