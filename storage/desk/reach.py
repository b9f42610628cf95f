"""Reach: to whom an issue would go, before it is published."""

from __future__ import annotations

import json
from collections.abc import Sequence

from storage.archive import newspapers
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.database import Db
from storage.deliveries.receivers import COUNT_BY_KIND, Receivers, counted

_CHATS = """
    WITH RECURSIVE lineage(id) AS (
        SELECT value FROM json_each(:parks)
        UNION SELECT up.id FROM lineage l JOIN parks p ON p.id = l.id
            JOIN parks up ON up.id IN (p.parent_id, p.merged_into_id)
    ),
    reached(chat_id) AS (
        SELECT f.chat_id FROM lineage l JOIN follows f ON f.kind = 'park' AND f.park_id = l.id
        UNION
        SELECT f.chat_id FROM json_each(:parks) own JOIN park_cities c ON c.park_id = own.value
            JOIN follows f ON f.kind = 'city' AND f.word = c.city
        UNION
        SELECT f.chat_id FROM json_each(:keywords) said JOIN follows f ON f.kind = 'keyword' AND f.word =
        said.value
        UNION
        SELECT f.chat_id FROM follows f
        WHERE :newspaper IS NOT NULL AND f.kind = 'newspaper' AND f.newspaper_id = :newspaper
    )
    SELECT {what} FROM reached r JOIN chats c ON c.id = r.chat_id
    WHERE c.off_at IS NULL AND c.digest <> 'off'
"""
# Behind them, of an article that tells the story of `:of` again: who has had none of it, nor is owed it.
_HAD_NONE = """
    AND NOT EXISTS (
        SELECT 1 FROM articles a CROSS JOIN articles o ON o.id = a.id OR o.story_id = a.story_id
            CROSS JOIN deliveries h ON h.kind = 'push' AND h.subject = o.id AND h.chat_id = c.id
                AND h.version = 1
        WHERE a.id = :of AND h.state <> 'cancelled' AND h.state <> 'expired'
    )
"""


_OF_THESE = (
    f"SELECT {COUNT_BY_KIND} FROM chats c WHERE c.id IN (SELECT value FROM json_each(?)) GROUP BY c.kind"
)


def reached(db: Db, issue: PreparedIssue) -> Receivers:
    """Who would be owed something of the issue's new articles, as of now."""
    fresh = [article for article in issue.articles if article.article_id is None]
    again = [(article, of) for article in fresh if (of := _repeated(article)) is not None]
    own = _reached_by(db, issue, [article for article in fresh if _repeated(article) is None])
    if not again:
        return counted(db.execute(_CHATS.format(what=COUNT_BY_KIND) + " GROUP BY c.kind", own).fetchall())
    chats = {row[0] for row in db.execute(_CHATS.format(what="c.id"), own)}
    for article, of in again:
        asked = _reached_by(db, issue, [article]) | {"of": of}
        chats |= {row[0] for row in db.execute(_CHATS.format(what="c.id") + _HAD_NONE, asked)}
    return counted(db.execute(_OF_THESE, [json.dumps(sorted(chats))]).fetchall())


def _repeated(article: PreparedArticle) -> int | None:
    return None if article.retelling is None else article.retelling.repeats


def _reached_by(db: Db, issue: PreparedIssue, fresh: Sequence[PreparedArticle]) -> dict[str, object]:
    """What follows are of that these articles reach, as parameters."""
    names = sorted(
        {park.name for article in fresh for park in (article.park, *article.also) if park is not None}
    )
    parks = [
        row[0]
        for row in db.execute(
            "SELECT id FROM parks WHERE name IN (SELECT value FROM json_each(?))", [json.dumps(names)]
        )
    ]
    keywords = sorted({words for article in fresh for words in _keywords(db, article)})
    return {
        "parks": json.dumps(parks),
        "keywords": json.dumps(keywords),
        "newspaper": newspapers.id_of(db, issue.newspaper) if fresh else None,
    }


def _keywords(db: Db, article: PreparedArticle) -> list[str]:
    """The followed keywords that stand in an article, as storage.deliveries.concerned finds them."""
    said = f" {article.headline_words} | {article.body_words} "
    rows = db.execute(
        "SELECT words FROM keywords WHERE first IN (SELECT value FROM json_each(?))",
        [json.dumps(sorted(set(said.split())))],
    )
    return [words for (words,) in rows if f" {words} " in said]
