"""How long a search takes, and how much disk it needs, at 10,000, 100,000 and 1,000,000 articles.

    python benchmarks/search.py [--sizes 10000,100000,1000000] [--words 100] [--queries 150] [--keep FILE]

Fills a database in a temporary folder with made-up articles (words drawn as in a language: few common, many
rare; 2,700 parks; ten years), then times whole answers, from the stored query to the text with its buttons,
newest first and best first. The database goes when the run ends, unless it is to be kept: the next run with
that FILE fills nothing and measures at once, at the largest size. Loading uses the real tables, with triggers
off and their work done in bulk.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.made_library import (
    DAYS,
    FIRST_DAY,
    LAST_DAY,
    PARKS,
    SEED,
    WORDS_A_SENTENCE,
    Library,
    connect,
    park_name,
)
from bot.reader.search import BEST_FIRST, NEWEST_FIRST, search_page
from storage.database import Database
from storage.incoming.searches import Asked

NEWEST_GOAL_MS, BEST_GOAL_MS = 50, 200


def queries(library: Library, count: int) -> Iterator[tuple[str, Asked]]:
    """Searches as people make them, each with its kind."""
    draw, chance = library.draw, library.random
    kinds = (
        "one word",
        "two words",
        "three words",
        "word and park",
        "word and month",
        "word, not word",
        "phrase",
    )
    for number in range(count):
        kind = kinds[number % len(kinds)]
        words = draw(3)
        text, terms, phrases, excluded = words[0], words[:1], [], []
        if kind == "two words":
            terms = words[:2]
        elif kind == "three words":
            terms = words
        elif kind == "word and park":
            terms = [words[0], park_name(chance.randint(1, PARKS))]
        elif kind == "word and month":
            day = FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS))
            text = f"{words[0]} {day:%Y-%m}"
        elif kind == "word, not word":
            excluded = [words[1]]
        elif kind == "phrase":
            start = chance.randrange(WORDS_A_SENTENCE - 1)
            terms, phrases = [], [chance.choice(library.sentences)[start : start + 2]]
        cut = [
            [(word, [word]) for word in terms],
            [("".join(phrase), list(phrase)) for phrase in phrases],
            [(word, [word]) for word in excluded],
        ]
        yield kind, Asked(number + 1, text, json.dumps(cut, ensure_ascii=False))


def percentile(times: list[float], share: float) -> float:
    """The time that this share of all stays under."""
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def measure(database: Database, library: Library, count: int, path: Path, size: int) -> None:
    """Times every query in both orders and prints a line for each order."""
    megabytes = sum(file.stat().st_size for file in path.parent.glob(path.name + "*")) / 1e6
    for order, name, goal in ((NEWEST_FIRST, "newest", NEWEST_GOAL_MS), (BEST_FIRST, "best", BEST_GOAL_MS)):
        times: dict[str, list[float]] = {}
        library.random.seed(SEED + size)
        for kind, asked in queries(library, count):
            began = time.perf_counter()
            database.read_now(search_page, asked, LAST_DAY, 1, order)
            times.setdefault(kind, []).append((time.perf_counter() - began) * 1000)
        every = [one for some in times.values() for one in some]
        slowest = max(times, key=lambda kind: percentile(times[kind], 0.99))
        print(
            f"{size:>9,} articles {megabytes:>7,.0f} MB  {name:<6}  p50 {statistics.median(every):6.1f} ms"
            f"  p99 {percentile(every, 0.99):6.1f} ms (goal {goal})  slowest kind: {slowest}",
            flush=True,
        )


def fill_and_measure(database: Database, library: Library, count: int, path: Path, sizes: list[int]) -> None:
    """Fills the database, size after size, and measures at each."""
    library.store_parks(database)
    loading = connect(path)
    began = time.perf_counter()
    for start, stop in itertools.pairwise([0, *sizes]):
        library.random.seed(SEED + start)
        library.fill(loading, start, stop)
        loading.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        print(f"{stop:>9,} articles stored after {time.perf_counter() - began:.0f} s", flush=True)
        measure(database, library, count, path, stop)
    loading.close()


def main() -> None:
    """Fills and measures, or measures what an earlier run has filled."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="10000,100000,1000000", help="articles, ascending")
    parser.add_argument("--words", type=int, default=100, help="words in the body of an article")
    parser.add_argument("--queries", type=int, default=150, help="searches at each size and order")
    parser.add_argument(
        "--keep", type=Path, metavar="FILE", help="where the database is, or is made and stays"
    )
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    library = Library(options.words, sizes[-1])
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "search.db"
        filled = path.exists()
        with Database(path) as database:
            if filled:
                measure(database, library, options.queries, path, sizes[-1])
            else:
                fill_and_measure(database, library, options.queries, path, sizes)


if __name__ == "__main__":
    main()
