"""News of projects as it is kept: what it says, to whom it is owed, and the edits owed when it changes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from storage.database import Db
from storage.deliveries import copies
from storage.deliveries.corrections import PROJECT_NEWS_CHANGED
from storage.moments import to_text
from storage.rows import all_rows
from storage.schedule import DUE_AT

PROJECT: Final = "project"
PROJECT_EDIT: Final = "project_edit"
GONE = "no article says so any more"

_OWE = f"""
    INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at)
    SELECT c.id, 'project', :news, 1, {DUE_AT}, :now
    FROM follows f CROSS JOIN chats c ON c.id = f.chat_id
    WHERE f.project_id = :project AND c.off_at IS NULL AND c.digest <> 'off' {{and_}}
    ORDER BY c.id
    ON CONFLICT DO NOTHING
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


def owe(db: Db, news_id: int, project_id: int, moment: dt.datetime, and_: str = "", **more: object) -> None:
    """Owes news to those who follow its project, as far as the condition `and_` with its parameters holds."""
    parameters = {"news": news_id, "project": project_id, "now": to_text(moment)} | more
    db.execute(_OWE.format(and_=and_), parameters)


def add(
    db: Db,
    project_id: int,
    article_id: int,
    said: Said,
    moment: dt.datetime,
    step: str = "",
    due_on: str = "",
) -> int:
    """Keeps news, of a promise's day where it has a `step`; returns its number."""
    row = db.execute(
        """
        INSERT INTO project_news (project_id, article_id, step, due_on, said, made_at)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET said = excluded.said RETURNING id
        """,
        [project_id, article_id, step, due_on, as_json(said), to_text(moment)],
    ).fetchone()
    return int(row[0])


def stored(db: Db, project_id: int, *, of_days: bool = False) -> list[dict[str, Any]]:
    """The news of a project that articles moved it on, or that promises' days came."""
    rows = all_rows(
        db,
        "SELECT * FROM project_news WHERE project_id = ? AND (step <> '') = ? ORDER BY id",
        [project_id, of_days],
    )
    return [dict(row) for row in rows]


def put_right(db: Db, row: Mapping[str, Any], said: Said | None, moment: dt.datetime) -> None:
    """Lets news say what holds now, and owes that to those who have it where it is something else."""
    change(db, row, row["said"] if said is None else as_json(said), gone=said is None, moment=moment)


def change(db: Db, row: Mapping[str, Any], said: object, *, gone: bool, moment: dt.datetime) -> None:
    """Lets news say something else, or nothing, and owes an edit to those who have it."""
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
    copies.owe_edits(db, PROJECT, PROJECT_EDIT, row["id"], row["version"] + 1, moment)


def as_json(said: Said) -> str:
    """What news says, as its row has it."""
    return json.dumps(asdict(said), ensure_ascii=False, sort_keys=True)


def said_in(text: str) -> Said:
    """What a row of news says."""
    fields = json.loads(text)
    return Said(**fields | {"promises": tuple(fields["promises"])})
