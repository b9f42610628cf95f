"""Drafts: what an editor looks at and mends before it is published. One editor has each at a time."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from storage.archive import prepared as prepared_issues
from storage.archive.prepared import PreparedIssue
from storage.database import Db
from storage.desk import outdated
from storage.moments import from_text, to_text
from storage.rows import all_rows, one_row

OPEN, PUBLISHED, DISCARDED = "open", "published", "discarded"
NOBODY = 0  # has a draft that came by itself, until an editor takes it

_COLUMNS = """
    id, editor_id, prepared, state, created_at, coalesce(touched_at, created_at) AS touched_at, publish_at,
    pushed,
    preview_chat_id, preview_message_id, issue_id
"""


class DraftUnknown(Exception):
    """There is no draft with this number."""


class DraftClosed(Exception):
    """The draft was published or discarded before; `state` says which."""

    def __init__(self, state: str) -> None:
        super().__init__(f"the draft is already {state}")
        self.state = state


class DraftHeld(Exception):
    """Another editor has the draft; `editor_id` says who."""

    def __init__(self, editor_id: int) -> None:
        super().__init__(f"editor {editor_id} has the draft")
        self.editor_id = editor_id


class DraftLeaving(Exception):
    """The draft publishes itself at a moment, and isn't changed before it is called back."""

    def __init__(self, publish_at: dt.datetime) -> None:
        super().__init__(f"the draft is published at {publish_at}")
        self.publish_at = publish_at


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it is stored. `publish_at` is when it publishes itself, if it does; `pushed` whether it
    then pushes.

    `preview` is where its preview stands: Telegram's numbers of chat and message.
    """

    id: int
    editor_id: int
    issue: PreparedIssue
    state: str
    created_at: dt.datetime
    touched_at: dt.datetime
    publish_at: dt.datetime | None
    pushed: bool
    preview: tuple[int, int] | None
    issue_id: int | None


def save_draft(db: Db, editor_id: int, issue: PreparedIssue, moment: dt.datetime) -> int:
    """Keeps an issue that an editor is looking at; returns the draft's number."""
    cursor = db.execute(
        "INSERT INTO drafts (editor_id, prepared, created_at, touched_at) VALUES (?, ?, ?, ?)",
        [editor_id, _kept(db, issue), to_text(moment), to_text(moment)],
    )
    return int(cursor.lastrowid or 0)


def get_draft(db: Db, draft_id: int) -> Draft:
    """The draft with this number, whatever became of it. Raises DraftUnknown."""
    row = one_row(db, f"SELECT {_COLUMNS} FROM drafts WHERE id = ?", [draft_id])
    if row is None:
        raise DraftUnknown(f"draft {draft_id}")
    return _draft(row)


def open_drafts(db: Db) -> tuple[Draft, ...]:
    """All that are open, the one touched last first."""
    rows = all_rows(
        db, f"SELECT {_COLUMNS} FROM drafts WHERE state = 'open' ORDER BY touched_at DESC, id DESC"
    )
    return tuple(map(_draft, rows))


def open_draft_of(db: Db, issue_id: int) -> Draft | None:
    """The open draft that puts a published issue right, if there is one."""
    return next((draft for draft in open_drafts(db) if draft.issue.of_issue == issue_id), None)


def held_draft(db: Db, draft_id: int, person: int) -> Draft:
    """An open draft that this person has and may change now.

    Raises DraftUnknown, DraftClosed, DraftHeld and DraftLeaving.
    """
    draft = get_draft(db, draft_id)
    if draft.state != OPEN:
        raise DraftClosed(draft.state)
    if draft.editor_id != person:
        raise DraftHeld(draft.editor_id)
    if draft.publish_at is not None:
        raise DraftLeaving(draft.publish_at)
    return draft


def change_draft(
    db: Db,
    draft_id: int,
    person: int,
    change: Callable[[PreparedIssue], PreparedIssue],
    moment: dt.datetime,
) -> Draft:
    """Changes what a draft holds, for the editor who has it. Raises like `held_draft`, and what `change`
    raises.
    """
    draft = held_draft(db, draft_id, person)
    db.execute(
        "UPDATE drafts SET prepared = ?, touched_at = ?, reminded_at = NULL WHERE id = ?",
        [_kept(db, change(draft.issue)), to_text(moment), draft_id],
    )
    return get_draft(db, draft_id)


def bring_up_to_date(db: Db, draft_id: int, moment: dt.datetime) -> Draft:
    """Lets an open draft build upon what is stored now, and keeps it from publishing itself unseen.

    Raises DraftUnknown and DraftClosed.
    """
    draft = call_back(db, draft_id, moment)
    issue = outdated.up_to_date(db, draft.issue)
    db.execute("UPDATE drafts SET prepared = ? WHERE id = ?", [_kept(db, issue), draft_id])
    return get_draft(db, draft_id)


