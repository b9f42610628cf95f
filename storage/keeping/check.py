# ruff: noqa: E501 - queries stand as they are
"""Looking a pair of files over: what is wrong in them, and what to do about it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.keeping.books import Books, books_of
from storage.keeping.pair import (
    DATABASE_TABLES,
    INCOMING_TABLES,
    UNREADABLE,
    KeepingError,
    faults_of,
    pinned,
    said,
)
from storage.tables.tables import Tables

Rules = tuple[tuple[str, str, str], ...]  # what is wrong, what to do, the query that finds it

MOST_NAMED = 5
BOTH = "both"
# What findings say of a file in which nothing can be mended.
DAMAGED, NEWER, NOT_OURS = "is damaged", "newer version", "is no file of this program"
RESTORE = "restore the last good backup"
REPAIR = "check --repair"
REPAIR_OR_RESTORE = f"{REPAIR}, or {RESTORE}"
LOOK = "look at DATABASE and at who may read it, or " + RESTORE
REPORT = "report it, with a backup"
REPAIR_AND_REPORT = f"{REPAIR}; {REPORT}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: which file (`both` where they can't be read at all), what is wrong, what to do."""

    file: str
    fault: str
    advice: str


# What each query finds is wrong; it returns the numbers of the rows.
_DATABASE_RULES = (
    ("articles without the words that search finds them by", "publish their pages again, or " + RESTORE,
     "SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM article_words)"),
    ("articles missing in the search index", REPAIR,
     "SELECT w.article_id FROM article_words w JOIN articles a ON a.id = w.article_id"
     " WHERE a.retracted_at IS NULL AND w.article_id NOT IN (SELECT article_id FROM search_rows)"
     " UNION SELECT article_id FROM search_rows WHERE id NOT IN (SELECT id FROM search_index_docsize)"),
    ("rows of the search index without their article", REPAIR,
     "SELECT id FROM search_index_docsize WHERE id NOT IN (SELECT id FROM search_rows)"
     " UNION SELECT id FROM search_rows WHERE article_id NOT IN (SELECT article_id FROM article_words)"),
    ("articles that search has under another park or day, or though they are retracted", REPAIR_AND_REPORT,
     "SELECT a.id FROM articles a JOIN search_rows s ON s.article_id = a.id"
     " JOIN search_marks k ON k.article_id = a.id WHERE s.marks <> k.marks OR a.retracted_at IS NOT NULL"
     " OR s.id / 1000000 <> CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER)"),
    ("articles without their current revision", RESTORE,
     "SELECT id FROM articles a WHERE NOT EXISTS"
     " (SELECT 1 FROM revisions r WHERE r.article_id = a.id AND r.number = a.revision)"),
    ("deliveries to no chat", REPAIR_AND_REPORT,
     "SELECT id FROM deliveries WHERE message_id IS NULL AND chat_id NOT IN (SELECT id FROM chats)"),
    ("deliveries of a revision that is not there", RESTORE,
     "SELECT id FROM deliveries d WHERE NOT EXISTS"
     " (SELECT 1 FROM revisions r WHERE r.article_id = d.article_id AND r.number = d.version) AND article_id IS NOT NULL"),
    ("deliveries of an announcement that was never sent", RESTORE,
     "SELECT id FROM deliveries d WHERE kind IN ('announcement', 'withdrawal') AND NOT EXISTS"
     " (SELECT 1 FROM announcements n WHERE n.id = d.subject AND n.state IN ('sent', 'withdrawn'))"),
    ("deliveries of news of a project that is not there", RESTORE,
     "SELECT id FROM deliveries d WHERE kind IN ('project', 'project_edit') AND NOT EXISTS"
     " (SELECT 1 FROM project_news n WHERE n.id = d.subject)"),
    ("deliveries in a message of another chat", REPORT,
     "SELECT d.id FROM messages m JOIN deliveries d ON d.message_id = m.id WHERE d.chat_id <> m.chat_id"),
    ("messages that edit what is not in their chat, or was never sent", REPORT,
     "SELECT e.id FROM messages e JOIN messages m ON m.id = e.edits_id"
     " WHERE e.chat_id <> m.chat_id OR m.state <> 'sent' OR m.edits_id IS NOT NULL"),
    ("deliveries that wait although their message was sent", REPAIR_AND_REPORT,
     "SELECT d.id FROM messages m JOIN deliveries d ON d.message_id = m.id"
     " WHERE m.state = 'sent' AND d.state = 'pending'"),
    ("deliveries marked as sent although their message was not", REPAIR_AND_REPORT,
     "SELECT d.id FROM messages m JOIN deliveries d ON d.message_id = m.id"
     " WHERE m.state <> 'sent' AND d.state = 'sent'"),
    ("chats that are owed something and have no turn", REPAIR_AND_REPORT,
     "SELECT id FROM chats c WHERE off_at IS NULL AND id NOT IN (SELECT chat_id FROM turns) AND ("
     "EXISTS (SELECT 1 FROM messages m WHERE m.chat_id = c.id AND m.state = 'pending') OR EXISTS"
     " (SELECT 1 FROM deliveries d WHERE d.chat_id = c.id AND d.state = 'pending' AND d.message_id IS NULL))"),
)  # fmt: skip
_INCOMING_RULES = (
    ("updates that are no JSON", RESTORE, "SELECT update_id FROM incoming WHERE NOT json_valid(raw)"),
    ("updates kept under another number than theirs", REPORT,
     "SELECT update_id FROM incoming WHERE json_valid(raw)"
     " AND json_extract(raw, '$.update_id') IS NOT update_id"),
)  # fmt: skip


