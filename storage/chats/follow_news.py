"""What a follow brings: the newest article it matches, and how many it matched lately."""

from __future__ import annotations

import datetime as dt

from storage.archive.article_search import EPOCH, ROWS_A_DAY
from storage.archive.articles import Card, get_card
from storage.chats.follows import Kind, Target
from storage.database import Db
from storage.moments import to_text

_FAMILY = """
    WITH RECURSIVE family(id) AS (
        SELECT :id
        UNION SELECT p.id FROM parks p JOIN family f ON p.parent_id = f.id OR p.merged_into_id = f.id
    )
"""
_OF_PARKS = """
    SELECT {{what}} FROM articles a WHERE a.retracted_at IS NULL AND (
        a.park_id IN ({parks}) OR a.id IN (SELECT m.article_id FROM mentions m WHERE m.about AND m.park_id
        IN ({parks}))
    )
"""
_ARTICLES = {
    Kind.PARK: _FAMILY + _OF_PARKS.format(parks="SELECT id FROM family"),
    Kind.CITY: _OF_PARKS.format(
        parks="SELECT pc.park_id FROM cities c JOIN park_cities pc ON pc.city = c.name WHERE c.id = :id"
    ),
    Kind.NEWSPAPER: """
        SELECT {what} FROM issues i CROSS JOIN articles a ON a.issue_id = i.id
        WHERE i.newspaper_id = :id AND a.retracted_at IS NULL
    """,
    Kind.PROJECT: """
        SELECT {what} FROM project_tellings t CROSS JOIN articles a ON a.id = t.article_id
        WHERE t.project_id = :id AND a.retracted_at IS NULL
    """,
}
_STORY = "coalesce(-a.story_id, a.id)"
_SAID = """
    SELECT {what} FROM search_index i CROSS JOIN search_rows s ON s.id = i.rowid
        CROSS JOIN articles a ON a.id = s.article_id
    WHERE search_index MATCH :phrase
"""
_RECENT = "SELECT id FROM issues WHERE stored_at >= :since"
_SINCE = f" AND +a.issue_id IN ({_RECENT})"
# The index is in the order of the newspapers' days: from the oldest of what came since then on.
_NOT_BEFORE = f"""
    AND i.rowid >= coalesce((
        SELECT CAST(julianday(min(r.published_on)) - julianday('{EPOCH}') AS INTEGER) * {ROWS_A_DAY}
        FROM articles r
        WHERE r.issue_id IN ({_RECENT})
    ), 0)
"""


def newest_of(db: Db, target: Target) -> Card | None:
    """The newest article that following this brings, or None where there is none yet."""
    if target.kind is Kind.KEYWORD:
        phrase = _phrase(db, target)
        sql = _SAID.format(what="s.article_id") + "ORDER BY i.rowid DESC LIMIT 1"
        row = None if phrase is None else db.execute(sql, {"phrase": phrase}).fetchone()
    else:
        sql = _ARTICLES[target.kind].format(what="a.id")
        sql += " ORDER BY a.published_on DESC, a.id DESC LIMIT 1"
        row = db.execute(sql, {"id": target.id}).fetchone()
    return None if row is None else get_card(db, row[0])


def brought(db: Db, target: Target, since: dt.datetime) -> int:
    """How many stories a follow of this matches in what was published here since a moment, of any day."""
    if target.kind is Kind.KEYWORD:
        phrase = _phrase(db, target)
        if phrase is None:
            return 0
        sql = _SAID.format(what=f"count(DISTINCT {_STORY})") + _SINCE + _NOT_BEFORE
        parameters: dict[str, object] = {"phrase": phrase}
    else:
        sql = _ARTICLES[target.kind].format(what=f"count(DISTINCT {_STORY})") + _SINCE
        parameters = {"id": target.id}
    parameters["since"] = to_text(since)
    return int(db.execute(sql, parameters).fetchone()[0])


def has_seen(db: Db, chat_id: int, article_id: int) -> bool:
    """Whether an article was sent or shown to a chat before, or another telling of its story."""
    row = db.execute(
        """
        SELECT 1 FROM articles a JOIN articles o ON o.id = a.id OR o.story_id = a.story_id
            JOIN deliveries d ON d.kind = 'push' AND d.subject = o.id AND d.chat_id = ? AND d.state = 'sent'
        WHERE a.id = ?
        """,
        [chat_id, article_id],
    ).fetchone()
    return row is not None


def _phrase(db: Db, target: Target) -> str | None:
    """The keyword's words one after the other, as the search index is asked for them."""
    row = db.execute("SELECT words FROM keywords WHERE id = ?", [target.id]).fetchone()
    return None if row is None else '{{headline body}} : "{}"'.format(row[0].replace('"', '""'))
