"""Acquaintances: people who have written to the bot, under the names they had: @name says who is meant."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from storage.database import Db
from storage.moments import to_text
from storage.rows import one_row


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody by Telegram's number, with their username (without @, may be empty) and name."""

    person: int
    username: str
    name: str


def known(db: Db, person: int) -> Acquaintance | None:
    """Somebody as last seen; None where they never were."""
    row = one_row(db, "SELECT person, username, name FROM acquaintances WHERE person = ?", [person])
    return None if row is None else Acquaintance(**row)


def by_username(db: Db, username: str) -> Acquaintance | None:
    """Who was last seen under a username, in capitals or not; None where nobody was."""
    row = one_row(
        db,
        """
        SELECT person, username, name FROM acquaintances WHERE lower(username) = lower(?)
        ORDER BY seen_at DESC, person DESC LIMIT 1
        """,
        [username.removeprefix("@")],
    )
    return None if row is None or not row["username"] else Acquaintance(**row)


def meet(db: Db, seen: Acquaintance, moment: dt.datetime) -> None:
    """Records somebody's names. A username is one person's: whoever had it before has it no more."""
    if seen.username:
        db.execute(
            "UPDATE acquaintances SET username = '' WHERE lower(username) = lower(?) AND person <> ?",
            [seen.username, seen.person],
        )
    db.execute(
        """
        INSERT INTO acquaintances (person, username, name, seen_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (person)
            DO UPDATE SET username = excluded.username, name = excluded.name, seen_at = excluded.seen_at
        """,
        [seen.person, seen.username, seen.name, to_text(moment)],
    )
