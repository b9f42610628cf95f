"""Published issues as editors see them: what stands in each, what is owed and sent, ready to be mended."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from dataclasses import dataclass

from parsing.parks import Park
from storage.archive.brief_places import brief_at
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.archive.revisions import CHOSEN_BY_EDITOR, stored_article
from storage.database import Db
from storage.moments import from_text
from storage.rows import all_rows, one_row

PUBLISHED, STORED, CORRECTED, RETRACTED = "published", "stored", "corrected", "retracted"

_ISSUE = """
    SELECT i.id, coalesce(n.name, '') AS newspaper, i.published_on, i.page, i.source_name, i.link,
        i.stored_at, i.editor_id, i.pushed, i.full_text,
        count(a.id) AS articles, coalesce(sum(a.retracted_at IS NOT NULL), 0) AS retracted,
        coalesce(sum(a.revision > 1), 0) AS corrected
    FROM issues i LEFT JOIN newspapers n ON n.id = i.newspaper_id LEFT JOIN articles a ON a.issue_id = i.id
"""


class IssueUnknown(Exception):
    """There is no issue with this number."""


@dataclass(frozen=True, slots=True)
class PublishedIssue:
    """An issue in a list. `state` is published (pushed), stored (not pushed), corrected or retracted (all
    of it). `full_text` says whether readers may have the whole texts.
    """

    id: int
    newspaper: str
    published_on: dt.date
    page: str
    source_name: str
    link: str
    stored_at: dt.datetime
    editor_id: int
    state: str
    articles: int
    full_text: bool


@dataclass(frozen=True, slots=True)
class PublishedArticle:
    """An article of an issue. `state` is published, corrected or retracted; `retraction` says why.

    `park` is the one it is about, empty where there is none; `parks` all of them.
    """

    id: int
    headline: str
    park: str
    parks: tuple[str, ...]
    state: str
    revision: int
    brief: str
    retraction: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of what was owed: owed = sent + held + expired + cancelled. Counted in deliveries."""

    owed: int
    sent: int
    held: int
    expired: int
    cancelled: int


def list_issues(
    db: Db, *, limit: int, offset: int = 0, newspaper_id: int | None = None
) -> tuple[PublishedIssue, ...]:
    """Issues, of all newspapers or one, the one published last first."""
    of_paper = "" if newspaper_id is None else " WHERE i.newspaper_id = :newspaper"
    rows = all_rows(
        db,
        f"{_ISSUE}{of_paper} GROUP BY i.id ORDER BY i.id DESC LIMIT :limit OFFSET :offset",
        {"limit": limit, "offset": offset, "newspaper": newspaper_id},
    )
    return tuple(map(_issue, rows))


def count_issues(db: Db, newspaper_id: int | None = None) -> int:
    """How many issues there are, of all newspapers or one."""
    row = db.execute(
        "SELECT count(*) FROM issues WHERE :newspaper IS NULL OR newspaper_id = :newspaper",
        {"newspaper": newspaper_id},
    ).fetchone()
    return int(row[0])


def get_issue(db: Db, issue_id: int) -> PublishedIssue:
    """The issue with this number. Raises IssueUnknown."""
    row = one_row(db, _ISSUE + " WHERE i.id = ? GROUP BY i.id", [issue_id])
    if row is None:
        raise IssueUnknown(f"issue {issue_id}")
    return _issue(row)


def articles_of(db: Db, issue_id: int) -> tuple[PublishedArticle, ...]:
    """The articles of an issue in its order, the retracted ones among them."""
    rows = all_rows(
        db,
        """
        SELECT a.id, r.headline, coalesce(p.name, '') AS park, a.revision, r.brief, a.retraction,
            a.retracted_at IS NOT NULL AS retracted,
            (SELECT json_group_array(q.name) FROM mentions m JOIN parks q ON q.id = m.park_id
                WHERE m.article_id = a.id AND m.about) AS also
        FROM articles a JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
            LEFT JOIN parks p ON p.id = a.park_id
        WHERE a.issue_id = ? ORDER BY a.position, a.id
        """,
        [issue_id],
    )
    return tuple(map(_article, rows))


def issue_of_article(db: Db, article_id: int) -> int | None:
    """The issue that an article stands in, or None where there is no such article."""
    row = db.execute("SELECT issue_id FROM articles WHERE id = ?", [article_id]).fetchone()
    return None if row is None else int(row[0])


def receipt(db: Db, issue_id: int) -> Receipt:
    """What became of the pushes of an issue."""
    return _receipt(db, issue_id, "kind = 'push'")


def receipt_of_corrections(db: Db, issue_id: int) -> Receipt:
    """What became of its corrections and retractions; `expired` are those whose message can't be edited any
    more.
    """
    return _receipt(db, issue_id, "kind IN ('correction', 'retraction')")


def possible_copies(db: Db, issue_id: int) -> int:
    """How many of its messages may stand somewhere twice, so that one of them can't be edited."""
    return int(
        db.execute(
            """
            SELECT count(DISTINCT m.id) FROM articles a
                JOIN deliveries d ON d.kind = 'push' AND d.subject = a.id
                JOIN messages m ON m.id = d.message_id
            WHERE a.issue_id = ? AND m.doubled
            """,
            [issue_id],
        ).fetchone()[0]
    )


