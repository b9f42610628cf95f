"""Troubles that need a person: from when they begin until owners have heard that they are over.

Whoever sees one says so with `raise_trouble`, as often as it looks; whoever sees that it is over, with
`end_trouble`. Owners are told of each once, and once of its end (bot/operating/troubles.py), over any
number of restarts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from storage.database import Db
from storage.moments import from_text, to_text
from storage.rows import all_rows

DISK: Final = "disk"  # the disk is nearly full
BACKUP: Final = "backup"  # the nightly backup failed
HELD: Final = "held"  # deliveries have been held for an hour
UNREACHABLE: Final = "unreachable"  # Telegram could not be reached for ten minutes
REFUSED: Final = "refused"  # the disk took no writes
KINDS: Final = (DISK, BACKUP, HELD, UNREACHABLE, REFUSED)
# Nothing can be sent, or stored, while these last: what is owed to owners is the news that they are over.
TOLD_WHEN_OVER: Final = frozenset({UNREACHABLE, REFUSED})
# Their end is told when it has held for so long: what comes back by then goes on, and is no news.
SETTLED_AFTER: Final = dt.timedelta(minutes=10)
# What has come so often by then, and nobody was told of, is told while it still comes and goes.
OFTEN: Final = 3


class UnknownTrouble(ValueError):
    """There is no such kind of trouble."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"{kind!r} is none of {', '.join(KINDS)}")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A trouble: when it began, a few words on it, when owners were told, and when it ended.

    It has come `times` times, which is more than once where it came back before owners heard of its end.
    """

    kind: str
    since: dt.datetime
    detail: str
    told_at: dt.datetime | None
    over_at: dt.datetime | None
    times: int = 1

    def comes_and_goes(self, moment: dt.datetime) -> bool:
        """Whether it is over, but not for long enough yet to be told so."""
        return (
            self.kind in TOLD_WHEN_OVER
            and self.over_at is not None
            # Where the clock was set back meanwhile it isn't waited for.
            and self.over_at <= moment < self.over_at + SETTLED_AFTER
        )


def raise_trouble(db: Db, kind: str, since: dt.datetime, detail: str = "") -> bool:
    """Notes that something needs a person since a moment; returns whether that is new.

    `detail` is what owners are shown of it: numbers or an error's words, and nothing that tells of readers.
    One that lasts keeps its first moment and takes the newest detail; one that comes back before owners have
    heard of its end goes on. Raises UnknownTrouble.
    """
    if kind not in KINDS:
        raise UnknownTrouble(kind)
    was_open = db.execute("SELECT over_at IS NULL FROM troubles WHERE kind = ?", [kind]).fetchone()
    db.execute(
        """
        INSERT INTO troubles (kind, since, detail) VALUES (?, ?, ?)
        ON CONFLICT (kind) DO UPDATE
            SET times = times + (over_at IS NOT NULL), over_at = NULL, detail = excluded.detail
        """,
        [kind, to_text(since), detail],
    )
    return was_open is None or not was_open[0]


def end_trouble(db: Db, kind: str, moment: dt.datetime) -> bool:
    """Notes that a trouble is over; returns whether there was one. One that nobody has heard of is forgotten.

    Raises UnknownTrouble.
    """
    if kind not in KINDS:
        raise UnknownTrouble(kind)
    if kind not in TOLD_WHEN_OVER:
        untold = db.execute("DELETE FROM troubles WHERE kind = ? AND told_at IS NULL RETURNING 1", [kind])
        if untold.fetchone() is not None:
            return True
    ended = db.execute(
        "UPDATE troubles SET over_at = ? WHERE kind = ? AND over_at IS NULL RETURNING 1",
        [to_text(moment), kind],
    )
    return ended.fetchone() is not None


def all_troubles(db: Db) -> tuple[Trouble, ...]:
    """Every trouble that lasts, and those whose end owners have not been told of, the oldest first."""
    return tuple(
        Trouble(
            row["kind"],
            from_text(row["since"]),
            row["detail"],
            None if row["told_at"] is None else from_text(row["told_at"]),
            None if row["over_at"] is None else from_text(row["over_at"]),
            row["times"],
        )
        for row in all_rows(db, "SELECT * FROM troubles ORDER BY since, kind")
    )


def lasting_troubles(db: Db) -> tuple[Trouble, ...]:
    """Every trouble that lasts, the oldest first."""
    return tuple(each for each in all_troubles(db) if each.over_at is None)


def take_news(db: Db, moment: dt.datetime) -> tuple[Trouble, ...]:
    """What owners are to be told now, and not again: troubles that have begun (`over_at` is None) or ended.

    One that is over and yet `comes_and_goes` is told as that, once; then its end, when it has held.
    To be called in the transaction in which they are told.
    """
    news = tuple(each for each in all_troubles(db) if _is_news(each, moment))
    for each in news:
        if each.over_at is None or each.comes_and_goes(moment):
            db.execute("UPDATE troubles SET told_at = ? WHERE kind = ?", [to_text(moment), each.kind])
        else:
            db.execute("DELETE FROM troubles WHERE kind = ?", [each.kind])
    return news


def _is_news(trouble: Trouble, moment: dt.datetime) -> bool:
    if trouble.comes_and_goes(moment):
        # That the disk takes no writes owners heard when it began (bot/operating/refused_writes.py).
        return trouble.kind == UNREACHABLE and trouble.told_at is None and trouble.times >= OFTEN
    if trouble.over_at is not None:
        return True
    return trouble.told_at is None and trouble.kind not in TOLD_WHEN_OVER
