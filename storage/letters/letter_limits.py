"""What keeps letters from becoming a flood: how many somebody has written lately, and that all is full."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict, deque

from storage.database import Db
from storage.letters import letters
from storage.moments import from_text, to_text

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
MOST_REMEMBERED = 10_000
TOLD_ONCE_IN = dt.timedelta(days=1)
_TOLD = "owners told that there are too many letters"


class LettersLately:
    """When people wrote letters within the last day, which their /forget doesn't take back.

    Else whoever floods the editors would only have to send it in between. It is in memory alone, and gone
    with the process. Those who wrote longest ago are let go.
    """

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._written: OrderedDict[int, deque[dt.datetime]] = OrderedDict()

    def note(self, person: int, moment: dt.datetime) -> None:
        """Somebody has written one."""
        self._written.setdefault(person, deque()).append(moment)
        self._written.move_to_end(person)
        if len(self._written) > self._most:
            self._written.popitem(last=False)

    def counts(self, person: int, moment: dt.datetime) -> tuple[int, int]:
        """How many somebody has written within the hour, and within the day."""
        written = self._written.get(person)
        if written is None:
            return 0, 0
        while written and not moment - DAY < written[0] <= moment:
            written.popleft()
        if not written:
            del self._written[person]
            return 0, 0
        return sum(moment - HOUR < each for each in written), len(written)


def counts(db: Db, person: int, moment: dt.datetime, lately: tuple[int, int]) -> tuple[int, int]:
    """How many letters somebody has written within the hour and the day, as far as the database knows, or
    `lately` by memory.
    """
    return (
        max(letters.count_since(db, person, moment - HOUR), lately[0]),
        max(letters.count_since(db, person, moment - DAY), lately[1]),
    )


def is_to_be_told(db: Db, moment: dt.datetime) -> bool:
    """Whether owners are to be told now that all is full; then they count as told."""
    row = db.execute("SELECT value FROM markers WHERE name = ?", [_TOLD]).fetchone()
    if row is not None and dt.timedelta() <= moment - from_text(row[0]) < TOLD_ONCE_IN:
        return False
    db.execute("INSERT OR REPLACE INTO markers (name, value) VALUES (?, ?)", [_TOLD, to_text(moment)])
    return True
