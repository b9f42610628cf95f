"""Uploads: what editors sent to be read, in order, and what became of it.

One that was read has its draft, and is `shown` when its editor has seen the preview. What one message tells
of is a batch: an album, or files that came while another was being read.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass

from storage.database import Db
from storage.moments import to_text
from storage.rows import all_rows, one_row

# An album's number is taken for the same for so long: a stand-in begins its numbers anew with each start.
ALBUM_WITHIN = dt.timedelta(hours=1)
WAITING, READ, SHOWN, FAILED = "waiting", "read", "shown", "failed"

_COLUMNS = """
    id, person, telegram_chat_id, batch, album, file_id, text, name, link, state, reason, draft_id,
    fetched_from, offer, picked
"""
# It offers articles, and none of them were read yet.
_OFFERED = "offer <> '' AND draft_id IS NULL AND state <> 'waiting'"


@dataclass(frozen=True, slots=True)
class Sent:
    """The message that brought something: whose, where, which one and when."""

    person: int
    telegram_chat_id: int
    message_id: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Upload:
    """A file, text or address as it is stored; `reason` says why it could not be read.

    What is at an address may list articles: `offer` are these as JSON, `picked` the places of those that the
    editor wants.
    """

    id: int
    person: int
    telegram_chat_id: int
    batch: int
    album: str
    file_id: str
    text: str
    name: str
    link: str
    state: str
    reason: str
    draft_id: int | None
    fetched_from: str
    offer: str
    picked: str

    @property
    def is_text(self) -> bool:
        """Whether it was collected from messages."""
        return not self.file_id and not self.fetched_from

    @property
    def offers(self) -> bool:
        """Whether its editor is to choose among the articles that it lists."""
        return bool(self.offer) and self.draft_id is None and self.state in (READ, SHOWN)

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is to be done with it."""
        return self.state in (SHOWN, FAILED)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one message tells of, in the order of sending; `message_id` is that message, if there is one."""

    number: int
    message_id: int | None
    uploads: tuple[Upload, ...]

    @property
    def next(self) -> Upload | None:
        """The first that there is something to do with."""
        return next((upload for upload in self.uploads if not upload.is_settled), None)


def keep_file(
    db: Db, sent: Sent, *, file_id: str, name: str, size: int, album: str = "", reason: str = ""
) -> bool:
    """Keeps a file that an editor sent; False where it had arrived before. One with a `reason` isn't read."""
    cursor = db.execute(
        """
        INSERT OR IGNORE INTO uploads
            (person, telegram_chat_id, message_id, sent_at, album, file_id, name, size, state, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [*_identity(sent), album, file_id, name, size, FAILED if reason else WAITING, reason],
    )
    if not cursor.rowcount:
        return False
    number = int(cursor.lastrowid or 0)
    batch = _batch_to_join(db, sent, album) or number
    db.execute("UPDATE uploads SET batch = ? WHERE id = ?", [batch, number])
    db.execute("UPDATE uploads SET told = 0 WHERE batch = ?", [batch])
    return True


def keep_text(db: Db, sent: Sent, *, text: str, name: str, link: str, message_id: int | None) -> None:
    """Keeps a collected text; `message_id` is the message that has told of it so far."""
    cursor = db.execute(
        """
        INSERT INTO uploads
            (person, telegram_chat_id, message_id, sent_at, text, name, link, size, progress_message_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [*_identity(sent), text, name, link, len(text.encode()), message_id],
    )
    db.execute("UPDATE uploads SET batch = id WHERE id = ?", [cursor.lastrowid])


def keep_address(db: Db, sent: Sent, *, address: str, name: str) -> bool:
    """Keeps an address that an editor sent, to be fetched; False where the message had come before."""
    cursor = db.execute(
        """
        INSERT OR IGNORE INTO uploads
            (person, telegram_chat_id, message_id, sent_at, fetched_from, name, link)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [*_identity(sent), address, name, address],
    )
    if cursor.rowcount:
        db.execute("UPDATE uploads SET batch = id WHERE id = ?", [cursor.lastrowid])
    return bool(cursor.rowcount)


def has_come(db: Db, sent: Sent) -> bool:
    """Whether a message has brought an upload before."""
    row = db.execute(
        "SELECT 1 FROM uploads WHERE telegram_chat_id = ? AND message_id = ? AND sent_at = ?",
        list(_identity(sent)[1:]),
    ).fetchone()
    return row is not None


def people_waiting(db: Db) -> tuple[int, ...]:
    """Whose uploads are not all settled and told of."""
    rows = db.execute("SELECT DISTINCT person FROM uploads WHERE NOT told ORDER BY person")
    return tuple(person for (person,) in rows)


def first_batch(db: Db, person: int) -> Batch | None:
    """A person's first batch that isn't told of to its end; None where all are."""
    row = db.execute("SELECT min(batch) FROM uploads WHERE person = ? AND NOT told", [person]).fetchone()
    return None if row[0] is None else get_batch(db, row[0])


def get_batch(db: Db, number: int) -> Batch | None:
    """A batch with its uploads; None where there is none any more."""
    rows = all_rows(
        db, f"SELECT {_COLUMNS}, progress_message_id FROM uploads WHERE batch = ? ORDER BY id", [number]
    )
    if not rows:
        return None
    return Batch(number, rows[0]["progress_message_id"], tuple(map(_upload, rows)))


def begin(db: Db, upload_id: int) -> int:
    """Counts that reading begins; returns how often it has, or 0 where there is nothing to read any more."""
    db.execute("UPDATE uploads SET tries = tries + 1 WHERE id = ? AND state = 'waiting'", [upload_id])
    row = db.execute("SELECT tries FROM uploads WHERE id = ? AND state = 'waiting'", [upload_id]).fetchone()
    return 0 if row is None else int(row[0])


def put_back(db: Db, upload_id: int) -> None:
    """Takes back that reading began: it was not tried at all."""
    db.execute("UPDATE uploads SET tries = max(tries - 1, 0) WHERE id = ? AND state = 'waiting'", [upload_id])


def is_waiting(db: Db, upload_id: int) -> bool:
    """Whether an upload is still to be read."""
    row = db.execute("SELECT 1 FROM uploads WHERE id = ? AND state = 'waiting'", [upload_id]).fetchone()
    return row is not None


def mark_read(db: Db, upload_id: int, draft_id: int, lacks: str = "") -> None:
    """Records what was made of an upload, and what of it `lacks`, as the editor is told."""
    db.execute(
        "UPDATE uploads SET state = 'read', draft_id = ?, text = '', reason = ? WHERE id = ?",
        [draft_id, lacks, upload_id],
    )


def get_upload(db: Db, upload_id: int) -> Upload | None:
    """An upload; None where there is none any more."""
    row = one_row(db, f"SELECT {_COLUMNS} FROM uploads WHERE id = ?", [upload_id])
    return None if row is None else _upload(row)


def keep_offer(db: Db, upload_id: int, offer: str, link: str) -> None:
    """Records that the page at an address lists articles, and where it is; the editor is to choose."""
    db.execute(
        "UPDATE uploads SET state = 'read', offer = ?, link = ? WHERE id = ? AND state = 'waiting'",
        [offer, link, upload_id],
    )


def pick(db: Db, upload_id: int, picked: str) -> None:
    """Keeps which articles of an offer the editor wants, while that may be changed."""
    db.execute(f"UPDATE uploads SET picked = ? WHERE id = ? AND {_OFFERED}", [picked, upload_id])


def take_offer(db: Db, upload_id: int) -> bool:
    """Lets what was picked be fetched; False where it was before, or nothing can be any more."""
    cursor = db.execute(
        "UPDATE uploads SET state = 'waiting', told = 0, tries = 0, reason = '', progress_message_id = NULL"
        f" WHERE id = ? AND picked <> '[]' AND {_OFFERED}",
        [upload_id],
    )
    return bool(cursor.rowcount)


def mark_failed(db: Db, upload_id: int, reason: str) -> None:
    """Records why an upload could not be read."""
    db.execute(
        "UPDATE uploads SET state = 'failed', reason = ?, text = '' WHERE id = ? AND state = 'waiting'",
        [reason, upload_id],
    )


def mark_shown(db: Db, upload_id: int) -> None:
    """Records that the editor has the preview or the offer; one who was quick has taken that up already."""
    db.execute("UPDATE uploads SET state = 'shown' WHERE id = ? AND state = 'read'", [upload_id])


def note_message(db: Db, batch: int, message_id: int) -> None:
    """Keeps which message tells of a batch."""
    db.execute("UPDATE uploads SET progress_message_id = ? WHERE id = ?", [message_id, batch])


def mark_told(db: Db, batch: Batch) -> None:
    """Records that the editor knows what became of these uploads.

    Others may have joined them since, and what one offers may have been taken up.
    """
    last = batch.uploads[-1].id
    left = db.execute(
        "SELECT 1 FROM uploads WHERE batch = ? AND (id > ? OR state IN ('waiting', 'read'))",
        [batch.number, last],
    ).fetchone()
    if left is None:
        db.execute("UPDATE uploads SET told = 1 WHERE batch = ?", [batch.number])


def _batch_to_join(db: Db, sent: Sent, album: str) -> int | None:
    """The batch of the same album, else the newest one with files that still is in work."""
    if album:
        row = db.execute(
            "SELECT max(batch) FROM uploads WHERE person = ? AND album = ? AND batch > 0 AND sent_at >= ?",
            [sent.person, album, to_text(sent.at - ALBUM_WITHIN)],
        ).fetchone()
        if row[0] is not None:
            return int(row[0])
    row = db.execute(
        "SELECT max(batch) FROM uploads WHERE person = ? AND telegram_chat_id = ? AND batch > 0 AND NOT told"
        " AND file_id <> ''",
        [sent.person, sent.telegram_chat_id],
    ).fetchone()
    return None if row[0] is None else int(row[0])


def _identity(sent: Sent) -> tuple[int, int, int, str]:
    return sent.person, sent.telegram_chat_id, sent.message_id, to_text(sent.at)


def _upload(row: sqlite3.Row) -> Upload:
    return Upload(**{name: row[name] for name in Upload.__slots__})
