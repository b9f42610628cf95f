"""Acquaintances: people who have written to the bot, under the names they had: @name says who is meant."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from storage.database import Db
from storage.moments import to_text
from storage.rows import one_row

MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody by Telegram's number, with their username (without @, may be empty) and name."""

    person: int
    username: str
    name: str


class Acquainted:
    """Who has been seen since the start, so that whoever asks again costs neither a read nor a write.

    Those not seen for longest are let go. `newcomers` are those whose names are still to be kept.
    """

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._seen: OrderedDict[int, Acquaintance] = OrderedDict()
        self.newcomers: list[Acquaintance] = []

    def is_new(self, seen: Acquaintance) -> bool:
        """Whether somebody was not seen yet under these names; now they are."""
        if self.knows(seen):
            self._seen.move_to_end(seen.person)
            return False
        self._seen[seen.person] = seen
        self._seen.move_to_end(seen.person)
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return True

    def knows(self, seen: Acquaintance) -> bool:
        """Whether somebody was seen under these names."""
        return self._seen.get(seen.person) == seen

    def forget(self, person: int) -> None:
        """Lets somebody be new again."""
        self._seen.pop(person, None)


def not_known(db: Db, seen: Sequence[Acquaintance]) -> tuple[Acquaintance, ...]:
    """Those of these people who are not stored under these names."""
    return tuple(each for each in seen if known(db, each.person) != each)


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


def meet_all(db: Db, seen: Sequence[Acquaintance], moment: dt.datetime) -> None:
    """Records the names of several people, in the order in which they came."""
    for each in seen:
        meet(db, each, moment)


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
