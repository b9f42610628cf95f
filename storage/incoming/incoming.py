"""Incoming updates: committed before Telegram may forget them, and done only when handled.

Of a handled one only its numbers stay, for a week: whose it is and where it came from. What somebody wrote is
not needed any more. They are in a file of their own (storage/tables/incoming_file.py): every `db` here is
that file.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from storage.chats.chats import Place
from storage.database import Db
from storage.incoming import update_numbers
from storage.moments import to_text
from storage.rows import all_rows

MAX_REPLAYS = 3
# Updates of a topic carry its number; those of the chat itself (and of its General topic) carry none.
_THREAD = """
    coalesce(
        iif(json_extract(raw, '$.message.is_topic_message'),
            json_extract(raw, '$.message.message_thread_id'), NULL),
        iif(json_extract(raw, '$.callback_query.message.is_topic_message'),
            json_extract(raw, '$.callback_query.message.message_thread_id'), NULL),
        0)
"""
_OF_PLACE = f"""
    FROM incoming
    WHERE from_chat IN (SELECT value FROM json_each(:chat_ids)) AND {_THREAD} = :thread_id
"""
PLACES = f"SELECT DISTINCT from_chat, {_THREAD} FROM incoming WHERE from_chat IS NOT NULL"
# Whoever writes as a group or channel is that group or channel (bot/people/sender.py).
_SENDER = """
    coalesce(
        json_extract({row}.raw, '$.message.sender_chat.id'), json_extract({row}.raw, '$.message.from.id'),
        json_extract({row}.raw, '$.callback_query.from.id')
    )
"""
_OVERTAKEN = f"""
    SELECT o.update_id FROM incoming o WHERE o.done_at IS NULL AND EXISTS (
        SELECT 1 FROM incoming later
        WHERE later.from_chat = o.from_chat AND later.update_id > o.update_id AND later.done_at IS NOT NULL
            AND {_SENDER.format(row="later")} = {_SENDER.format(row="o")}
    )
"""


def keep(db: Db, update_id: int, raw: str, moment: dt.datetime) -> bool:
    """Commits a raw update (JSON); returns False where it had arrived before.

    Telegram begins its numbering anew after a quiet week, and so does every stand-in: the same number with
    another content is another update (core.telegram.org/bots/api#update).
    """
    cursor = db.execute(
        """
        INSERT INTO incoming (update_id, raw, fingerprint, received_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (update_id) DO UPDATE SET raw = excluded.raw, fingerprint = excluded.fingerprint,
            received_at = excluded.received_at, replays = 0, done_at = NULL
        WHERE fingerprint <> excluded.fingerprint
        """,
        [update_id, raw, update_numbers.fingerprint(raw), to_text(moment)],
    )
    return cursor.rowcount > 0


def done(db: Db, update_id: int, moment: dt.datetime) -> None:
    """Records that an update has been handled, and keeps nothing of it but its numbers."""
    row = db.execute("SELECT raw FROM incoming WHERE update_id = ?", [update_id]).fetchone()
    if row is not None:
        db.execute(
            "UPDATE incoming SET done_at = ?, raw = ? WHERE update_id = ?",
            [to_text(moment), update_numbers.numbers_of(row[0]), update_id],
        )


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What an earlier run left unhandled: raw updates, oldest first.

    Of them `given_up` are those whose handling began MAX_REPLAYS times and never ended: they may be what
    ended the runs, and are not to be handled any more, but their senders to be told. `closed` are the numbers
    of those where telling never ended either; they are not among `raws`. `overtaken` are those whose user has
    done something else since that was handled.
    """

    raws: tuple[str, ...]
    given_up: frozenset[int] = frozenset()
    closed: tuple[int, ...] = ()
    overtaken: frozenset[int] = frozenset()


def take_open(db: Db, moment: dt.datetime) -> LeftOpen:
    """What is to be handled again, or told; closes what even telling may have ended the runs of."""
    closed = _open_after(db, MAX_REPLAYS + 1)
    for update_id in closed:
        done(db, update_id, moment)
    rows = db.execute("SELECT raw FROM incoming WHERE done_at IS NULL ORDER BY update_id")
    raws = tuple(raw for (raw,) in rows)
    overtaken = frozenset(update_id for (update_id,) in db.execute(_OVERTAKEN))
    return LeftOpen(raws, frozenset(_open_after(db, MAX_REPLAYS)), closed, overtaken)


def _open_after(db: Db, replays: int) -> tuple[int, ...]:
    rows = db.execute(
        "SELECT update_id FROM incoming WHERE done_at IS NULL AND replays >= ? ORDER BY update_id", [replays]
    )
    return tuple(update_id for (update_id,) in rows)


def count_open(db: Db) -> int:
    """How many updates are kept and not handled yet."""
    return int(db.execute("SELECT count(*) FROM incoming WHERE done_at IS NULL").fetchone()[0])


def drop_all(db: Db) -> None:
    """Deletes every update: another account numbers its own, and can answer none of these."""
    db.execute("DELETE FROM incoming")


def is_open(db: Db, update_id: int) -> bool:
    """Whether an update is kept and not handled yet."""
    row = db.execute("SELECT 1 FROM incoming WHERE update_id = ? AND done_at IS NULL", [update_id]).fetchone()
    return row is not None


def count_replay(db: Db, update_id: int) -> None:
    """Records that the handling of a replayed update begins."""
    db.execute("UPDATE incoming SET replays = replays + 1 WHERE update_id = ?", [update_id])


def of_place(db: Db, place: Place) -> list[dict[str, Any]]:
    """The updates kept from a place, as JSON can hold them, oldest first."""
    columns = "update_id, raw, received_at, done_at"
    rows = all_rows(db, f"SELECT {columns} {_OF_PLACE} ORDER BY update_id", _named(db, place))
    return [dict(row) | {"raw": json.loads(row["raw"])} for row in rows]


def forget(db: Db, place: Place, *, update_id: int) -> None:
    """Deletes a place's updates up to the one that asks for it, `update_id`, and any that is handled.

    What is written later has still to be answered.
    """
    db.execute(
        f"DELETE {_OF_PLACE} AND (done_at IS NOT NULL OR update_id <= :update_id)",
        _named(db, place) | {"update_id": update_id},
    )


def forget_all(db: Db, place: Place) -> None:
    """Deletes a place's updates, whether they are handled or not."""
    db.execute(f"DELETE {_OF_PLACE}", _named(db, place))


def numbers_of(db: Db, place: Place) -> tuple[int, ...]:
    """The numbers a place has, and had as a group before it became a supergroup, as far as that is known.

    Telegram tells both in a message of its own (core.telegram.org/bots/api#message, migrate_from_chat_id).
    """
    before = db.execute(
        "SELECT json_extract(raw, '$.message.migrate_from_chat_id') FROM incoming WHERE from_chat = ?",
        [place.telegram_id],
    )
    return place.telegram_id, *(number for (number,) in before if number is not None)


def _named(db: Db, place: Place) -> dict[str, Any]:
    """The parameters of _OF_PLACE: a supergroup answers to the number it had as a group as well."""
    return {"chat_ids": json.dumps(numbers_of(db, place)), "thread_id": place.thread_id}
