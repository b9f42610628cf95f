"""The days of promises as news: that one came, and what becomes of that when articles say otherwise."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from projects.archive import BuiltTelling
from storage.database import Db
from storage.projects.kept_news import Said, add, as_json, change, owe, said_in, stored
from storage.rows import all_rows


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
            news_id = add(db, row["project_id"], row["article_id"], said, moment, row["step"], row["due_on"])
            owe(db, news_id, row["project_id"], moment)
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


def settle_days(
    db: Db, project_id: int, tellings: Sequence[BuiltTelling], name: str, moment: dt.datetime
) -> None:
    """Lets news of a promise's day be news as long as an article tells of the promise.

    It calls the project by its `name` of now; what was heard last stays as it was on that day.
    """
    for row in stored(db, project_id, of_days=True):
        tellers = [
            telling.anchor.article_id
            for telling in tellings
            for promise in telling.promises
            if promise.due and (str(promise.step), promise.due.isoformat()) == (row["step"], row["due_on"])
        ]
        if tellers and row["article_id"] not in tellers:
            to_it = [tellers[0], row["id"]]
            db.execute("UPDATE OR IGNORE project_news SET article_id = ? WHERE id = ?", to_it)
        said = as_json(replace(said_in(row["said"]), name=name)) if tellers else row["said"]
        change(db, row, said, gone=not tellers, moment=moment)
