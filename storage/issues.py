"""Issues: what an editor publishes in one go. In whole or not at all, and what is owed with it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from storage import prepared as prepared_issues
from storage.articles import add_article, find_article
from storage.database import Db
from storage.deliveries import owe
from storage.moments import to_text
from storage.prepared import PreparedIssue
from storage.rows import one_row


class DraftUnknown(Exception):
    """There is no draft with this number."""


class DraftClosed(Exception):
    """The draft was published or discarded before; `state` says which."""

    def __init__(self, state: str) -> None:
        super().__init__(f"the draft is already {state}")
        self.state = state


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: articles added, articles known before, chats that are owed something.

    `issue_id` is the issue they were added with; None where none was.
    """

    added: int
    known: int
    chats_owed: int
    issue_id: int | None = None


def publish(db: Db, issue: PreparedIssue, *, push: bool, moment: dt.datetime) -> Published:
    """Stores the articles that are new, and with `push` makes a delivery for everyone they concern."""
    fresh = [
        (position, article)
        for position, article in enumerate(issue.articles)
        if find_article(db, issue, article) is None
    ]
    if not fresh:
        return Published(0, len(issue.articles), 0)
    issue_id = _add_issue(db, issue, push=push, moment=moment)
    for position, article in fresh:
        # The same article twice on one page is one article.
        if find_article(db, issue, article) is None:
            add_article(db, issue_id, position, issue, article, moment)
    added = db.execute("SELECT count(*) FROM articles WHERE issue_id = ?", [issue_id]).fetchone()[0]
    chats_owed = owe(db, moment=moment, issue_id=issue_id) if push else 0
    return Published(added, len(issue.articles) - added, chats_owed, issue_id)


def save_draft(db: Db, editor_id: int, issue: PreparedIssue, moment: dt.datetime) -> int:
    """Keeps an issue that an editor is looking at; returns the draft's number."""
    cursor = db.execute(
        "INSERT INTO drafts (editor_id, prepared, created_at) VALUES (?, ?, ?)",
        [editor_id, prepared_issues.to_json(issue), to_text(moment)],
    )
    return int(cursor.lastrowid or 0)


def publish_draft(db: Db, draft_id: int, *, push: bool, moment: dt.datetime) -> Published:
    """Publishes a draft and closes it, in one go. Raises DraftUnknown or DraftClosed."""
    issue = _close_draft(db, draft_id, "published")
    return publish(db, issue, push=push, moment=moment)


def discard_draft(db: Db, draft_id: int) -> PreparedIssue:
    """Closes a draft without publishing it; returns what was in it. Raises DraftUnknown or DraftClosed."""
    return _close_draft(db, draft_id, "discarded")


def _close_draft(db: Db, draft_id: int, state: str) -> PreparedIssue:
    row = one_row(db, "SELECT prepared, state FROM drafts WHERE id = ?", [draft_id])
    if row is None:
        raise DraftUnknown(f"draft {draft_id}")
    if row["state"] != "open":
        raise DraftClosed(row["state"])
    db.execute("UPDATE drafts SET state = ? WHERE id = ?", [state, draft_id])
    return prepared_issues.from_json(row["prepared"])


def _add_issue(db: Db, issue: PreparedIssue, *, push: bool, moment: dt.datetime) -> int:
    cursor = db.execute(
        """
        INSERT INTO issues
            (newspaper, published_on, date_assumed, page, source_name, furniture, pushed, stored_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            issue.newspaper,
            issue.published_on.isoformat(),
            issue.date_assumed,
            issue.page,
            issue.source_name,
            json.dumps(issue.furniture, ensure_ascii=False),
            push,
            to_text(moment),
        ],
    )
    return int(cursor.lastrowid or 0)
