"""A clock that tests set, so that none of them depends on the hour at which it is run."""

from __future__ import annotations

import datetime as dt
import os
import time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
# Ten o'clock on a Wednesday. PARKBRIEFS_TESTS_AT sets another, at which the tests are to hold as well.
USUAL_MOMENT = dt.datetime(2026, 10, 14, 10, 0, tzinfo=SHANGHAI)


def starting_moment() -> dt.datetime:
    """When tests begin that don't say when they are: an ISO moment in PARKBRIEFS_TESTS_AT, or the usual."""
    named = os.environ.get("PARKBRIEFS_TESTS_AT")
    return dt.datetime.fromisoformat(named) if named else USUAL_MOMENT


class SetClock:
    """Goes on from a moment as time does, or stands."""

    def __init__(self, moment: dt.datetime) -> None:
        self.go_on_from(moment)

    def __call__(self) -> dt.datetime:
        passed = 0.0 if self._stands else time.monotonic() - self._since
        return self._moment + dt.timedelta(seconds=passed)

    def go_on_from(self, moment: dt.datetime) -> None:
        """It is this moment, and later and later."""
        self._moment, self._since, self._stands = moment.astimezone(dt.UTC), time.monotonic(), False

    def stand_at(self, moment: dt.datetime) -> None:
        """It is this moment, and stays so: for what is about days, and sends nothing that has to wait."""
        self._moment, self._stands = moment.astimezone(dt.UTC), True
