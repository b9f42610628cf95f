"""Audiences: whom an announcement is for, how many that is, and what is owed to them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from storage.database import Db
from storage.deliveries.receivers import COUNT_BY_KIND, Receivers, counted
from storage.moments import to_text
from storage.schedule import SOON_AT

ALL: Final = "all"
PARK: Final = "park"
CITY: Final = "city"

# Chats `c` that are meant. A group or channel where the bot is only a guest, following nothing, is not; of a
# city those are who follow it or a park in it.
_MEANT = {
    ALL: "(c.kind = 'private' OR EXISTS (SELECT 1 FROM follows f WHERE f.chat_id = c.id))",
    PARK: "c.id IN (SELECT f.chat_id FROM follows f WHERE f.kind = 'park' AND f.park_id = :park_id)",
    CITY: """
        c.id IN (
            SELECT f.chat_id FROM follows f WHERE f.kind = 'city' AND f.word = :city
            UNION ALL
            SELECT f.chat_id FROM park_cities p
                JOIN follows f ON f.kind = 'park' AND f.park_id = p.park_id
            WHERE p.city = :city
        )
    """,
}
_RECEIVES = "c.off_at IS NULL AND c.digest <> 'off'"


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom it is for: `all`, or the followers of a park or city. `name` is that one's, empty for all."""

    kind: str
    park_id: int | None = None
    city: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """Of the chats meant: how many get it, and how many of those are `held`; who doesn't get it.

    `unwanting` have switched announcements off, `off` get nothing at all; `to` is who gets it, by kind.
    """

    gets: int
    held: int
    unwanting: int
    off: int
    to: Receivers


def reach_of(db: Db, audience: Audience) -> Reach:
    """How many chats an announcement would be owed to, as of now."""
    meant = {"park_id": audience.park_id, "city": audience.city}
    found = db.execute(
        f"""
        SELECT count(*) FILTER (WHERE {_RECEIVES} AND c.announcements),
            count(*) FILTER (WHERE {_RECEIVES} AND c.announcements AND c.held_since IS NOT NULL),
            count(*) FILTER (WHERE {_RECEIVES} AND NOT c.announcements),
            count(*) FILTER (WHERE NOT ({_RECEIVES}))
        FROM chats c WHERE {_MEANT[audience.kind]}
        """,
        meant,
    ).fetchone()
    kinds = db.execute(
        f"""
        SELECT {COUNT_BY_KIND} FROM chats c
        WHERE {_MEANT[audience.kind]} AND {_RECEIVES} AND c.announcements GROUP BY c.kind
        """,
        meant,
    ).fetchall()
    gets, held, unwanting, off = map(int, found)
    return Reach(gets, held, unwanting, off, counted(kinds))


def owe_announcement(db: Db, announcement_id: int, audience: Audience, moment: dt.datetime) -> int:
    """Owes an announcement to all who are meant and want it; returns how many chats."""
    cursor = db.execute(
        f"""
        INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at)
        SELECT c.id, 'announcement', :id, 1, {SOON_AT}, :now FROM chats c
        WHERE {_MEANT[audience.kind]} AND {_RECEIVES} AND c.announcements
        ORDER BY c.id
        ON CONFLICT DO NOTHING
        """,
        {
            "id": announcement_id,
            "park_id": audience.park_id,
            "city": audience.city,
            "now": to_text(moment),
        },
    )
    return cursor.rowcount


def chats_heard_at(db: Db, telegram_id: int, thread_id: int) -> tuple[int, ...]:
    """The chats that speak at this place: itself, and in a General topic those whose own topic is lost."""
    rows = db.execute(
        """
        SELECT id FROM chats WHERE telegram_id = ? AND (thread_id = ? OR ? = 0 AND topic_lost_at IS NOT NULL)
        ORDER BY id
        """,
        [telegram_id, thread_id, thread_id],
    )
    return tuple(row[0] for row in rows)
