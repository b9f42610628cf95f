"""Announcements (公告): what editors tell chats that is no article."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass

from storage.database import Db
from storage.letters.announcement_copies import owe_withdrawal
from storage.letters.audiences import Audience, owe_announcement
from storage.moments import from_text, to_text
from storage.rows import all_rows, one_row

OPEN, LEAVING, SENT, WITHDRAWN, DROPPED = "open", "leaving", "sent", "withdrawn", "dropped"

_ANNOUNCEMENT = """
    SELECT n.*, coalesce(p.name, n.city, '') AS name
    FROM announcements n LEFT JOIN parks p ON p.id = n.park_id
"""


class AnnouncementUnknown(Exception):
    """There is no announcement with this number."""


class NotOpen(Exception):
    """It is not to be changed any more, or not now; `state` says why."""

    def __init__(self, state: str) -> None:
        super().__init__(f"the announcement is {state}")
        self.state = state


class OfAnother(Exception):
    """Somebody else wrote it; `person` says who."""

    def __init__(self, person: int) -> None:
        super().__init__(f"person {person} wrote the announcement")
        self.person = person


@dataclass(frozen=True, slots=True)
class Announcement:
    """An announcement as it is stored; `audience` is None where it isn't chosen yet.

    `leaves_at` is when it is sent, unless it is called back before; `chats` to how many it was owed. `card`
    is where an editor sees it: Telegram's numbers of chat and message.
    """

    id: int
    person: int
    audience: Audience | None
    text: str
    state: str
    made_at: dt.datetime
    leaves_at: dt.datetime | None
    sent_at: dt.datetime | None
    chats: int
    card: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an announcement, counted in chats: owed = sent + waiting + cancelled."""

    owed: int
    sent: int
    waiting: int
    cancelled: int


def begin(db: Db, person: int, audience: Audience | None, text: str, moment: dt.datetime) -> int:
    """Keeps what somebody begins to announce; returns its number. The same begun again is the same."""
    chosen = audience or Audience("")
    same = db.execute(
        """
        SELECT id FROM announcements WHERE state = 'open' AND person = ? AND text = ?
            AND audience = ? AND park_id IS ? AND city IS ? ORDER BY id DESC LIMIT 1
        """,
        [person, text, chosen.kind, chosen.park_id, chosen.city],
    ).fetchone()
    if same is not None:
        return int(same[0])
    cursor = db.execute(
        "INSERT INTO announcements (person, audience, park_id, city, text, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [person, chosen.kind, chosen.park_id, chosen.city, text, to_text(moment)],
    )
    return int(cursor.lastrowid or 0)


def get(db: Db, announcement_id: int) -> Announcement:
    """The announcement with this number. Raises AnnouncementUnknown."""
    row = one_row(db, _ANNOUNCEMENT + " WHERE n.id = ?", [announcement_id])
    if row is None:
        raise AnnouncementUnknown(f"announcement {announcement_id}")
    return _announcement(row)


def newest(db: Db, *, limit: int, offset: int = 0) -> tuple[Announcement, ...]:
    """All but those given up or without a text yet, the newest first."""
    shown = " WHERE n.state <> 'dropped' AND n.text <> '' ORDER BY n.id DESC LIMIT ? OFFSET ?"
    rows = all_rows(db, _ANNOUNCEMENT + shown, [limit, offset])
    return tuple(map(_announcement, rows))


def own_open(db: Db, announcement_id: int, person: int) -> Announcement:
    """One that this person wrote and may change now. Raises AnnouncementUnknown, OfAnother, NotOpen."""
    found = get(db, announcement_id)
    if found.person != person:
        raise OfAnother(found.person)
    if found.state != OPEN:
        raise NotOpen(found.state)
    return found


def set_text(db: Db, announcement_id: int, person: int, text: str) -> None:
    """Gives an open announcement its text. Raises like `own_open`."""
    own_open(db, announcement_id, person)
    db.execute("UPDATE announcements SET text = ? WHERE id = ?", [text, announcement_id])


def set_audience(db: Db, announcement_id: int, person: int, audience: Audience) -> None:
    """Says whom an open announcement is for. Raises like `own_open`."""
    own_open(db, announcement_id, person)
    db.execute(
        "UPDATE announcements SET audience = ?, park_id = ?, city = ? WHERE id = ?",
        [audience.kind, audience.park_id, audience.city, announcement_id],
    )


