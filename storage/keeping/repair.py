# ruff: noqa: E501 - statements stand as they are
"""Mending what `check` finds, where that can lose nothing: the pair is copied first, then all is one transaction."""

from __future__ import annotations

import contextlib
import datetime as dt
import glob
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from storage.database import Database, Db, StorageError
from storage.deliveries import turns
from storage.files import private_files
from storage.files.syncing import sync
from storage.keeping.check import BOTH, DAMAGED, NEWER, NOT_OURS, Finding, check
from storage.keeping.pair import SIDES, UNREADABLE, KeepingError, copy_of, pinned, said
from storage.tables import incoming_file

_KEPT, _COPYING = ".before-repair-", ".copying-for-repair"
_NO_MESSAGE = "message_id IS NOT NULL AND message_id NOT IN (SELECT id FROM messages)"
_IN_MESSAGE = "message_id IN (SELECT id FROM messages WHERE state = '{state}')"
# What was done (with the number of rows), and the statement that does it. What says that it was sent is not sent again.
_STATEMENTS = (
    ("{} deliveries that wait in a message that is gone wait anew",
     f"UPDATE deliveries SET message_id = NULL WHERE {_NO_MESSAGE} AND state = 'pending'"),
    ("{} deliveries set aside in a message that is gone are cancelled",
     f"UPDATE deliveries SET message_id = NULL, state = 'cancelled', reason = 'its message is gone'"
     f" WHERE {_NO_MESSAGE} AND state = 'parked'"),
    ("{} deliveries that are done with no longer point at a message that is gone",
     f"UPDATE deliveries SET message_id = NULL WHERE {_NO_MESSAGE}"),
    ("{} deliveries to no chat are deleted",
     "DELETE FROM deliveries WHERE message_id IS NULL AND chat_id NOT IN (SELECT id FROM chats)"),
    ("{} deliveries whose message was sent are marked as sent",
     f"UPDATE deliveries SET state = 'sent' WHERE state IN ('pending', 'parked') AND {_IN_MESSAGE.format(state='sent')}"),
    ("{} deliveries marked as sent wait, as the message they are in does",
     f"UPDATE deliveries SET state = 'pending' WHERE state = 'sent' AND {_IN_MESSAGE.format(state='pending')}"),
    ("{} deliveries marked as sent are set aside, as the message they are in is",
     f"UPDATE deliveries SET state = 'parked' WHERE state = 'sent' AND {_IN_MESSAGE.format(state='parked')}"),
    ("{} counts of deliveries that are no longer kept, which count nothing, are deleted",
     "DELETE FROM ended_deliveries WHERE count <= 0"),
)  # fmt: skip
_INDEX = (
    "CREATE TEMP TABLE places AS SELECT a.id AS article_id, k.marks,"
    " CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) AS day, s.id AS place"
    " FROM articles a JOIN article_words w ON w.article_id = a.id JOIN search_marks k ON k.article_id = a.id"
    " LEFT JOIN search_rows s ON s.article_id = a.id WHERE a.retracted_at IS NULL",
    "INSERT INTO search_index (search_index) VALUES ('delete-all')",
    "DELETE FROM search_rows",
    "INSERT INTO search_rows SELECT day * 1000000"
    " + row_number() OVER (PARTITION BY day ORDER BY place IS NULL, place, article_id) - 1, article_id, marks FROM places",
    "INSERT INTO search_index (search_index) VALUES ('rebuild')",
    "DROP TABLE places",
)
_OWED_WITHOUT_TURN = """
    SELECT id FROM chats c WHERE off_at IS NULL AND id NOT IN (SELECT chat_id FROM turns) AND (
        EXISTS (SELECT 1 FROM messages m WHERE m.chat_id = c.id AND m.state = 'pending') OR EXISTS
        (SELECT 1 FROM deliveries d WHERE d.chat_id = c.id AND d.state = 'pending' AND d.message_id IS NULL))
"""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was done, in sentences; where the pair is kept as it was (None: nothing was touched); what is left."""

    done: tuple[str, ...]
    kept: Path | None
    left: list[Finding]


def repair(database: Path, moment: dt.datetime) -> Repaired:
    """Mends what can be mended without a loss. For whoever holds the serve lock.

    A file that can't be read to its end is left alone. Raises KeepingError where no copy can be made first,
    or nothing could be written; the files are as they were then.
    """
    found = check(database)
    if not found or any(_is_beyond(each) for each in found):
        return Repaired((), None, found)
    kept = _copy_pair(database, moment)
    try:
        with Database(database) as opened:
            done = opened.write_now(_mend, found, moment)
    except (StorageError, *UNREADABLE) as error:
        raise KeepingError(f"nothing could be mended, nothing was changed: {_words(error)}") from error
    return Repaired(done, kept, check(database))


def _words(error: Exception) -> str:
    return str(error) if isinstance(error, StorageError) else said(error)


def _is_beyond(finding: Finding) -> bool:
    return finding.file == BOTH or any(words in finding.fault for words in (DAMAGED, NEWER, NOT_OURS))


def _copy_pair(database: Path, moment: dt.datetime) -> Path:
    """A copy of both files beside them, which opens as a pair, whatever is wrong in it."""
    real = database.resolve()
    draft = real.with_name(real.name + _COPYING)
    kept = real.with_name(f"{real.name}{_KEPT}{moment.strftime('%Y%m%dT%H%M%S%fZ')}")
    try:
        _sweep(real)
        with pinned(database) as pair:
            for source, file in ((pair.database, draft), (pair.incoming, incoming_file.beside(draft))):
                private_files.make_file(file)
                copy_of(source, file)
                sync(file)
        # The database last: where it has its name, it has the other file beside it.
        incoming_file.beside(draft).rename(incoming_file.beside(kept))
        draft.rename(kept)
        sync(kept.parent)
    except (OSError, sqlite3.Error, KeepingError) as error:
        with contextlib.suppress(OSError):
            _sweep(real)
        raise KeepingError(f"no copy could be made first, nothing was changed: {error}") from error
    return kept


def _sweep(real: Path) -> None:
    """Takes away copies that were not finished: such a one is no pair. Raises OSError."""
    draft = real.with_name(real.name + _COPYING)
    for file in (draft, incoming_file.beside(draft)):
        for side in SIDES:
            file.with_name(file.name + side).unlink(missing_ok=True)
    ending = incoming_file.beside(Path("any")).name.removeprefix("any")
    for file in real.parent.glob(f"{glob.escape(real.name)}{_KEPT}*Z{ending}"):
        if not file.with_name(file.name.removesuffix(ending)).exists():
            file.unlink()


def _mend(db: Db, found: list[Finding], moment: dt.datetime) -> tuple[str, ...]:
    done = []
    for sentence, sql in _STATEMENTS:
        rows = db.execute(sql).rowcount
        if rows:
            done.append(sentence.format(rows))
    done += _mend_references(db)
    if any("search" in each.fault for each in found):
        for sql in _INDEX:
            db.execute(sql)
        [articles] = db.execute("SELECT count(*) FROM search_rows").fetchone()
        done.append(f"the search index is made anew, of {articles} articles")
    without = [chat for (chat,) in db.execute(_OWED_WITHOUT_TURN)]
    if without:
        turns.settle(db, without, moment)
        done.append(f"{len(without)} chats that are owed something have their turn again")
    return tuple(done)


def _mend_references(db: Db) -> list[str]:
    """Does to rows that point at nothing what deleting what they point at would have done to them."""
    done = []
    pairs = {(table, number) for table, _, _, number in db.execute("PRAGMA foreign_key_check")}
    for table, number in sorted(pairs):
        [(parent, column, key, then)] = [
            (row[2], row[3], row[4], row[6])
            for row in db.execute(f'PRAGMA foreign_key_list("{table}")')
            if row[0] == number
        ]
        mend = _ENDS.get(then)
        if mend is None:
            continue
        key = key or db.execute("SELECT name FROM pragma_table_info(?) WHERE pk = 1", [parent]).fetchone()[0]
        lost = f'"{column}" IS NOT NULL AND "{column}" NOT IN (SELECT "{key}" FROM "{parent}")'
        rows = db.execute(mend[0].format(table=table, column=column) + f" WHERE {lost}").rowcount
        if rows > 0:
            done.append(mend[1].format(rows=rows, table=table, parent=parent))
    return done


_ENDS: dict[str, tuple[str, str]] = {
    "CASCADE": (
        'DELETE FROM "{table}"',
        "{rows} rows of {table} that belonged to a missing row of {parent} are deleted",
    ),
    "SET NULL": (
        'UPDATE "{table}" SET "{column}" = NULL',
        "{rows} rows of {table} no longer point at a missing row of {parent}",
    ),
}
