"""Putting articles together that tell one story, and taking them apart, by hand: done, and written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from bot import wording
from bot.people.telling import record_and_tell
from storage.archive import stories
from storage.archive.stories import Telling
from storage.database import Db
from storage.people import deeds

HEADLINE_TOLD = 20
MOST_TOLD = 3


def fold(
    db: Db, person: int, owners: Collection[int], article_id: int, into: int, moment: dt.datetime
) -> bool:
    """Makes two stored articles tell one story; returns whether they told two so far.

    Raises NoSuchArticle.
    """
    others = stories.tellings_of(db, into)
    if not stories.fold(db, article_id, into, moment):
        return False
    detail = wording.DEED_FOLDED.format(others=_named(others))
    _record(db, owners, person, deeds.FOLDED, moment, article_id, detail)
    return True


def unfold(db: Db, person: int, owners: Collection[int], article_id: int, moment: dt.datetime) -> bool:
    """Makes a stored article tell a story of its own; returns whether it told one with others.

    Raises NoSuchArticle.
    """
    others = [each for each in stories.tellings_of(db, article_id) if each.article_id != article_id]
    if not stories.unfold(db, article_id, moment):
        return False
    detail = wording.DEED_UNFOLDED.format(others=_named(others))
    _record(db, owners, person, deeds.UNFOLDED, moment, article_id, detail)
    return True


def _record(
    db: Db,
    owners: Collection[int],
    person: int,
    what: str,
    moment: dt.datetime,
    article_id: int,
    detail: str,
) -> None:
    record_and_tell(db, owners, person, what, moment, article_id=article_id, detail=detail)


def _named(others: Collection[Telling]) -> str:
    named = [
        wording.paper_of_day(each.newspaper, each.published_on, each.published_on.year)
        + f"“{each.headline[:HEADLINE_TOLD]}”"
        for each in list(others)[:MOST_TOLD]
    ]
    return wording.LIST_SEPARATOR.join(named)