def drop(db: Db, announcement_id: int, person: int) -> None:
    """Gives an open announcement up, and its text with it. Raises like `own_open`."""
    own_open(db, announcement_id, person)
    db.execute("UPDATE announcements SET state = 'dropped', text = '' WHERE id = ?", [announcement_id])


def let_leave(db: Db, announcement_id: int, person: int, leaves_at: dt.datetime) -> None:
    """Lets an open announcement be sent at a moment. Raises like `own_open`."""
    own_open(db, announcement_id, person)
    db.execute(
        "UPDATE announcements SET state = 'leaving', leaves_at = ? WHERE id = ?",
        [to_text(leaves_at), announcement_id],
    )


def call_back(db: Db, announcement_id: int) -> bool:
    """Keeps an announcement from being sent; returns False where it wasn't about to be."""
    cursor = db.execute(
        "UPDATE announcements SET state = 'open', leaves_at = NULL WHERE id = ? AND state = 'leaving'",
        [announcement_id],
    )
    return cursor.rowcount > 0


def due(db: Db, moment: dt.datetime) -> tuple[int, ...]:
    """The announcements whose moment to be sent has come, in its order."""
    rows = db.execute(
        "SELECT id FROM announcements WHERE state = 'leaving' AND leaves_at <= ? ORDER BY leaves_at, id",
        [to_text(moment)],
    )
    return tuple(row[0] for row in rows)


def send(db: Db, announcement_id: int, moment: dt.datetime) -> int:
    """Owes an announcement to all whom it is for; returns how many chats.

    Raises NotOpen where it was sent before, or lacks its text or audience.
    """
    found = get(db, announcement_id)
    if found.state not in (OPEN, LEAVING) or found.audience is None or not found.text:
        raise NotOpen(found.state)
    chats = owe_announcement(db, announcement_id, found.audience, moment)
    db.execute(
        "UPDATE announcements SET state = 'sent', leaves_at = NULL, sent_at = ?, chats = ? WHERE id = ?",
        [to_text(moment), chats, announcement_id],
    )
    return chats


def withdraw(db: Db, announcement_id: int, moment: dt.datetime) -> int:
    """Takes a sent announcement back: who waits for it gets none, who has it is owed an edit; returns to how
    many chats. Raises AnnouncementUnknown, and NotOpen where it isn't sent, or was withdrawn before.
    """
    found = get(db, announcement_id)
    if found.state != SENT:
        raise NotOpen(found.state)
    db.execute(
        "UPDATE announcements SET state = 'withdrawn', withdrawn_at = ? WHERE id = ?",
        [to_text(moment), announcement_id],
    )
    return owe_withdrawal(db, announcement_id, moment)


def fate_of(db: Db, announcement_id: int) -> Fate:
    """What became of what an announcement owed."""
    rows = db.execute(
        "SELECT state, count(*) FROM deliveries WHERE kind = 'announcement' AND subject = ? GROUP BY state",
        [announcement_id],
    )
    counts = dict(rows.fetchall())
    waiting = counts.get("pending", 0) + counts.get("parked", 0)
    cancelled = counts.get("cancelled", 0) + counts.get("expired", 0)
    return Fate(sum(counts.values()), counts.get("sent", 0), waiting, cancelled)


def show_card_at(db: Db, announcement_id: int, chat_id: int, message_id: int) -> None:
    """Keeps where an announcement's card stands: Telegram's numbers of chat and message."""
    db.execute(
        "UPDATE announcements SET card_chat_id = ?, card_message_id = ? WHERE id = ?",
        [chat_id, message_id, announcement_id],
    )


def _announcement(row: sqlite3.Row) -> Announcement:
    audience = None
    if row["audience"]:
        audience = Audience(row["audience"], row["park_id"], row["city"], row["name"])
    return Announcement(
        id=row["id"],
        person=row["person"],
        audience=audience,
        text=row["text"],
        state=row["state"],
        made_at=from_text(row["made_at"]),
        leaves_at=None if row["leaves_at"] is None else from_text(row["leaves_at"]),
        sent_at=None if row["sent_at"] is None else from_text(row["sent_at"]),
        chats=row["chats"],
        card=None if row["card_message_id"] is None else (row["card_chat_id"], row["card_message_id"]),
    )
