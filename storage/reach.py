"""Reach: how many chats an issue would go to, before it is published."""

from __future__ import annotations

import json

from storage import newspapers
from storage.database import Db
from storage.prepared import PreparedArticle, PreparedIssue

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
    SELECT count(*) FROM reached r JOIN chats c ON c.id = r.chat_id WHERE c.off_at IS NULL AND c.digest <>
    'off'
"""


def chats_reached(db: Db, issue: PreparedIssue) -> int:
    """How many chats would be owed something of the issue's new articles, as of now."""
    fresh = [article for article in issue.articles if article.article_id is None]
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
    parameters = {
        "parks": json.dumps(parks),
        "keywords": json.dumps(keywords),
        "newspaper": newspapers.id_of(db, issue.newspaper) if fresh else None,
    }
    return int(db.execute(_CHATS, parameters).fetchone()[0])


def _keywords(db: Db, article: PreparedArticle) -> list[str]:
    """The followed keywords that stand in an article, as storage.concerned finds them."""
    said = f" {article.headline_words} | {article.body_words} "
    rows = db.execute(
        "SELECT words FROM keywords WHERE first IN (SELECT value FROM json_each(?))",
        [json.dumps(sorted(set(said.split())))],
    )
    return [words for (words,) in rows if f" {words} " in said]
