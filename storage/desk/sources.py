"""Sources: feeds and node pages that are looked at every so often, and what came of the last look."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass
from typing import Final

from storage.database import Db
from storage.moments import from_text, to_text
from storage.rows import all_rows, one_row

FEED, NODE = "feed", "node"
# What came of a look.
OFFERED: Final = "offered"
NOTHING_NEW: Final = "nothing_new"
WAITING: Final = "waiting"  # for editors to take what was offered
FAILED: Final = "failed"
RESULTS: Final = (OFFERED, NOTHING_NEW, WAITING, FAILED)

MOST_SOURCES = 100
LONGEST_DETAIL = 300
EVERY_MINUTES, FEWEST_MINUTES, MOST_MINUTES = 60, 10, 7 * 24 * 60
# A source that fails is looked at ever more rarely, down to this.
LONGEST_REST = dt.timedelta(hours=12)
FAILS_FOR_LONG_AFTER = dt.timedelta(days=1)

_COLUMNS = """
    id, link, newspaper, every_minutes, paused, kind, title, etag, modified, next_at, looked_at, result,
    detail, reason, failures, failing_since, told
"""


class SourceUnknown(Exception):
    """There is no source with this number."""


class SourceKnown(Exception):
    """The address is a source already; `source_id` is its number."""

    def __init__(self, source_id: int) -> None:
        super().__init__(f"source {source_id} is that address already")
        self.source_id = source_id


class TooManySources(Exception):
    """There are as many as there may be."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source. `result` is what came of the last look, `detail` more on that in English, `reason` why it
    failed in Chinese; `kind` what it was then.

    `failing_since` is None where the last look was well; `told` says that editors know of it.
    """

    id: int
    link: str
    newspaper: str
    every_minutes: int
    paused: bool
    kind: str
    title: str
    etag: str
    modified: str
    next_at: dt.datetime
    looked_at: dt.datetime | None
    result: str
    detail: str
    reason: str
    failures: int
    failing_since: dt.datetime | None
    told: bool

    @property
    def name(self) -> str:
        """What to call it."""
        return self.newspaper or self.title or self.link


def add_source(db: Db, link: str, newspaper: str, every_minutes: int, moment: dt.datetime) -> int:
    """Adds a source, to be looked at at once; returns its number. Raises SourceKnown and TooManySources."""
    row = db.execute("SELECT id FROM sources WHERE link = ?", [link]).fetchone()
    if row is not None:
        raise SourceKnown(row[0])
    if db.execute("SELECT count(*) FROM sources").fetchone()[0] >= MOST_SOURCES:
        raise TooManySources
    cursor = db.execute(
        "INSERT INTO sources (link, newspaper, every_minutes, next_at, added_at) VALUES (?, ?, ?, ?, ?)",
        [link, newspaper, every_minutes, to_text(moment), to_text(moment)],
    )
    return int(cursor.lastrowid or 0)


def get_source(db: Db, source_id: int) -> Source:
    """The source with this number. Raises SourceUnknown."""
    row = one_row(db, f"SELECT {_COLUMNS} FROM sources WHERE id = ?", [source_id])
    if row is None:
        raise SourceUnknown(f"source {source_id}")
    return _source(row)


def all_sources(db: Db) -> tuple[Source, ...]:
    """Every source, the first added first."""
    return tuple(map(_source, all_rows(db, f"SELECT {_COLUMNS} FROM sources ORDER BY id")))


def due_source(db: Db, moment: dt.datetime) -> Source | None:
    """The source whose turn it is, the longest due first; None where it is nobody's."""
    row = one_row(
        db,
        f"SELECT {_COLUMNS} FROM sources WHERE NOT paused AND next_at <= ? ORDER BY next_at, id LIMIT 1",
        [to_text(moment)],
    )
    return None if row is None else _source(row)


def remove_source(db: Db, source_id: int) -> Source:
    """Removes a source; what came from it stays. Raises SourceUnknown."""
    source = get_source(db, source_id)
    db.execute("DELETE FROM sources WHERE id = ?", [source_id])
    return source


def set_paused(db: Db, source_id: int, paused: bool, moment: dt.datetime) -> None:
    """Lets a source rest, or be looked at again, at once. Raises SourceUnknown."""
    get_source(db, source_id)
    db.execute(
        "UPDATE sources SET paused = ?, next_at = ? WHERE id = ?", [paused, to_text(moment), source_id]
    )


def set_every(db: Db, source_id: int, minutes: int, moment: dt.datetime) -> None:
    """Sets how often a source is looked at. Raises SourceUnknown."""
    source = get_source(db, source_id)
    soonest = (source.looked_at or moment) + dt.timedelta(minutes=minutes)
    db.execute(
        "UPDATE sources SET every_minutes = ?, next_at = min(next_at, ?) WHERE id = ?",
        [minutes, to_text(max(soonest, moment)), source_id],
    )


def look_now(db: Db, source_id: int, moment: dt.datetime) -> None:
    """Brings a source's turn forward. Raises SourceUnknown."""
    get_source(db, source_id)
    db.execute("UPDATE sources SET next_at = ? WHERE id = ?", [to_text(moment), source_id])


def note_well(
    db: Db,
    source_id: int,
    result: str,
    detail: str,
    moment: dt.datetime,
    *,
    kind: str = "",
    title: str = "",
    marks: tuple[str, str] | None = None,
    soon: bool = False,
) -> bool:
    """Records a look that went well; whether editors are to be told that the source is well again.

    `marks` are ETag and Last-Modified, None where they stay; `soon` says that it has more than was taken.
    """
    source = get_source(db, source_id)
    etag, modified = marks if marks is not None else (source.etag, source.modified)
    wait = dt.timedelta(minutes=1 if soon else source.every_minutes)
    db.execute(
        """
        UPDATE sources SET result = ?, detail = ?, reason = '', looked_at = ?, next_at = ?, kind = ?,
            title = ?, etag = ?, modified = ?, failures = 0, failing_since = NULL, told = 0
        WHERE id = ?
        """,
        [
            result,
            detail[:LONGEST_DETAIL],
            to_text(moment),
            to_text(moment + wait),
            kind or source.kind,
            title or source.title,
            etag,
            modified,
            source_id,
        ],
    )
    return source.told


def note_failure(db: Db, source_id: int, detail: str, reason: str, moment: dt.datetime) -> bool:
    """Records a look that failed; whether editors are to be told now that it has failed for a day."""
    source = get_source(db, source_id)
    since = source.failing_since or moment
    rest = min(
        dt.timedelta(minutes=source.every_minutes) * 2 ** min(source.failures, 10),
        max(LONGEST_REST, dt.timedelta(minutes=source.every_minutes)),
    )
    tell = not source.told and moment - since >= FAILS_FOR_LONG_AFTER
    db.execute(
        """
        UPDATE sources SET result = 'failed', detail = ?, reason = ?, looked_at = ?, next_at = ?,
            failures = failures + 1, failing_since = ?, told = ? WHERE id = ?
        """,
        [
            detail[:LONGEST_DETAIL],
            reason[:LONGEST_DETAIL],
            to_text(moment),
            to_text(moment + rest),
            to_text(since),
            source.told or tell,
            source_id,
        ],
    )
    return tell


def _source(row: sqlite3.Row) -> Source:
    return Source(
        **dict(row)
        | {
            "paused": bool(row["paused"]),
            "told": bool(row["told"]),
            "next_at": from_text(row["next_at"]),
            "looked_at": None if row["looked_at"] is None else from_text(row["looked_at"]),
            "failing_since": None if row["failing_since"] is None else from_text(row["failing_since"]),
        }
    )
