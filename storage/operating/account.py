"""The bot's account at Telegram that the database is of, and its moving to another.

Users, groups, channels and topics have the same numbers for every bot; messages, updates and files have not.
So another account takes over who follows what and what is owed, and none of what the old one has sent: that
stands in chats that the new one can't reach.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from storage.chats import masses
from storage.database import Db
from storage.deliveries import pauses
from storage.deliveries.corrections import NOTHING_TO_EDIT
from storage.moments import to_text
from storage.people import invitations

ANOTHER_ACCOUNT = "moved to another bot account"
_ID = "id of the bot"
_FORMER = "ids of the bots before"
_LEFT = "updates of the account before are to be dropped"
_EDITS = "SELECT id FROM messages WHERE edits_id IS NOT NULL AND state <> 'sent'"
# What was shown to editors by the old account is shown anew by the new one, or asked for.
_SHOWN_BY_IT = (
    "UPDATE drafts SET preview_chat_id = NULL, preview_message_id = NULL WHERE preview_chat_id IS NOT NULL",
    "UPDATE uploads SET progress_message_id = NULL WHERE progress_message_id IS NOT NULL",
    "UPDATE pastes SET message_id = NULL, shown = '' WHERE message_id IS NOT NULL",
    "UPDATE announcements SET card_chat_id = NULL, card_message_id = NULL WHERE card_message_id IS NOT NULL",
    "DELETE FROM lost_places",
)


class OtherAccount(Exception):
    """The database is of another account, with the id `known` and the name `username`."""

    def __init__(self, known: int, username: str) -> None:
        super().__init__(f"the database is of the bot with the id {known} (@{username})")
        self.known = known
        self.username = username


@dataclass(frozen=True, slots=True)
class Moved:
    """How much waits for the new account: private chats and other places, and what they are owed.

    `left_behind` messages of the old account can't be put right any more, nor could `edits` that waited.
    """

    private: int
    others: int
    owed: int
    left_behind: int
    edits: int


def claim(db: Db, bot_id: int) -> None:
    """Makes the database this account's where it is nobody's yet. Raises OtherAccount where it isn't."""
    known = known_id(db)
    if known is None:
        _note(db, bot_id)
    elif known != bot_id:
        raise OtherAccount(known, invitations.noted_bot(db))


def known_id(db: Db) -> int | None:
    """The id of the account that the database is of; None where it has never served."""
    row = db.execute("SELECT value FROM markers WHERE name = ?", [_ID]).fetchone()
    return None if row is None else int(row[0])


def former_ids(db: Db) -> tuple[int, ...]:
    """The ids of the accounts that the database was of before, the first one first."""
    row = db.execute("SELECT value FROM markers WHERE name = ?", [_FORMER]).fetchone()
    return () if row is None else tuple(map(int, row[0].split()))


def move(db: Db, bot_id: int, username: str, moment: dt.datetime) -> Moved:
    """Makes the database another account's.

    Every place is off until it is heard of by the new account, as one that had blocked the bot; then it is
    owed its last seven days, without what the old account has sent (storage/chats/holds.py, let_in). What was
    on its way as an edit is cancelled: there is nothing any more that could be edited.
    """
    moved = _counted(db)
    if (known := known_id(db)) not in (None, bot_id):
        former = " ".join(map(str, (*(each for each in former_ids(db) if each != known), known)))
        db.execute("INSERT OR REPLACE INTO markers (name, value) VALUES (?, ?)", [_FORMER, former])
    db.execute(
        f"""
        UPDATE deliveries SET state = 'cancelled', reason = ?, message_id = NULL
        WHERE message_id IN ({_EDITS})
        """,
        [NOTHING_TO_EDIT],
    )
    db.execute(f"DELETE FROM messages WHERE id IN ({_EDITS})")
    db.execute(
        "UPDATE messages SET telegram_message_id = NULL, reason = ? WHERE telegram_message_id IS NOT NULL",
        [ANOTHER_ACCOUNT],
    )
    db.execute(
        """
        UPDATE chats SET off_reason = CASE WHEN off_at IS NULL THEN :reason ELSE off_reason END,
            off_at = coalesce(off_at, :now), not_before = NULL,
            held_since = NULL, hold_reason = NULL, hold_tries = 0, held_alone = 0
        """,
        {"reason": ANOTHER_ACCOUNT, "now": to_text(moment)},
    )
    db.execute("DELETE FROM turns")
    for statement in _SHOWN_BY_IT:
        db.execute(statement)
    masses.end(db)
    pauses.end_pause(db)
    _note(db, bot_id)
    invitations.note_bot(db, username)
    db.execute("INSERT OR REPLACE INTO markers (name, value) VALUES (?, '')", [_LEFT])
    return moved


def has_left(db: Db) -> bool:
    """Whether the file of incoming updates has still to be emptied of what the account before was asked.

    Another account numbers its own, and can answer none of these. They are in another file, which goes
    second: a move that is killed has happened, and they are to be dropped, or not at all, and they are there.
    """
    return db.execute("SELECT 1 FROM markers WHERE name = ?", [_LEFT]).fetchone() is not None


def note_dropped(db: Db) -> None:
    """Notes that nothing is there any more that the account before was asked."""
    db.execute("DELETE FROM markers WHERE name = ?", [_LEFT])


def _note(db: Db, bot_id: int) -> None:
    db.execute("INSERT OR REPLACE INTO markers (name, value) VALUES (?, ?)", [_ID, str(bot_id)])


def _counted(db: Db) -> Moved:
    counts = db.execute(
        f"""
        SELECT (SELECT count(DISTINCT telegram_id) FROM chats WHERE kind = 'private'),
            (SELECT count(DISTINCT telegram_id) FROM chats WHERE kind <> 'private'),
            (SELECT count(*) FROM deliveries WHERE state = 'pending'),
            (SELECT count(*) FROM messages WHERE telegram_message_id IS NOT NULL),
            (SELECT count(*) FROM ({_EDITS}))
        """
    ).fetchone()
    return Moved(*map(int, counts))
