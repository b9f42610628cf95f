"""A publication on record: who published what, told to the owners."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from bot import wording
from bot.people.telling import record_and_tell
from storage.database import Db
from storage.desk.issues import Published
from storage.people import deeds


def record_publication(
    db: Db,
    person: int,
    owner_ids: Collection[int],
    published: Published,
    *,
    push: bool,
    moment: dt.datetime,
    of_issue: int | None = None,
) -> None:
    """Records what somebody published or corrected, in the same transaction; that nothing was new is no deed.

    `of_issue` is the issue that was put right.
    """
    if published.issue_id is not None and published.added:
        told = wording.DEED_PUSHED if push else wording.DEED_PUBLISHED
        detail = told.format(added=published.added, chats=published.chats_owed)
        record_and_tell(
            db, owner_ids, person, deeds.PUBLISHED, moment, issue_id=published.issue_id, detail=detail
        )
    if published.corrected:
        detail = wording.DEED_CORRECTED.format(corrected=published.corrected, chats=published.chats_corrected)
        record_and_tell(db, owner_ids, person, deeds.CORRECTED, moment, issue_id=of_issue, detail=detail)
