"""News of projects: that an article moved one on, that a promise's day came; and whom it is owed to.

News is made while a park's ledger is put in its place (storage/ledger.py), from what an article tells beyond
the earlier ones. It keeps its number while the ledger is made anew: where it then says something else, or
nothing tells it any more, those who have it are owed an edit.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass

from projects.archive import BuiltTelling
from projects.timeline import changes
from storage import merged_follows
from storage.corrections import PROJECT_NEWS_CHANGED
from storage.database import Db
from storage.delivery_parts import WAITING
from storage.moments import to_text
from storage.rows import all_rows, one_row
from storage.schedule import DUE_AT

PROJECT, PROJECT_EDIT = "project", "project_edit"
GONE = "no article says so any more"
UNFOLLOWED = "unfollowed"
NEWS_WITHIN = dt.timedelta(days=2)
"""What an issue tells that was stored longer ago is no news: an archive read in, a ledger's first making."""

_OWE = f"""
    INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at)
    SELECT c.id, 'project', :news, 1, {DUE_AT}, :now
    FROM follows f CROSS JOIN chats c ON c.id = f.chat_id
    WHERE f.project_id = :project AND c.off_at IS NULL AND c.digest <> 'off' {{and_}}
    ORDER BY c.id
    ON CONFLICT DO NOTHING
"""
# Whoever followed after the article was there, or gets it or another telling of its story anyway, isn't told.
_OF_ARTICLE = """
    AND f.after_issue < :issue AND NOT EXISTS (
        SELECT 1 FROM articles a CROSS JOIN articles o ON o.id = a.id OR o.story_id = a.story_id
            CROSS JOIN deliveries h ON h.kind = 'push' AND h.subject = o.id AND h.chat_id = c.id
                AND h.version = 1
        WHERE a.id = :article AND h.state <> 'cancelled' AND h.state <> 'expired'
    )
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What news says: of which project, and what is new of it, in the article's words; or empty.

    `stage` was reached, from `before`; `evidence` are the words that tell it. `promises` as 时间 and words.
    Of a promise's day `promises` has that one, and `heard` is where the project stood last, on `heard_on`.
    """

    name: str
    stage: str = ""
    before: str = ""
    evidence: str = ""
    promises: tuple[str, ...] = ()
    investment: str = ""
    heard: str = ""
    heard_on: str = ""


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
        stored = {row["article_id"]: row for row in _stored(db, project_id)}
        for place, telling in enumerate(tellings):
            article_id = telling.anchor.article_id
            said = _moved(tellings[:place], telling, names[project_id]) if place else None
            if article_id in stored:
                _put_right(db, stored.pop(article_id), said, moment)
            elif said is not None and (article_id, telling.anchor.name) not in known:
                _tell(db, project_id, article_id, said, moment)
        for row in stored.values():
            _put_right(db, row, None, moment)
        _settle_days(db, project_id, tellings, moment)


def forsake(db: Db, project_id: int, into: int | None, moment: dt.datetime) -> None:
    """What was news of a project that is none any more is none any more.

    If it became a part of another one, its news and those who followed it go over to that.
    """
    both = {"into": into, "one": project_id}
    if into is not None:
        db.execute("UPDATE OR IGNORE project_news SET project_id = :into WHERE project_id = :one", both)
    for row in (*_stored(db, project_id), *_stored(db, project_id, of_days=True)):
        _put_right(db, row, None, moment)
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


def notice_days(db: Db, today: dt.date, moment: dt.datetime, limit: int) -> int:
    """Notices promises whose day has come, at most `limit`, each once; returns how many it looked at.

    Those that nothing was heard of since are news to those who follow their project.
    """
    rows = all_rows(
        db,
        """
        SELECT m.id, m.project_id, m.article_id, m.step, m.due_on, m.time, m.words, m.outcome,
            j.name, j.stage, j.told_on, j.gone,
            EXISTS (SELECT 1 FROM follows f WHERE f.project_id = m.project_id) AS followed
        FROM promises m JOIN projects j ON j.id = m.project_id
        WHERE NOT m.noticed AND m.due_on IS NOT NULL AND m.due_on <= ? ORDER BY m.due_on, m.id LIMIT ?
        """,
        [today.isoformat(), limit],
    )
    for row in rows:
        wanted = row["followed"] and not row["gone"] and not row["outcome"]
        if wanted and not _is_told_of_another(db, row):
            said = Said(
                row["name"],
                promises=(row["time"] + row["words"],),
                heard=row["stage"],
                heard_on=row["told_on"],
            )
            news_id = _add(db, row["project_id"], row["article_id"], said, moment, row["step"], row["due_on"])
            parameters = {"news": news_id, "project": row["project_id"], "now": to_text(moment)}
            db.execute(_OWE.format(and_=""), parameters)
    ids = json.dumps([row["id"] for row in rows])
    db.execute("UPDATE promises SET noticed = 1 WHERE id IN (SELECT value FROM json_each(?))", [ids])
    return len(rows)


