"""A park in numbers: articles a month, projects by stage, their money, what became of promises."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from projects.outcomes import Outcome
from projects.project import Stage
from projects.totals import Totals, add_up
from storage.archive.newest_articles import about_park
from storage.database import Db
from storage.parks.stored_parks import StoredPark, family_of, get_park
from storage.projects.projects import being_read, stages_of

MONTHS = 12
IN_PRODUCTION = (Stage.RUNNING, Stage.ENLARGING)
"""Stages of what produces; trial production is none."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A park and the parks inside it, as of a day.

    `by_month` has the first day of each of the last twelve months and how many articles about the park were
    published in it, each story once; `articles` counts those of all times. `promised` is the money told of
    all projects, `producing` that of those in production. A promise that several articles tell counts once.
    `being_read`: the projects are behind the articles.
    """

    park: StoredPark
    day: dt.date
    articles: int
    by_month: tuple[tuple[dt.date, int], ...]
    stages: dict[Stage | None, int]
    promised: Totals
    producing: Totals
    promises: dict[Outcome, int]
    being_read: bool

    @property
    def projects(self) -> int:
        """How many projects it has."""
        return sum(self.stages.values())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of it."""
        return not (self.articles or self.projects)


def profile_of(db: Db, park_id: int, day: dt.date) -> Profile | None:
    """The profile of a park on a day; None where there is no such park."""
    park = get_park(db, park_id)
    if park is None:
        return None
    family = family_of(db, park.id)
    months = months_until(day)
    articles, by_month = _articles(db, park.id, months)
    promised, producing = _money(db, family)
    return Profile(
        park,
        day,
        articles,
        by_month,
        stages_of(db, family),
        promised,
        producing,
        _promises(db, family, day),
        being_read(db, family),
    )


def months_until(day: dt.date) -> tuple[dt.date, ...]:
    """The first days of MONTHS months, the last of which is the day's."""
    number = day.year * 12 + day.month - 1
    return tuple(
        dt.date(each // 12, each % 12 + 1, 1) for each in range(max(12, number - MONTHS + 1), number + 1)
    )


def _articles(
    db: Db, park_id: int, months: tuple[dt.date, ...]
) -> tuple[int, tuple[tuple[dt.date, int], ...]]:
    """How many there are, and how many in each month. The dates of others are not asked for their month."""
    of_park, parameters = about_park(db, park_id)
    rows = db.execute(
        f"""
        SELECT CASE WHEN a.published_on >= :since THEN substr(a.published_on, 1, 7) END, count(*)
        FROM articles a WHERE {of_park} GROUP BY 1
        """,
        parameters | {"since": months[0].isoformat()},
    )
    counts = {month: int(count) for month, count in rows}
    return sum(counts.values()), tuple(
        (month, counts.get(month.isoformat()[: len("2026-04")], 0)) for month in months
    )


def _money(db: Db, family: tuple[int, ...]) -> tuple[Totals, Totals]:
    """The sums of all projects, and of those in production; of each project the one told last."""
    rows = db.execute(
        """
        SELECT j.stage, (
            SELECT t.investment FROM project_tellings t WHERE t.project_id = j.id AND t.investment <> ''
            ORDER BY t.day DESC, t.article_id DESC LIMIT 1
        )
        FROM projects j
        WHERE j.park_id IN (SELECT value FROM json_each(?)) AND NOT j.gone
        ORDER BY j.told_on DESC, j.id DESC
        """,
        [json.dumps(family)],
    )
    told = [(stage, words) for stage, words in rows if words]
    producing = add_up(words for stage, words in told if stage in IN_PRODUCTION)
    return add_up(words for _, words in told), producing


def _promises(db: Db, family: tuple[int, ...], day: dt.date) -> dict[Outcome, int]:
    """How many promises there are of each outcome.

    The same one is of the same project, step and day; what became of any telling of it became of all.
    """
    rows = db.execute(
        """
        SELECT outcome, count(*) FROM (
            SELECT CASE
                WHEN max(m.outcome = 'kept') THEN 'kept' WHEN max(m.outcome = 'late') THEN 'late'
                WHEN max(m.outcome = 'put off') THEN 'put off' WHEN m.due_on < :day THEN 'silent' ELSE 'open'
            END AS outcome
            FROM projects j JOIN promises m ON m.project_id = j.id
            WHERE j.park_id IN (SELECT value FROM json_each(:family)) AND NOT j.gone
            GROUP BY m.project_id, m.step, m.due_on
        ) GROUP BY 1
        """,
        {"day": day.isoformat(), "family": json.dumps(family)},
    )
    return {Outcome(outcome): int(count) for outcome, count in rows}
