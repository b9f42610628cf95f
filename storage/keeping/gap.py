# ruff: noqa: E501 - queries stand as they are
"""Holding, in a backup that is about to be put in place, what may have been sent since it was made."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
from pathlib import Path
from zoneinfo import ZoneInfo

from storage.database import Database, StorageError
from storage.keeping.pair import UNREADABLE, KeepingError, said
from storage.operating import restore_gap
from storage.operating.restore_gap import Gap

# What the pair that is put away says was never tried, of rows and messages that are the same ones.
_UNSENT_ROWS = """
    SELECT n.id FROM main.deliveries n
        JOIN old.deliveries o ON o.kind = n.kind AND o.subject = n.subject AND o.chat_id = n.chat_id
            AND o.version = n.version AND o.owed_at = n.owed_at
        JOIN main.chats nc ON nc.id = n.chat_id JOIN old.chats oc ON oc.id = o.chat_id
            AND oc.telegram_id = nc.telegram_id AND oc.thread_id = nc.thread_id
        LEFT JOIN old.messages m ON m.id = o.message_id
    WHERE n.state = 'pending' AND n.message_id IS NULL AND o.state = 'pending' AND NOT coalesce(m.tried, 0)
"""
_UNSENT_MESSAGES = """
    SELECT n.id FROM main.messages n JOIN old.messages o ON o.id = n.id AND o.chat_id = n.chat_id AND o.text = n.text
        AND o.packed_at = n.packed_at
    WHERE n.state = 'pending' AND o.state = 'pending' AND NOT o.tried
"""


def hold_gap(old: Path, new: Path, backed_up: dt.datetime, moment: dt.datetime) -> Gap | None:
    """Holds it in the new database, which is brought up to date; a plain file afterwards. Raises KeepingError."""
    rows, messages = _known_unsent(old, new)
    try:
        with Database(new) as database:
            today = moment.astimezone(ZoneInfo(database.defaults.timezone)).date()
            gap = database.write_now(restore_gap.hold, backed_up, moment, today, rows, messages)
        with contextlib.closing(sqlite3.connect(new, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except StorageError as error:
        raise KeepingError(f"what may have been sent since the backup can't be held: {error}") from error
    except UNREADABLE as error:
        raise KeepingError(
            f"what may have been sent since the backup can't be held: {said(error)}"
        ) from error
    return gap


def _known_unsent(old: Path, new: Path) -> tuple[list[int], list[int]]:
    """Rows and messages of the new database that the old one says were not sent; none where it can't be read."""
    if not old.exists():
        return [], []
    with contextlib.closing(sqlite3.connect(new, isolation_level=None)) as connection:
        try:
            connection.execute("ATTACH ? AS old", [os.fspath(old)])
            found = [
                [number for (number,) in connection.execute(sql)] for sql in (_UNSENT_ROWS, _UNSENT_MESSAGES)
            ]
        except UNREADABLE:
            return [], []
    return found[0], found[1]