def _is_told_of_another(db: Db, promise: sqlite3.Row) -> bool:
    """Whether the same promise's day is news already, as another article tells it."""
    row = db.execute(
        """
        SELECT 1 FROM project_news
        WHERE project_id = ? AND step = ? AND due_on = ? AND article_id <> ? AND NOT gone LIMIT 1
        """,
        [promise["project_id"], promise["step"], promise["due_on"], promise["article_id"]],
    ).fetchone()
    return row is not None


def _settle_days(db: Db, project_id: int, tellings: Sequence[BuiltTelling], moment: dt.datetime) -> None:
    """Lets news of a promise's day be news as long as an article tells of the promise."""
    for row in _stored(db, project_id, of_days=True):
        tellers = [
            telling.anchor.article_id
            for telling in tellings
            for promise in telling.promises
            if promise.due and (str(promise.step), promise.due.isoformat()) == (row["step"], row["due_on"])
        ]
        if tellers and row["article_id"] not in tellers:
            to_it = [tellers[0], row["id"]]
            db.execute("UPDATE OR IGNORE project_news SET article_id = ? WHERE id = ?", to_it)
        _change(db, row, row["said"], gone=not tellers, moment=moment)


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
    news_id = _add(db, project_id, article_id, said, moment)
    db.execute(
        _OWE.format(and_=_OF_ARTICLE),
        {
            "news": news_id,
            "project": project_id,
            "issue": issue["id"],
            "article": article_id,
            "now": to_text(moment),
        },
    )


def _add(
    db: Db,
    project_id: int,
    article_id: int,
    said: Said,
    moment: dt.datetime,
    step: str = "",
    due_on: str = "",
) -> int:
    row = db.execute(
        """
        INSERT INTO project_news (project_id, article_id, step, due_on, said, made_at)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET said = excluded.said RETURNING id
        """,
        [project_id, article_id, step, due_on, _json(said), to_text(moment)],
    ).fetchone()
    return int(row[0])


def _stored(db: Db, project_id: int, *, of_days: bool = False) -> list[dict[str, object]]:
    """The news of a project that articles moved it on, or that promises' days came."""
    rows = all_rows(
        db,
        "SELECT * FROM project_news WHERE project_id = ? AND (step <> '') = ? ORDER BY id",
        [project_id, of_days],
    )
    return [dict(row) for row in rows]


def _put_right(db: Db, row: Mapping[str, object], said: Said | None, moment: dt.datetime) -> None:
    """Lets news say what holds now, and owes that to those who have it where it is something else."""
    _change(db, row, row["said"] if said is None else _json(said), gone=said is None, moment=moment)


def _change(db: Db, row: Mapping[str, object], said: object, *, gone: bool, moment: dt.datetime) -> None:
    if (said, gone) == (row["said"], bool(row["gone"])):
        return
    db.execute(
        "UPDATE project_news SET said = ?, gone = ?, version = version + 1 WHERE id = ?",
        [said, gone, row["id"]],
    )
    db.execute(
        """
        INSERT INTO markers VALUES (?, '1')
        ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1
        """,
        [PROJECT_NEWS_CHANGED],
    )
    db.execute(
        """
        INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at)
        SELECT d.chat_id, 'project_edit', d.subject, n.version, :now, :now
        FROM deliveries d JOIN project_news n ON n.id = d.subject
        WHERE d.kind = 'project' AND d.subject = :id AND d.message_id IS NOT NULL
            AND d.state IN ('sent', 'pending', 'parked')
        ORDER BY d.chat_id
        ON CONFLICT DO NOTHING
        """,
        {"id": row["id"], "now": to_text(moment)},
    )


def _json(said: Said) -> str:
    return json.dumps(asdict(said), ensure_ascii=False, sort_keys=True)
