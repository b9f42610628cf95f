"""Invitations: a link makes an editor of whoever opens it first. Only the hash of what it carries is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection
from enum import Enum, auto

from storage.database import Db
from storage.moments import from_text, to_text
from storage.people import editors
from storage.people.deeds import COMMAND_LINE
from storage.rows import one_row

VALID_FOR = dt.timedelta(hours=24)
# So long an expired one is still told from one that never was.
KEPT_FOR = dt.timedelta(days=30)
_BOT = "username of the bot"


class Use(Enum):
    """What became of opening an invitation."""

    TAKEN = auto()
    UNKNOWN = auto()
    EXPIRED = auto()
    USED = auto()
    NOT_NEEDED = auto()


def make(db: Db, token: str, *, made_by: int, moment: dt.datetime) -> dt.datetime:
    """Keeps an invitation with this token; returns when it expires."""
    db.execute("DELETE FROM invitations WHERE expires_at < ?", [to_text(moment - KEPT_FOR)])
    expires_at = moment + VALID_FOR
    db.execute(
        "INSERT INTO invitations (hash, made_by, made_at, expires_at) VALUES (?, ?, ?, ?)",
        [_hash(token), made_by, to_text(moment), to_text(expires_at)],
    )
    return expires_at


def made_by(db: Db, token: str) -> int:
    """Who made an invitation; the command line where there is none."""
    row = db.execute("SELECT made_by FROM invitations WHERE hash = ?", [_hash(token)]).fetchone()
    return COMMAND_LINE if row is None else int(row[0])


def used_by(db: Db, token: str) -> int | None:
    """Who used an invitation; None where nobody did, or there is none."""
    row = db.execute("SELECT used_by FROM invitations WHERE hash = ?", [_hash(token)]).fetchone()
    return None if row is None else row[0]


def use(db: Db, token: str, person: int, *, owners: Collection[int], moment: dt.datetime) -> Use:
    """Uses an invitation up, if it is good for this person.

    It is as good as none where who made it is no owner any more, and it has expired for somebody who was
    removed from the editors since it was made.
    """
    row = one_row(db, "SELECT * FROM invitations WHERE hash = ?", [_hash(token)])
    if row is None or row["made_by"] not in (COMMAND_LINE, *owners):
        return Use.UNKNOWN
    if row["used_at"] is not None:
        return Use.USED
    removed_at = editors.removed_at(db, person)
    made_at, expires_at = from_text(row["made_at"]), from_text(row["expires_at"])
    if not made_at <= moment < expires_at or (removed_at is not None and made_at <= removed_at):
        return Use.EXPIRED
    db.execute(
        "UPDATE invitations SET used_by = ?, used_at = ? WHERE id = ?", [person, to_text(moment), row["id"]]
    )
    return Use.TAKEN


def note_bot(db: Db, username: str) -> None:
    """Records what the bot is called at Telegram, for links that are made without asking it."""
    db.execute("INSERT OR REPLACE INTO markers (name, value) VALUES (?, ?)", [_BOT, username])


def noted_bot(db: Db) -> str:
    """What the bot is called at Telegram; empty where it has never served."""
    row = db.execute("SELECT value FROM markers WHERE name = ?", [_BOT]).fetchone()
    return "" if row is None else str(row[0])


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
