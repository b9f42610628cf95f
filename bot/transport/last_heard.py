"""When Telegram was last heard: a poll it answered, an update it brought, a question about the webhook."""

from __future__ import annotations

import datetime as dt
import time

from storage.moments import now


class LastHeard:
    """Is told each time Telegram is heard; `at` is when it last was, in UTC, None before the first time."""

    def __init__(self) -> None:
        self.at: dt.datetime | None = None
        self._since = time.monotonic()

    def note(self) -> None:
        """Telegram has just been heard."""
        self.at = now()
        self._since = time.monotonic()

    @property
    def seconds_ago(self) -> float:
        """Seconds since then, by a clock that nobody sets; since the start where nothing was heard yet."""
        return time.monotonic() - self._since
