"""An issue that turned out to be of another newspaper: who follows that one is owed it, who waits for the
other no more.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from storage.archive import newspapers
from storage.archive.prepared import PreparedIssue
from storage.database import Db
from storage.deliveries import corrections
from storage.deliveries.owing import owe_article
from storage.deliveries.parts import WAITING

OF_ANOTHER_NEWSPAPER = "of another newspaper"

Concerned = Mapping[int, frozenset[int]]


def concerned_if_moved(db: Db, issue_id: int, issue: PreparedIssue) -> Concerned:
    """The chats that each article of a pushed issue concerns now, before its newspaper is put right.

    Empty where its newspaper stays the same, or it was never pushed.
    """
    pushed, newspaper_id = db.execute(
        "SELECT pushed, newspaper_id FROM issues WHERE id = ?", [issue_id]
    ).fetchone()
    if not pushed or newspaper_id == newspapers.id_of(db, issue.newspaper):
        return {}
    ids = db.execute("SELECT id FROM articles WHERE issue_id = ? AND retracted_at IS NULL", [issue_id])
    return {each: corrections.concerned_chats(db, each) for (each,) in ids.fetchall()}


def owe_moved(db: Db, before: Concerned, moment: dt.datetime) -> None:
    """Owes each article to those whom it concerns now, and cancels what only waits for those no longer."""
    for article_id, chats in before.items():
        lost = chats - corrections.concerned_chats(db, article_id)
        db.execute(
            f"""
            UPDATE deliveries SET state = 'cancelled', reason = ?
            WHERE kind = 'push' AND subject = ? AND {WAITING}
                AND chat_id IN (SELECT value FROM json_each(?))
            """,
            [OF_ANOTHER_NEWSPAPER, article_id, json.dumps(sorted(lost))],
        )
        owe_article(db, article_id, moment)
