"""An article that was taken back stands again: in answers, and in the messages of whoever had it."""

from __future__ import annotations

import datetime as dt
import json

from storage.archive import published_issues, stories
from storage.archive.revisions import revise_article
from storage.database import Db
from storage.deliveries import corrections, story_pushes
from storage.deliveries.deliveries import SWITCHED_OFF
from storage.deliveries.parts import NEVER_PACKED
from storage.moments import to_text
from storage.schedule import DUE_AT


def reinstate(db: Db, article_id: int, moment: dt.datetime, *, editor_id: int) -> int | None:
    """Takes the retraction of an article back, and owes that to whoever has it; returns to how many chats.

    It says what it said, in a revision of its own: every message that was struck through is put right like a
    corrected one. Whoever still waited for it waits again. None where it isn't retracted.
    """
    row = db.execute(
        "UPDATE articles SET retracted_at = NULL, retraction = '', retraction_sounds = 0"
        " WHERE id = ? AND retracted_at IS NOT NULL RETURNING issue_id",
        [article_id],
    ).fetchone()
    if row is None:
        return None
    issue = published_issues.prepared_again(db, row[0])
    [prepared] = [each for each in issue.articles if each.article_id == article_id]
    version = revise_article(db, issue, prepared, moment, editor_id=editor_id, sounds=False)
    _owe_again(db, article_id, moment)
    chats = corrections.owe_correction(db, article_id, version, moment)
    together = stories.members_of(db, article_id)
    if len(together) > 1:
        story_pushes.settle(db, together, moment)
    return chats


def taken_back_together(db: Db, issue_id: int) -> list[int]:
    """The articles of an issue that were taken back last, all at once; empty where none is."""
    rows = db.execute(
        """
        SELECT id FROM articles WHERE issue_id = :issue AND retracted_at = (
            SELECT max(retracted_at) FROM articles WHERE issue_id = :issue
        ) ORDER BY id
        """,
        {"issue": issue_id},
    )
    return [article_id for (article_id,) in rows]


def _owe_again(db: Db, article_id: int, moment: dt.datetime) -> None:
    """Owes the article to those who waited for it when it was retracted, unless they want it no more."""
    db.execute(
        f"""
        UPDATE deliveries SET
            reason = CASE WHEN c.digest = 'off' THEN :off END,
            state = CASE WHEN c.digest = 'off' THEN 'cancelled' ELSE 'pending' END,
            due_at = max(due_at, coalesce({DUE_AT}, due_at)), urgent_on = NULL
        FROM chats c
        WHERE c.id = deliveries.chat_id AND deliveries.kind = 'push' AND deliveries.subject = :article_id
            AND deliveries.version = 1 AND {NEVER_PACKED} AND deliveries.state = 'cancelled'
            AND deliveries.reason = :retracted
            AND deliveries.chat_id IN (SELECT value FROM json_each(:concerned))
        """,
        {
            "article_id": article_id,
            "concerned": json.dumps(sorted(corrections.concerned_chats(db, article_id))),
            "now": to_text(moment),
            "off": SWITCHED_OFF,
            "retracted": corrections.RETRACTED,
        },
    )
