"""A park's profile as a text, short enough to stand under its picture."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import groupby

from bot import wording
from projects.outcomes import Outcome
from projects.project import Stage
from projects.totals import Total, Totals
from storage.projects.park_profile import Profile

STAGES = (*Stage, None)
WORDS_SHOWN, LONGEST_WORDS = 3, 30


def profile_html(profile: Profile) -> str:
    """All of it as HTML; a sentence where nothing is known of the park."""
    park = html.escape(profile.park.name)
    if profile.is_empty:
        return wording.PROFILE_EMPTY.format(park=park)
    title = wording.PROFILE_TITLE.format(park=park, day=wording.date(profile.day))
    parts = [[title], list(_articles(profile)), list(_projects(profile))]
    if profile.projects:
        parts += [list(_money(profile)), list(_promises(profile))]
    return "\n\n".join("\n".join(lines) for lines in parts)


def recent_articles(profile: Profile) -> int:
    """How many were published in the months that are shown."""
    return sum(count for _, count in profile.by_month)


def _articles(profile: Profile) -> Iterator[str]:
    yield wording.PROFILE_ARTICLES.format(recent=recent_articles(profile), all=profile.articles)
    for year, months in groupby(profile.by_month, key=lambda each: each[0].year):
        counts = [wording.PROFILE_MONTH.format(month=first.month, count=count) for first, count in months]
        yield wording.PROFILE_YEAR.format(year=year, months=wording.PROFILE_PARTS.join(counts))


def _projects(profile: Profile) -> Iterator[str]:
    if profile.being_read:
        yield wording.PROFILE_BEING_READ
    if not profile.projects:
        if not profile.being_read:
            yield wording.PROFILE_NO_PROJECTS
        return
    yield wording.PROFILE_PROJECTS.format(count=profile.projects)
    yield wording.PROFILE_PARTS.join(
        wording.STAGE_AND_COUNT.format(stage=stage or wording.NO_STAGE, count=profile.stages[stage])
        for stage in STAGES
        if profile.stages.get(stage)
    )


def _money(profile: Profile) -> Iterator[str]:
    promised = profile.promised
    if not promised.by_money:
        yield wording.PROFILE_NO_MONEY
    for place, total in enumerate(promised.by_money):
        form = wording.PROFILE_MORE_MONEY if place else wording.PROFILE_MONEY
        yield form.format(promised=_sum(total), producing=_sum(profile.producing.of(total.money)))
    if promised.inexact:
        bounds = (wording.PROFILE_BOUND.format(bound=bound, count=count) for bound, count in promised.inexact)
        yield wording.PROFILE_INEXACT.format(bounds=wording.LIST_SEPARATOR.join(bounds))
    if promised.not_added:
        yield wording.PROFILE_NOT_ADDED.format(words=_not_added(promised))


def _sum(total: Total) -> str:
    if not total.projects:
        return wording.PROFILE_NO_SUM
    amount = wording.money(total.amount, total.money, exact=total.exact)
    return wording.PROFILE_SUM.format(sum=amount, count=total.projects)


def _not_added(totals: Totals) -> str:
    shown = "".join(
        wording.PROFILE_NOT_ADDED_WORDS.format(words=html.escape(words[:LONGEST_WORDS]))
        for words in totals.not_added[:WORDS_SHOWN]
    )
    if len(totals.not_added) > WORDS_SHOWN:
        shown += wording.PROFILE_NOT_ADDED_REST.format(count=len(totals.not_added))
    return shown


def _promises(profile: Profile) -> Iterator[str]:
    promises = profile.promises
    if not promises:
        yield wording.PROFILE_NO_PROMISES
        return
    outcomes = wording.PROFILE_PARTS.join(
        f"{wording.OUTCOMES[outcome]} {promises[outcome]}" for outcome in Outcome if promises.get(outcome)
    )
    yield wording.PROFILE_PROMISES.format(count=sum(promises.values()), outcomes=outcomes)
