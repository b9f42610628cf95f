"""Fills the demo's database with three months of made-up pages, read and published as an editor's are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import groupby
from zoneinfo import ZoneInfo

from bot import wording
from bot.context import Parts
from bot.working.page_reading import prepare_issue
from playground.demo.made_pages import OTHER_PAPER, PAPER, MadePage, made_pages
from playground.demo.seats import EDITOR_ID
from storage.archive import known_articles, newspapers
from storage.archive.prepared import PreparedIssue
from storage.database import Db
from storage.desk import issues, retelling
from storage.letters import announcements
from storage.letters.audiences import Audience
from storage.moments import now
from storage.parks import stored_parks

SHOWN_AS = "{newspaper}(示例)"
"""The name that every card of an invented article bears; the newspaper's own finds it too."""
PUBLISHED_AT = dt.time(7, 30)
# One figure of the newest page of a fortnight ago was misprinted, and put right the next day.
_CORRECTED_DAYS = 8
ANNOUNCED_BEFORE = dt.timedelta(days=20)


class Months:
    """The months of one demo: the newest pages to begin with, then the older ones, a week at a time.

    None is pushed. One article is corrected afterwards; what the other newspaper tells again is folded, as
    on the desk.
    """

    def __init__(self, parts: Parts, stopped: Callable[[], bool] = lambda: False) -> None:
        self._parts = parts
        self._zone = ZoneInfo(parts.settings.timezone)
        self._today = now().astimezone(self._zone).date()
        self._weeks = by_week(made_pages(self._today), self._today)
        self._stopping = False
        self._stopped = stopped

    def stop(self) -> None:
        """Lets the loading end behind the page that is being read."""
        self._stopping = True

    async def load_newest(self) -> None:
        """Reads and publishes the pages of the last week, which the first questions are about."""
        await self._parts.database.write(_name_newspapers)
        await self._parts.database.write(_announce, now() - ANNOUNCED_BEFORE)
        await self._load(self._weeks[0])

    async def load_older(self) -> None:
        """Reads and publishes all others, newest week first; their projects are read by the bot itself."""
        for week in self._weeks[1:]:
            await self._load(week)

    async def _load(self, pages: Sequence[MadePage]) -> None:
        for page in pages:
            if self._stopping or self._stopped():
                return
            moment = dt.datetime.combine(page.day, PUBLISHED_AT, self._zone)
            if (self._today - page.day).days == _CORRECTED_DAYS:
                await _publish(self._parts, await _read(self._parts, page.misprinted(), page.name), moment)
                moment += dt.timedelta(days=1)
            await _publish(self._parts, await _read(self._parts, page.text, page.name), moment)


def by_week(pages: Sequence[MadePage], today: dt.date) -> list[list[MadePage]]:
    """Pages by the weeks before a day, the newest week first, each of them oldest page first."""
    weeks = groupby(reversed(pages), lambda page: (today - page.day).days // 7)
    return [list(reversed(list(week))) for _, week in weeks]


def _announce(db: Db, moment: dt.datetime) -> None:
    """Sends an announcement of some time ago, which nobody got; it stands in /announce 记录."""
    number = announcements.begin(db, EDITOR_ID, Audience("all"), wording.DEMO_ANNOUNCEMENT, moment)
    announcements.send(db, number, moment)


def _name_newspapers(db: Db) -> None:
    for name in (PAPER, OTHER_PAPER):
        newspaper = newspapers.ensure_newspaper(db, SHOWN_AS.format(newspaper=name))
        assert newspaper is not None
        newspapers.add_name(db, newspaper.id, name)


async def _read(parts: Parts, text: str, name: str) -> PreparedIssue:
    """A page as the desk reads its file."""
    known = await parts.database.read(stored_parks.known_parks)
    return await parts.worker.run(prepare_issue, text.encode(), name, parts.settings.limits, known)


async def _publish(parts: Parts, issue: PreparedIssue, moment: dt.datetime) -> None:
    database = parts.database
    issue = await database.read(newspapers.with_known_name, issue)
    issue = (await database.read(known_articles.match_stored, issue)).keyed()
    looked_to, questions = await database.read(retelling.questions, issue)
    answers = {
        question.key: await parts.worker.run(retelling.answered, question)
        if question.candidates
        else retelling.answered(question)
        for question in questions
    }
    issue = retelling.with_answers(issue, answers, looked_to)
    await database.write(issues.publish, issue, push=False, moment=moment)
