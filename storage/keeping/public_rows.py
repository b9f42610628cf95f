"""What goes into the public archive, listed column by column, so that a column added to the database later
stays out until somebody lists it.

Retracted articles stay out, and projects of parks whose ledger is behind its articles. Of articles whose text
readers may not have, the brief goes in alone. Rows are handed out one at a time.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from parsing.article import Kind
from projects.outcomes import Outcome
from storage.database import Db
from storage.projects import sources
from storage.rows import all_rows

Values = tuple[str | int | None, ...]

# Of each table of storage/keeping/public_archive.sql what is filled, in the order of the values handed out.
COLUMNS = {
    "parks": "id name other_names cities county level parent_id",
    "issues": "id newspaper published_on page link",
    "articles": "id issue_id newspaper published_on park_id park cities headline brief key_figures text link",
    "article_parks": "article_id park_id",
    "projects": "id name park_id park cities stage stage_on told_on amount",
    "project_sources": "article_id project_id day name stage reached_on stage_words owner investment",
    "promises": "article_id project_id project park step words time due_on outcome",
}
# So many projects are read at a time, with what articles tell of them.
PROJECTS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class PublicPark:
    """A park under which articles and projects stand: one that became part of another is that one."""

    id: int
    name: str
    cities: str


Parks = dict[int, PublicPark]


def parks_by_number(db: Db) -> Parks:
    """The park that each number means now; there are some thousands."""
    rows = all_rows(
        db,
        """
        SELECT id, name, merged_into_id, (
            SELECT json_group_array(city) FROM (
                SELECT city FROM park_cities WHERE park_id = p.id ORDER BY city)
        ) AS cities FROM parks p
        """,
    )
    own = {row["id"]: PublicPark(row["id"], row["name"], row["cities"]) for row in rows}
    into = {row["id"]: row["merged_into_id"] for row in rows if row["merged_into_id"] is not None}
    found = {}
    for number in own:
        at = number
        while at in into:
            at = into[at]
        found[number] = own[at]
    return found


def public_parks(db: Db, parks: Parks) -> Iterator[Values]:
    """The parks, a city's name or another one a park answers to in JSON lists."""
    for row in db.execute(
        """
        SELECT p.id, p.name, (
            SELECT json_group_array(name) FROM (
                SELECT name FROM park_names WHERE park_id = p.id AND name <> p.name ORDER BY name)
        ), p.county, p.level, p.parent_id FROM parks p WHERE p.merged_into_id IS NULL ORDER BY p.id
        """
    ):
        number, name, names, county, level, parent_id = row
        parent = None if parent_id is None else parks[parent_id].id
        yield number, name, names, parks[number].cities, county, level, parent


def public_issues(db: Db) -> Iterator[Values]:
    """The issues of which an article stands."""
    yield from db.execute(
        """
        SELECT i.id, coalesce(n.name, ''), i.published_on, i.page, i.link
        FROM issues i LEFT JOIN newspapers n ON n.id = i.newspaper_id
        WHERE EXISTS (SELECT 1 FROM articles WHERE issue_id = i.id AND retracted_at IS NULL) ORDER BY i.id
        """
    )


def public_articles(db: Db, parks: Parks) -> Iterator[Values]:
    """The articles that stand, in the order in which they were stored."""
    for row in db.execute(
        """
        SELECT a.id, a.issue_id, coalesce(n.name, ''), a.published_on, a.park_id, r.headline, r.brief,
            r.key_figures, r.blocks, i.full_text, coalesce(nullif(a.link, ''), i.link)
        FROM articles a JOIN issues i ON i.id = a.issue_id
            JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
            LEFT JOIN newspapers n ON n.id = i.newspaper_id
        WHERE a.retracted_at IS NULL ORDER BY a.id
        """
    ):
        number, issue_id, newspaper, day, park_id, headline, brief, figures, blocks, full_text, link = row
        park = parks[park_id] if park_id is not None else None
        text = _text(blocks) if full_text else ""
        yield (
            *(number, issue_id, newspaper, day),
            *((park.id, park.name, park.cities) if park else (None, "", "[]")),
            *(headline, brief, figures, text, link),
        )


def public_article_parks(db: Db, parks: Parks) -> Iterator[Values]:
    """Every park that a standing article is about."""
    for article_id, park_id in db.execute(
        """
        SELECT id, park_id FROM articles WHERE retracted_at IS NULL AND park_id IS NOT NULL
        UNION ALL
        SELECT m.article_id, m.park_id FROM mentions m JOIN articles a ON a.id = m.article_id
        WHERE m.about AND a.retracted_at IS NULL
        """
    ):
        yield article_id, parks[park_id].id


def public_projects(
    db: Db, parks: Parks, today: dt.date, words: Callable[[Outcome], str]
) -> Iterator[tuple[str, Values]]:
    """The projects, each before what articles tell of it: the table that a row is for, and its values.

    What became of a promise by a day is told in the `words` for it.
    """
    last = 0
    while rows := all_rows(
        db,
        """
        SELECT id, name, park_id, stage, stage_on, told_on, amount FROM projects
        WHERE id > ? AND NOT gone AND merged_into_id IS NULL
            AND park_id NOT IN (SELECT park_id FROM ledger_due)
        ORDER BY id LIMIT ?
        """,
        [last, PROJECTS_AT_ONCE],
    ):
        last = rows[-1]["id"]
        found = {row["id"]: row for row in rows}
        for row in rows:
            park = parks[row["park_id"]]
            standing = (row["stage"], row["stage_on"], row["told_on"], row["amount"])
            yield "projects", (row["id"], row["name"], park.id, park.name, park.cities, *standing)
        for telling in sources.tellings_of(db, found):
            yield (
                "project_sources",
                (
                    *(telling.source.article_id, telling.project_id, telling.source.day.isoformat()),
                    *(telling.name, str(telling.stage or ""), _day(telling.reached_on)),
                    *(telling.stage_words, telling.owner, telling.investment),
                ),
            )
        for promise in sources.promises_of(db, found, today):
            project = found[promise.project_id]
            yield (
                "promises",
                (
                    *(promise.source.article_id, promise.project_id, project["name"]),
                    *(parks[project["park_id"]].name, str(promise.step), promise.words, promise.time),
                    *(_day(promise.due_on), words(promise.outcome)),
                ),
            )


def parks_behind(db: Db) -> int:
    """How many parks' projects stay out, since their ledger is behind their articles, or was never read."""
    return int(db.execute("SELECT count(*) FROM ledger_due").fetchone()[0])


def _text(blocks: str) -> str:
    """An article as it is read: all but its headline, a block a line."""
    lines: list[str] = []
    dateline = ""
    for kind, text in json.loads(blocks):
        if kind == Kind.DATELINE:
            dateline = text.strip() + " "
        elif kind != Kind.HEADLINE:
            lines.append(dateline + text.strip())
            dateline = ""
    return "\n".join(lines)


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
