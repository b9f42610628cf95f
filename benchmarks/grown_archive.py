"""A database as it is after years with many readers, filled in bulk through the tables that are there."""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.made_library import LAST_DAY, PARKS, SEED, Library, connect
from storage.database import Database
from storage.tables import schema
from storage.tables.tables import Tables

WORDS = 100
FOLLOWS_A_CHAT = 10
# The park that every chat follows; its articles are the worst case of whatever writes to followers.
EVERYBODYS = 1
MENTIONING_OF = 11  # one article of so many is about another park too
DAILY_OF = 2  # one chat of so many has a digest once a day, the others are sent what is new at once


@dataclass(frozen=True)
class Size:
    """How much is in the database."""

    articles: int
    chats: int

    @property
    def follows(self) -> int:
        """How many follows the chats have together."""
        return self.chats * FOLLOWS_A_CHAT


def fill(path: Path, size: Size, *, tables: Tables = schema.migrations) -> None:
    """Makes a database of that size at `path`: 2,700 parks, articles of ten years, ten follows a chat."""
    library = Library(WORDS, size.articles)
    with Database(path, tables=tables) as database:
        library.store_parks(database)
    connection = connect(path)
    library.fill(connection, 0, size.articles)
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO chats (id, telegram_id, kind, digest, created_at) VALUES (?, ?, 'private', ?, ?)",
        (
            (number, number, "now" if number % DAILY_OF else "daily", f"{_came_on(number)} 00:00:00")
            for number in range(1, size.chats + 1)
        ),
    )
    connection.executemany(
        "INSERT INTO follows (chat_id, kind, park_id, followed_at)"
        " VALUES (?, 'park', ?, '2026-01-01 00:00:00')",
        _follows(size),
    )
    connection.execute(
        "INSERT INTO mentions (article_id, park_id, about)"
        " SELECT id, 1 + id % ?, 1 FROM articles WHERE id % ? = 0 AND park_id <> 1 + id % ?",
        [PARKS, MENTIONING_OF, PARKS],
    )
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _came_on(number: int) -> dt.date:
    """Chats came over three years."""
    return LAST_DAY - dt.timedelta(days=number % (3 * 365))


def _follows(size: Size) -> Iterator[tuple[int, int]]:
    chance = random.Random(SEED)
    others = range(EVERYBODYS + 1, PARKS + 1)
    for chat in range(1, size.chats + 1):
        for park in (EVERYBODYS, *chance.sample(others, FOLLOWS_A_CHAT - 1)):
            yield chat, park