def take_over(db: Db, draft_id: int, person: int, moment: dt.datetime) -> int:
    """Gives an open draft to another editor; returns who had it. Raises DraftUnknown and DraftClosed."""
    draft = get_draft(db, draft_id)
    if draft.state != OPEN:
        raise DraftClosed(draft.state)
    db.execute(
        "UPDATE drafts SET editor_id = ?, touched_at = ?, reminded_at = NULL WHERE id = ?",
        [person, to_text(moment), draft_id],
    )
    return draft.editor_id


def schedule_draft(
    db: Db, draft_id: int, person: int, publish_at: dt.datetime, *, push: bool, moment: dt.datetime
) -> Draft:
    """Lets a draft publish itself at a moment. Raises like `held_draft`, and DraftOutdated."""
    outdated.check_up_to_date(db, held_draft(db, draft_id, person).issue)
    db.execute(
        "UPDATE drafts SET publish_at = ?, pushed = ?, touched_at = ? WHERE id = ?",
        [to_text(publish_at), push, to_text(moment), draft_id],
    )
    return get_draft(db, draft_id)


def call_back(db: Db, draft_id: int, moment: dt.datetime) -> Draft:
    """Keeps a draft from publishing itself, whoever has it. Raises DraftUnknown and DraftClosed."""
    draft = get_draft(db, draft_id)
    if draft.state != OPEN:
        raise DraftClosed(draft.state)
    db.execute(
        "UPDATE drafts SET publish_at = NULL, touched_at = ? WHERE id = ?", [to_text(moment), draft_id]
    )
    return get_draft(db, draft_id)


def let_go(db: Db, draft_id: int) -> int:
    """Keeps a draft from publishing itself without reading what it holds; returns who has it."""
    db.execute("UPDATE drafts SET publish_at = NULL WHERE id = ? AND state = 'open'", [draft_id])
    [editor_id] = db.execute("SELECT editor_id FROM drafts WHERE id = ?", [draft_id]).fetchone()
    return int(editor_id)


def due_drafts(db: Db, moment: dt.datetime) -> tuple[int, ...]:
    """The drafts whose moment to publish themselves has come, in its order."""
    rows = db.execute(
        "SELECT id FROM drafts WHERE state = 'open' AND publish_at <= ? ORDER BY publish_at, id",
        [to_text(moment)],
    )
    return tuple(row[0] for row in rows)


def next_publication(db: Db) -> dt.datetime | None:
    """When the next draft publishes itself; None where none does."""
    row = db.execute("SELECT min(publish_at) FROM drafts WHERE state = 'open'").fetchone()
    return None if row[0] is None else from_text(row[0])


def close_draft(db: Db, draft_id: int, state: str, issue_id: int | None = None) -> Draft:
    """Ends an open draft; returns it as it was. Raises DraftUnknown or DraftClosed."""
    draft = get_draft(db, draft_id)
    if draft.state != OPEN:
        raise DraftClosed(draft.state)
    db.execute("UPDATE drafts SET state = ?, issue_id = ? WHERE id = ?", [state, issue_id, draft_id])
    return draft


def show_preview_at(db: Db, draft_id: int, chat_id: int, message_id: int) -> None:
    """Keeps where a draft's preview stands: Telegram's numbers of chat and message."""
    db.execute(
        "UPDATE drafts SET preview_chat_id = ?, preview_message_id = ? WHERE id = ?",
        [chat_id, message_id, draft_id],
    )


def forgotten_drafts(db: Db, *, before: dt.datetime, moment: dt.datetime) -> tuple[Draft, ...]:
    """Open drafts that nobody touched since a moment and nobody was reminded of; they count as reminded
    now.
    """
    rows = all_rows(
        db,
        f"""
        SELECT {_COLUMNS} FROM drafts
        WHERE state = 'open' AND publish_at IS NULL AND reminded_at IS NULL
            AND coalesce(touched_at, created_at) < ? ORDER BY id
        """,
        [to_text(before)],
    )
    db.conn.executemany(
        "UPDATE drafts SET reminded_at = ? WHERE id = ?", [(to_text(moment), row["id"]) for row in rows]
    )
    return tuple(map(_draft, rows))


def _kept(db: Db, issue: PreparedIssue) -> str:
    """What is stored of an issue, with the revisions that it builds upon."""
    return prepared_issues.to_json(outdated.with_bases(db, issue.keyed()))


def _draft(row: sqlite3.Row) -> Draft:
    preview = None
    if row["preview_message_id"] is not None:
        preview = (row["preview_chat_id"], row["preview_message_id"])
    return Draft(
        id=row["id"],
        editor_id=row["editor_id"],
        issue=prepared_issues.from_json(row["prepared"]).keyed(),
        state=row["state"],
        created_at=from_text(row["created_at"]),
        touched_at=from_text(row["touched_at"]),
        publish_at=None if row["publish_at"] is None else from_text(row["publish_at"]),
        pushed=bool(row["pushed"]),
        preview=preview,
        issue_id=row["issue_id"],
    )
