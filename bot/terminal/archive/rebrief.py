"""Briefs made anew: after the ranker has changed, for articles that are stored already."""

from __future__ import annotations

from collections.abc import Iterator

from bot.serving.opening import open_database, open_worker
from bot.settings.configuration import Settings
from bot.working.page_reading import new_briefs
from storage.archive import revisions
from storage.archive.revisions import StaleBrief
from storage.database import Db
from summaries.brief import Brief
from summaries.version import RANKER

ARTICLES_A_STEP = 100


def rebrief(settings: Settings) -> Iterator[str]:
    """Makes every brief anew that another ranker made, step by step; yields a line at the end.

    Ended early, it goes on where it was when it is started again.
    """
    count, last = 0, 0
    with open_database(settings) as database, open_worker(settings) as worker:
        while True:
            stale = database.read_now(revisions.stale_briefs, RANKER, after=last, limit=ARTICLES_A_STEP)
            if not stale:
                break
            made = worker.run_now(new_briefs, tuple((each.article, each.park) for each in stale))
            database.write_now(_set_all, stale, made)
            count += len(stale)
            last = stale[-1].article_id
    yield (
        f"{count} briefs made anew by ranker {RANKER}"
        if count
        else f"every brief is of ranker {RANKER} already"
    )


def _set_all(db: Db, stale: tuple[StaleBrief, ...], made: list[tuple[Brief, tuple[str, ...]]]) -> None:
    for each, (brief, figures) in zip(stale, made, strict=True):
        revisions.set_brief(db, each.article_id, each.revision, brief, figures)
