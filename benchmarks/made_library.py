"""Made-up parks and articles for benchmarks, the same on every run, stored in bulk into the real tables."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import random
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from parsing.parks import Park
from storage.archive.article_search import EPOCH, ROWS_A_DAY
from storage.database import Database
from storage.parks.park_import import import_parks

PARKS, CITIES = 2_700, 300
VOCABULARY = 30_000
SENTENCES = 20_000
WORDS_A_SENTENCE = 12
WORDS_A_HEADLINE = 8
FIRST_DAY, DAYS = dt.date(2016, 1, 1), 3_650
LAST_DAY = FIRST_DAY + dt.timedelta(days=DAYS - 1)
ROWS_A_COMMIT = 20_000
SEED = 20260404


def park_name(number: int) -> str:
    """The name of a made-up park, numbered from 1."""
    return f"第{number}产业园"


def connect(path: Path) -> sqlite3.Connection:
    """A connection for loading in bulk, which doesn't wait for the disk."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -200000")
    connection.execute(
        "INSERT INTO issues (id, newspaper, published_on, date_assumed, page, source_name, furniture, pushed,"
        " stored_at) VALUES (1, '科学导报', '2026-04-04', 0, '', 'bench', '[]', 0, '')"
    )
    return connection


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

    def store_parks(self, database: Database) -> None:
        """Stores the parks, which articles name by their numbers."""
        made = [Park(park_name(number), city=f"城{number % CITIES}") for number in range(1, PARKS + 1)]
        database.write_now(import_parks, made)

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
    (
        "INSERT INTO articles (id, issue_id, position, newspaper, published_on, content_hash, park_id)"
        " VALUES (?, 1, 0, '科学导报', ?, ?, ?)",
        (0, 1, 2, 3),
    ),
    (
        "INSERT INTO revisions (article_id, number, headline, blocks, authors, brief, brief_pieces, ranker,"
        " stored_at) VALUES (?, 1, ?, ?, '[]', ?, ?, 'bench', '')",
        (0, 4, 5, 6, 7),
    ),
    ("INSERT INTO article_words (article_id, headline, body) VALUES (?, ?, ?)", (0, 8, 9)),
    ("INSERT INTO search_rows (id, article_id, marks) VALUES (?, ?, ?)", (10, 0, 11)),
    ("INSERT INTO search_index (rowid, marks, headline, body) VALUES (?, ?, ?, ?)", (10, 11, 8, 9)),
)
