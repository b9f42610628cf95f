"""Deciding about projects by hand: done, written down, and the owners told, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection

from bot.people.telling import record_and_tell
from storage.database import Db
from storage.projects.rulings import Ruled


def rule(
    db: Db,
    person: int,
    owners: Collection[int],
    job: Callable[[Db], Ruled | None],
    moment: dt.datetime,
) -> Ruled | None:
    """Does what `job` does (a function of storage.projects.rulings), and records it as this person's deed."""
    ruled = job(db)
    if ruled is not None:
        record_and_tell(
            db, owners, person, ruled.what, moment, article_id=ruled.article_id, detail=ruled.detail
        )
    return ruled
