"""Contact: when Telegram last spoke with us, and since when it has not, by a clock that nobody can set."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

from storage.moments import now

Span = tuple[dt.datetime, dt.datetime]
# Silences that ended are kept until somebody takes them; more of them than this at once are none of note.
MOST_KEPT = 20


class Contact:
    """Whoever calls Telegram says here whether it answered; whoever watches asks how long it has been silent.

    Telegram is silent from the first call that gets no answer until the next that gets one, or until it
    brings something by itself. `clock` counts seconds and is never set.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.brought_at: dt.datetime | None = None
        self._brought: float | None = None
        self._silent_since: float | None = None
        self._silences: list[tuple[float, Span]] = []  # with the seconds of each

    def answered(self) -> None:
        """Telegram said something, whatever it was."""
        if self._silent_since is not None:
            span = self._moment_of(self._silent_since), now()
            self._silences = [*self._silences, (self.seconds_silent, span)][-MOST_KEPT:]
        self._silent_since = None

    def unanswered(self) -> None:
        """A call got no answer."""
        if self._silent_since is None:
            self._silent_since = self.clock()

    def brought(self) -> None:
        """A poll was answered, with updates or without, or Telegram delivered some by a webhook."""
        self.answered()
        self.brought_at, self._brought = now(), self.clock()

    @property
    def seconds_silent(self) -> float:
        """For how long calls have got no answer; 0 while they get some."""
        return 0.0 if self._silent_since is None else self.clock() - self._silent_since

    @property
    def silent_since(self) -> dt.datetime | None:
        """When Telegram fell silent; None while it answers."""
        return None if self._silent_since is None else self._moment_of(self._silent_since)

    @property
    def seconds_since_brought(self) -> float | None:
        """How long ago a poll was answered or a webhook came; None where that was never yet."""
        return None if self._brought is None else self.clock() - self._brought

    def take_silences(self, of_at_least: float) -> tuple[Span, ...]:
        """The silences of so many seconds that ended since this was last asked, each from when to when."""
        ended, self._silences = self._silences, []
        return tuple(span for seconds, span in ended if seconds >= of_at_least)

    def _moment_of(self, seconds: float) -> dt.datetime:
        return now() - dt.timedelta(seconds=self.clock() - seconds)