def check(database: Path) -> list[Finding]:
    """Everything wrong in the pair at `database`, [] where nothing is; the files stay as they are.

    It looks at a private copy of one moment, so a running serve is not held up.
    """
    try:
        return _of_pair(database)
    except KeepingError as error:
        return [Finding(BOTH, str(error), LOOK)]


def books(database: Path) -> Books | None:
    """What was owed in all and what became of it; None where that can't be read."""
    try:
        with pinned(database) as pair:
            return books_of(pair.database)[0]
    except (KeepingError, *UNREADABLE):
        return None


def _of_pair(database: Path) -> list[Finding]:
    with pinned(database) as pair, _copy(pair.database) as main, _copy(pair.incoming) as incoming:
        pair.database.close()
        pair.incoming.close()
        return [
            *_of_file("database", main, DATABASE_TABLES, _DATABASE_RULES),
            *_of_file("incoming", incoming, INCOMING_TABLES, _INCOMING_RULES),
        ]


def _of_file(file: str, connection: sqlite3.Connection, tables: Tables, rules: Rules) -> list[Finding]:
    faults = faults_of(connection, tables)
    found = [Finding(file, each, REPAIR_OR_RESTORE if "points at" in each else RESTORE) for each in faults]
    if any("points at" not in each.fault for each in found):
        return found  # nothing more can be asked of it
    if file == "database":
        found += _of_index(connection)
        found += _of_books(connection)
    return [*found, *_broken_rules(file, connection, rules)]


def _broken_rules(file: str, connection: sqlite3.Connection, rules: Rules) -> Iterator[Finding]:
    for fault, advice, sql in rules:
        try:
            rows = connection.execute(sql).fetchall()
        except UNREADABLE as error:
            yield Finding(
                file,
                f"can't be asked for {fault}: {said(error)}",
                "start serve once, which brings it up to date",
            )
            continue
        if rows:
            named = ", ".join(str(number) for (number,) in rows[:MOST_NAMED])
            more = ", …" if len(rows) > MOST_NAMED else ""
            yield Finding(file, f"{len(rows)} {fault}: {named}{more}", advice)


def _of_index(connection: sqlite3.Connection) -> list[Finding]:
    """The index's own check, which compares every word with the articles (sqlite.org/fts5.html, 6.4)."""
    try:
        connection.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
    except UNREADABLE as error:
        return [Finding("database", f"the search index and the articles differ: {said(error)}", REPAIR)]
    return []


def _of_books(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The books that don't add up, by issue."""
    try:
        each = books_of(connection)[1]
    except UNREADABLE:
        return  # the rules say what can't be asked
    wrong = [one for one in each if not one.balance]
    for one in wrong[:MOST_NAMED]:
        whose = "announcements and news of projects" if one.issue is None else f"issue {one.issue}"
        yield Finding("database", f"the books of {whose} don't add up: {one}", REPAIR_AND_REPORT)
    if len(wrong) > MOST_NAMED:
        more = len(wrong) - MOST_NAMED
        yield Finding("database", f"the books of {more} more issues don't add up", REPAIR_AND_REPORT)


@contextlib.contextmanager
def _copy(source: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """A copy that SQLite keeps to itself and deletes when it is closed (sqlite.org/inmemorydb.html, 2)."""
    with contextlib.closing(sqlite3.connect("", isolation_level=None)) as copy:
        source.backup(copy)
        yield copy