def prepared_again(db: Db, issue_id: int) -> PreparedIssue:
    """A published issue as a draft of itself, without what is retracted. Raises IssueUnknown."""
    row = one_row(
        db,
        """
        SELECT i.*, n.name AS paper FROM issues i LEFT JOIN newspapers n ON n.id = i.newspaper_id
        WHERE i.id = ?
        """,
        [issue_id],
    )
    if row is None:
        raise IssueUnknown(f"issue {issue_id}")
    return PreparedIssue(
        source_name=row["source_name"],
        newspaper=row["paper"] or "",
        published_on=dt.date.fromisoformat(row["published_on"]),
        date_assumed=bool(row["date_assumed"]),
        page=row["page"],
        furniture=tuple(json.loads(row["furniture"])),
        articles=tuple(_prepared_articles(db, issue_id)),
        link=row["link"],
        source_hash=row["source_hash"],
        of_issue=issue_id,
        full_text=bool(row["full_text"]),
    ).keyed()


def _prepared_articles(db: Db, issue_id: int) -> list[PreparedArticle]:
    rows = all_rows(
        db,
        """
        SELECT a.id, a.park_id, a.link, r.blocks, r.authors, r.brief_pieces, r.ranker, r.key_figures,
            w.headline AS headline_words, w.body AS body_words
        FROM articles a JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
            JOIN article_words w ON w.article_id = a.id
        WHERE a.issue_id = ? AND a.retracted_at IS NULL ORDER BY a.position, a.id
        """,
        [issue_id],
    )
    return [_prepared_article(db, row) for row in rows]


def _prepared_article(db: Db, row: sqlite3.Row) -> PreparedArticle:
    article = stored_article(row)
    parks = all_rows(
        db,
        """
        SELECT p.name, p.confirmed, 'main' AS part FROM parks p WHERE p.id = :park_id
        UNION ALL
        SELECT p.name, p.confirmed, CASE WHEN m.about THEN 'also' ELSE 'named' END
        FROM mentions m JOIN parks p ON p.id = m.park_id WHERE m.article_id = :id
        """,
        {"park_id": row["park_id"], "id": row["id"]},
    )
    by_part: dict[str, list[Park]] = {}
    for park in parks:
        by_part.setdefault(park["part"], []).append(Park(park["name"], confirmed=bool(park["confirmed"])))
    return PreparedArticle(
        article=article,
        brief=brief_at(article, row["brief_pieces"], row["ranker"]),
        park=next(iter(by_part.get("main", ())), None),
        mentions=tuple(by_part.get("named", ())),
        headline_words=row["headline_words"],
        body_words=row["body_words"],
        key_figures=tuple(json.loads(row["key_figures"])),
        also=tuple(by_part.get("also", ())),
        article_id=row["id"],
        brief_chosen=row["ranker"] == CHOSEN_BY_EDITOR,
        link=row["link"],
    )


def _receipt(db: Db, issue_id: int, of_kind: str) -> Receipt:
    """What was only shown in an answer was never owed; a correction may be done without a message."""
    rows = db.execute(
        f"""
        WITH counted(state, count) AS (
            SELECT d.state, 1 FROM articles a JOIN deliveries d ON d.{of_kind} AND d.subject = a.id
            WHERE a.issue_id = :issue AND NOT (d.kind = 'push' AND d.state = 'sent' AND d.message_id IS NULL)
            UNION ALL
            SELECT e.state, e.count FROM articles a
                JOIN ended_deliveries e ON e.{of_kind} AND e.subject = a.id
            WHERE a.issue_id = :issue
        )
        SELECT CASE WHEN state IN ('pending', 'parked') THEN 'held' ELSE state END, sum(count)
        FROM counted GROUP BY 1
        """,
        {"issue": issue_id},
    )
    counts = dict(rows.fetchall())
    return Receipt(
        owed=sum(counts.values()),
        sent=counts.get("sent", 0),
        held=counts.get("held", 0),
        expired=counts.get("expired", 0),
        cancelled=counts.get("cancelled", 0),
    )


def _issue(row: sqlite3.Row) -> PublishedIssue:
    state = PUBLISHED if row["pushed"] else STORED
    if row["articles"] and row["retracted"] == row["articles"]:
        state = RETRACTED
    elif row["corrected"] or row["retracted"]:
        state = CORRECTED
    return PublishedIssue(
        id=row["id"],
        newspaper=row["newspaper"],
        published_on=dt.date.fromisoformat(row["published_on"]),
        page=row["page"],
        source_name=row["source_name"],
        link=row["link"],
        stored_at=from_text(row["stored_at"]),
        editor_id=row["editor_id"],
        state=state,
        articles=row["articles"],
        full_text=bool(row["full_text"]),
    )


def _article(row: sqlite3.Row) -> PublishedArticle:
    state = CORRECTED if row["revision"] > 1 else PUBLISHED
    also = tuple(json.loads(row["also"]))
    return PublishedArticle(
        id=row["id"],
        headline=row["headline"],
        park=row["park"],
        parks=tuple(filter(None, (row["park"], *also))),
        state=RETRACTED if row["retracted"] else state,
        revision=row["revision"],
        brief=row["brief"],
        retraction=row["retraction"],
    )
