"""What editors were asked to type: one thing each, kept over a restart, for an hour."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from storage.database import Db
from storage.moments import from_text, to_text
from storage.rows import one_row

LASTS = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a person was asked for in a chat: `what` of the article with `key`, or with 0 of the whole draft.

    Without a draft (0) it is about what is published, and `key` the number of an article or issue.

    `typed` is a first answer that the person is asked about: a name that no park has.
    """

    person: int
    telegram_chat_id: int
    draft_id: int
    key: int
    what: str
    typed: str
    asked_at: dt.datetime


def ask(
    db: Db,
    person: int,
    telegram_chat_id: int,
    draft_id: int,
    key: int,
    what: str,
    moment: dt.datetime,
    *,
    typed: str = "",
) -> None:
    """Keeps what a person was asked for, in place of what they were asked for before."""
    db.execute(
        """
        INSERT INTO awaited (person, telegram_chat_id, draft_id, key, what, typed, asked_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (person) DO UPDATE SET telegram_chat_id = excluded.telegram_chat_id,
            draft_id = excluded.draft_id, key = excluded.key, what = excluded.what, typed = excluded.typed,
            asked_at = excluded.asked_at
        """,
        [person, telegram_chat_id, draft_id or None, key, what, typed, to_text(moment)],
    )


def awaited_of(db: Db, person: int, moment: dt.datetime) -> Awaited | None:
    """What a person was asked for within the hour; None where that is nothing."""
    row = one_row(db, "SELECT * FROM awaited WHERE person = ?", [person])
    if row is None:
        return None
    kept = dict(row) | {"asked_at": from_text(row["asked_at"]), "draft_id": row["draft_id"] or 0}
    found = Awaited(**kept)
    return found if moment - found.asked_at < LASTS else None


def is_asked(db: Db, person: int) -> bool:
    """Whether a person was asked for anything, however long ago."""
    return db.execute("SELECT 1 FROM awaited WHERE person = ?", [person]).fetchone() is not None


def stop(db: Db, person: int) -> None:
    """Nothing is awaited of a person any more."""
    db.execute("DELETE FROM awaited WHERE person = ?", [person])
