"""Receivers: the places that get something, counted by what they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from storage.database import Db

# Of chats `c`: a group counts once, however many of its topics are meant.
COUNT_BY_KIND = "c.kind, count(DISTINCT c.telegram_id)"
_OWED = f"""
    SELECT {COUNT_BY_KIND} FROM articles a
        CROSS JOIN deliveries d ON d.kind = 'push' AND d.subject = a.id AND d.version = 1
        CROSS JOIN chats c ON c.id = d.chat_id
    WHERE a.issue_id = ? GROUP BY c.kind
"""


class Receivers(NamedTuple):
    """So many readers in private, groups and channels."""

    readers: int = 0
    groups: int = 0
    channels: int = 0


def counted(rows: Iterable[tuple[str, int]]) -> Receivers:
    """The receivers, from rows of a Telegram kind of chat and how many there are."""
    count = dict(rows)
    groups = count.get("group", 0) + count.get("supergroup", 0)
    return Receivers(count.get("private", 0), groups, count.get("channel", 0))


def owed_of_issue(db: Db, issue_id: int | None) -> Receivers:
    """To whom the articles of a published issue are owed, or were; nobody where there is no issue."""
    return Receivers() if issue_id is None else counted(db.execute(_OWED, [issue_id]).fetchall())
