"""News of projects: that an article moved one on; and whom it is owed to.

News is made while a park's ledger is put in its place (storage/projects/ledger.py), from what an article
tells beyond the earlier ones. It keeps its number while the ledger is made anew: where it then says something
else, or nothing tells it any more, those who have it are owed an edit.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence

from projects.archive import BuiltTelling
from projects.timeline import changes
from storage.database import Db
from storage.deliveries.parts import WAITING
from storage.moments import to_text
from storage.projects import merged_follows
from storage.projects.kept_news import Said, add, owe, put_right, stored
from storage.projects.promise_news import settle_days
from storage.rows import one_row

UNFOLLOWED = "unfollowed"
NEWS_WITHIN = dt.timedelta(days=2)
"""What an issue tells that was stored longer ago is no news: an archive read in, a ledger's first making."""

# Whoever followed after the article was there, or gets it or another telling of its story anyway, isn't told.
_OF_ARTICLE = """
    AND f.after_issue < :issue AND NOT EXISTS (
        SELECT 1 FROM articles a CROSS JOIN articles o ON o.id = a.id OR o.story_id = a.story_id
            CROSS JOIN deliveries h ON h.kind = 'push' AND h.subject = o.id AND h.chat_id = c.id
                AND h.version = 1
        WHERE a.id = :article AND h.state <> 'cancelled' AND h.state <> 'expired'
    )
"""


def settle(
    db: Db,
    told: Mapping[int, Sequence[BuiltTelling]],
    names: Mapping[int, str],
    known: Collection[tuple[int, str]],
    moment: dt.datetime,
) -> None:
    """Makes the news of a park's new ledger, and puts right what was news before.

    `told` are each project's tellings, the oldest first; `known` are the tellings (article, name) that were
    in the ledger before.
    """
    for project_id, tellings in told.items():
        known_news = {row["article_id"]: row for row in stored(db, project_id)}
        for place, telling in enumerate(tellings):
            article_id = telling.anchor.article_id
            said = _moved(tellings[:place], telling, names[project_id]) if place else None
            if article_id in known_news:
                put_right(db, known_news.pop(article_id), said, moment)
            elif said is not None and (article_id, telling.anchor.name) not in known:
                _tell(db, project_id, article_id, said, moment)
        for row in known_news.values():
            put_right(db, row, None, moment)
        settle_days(db, project_id, tellings, names[project_id], moment)


def forsake(db: Db, project_id: int, into: int | None, moment: dt.datetime) -> None:
    """What was news of a project that is none any more is none any more.

    If it became a part of another one, its news and those who followed it go over to that.
    """
    both = {"into": into, "one": project_id}
    if into is not None:
        db.execute("UPDATE OR IGNORE project_news SET project_id = :into WHERE project_id = :one", both)
    for row in (*stored(db, project_id), *stored(db, project_id, of_days=True)):
        put_right(db, row, None, moment)
    if into is not None:
        merged_follows.go_over(db, project_id, into)


def come_apart(db: Db, part: int, merged: int, article_ids: Collection[int]) -> None:
    """Gives a project that was a part of another its followers and the news that these articles told.

    What waits of that for those who follow the other one alone is none of theirs.
    """
    merged_follows.give_back(db, part, merged)
    parameters = {"part": part, "merged": merged, "articles": json.dumps(sorted(article_ids))}
    rows = db.execute(
        """
        UPDATE OR IGNORE project_news SET project_id = :part
        WHERE project_id = :merged AND article_id IN (SELECT value FROM json_each(:articles)) RETURNING id
        """,
        parameters,
    ).fetchall()
    db.execute(
        f"""
        UPDATE deliveries SET state = 'cancelled', reason = :reason
        WHERE kind = 'project' AND subject IN (SELECT value FROM json_each(:news)) AND {WAITING}
            AND chat_id NOT IN (SELECT chat_id FROM follows WHERE project_id = :part)
        """,
        {"reason": UNFOLLOWED, "news": json.dumps([number for (number,) in rows]), "part": part},
    )


def _moved(before: Sequence[BuiltTelling], telling: BuiltTelling, name: str) -> Said | None:
    """What a telling tells beyond the earlier ones; None where that is nothing."""
    points = [(each.telling.stage, each.telling.reached or each.day) for each in before]
    stood = changes(points)
    stands = changes([*points, (telling.telling.stage, telling.telling.reached or telling.day)])
    moved = len(stands) > len(stood)
    known = {(promise.step, promise.due) for each in before for promise in each.promises}
    promises = tuple(
        promise.time + promise.words
        for promise in telling.promises
        if (promise.step, promise.due) not in known
    )
    amount = next((each.amount for each in reversed(before) if each.amount is not None), None)
    money = telling.investment if telling.amount is not None and telling.amount != amount else ""
    if not (moved or promises or money):
        return None
    return Said(
        name,
        stage=str(stands[-1][0]) if moved else "",
        before=str(stood[-1][0]) if moved and stood else "",
        evidence=telling.evidence if moved else "",
        promises=promises,
        investment=money,
    )


def _tell(db: Db, project_id: int, article_id: int, said: Said, moment: dt.datetime) -> None:
    """Makes news of what an article tells, where it was pushed of late and its story wasn't told before."""
    issue = one_row(
        db,
        """
        SELECT i.id FROM articles a JOIN issues i ON i.id = a.issue_id
        WHERE a.id = :article AND i.pushed AND i.stored_at >= :since AND NOT EXISTS (
            SELECT 1 FROM articles o JOIN project_news n ON n.article_id = o.id AND n.project_id = :project
            WHERE o.story_id = a.story_id AND o.id <> a.id AND NOT n.gone AND n.step = ''
        )
        """,
        {"article": article_id, "project": project_id, "since": to_text(moment - NEWS_WITHIN)},
    )
    followed = db.execute("SELECT 1 FROM follows WHERE project_id = ? LIMIT 1", [project_id]).fetchone()
    if issue is None or followed is None:
        return
    news_id = add(db, project_id, article_id, said, moment)
    owe(db, news_id, project_id, moment, _OF_ARTICLE, issue=issue["id"], article=article_id)
