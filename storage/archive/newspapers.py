"""Newspapers: what each is called, which issues are of it. A name once known goes on meaning the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from parsing.newspaper_names import newspaper_key, newspaper_name
from storage.archive.prepared import PreparedIssue
from storage.database import Db
from storage.rows import all_rows

MOST = 8
SHORTEST_PART = 2


@dataclass(frozen=True, slots=True)
class Newspaper:
    """A newspaper, by the name that people see."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class NewspaperRow:
    """A newspaper in the list: how much of it is stored, its last day, and how many chats follow it."""

    id: int
    name: str
    aliases: tuple[str, ...]
    issues: int
    articles: int
    last_on: dt.date | None
    followers: int


_ROWS = """
    SELECT n.id, n.name,
        (SELECT count(*) FROM issues i WHERE i.newspaper_id = n.id) AS issues,
        (SELECT count(*) FROM issues i CROSS JOIN articles a ON a.issue_id = i.id
            WHERE i.newspaper_id = n.id AND a.retracted_at IS NULL) AS articles,
        (SELECT max(i.published_on) FROM issues i WHERE i.newspaper_id = n.id) AS last_on,
        (SELECT count(*) FROM follows f WHERE f.kind = 'newspaper' AND f.newspaper_id = n.id) AS followers
    FROM newspapers n WHERE n.merged_into_id IS NULL
"""


def find_newspaper(db: Db, name: str) -> Newspaper | None:
    """The newspaper with this name, however it is written, or None."""
    row = db.execute(
        """
        SELECT n.id, n.name FROM newspaper_names s JOIN newspapers n ON n.id = s.newspaper_id WHERE s.key = ?
        """,
        [newspaper_key(name)],
    ).fetchone()
    return None if row is None else Newspaper(*row)


def id_of(db: Db, name: str) -> int | None:
    """The number of the newspaper with this name; None where no newspaper has it."""
    found = find_newspaper(db, name)
    return None if found is None else found.id


def of_article(db: Db, article_id: int) -> int | None:
    """The number of the newspaper that an article stands in; None where that isn't known."""
    row = db.execute(
        "SELECT i.newspaper_id FROM articles a JOIN issues i ON i.id = a.issue_id WHERE a.id = ?",
        [article_id],
    ).fetchone()
    return None if row is None or row[0] is None else int(row[0])


def ensure_newspaper(db: Db, name: str) -> Newspaper | None:
    """The newspaper with this name, made on first sight; None for a name in which nothing is left."""
    found = find_newspaper(db, name)
    if found is not None or not newspaper_key(name):
        return found
    kept = newspaper_name(name)
    newspaper_id = int(db.execute("INSERT INTO newspapers (name) VALUES (?)", [kept]).lastrowid or 0)
    add_name(db, newspaper_id, kept)
    return Newspaper(newspaper_id, kept)


def add_name(db: Db, newspaper_id: int, name: str) -> None:
    """Lets a newspaper be found by one more name, unless a newspaper has it already."""
    db.execute(
        "INSERT INTO newspaper_names (key, newspaper_id, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [newspaper_key(name), newspaper_id, newspaper_name(name)],
    )


def get_newspaper(db: Db, newspaper_id: int) -> Newspaper | None:
    """The newspaper with this number, or the one that it was merged into; None where there is none."""
    row = db.execute(
        """
        SELECT n.id, n.name FROM newspapers m JOIN newspapers n ON n.id = coalesce(m.merged_into_id, m.id)
        WHERE m.id = ?
        """,
        [newspaper_id],
    ).fetchone()
    return None if row is None else Newspaper(*row)


def is_unknown(db: Db, issue: PreparedIssue) -> bool:
    """Whether an issue names a newspaper that nobody knows, though others are known: it may be misread."""
    if issue.newspaper_vouched or not newspaper_key(issue.newspaper):
        return False
    return find_newspaper(db, issue.newspaper) is None and count_newspapers(db) > 0


def with_known_name(db: Db, issue: PreparedIssue) -> PreparedIssue:
    """The issue with its newspaper under the name that people see; one that nobody knows without marks."""
    known = find_newspaper(db, issue.newspaper)
    return replace(issue, newspaper=newspaper_name(issue.newspaper) if known is None else known.name)


def count_newspapers(db: Db) -> int:
    """How many newspapers there are."""
    return int(db.execute("SELECT count(*) FROM newspapers WHERE merged_into_id IS NULL").fetchone()[0])


def known_newspapers(db: Db, *, most: int = MOST) -> tuple[Newspaper, ...]:
    """The newspapers, the one published last first."""
    rows = db.execute(
        """
        SELECT n.id, n.name FROM newspapers n WHERE n.merged_into_id IS NULL
        ORDER BY (SELECT max(i.id) FROM issues i WHERE i.newspaper_id = n.id) DESC, n.id LIMIT ?
        """,
        [most],
    )
    return tuple(Newspaper(*row) for row in rows)


def list_newspapers(db: Db) -> tuple[NewspaperRow, ...]:
    """All newspapers, the one with the newest page first."""
    rows = all_rows(db, _ROWS + " ORDER BY last_on DESC, n.id", [])
    aliases: dict[int, list[str]] = {}
    for newspaper_id, name in db.execute("SELECT newspaper_id, name FROM newspaper_names ORDER BY key"):
        aliases.setdefault(newspaper_id, []).append(name)
    return tuple(
        NewspaperRow(
            **dict(row)
            | {
                "last_on": None if row["last_on"] is None else dt.date.fromisoformat(row["last_on"]),
                "aliases": tuple(name for name in aliases.get(row["id"], ()) if name != row["name"]),
            }
        )
        for row in rows
    )


def every_name(db: Db) -> tuple[tuple[int, str], ...]:
    """All names that newspapers answer to, each with the number of its newspaper."""
    return tuple(db.execute("SELECT newspaper_id, name FROM newspaper_names ORDER BY key").fetchall())


def newspapers_like(db: Db, text: str, *, most: int = MOST) -> tuple[Newspaper, ...]:
    """The newspaper with this name, or else those in whose names it stands, the one published last first."""
    found = find_newspaper(db, text)
    key = newspaper_key(text)
    if found is not None or len(key) < SHORTEST_PART:
        return () if found is None else (found,)
    rows = db.execute(
        """
        SELECT DISTINCT n.id, n.name FROM newspaper_names s JOIN newspapers n ON n.id = s.newspaper_id
        WHERE instr(s.key, ?)
        ORDER BY (SELECT max(i.id) FROM issues i WHERE i.newspaper_id = n.id) DESC, n.id LIMIT ?
        """,
        [key, most],
    )
    return tuple(Newspaper(*row) for row in rows)
