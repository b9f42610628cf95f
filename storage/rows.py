"""Rows by the names of their columns: what reads more than two of them asks for them so."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import sqlite_utils

Parameters = Sequence[Any] | dict[str, Any]


def all_rows(db: sqlite_utils.Database, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
    """What a query finds, each row by its columns' names: `Something(**row)` where they are its fields."""
    return _named(db, sql, parameters).fetchall()


def one_row(db: sqlite_utils.Database, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
    """The first row that a query finds, or None."""
    row: sqlite3.Row | None = _named(db, sql, parameters).fetchone()
    return row


def _named(db: sqlite_utils.Database, sql: str, parameters: Parameters) -> sqlite3.Cursor:
    cursor = db.execute(sql, parameters)
    cursor.row_factory = sqlite3.Row
    return cursor
