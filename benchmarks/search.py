"""How long a search takes, and how much disk it needs, at 10,000, 100,000 and 1,000,000 articles.

    python benchmarks/search.py [--sizes 10000,100000,1000000] [--words 100] [--queries 150]

Fills a database in a temporary folder with made-up articles (words drawn as in a language: few common, many
rare; 2,700 parks; ten years), then times whole answers, from the stored query to the text with its buttons,
newest first and best first. The database goes when the run ends. Loading uses the real tables, with
triggers off and their work done in bulk.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bot.reader.search import BEST_FIRST, NEWEST_FIRST, search_page
from parsing.parks import Park
from storage.database import Database
from storage.parks import import_parks
from storage.search import EPOCH, ROWS_A_DAY, Asked

PARKS, CITIES = 2_700, 300
VOCABULARY = 30_000
SENTENCES = 20_000
WORDS_A_SENTENCE = 12
WORDS_A_HEADLINE = 8
FIRST_DAY, DAYS = dt.date(2016, 1, 1), 3_650
LAST_DAY = FIRST_DAY + dt.timedelta(days=DAYS - 1)
ROWS_A_COMMIT = 20_000
SEED = 20260404
NEWEST_GOAL_MS, BEST_GOAL_MS = 50, 200


class Library:
    """Made-up articles, the same on every run."""

    def __init__(self, words: int, total: int) -> None:
        self.random = random.Random(SEED)
        self.words = [
            chr(0x4E00 + number // 150) + chr(0x6000 + number % 150) for number in range(VOCABULARY)
        ]
        self.weights = list(itertools.accumulate(1 / (number + 3) for number in range(VOCABULARY)))
        self.sentences = [tuple(self.draw(WORDS_A_SENTENCE)) for _ in range(SENTENCES)]
        self.sentences_an_article = max(words // WORDS_A_SENTENCE, 1)
        self.total = total

    def draw(self, count: int) -> list[str]:
        """Words, common ones more often."""
        return self.random.choices(self.words, cum_weights=self.weights, k=count)

    def fill(self, connection: sqlite3.Connection, start: int, stop: int) -> None:
        """Stores articles `start` to `stop`, oldest first."""
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master"
            " WHERE type = 'trigger' AND tbl_name IN ('articles', 'article_words')"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for first in range(start, stop, ROWS_A_COMMIT):
            rows = [self._article(number) for number in range(first, min(first + ROWS_A_COMMIT, stop))]
            connection.execute("BEGIN")
            for sql, columns in _INSERTS:
                connection.executemany(sql, ([row[column] for column in columns] for row in rows))
            connection.execute("COMMIT")
        for _, sql in triggers:
            connection.execute(sql)

    def _article(self, number: int) -> tuple[object, ...]:
        day = FIRST_DAY + dt.timedelta(days=number * DAYS // self.total)
        sentences = self.random.choices(self.sentences, k=self.sentences_an_article)
        headline = self.random.choice(self.sentences)[:WORDS_A_HEADLINE]
        park = self.random.randint(1, PARKS)
        body = "".join("".join(sentence) + "。" for sentence in sentences)
        title = "".join(headline)
        blocks = json.dumps([["headline", title], ["paragraph", body]], ensure_ascii=False)
        end = body.index("。") + 1
        return (
            number + 1,  # 0: article id
            day.isoformat(),  # 1
            str(number),  # 2: content hash
            park,  # 3
            title,  # 4
            blocks,  # 5
            body[:end],  # 6: brief
            f"[[1, 0, {end}]]",  # 7: its pieces
            " ".join(headline),  # 8
            " ".join(word for sentence in sentences for word in sentence),  # 9
            (day - EPOCH).days * ROWS_A_DAY + number,  # 10: row in the index
            f"all p{park}",  # 11: marks
        )


_INSERTS = (
    ("INSERT INTO articles VALUES (?, 1, 0, '科学导报', ?, ?, ?, 1)", (0, 1, 2, 3)),
    ("INSERT INTO revisions VALUES (?, 1, ?, ?, '[]', ?, ?, 'bench', '')", (0, 4, 5, 6, 7)),
    ("INSERT INTO article_words VALUES (?, ?, ?)", (0, 8, 9)),
    ("INSERT INTO search_rows VALUES (?, ?, ?)", (10, 0, 11)),
    ("INSERT INTO search_index (rowid, marks, headline, body) VALUES (?, ?, ?, ?)", (10, 11, 8, 9)),
)


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
            terms = [words[0], f"第{chance.randint(1, PARKS)}产业园"]
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


def main() -> None:
    """Fills and measures, size after size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="10000,100000,1000000", help="articles, ascending")
    parser.add_argument("--words", type=int, default=100, help="words in the body of an article")
    parser.add_argument("--queries", type=int, default=150, help="searches at each size and order")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    library = Library(options.words, sizes[-1])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search.db"
        with Database(path) as database:
            made = [Park(f"第{number}产业园", city=f"城{number % CITIES}") for number in range(1, PARKS + 1)]
            database.write_now(import_parks, made)
            loading = sqlite3.connect(path, isolation_level=None)
            loading.execute("PRAGMA synchronous = OFF")
            loading.execute("PRAGMA cache_size = -200000")
            loading.execute(
                "INSERT INTO issues VALUES (1, '科学导报', '2026-04-04', 0, '', 'bench', '[]', 0, '')"
            )
            began = time.perf_counter()
            for start, stop in itertools.pairwise([0, *sizes]):
                library.random.seed(SEED + start)
                library.fill(loading, start, stop)
                loading.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                print(f"{stop:>9,} articles stored after {time.perf_counter() - began:.0f} s", flush=True)
                measure(database, library, options.queries, path, stop)
            loading.close()


if __name__ == "__main__":
    main()
