"""How long it takes to find the story that an article tells again, among a million articles.

    python benchmarks/repeats.py [--articles 1000000] [--asked 2000]

Made articles (benchmarks/made_repeats.py) are put into the index that `run_bot.py repeats` uses and into a
table as the database has it, in a file. Then the last ones are asked for: keys, candidates, and a comparison
with each of them until one matches. That is done for all parks but one, and for that one, whose daily notice
is told in the same words tens of thousands of times. Times are those of the processor: what else runs on the
machine is left out.
"""

from __future__ import annotations

import argparse
import json
import resource
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.made_repeats import LOUD_PARK, repeated, telling
from stories.index import KeyIndex
from stories.keys import CANDIDATES_MOST, CARRIERS_MOST, DAYS_APART, SHARED_LEAST, keys_of
from stories.matching import relation
from stories.telling import Telling

# As storage/tables/schema.sql has it: no row of its own beside the index.
_TABLE = (
    "CREATE TABLE story_keys (key INTEGER, article_id INTEGER, PRIMARY KEY (key, article_id)) WITHOUT ROWID"
)
_CARRIERS = "SELECT article_id FROM story_keys WHERE key = ? ORDER BY article_id DESC LIMIT ?"
_NEAR = "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?)) AND day BETWEEN ? AND ?"
_BATCH = 20_000

Candidates = Callable[[Telling, Sequence[int]], list[int]]


def main() -> None:
    """Makes the articles, fills both, asks both."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=1_000_000)
    options.add_argument("--asked", type=int, default=2000)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "keys.db"
        index = KeyIndex()
        with sqlite3.connect(path) as db:
            _fill(index, db, asked.articles)
            size = path.stat().st_size / 1e6
            print(f"{asked.articles:,} articles: index {index.bytes / 1e6:.0f} MB, table {size:.0f} MB")
            print(f"process at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")
            for whose, numbers in _numbers(asked.articles, asked.asked // 2).items():
                _ask(f"{whose}, memory", lambda later, keys: index.candidates(later.date, keys), numbers)
                _ask(f"{whose}, table", lambda later, keys: _in_table(db, later, keys), numbers)


def _fill(index: KeyIndex, db: sqlite3.Connection, articles: int) -> None:
    started = time.perf_counter()
    db.execute("PRAGMA cache_size = -64000")
    db.execute("CREATE TEMP TABLE unsorted (key INTEGER, article_id INTEGER)")
    db.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, day INTEGER)")
    rows: list[tuple[int, int]] = []
    for number in range(articles):
        made = telling(number)
        keys = keys_of(made)
        index.add(made.date, keys)
        db.execute("INSERT INTO articles VALUES (?, ?)", (number, made.date.toordinal()))
        rows += ((key, number) for key in keys)
        if len(rows) > _BATCH or number == articles - 1:
            db.executemany("INSERT INTO unsorted VALUES (?, ?)", rows)
            rows.clear()
    print(f"made and indexed in {time.perf_counter() - started:.0f} s")
    db.execute(_TABLE)
    db.execute("INSERT INTO story_keys SELECT key, article_id FROM unsorted ORDER BY key, article_id")
    db.execute("DROP TABLE unsorted")
    db.commit()


def _numbers(articles: int, asked: int) -> dict[str, list[int]]:
    """The last articles of the loud park, and the last of the others."""
    numbers: dict[str, list[int]] = {"all parks": [], "loud park": []}
    for number in range(articles - 1, -1, -1):
        numbers["loud park" if telling(number).park == LOUD_PARK else "all parks"].append(number)
        if min(map(len, numbers.values())) >= asked:
            break
    return {whose: found[:asked] for whose, found in numbers.items()}


def _in_table(db: sqlite3.Connection, later: Telling, keys: Sequence[int]) -> list[int]:
    shared: Counter[int] = Counter()
    for key in keys:
        shared.update(number for (number,) in db.execute(_CARRIERS, (key, CARRIERS_MOST)))
    day = later.date.toordinal()
    near = db.execute(_NEAR, (json.dumps(list(shared)), day - DAYS_APART, day + DAYS_APART))
    found = [(-shared[number], -number) for (number,) in near if shared[number] >= SHARED_LEAST]
    return [-number for _, number in sorted(found)[:CANDIDATES_MOST]]


def _ask(name: str, candidates: Candidates, numbers: Sequence[int]) -> None:
    looked_up, compared = [], []
    right = wrong = missed = 0
    for number in numbers:
        later = telling(number)
        started = time.thread_time()
        keys = keys_of(later)
        places = candidates(later, keys)
        looked_up.append(time.thread_time() - started)
        earlier = [(place, telling(place)) for place in places if place < number]
        started = time.thread_time()
        of = next((place for place, first in earlier if relation(first, later)), -1)
        compared.append(time.thread_time() - started)
        truth = repeated(number)
        same = of >= 0 and (of == truth or (repeated(of) == truth and truth >= 0))
        right += same
        wrong += of >= 0 and not same
        missed += of < 0 <= truth
    both = [a + b for a, b in zip(looked_up, compared, strict=True)]
    for what, times in (("lookup", looked_up), ("compared", compared), ("both", both)):
        print(
            f"{name}: {what:9} p50 {_at(times, 0.5):.2f} ms, p99 {_at(times, 0.99):.2f} ms,"
            f" most {_at(times, 1):.2f} ms"
        )
    print(f"{name}: {right} repeats found, {missed} missed, {wrong} wrong")


def _at(times: Sequence[float], share: float) -> float:
    return sorted(times)[int(share * (len(times) - 1))] * 1e3


if __name__ == "__main__":
    main()
