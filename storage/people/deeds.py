"""Deeds: who did what that others may ask about, each recorded in the transaction of the deed itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from storage.database import Db
from storage.moments import from_text, to_text
from storage.rows import all_rows

PUBLISHED: Final = "published"
SCHEDULED: Final = "scheduled"
UNDONE: Final = "undone"
CORRECTED: Final = "corrected"
RETRACTED: Final = "retracted"
REINSTATED: Final = "reinstated"
DISCARDED: Final = "discarded"
EDITOR_ADDED: Final = "editor_added"
EDITOR_REMOVED: Final = "editor_removed"
INVITED: Final = "invited"
INVITATION_USED: Final = "invitation_used"
TOOK_OVER: Final = "took_over"
RIGHTS_CHANGED: Final = "rights_changed"
SOURCE_ADDED: Final = "source_added"
SOURCE_REMOVED: Final = "source_removed"
NEWSPAPERS_KEPT: Final = "newspapers_kept"
ANNOUNCED: Final = "announced"
ANNOUNCEMENT_WITHDRAWN: Final = "announcement_withdrawn"
FOLDED: Final = "folded"
UNFOLDED: Final = "unfolded"
PROJECTS_MERGED: Final = "projects_merged"
PROJECT_SPLIT: Final = "project_split"
PROJECT_RENAMED: Final = "project_renamed"
PROJECT_DROPPED: Final = "project_dropped"
PROJECT_UNDONE: Final = "project_undone"
READER_MUTED: Final = "reader_muted"
READER_UNMUTED: Final = "reader_unmuted"
ALL: Final = (
    *(
        PUBLISHED,
        SCHEDULED,
        UNDONE,
        CORRECTED,
        RETRACTED,
        REINSTATED,
        DISCARDED,
        TOOK_OVER,
        RIGHTS_CHANGED,
        SOURCE_ADDED,
        SOURCE_REMOVED,
    ),
    *(EDITOR_ADDED, EDITOR_REMOVED, INVITED, INVITATION_USED),
    *(ANNOUNCED, ANNOUNCEMENT_WITHDRAWN, READER_MUTED, READER_UNMUTED, NEWSPAPERS_KEPT),
    *(FOLDED, UNFOLDED),
    *(PROJECTS_MERGED, PROJECT_SPLIT, PROJECT_RENAMED, PROJECT_DROPPED, PROJECT_UNDONE),
)

COMMAND_LINE: Final = 0  # the person, where somebody used the command line


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed; what stands in the issue and article it is about is empty where there is none, or no more.

    `name` is what the person is called, as far as we know. `detail` is shown as it is.
    """

    id: int
    at: dt.datetime
    person: int
    name: str
    what: str
    issue_id: int | None
    article_id: int | None
    detail: str
    newspaper: str
    published_on: dt.date | None
    page: str
    headline: str


def record(
    db: Db,
    person: int,
    what: str,
    moment: dt.datetime,
    *,
    issue_id: int | None = None,
    article_id: int | None = None,
    detail: str = "",
) -> None:
    """Records a deed; `person` is COMMAND_LINE where it was done there."""
    if what not in ALL:
        raise ValueError(f"no such deed: {what!r}")
    db.execute(
        "INSERT INTO deeds (at, person, what, issue_id, article_id, detail) VALUES (?, ?, ?, ?, ?, ?)",
        [to_text(moment), person, what, issue_id, article_id, detail],
    )


def name_of(db: Db, person: int) -> str:
    """What a person is called, as an editor, as somebody who wrote to the bot, or in their chat; "" if
    unknown.
    """
    [name] = db.execute(
        """
        SELECT coalesce((SELECT nullif(name, '') FROM editors WHERE person = :person),
            (SELECT nullif(name, '') FROM acquaintances WHERE person = :person),
            (SELECT title FROM chats WHERE telegram_id = :person AND thread_id = 0), '')
        """,
        {"person": person},
    ).fetchone()
    return str(name)


def newest(db: Db, *, limit: int, offset: int = 0) -> tuple[Deed, ...]:
    """Deeds, the newest first."""
    rows = all_rows(
        db,
        """
        SELECT d.*,
            coalesce(nullif(e.name, ''), nullif(k.name, ''), c.title, '') AS name,
            coalesce(n.name, a.newspaper, '') AS newspaper,
            coalesce(i.published_on, a.published_on) AS published_on,
            coalesce(i.page, '') AS page,
            coalesce(r.headline, '') AS headline
        FROM (SELECT * FROM deeds ORDER BY id DESC LIMIT ? OFFSET ?) d
            LEFT JOIN editors e ON e.person = d.person
            LEFT JOIN acquaintances k ON k.person = d.person
            LEFT JOIN chats c ON c.telegram_id = d.person AND c.thread_id = 0
            LEFT JOIN articles a ON a.id = d.article_id
            LEFT JOIN issues i ON i.id = coalesce(d.issue_id, a.issue_id)
            LEFT JOIN newspapers n ON n.id = i.newspaper_id
            LEFT JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
        ORDER BY d.id DESC
        """,
        [limit, offset],
    )
    return tuple(
        Deed(
            **dict(row)
            | {
                "at": from_text(row["at"]),
                "published_on": row["published_on"] and dt.date.fromisoformat(row["published_on"]),
            }
        )
        for row in rows
    )
