"""Telegram's figures, and its flow control.

Sources: core.telegram.org/bots/api (the methods' own pages) and core.telegram.org/bots/faq
("My bot is hitting limits, how do I avoid this?").
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

from playground.standin import refusal

MAX_TEXT = 4096  # UTF-16 code units of a message, after entity parsing
MAX_CAPTION = 1024  # UTF-16 code units of a document's caption
MAX_ALBUM = 10  # documents of one album
MAX_CALLBACK_DATA = 64  # bytes
MAX_CALLBACK_ANSWER = 200  # characters of a toast or alert
MAX_BUTTONS = 100  # in one inline keyboard
MAX_COMMANDS = 100  # in one menu
MAX_COMMAND_DESCRIPTION = 256  # characters
MAX_DESCRIPTION = 512  # characters of setMyDescription
MAX_SHORT_DESCRIPTION = 120  # characters of setMyShortDescription
MAX_NAME = 64  # characters of setMyName
MAX_UPDATES = 100  # in one answer of getUpdates
MAX_POLL_SECONDS = 50
MAX_DOWNLOAD = 20 * 1024 * 1024  # bytes that getFile hands out
MAX_UPLOAD = 50 * 1024 * 1024  # bytes that sendDocument takes
CALLBACK_SECONDS = 15.0  # after that a pressed button can't be answered any more; seen, not documented
MAX_PHOTO = 10 * 1024 * 1024  # bytes that sendPhoto takes
MAX_PHOTO_SIDES = 10_000  # pixels, width and height together
MOST_TIMES_LONGER = 20  # its longer side than the other one
DELETE_HOURS = 48  # a bot deletes messages that are younger

SENDS_PER_SECOND = 30  # over all chats
PAID_SENDS_PER_SECOND = 1000  # with allow_paid_broadcast
SENDS_PER_CHAT_SECOND = 1
SENDS_PER_GROUP_MINUTE = 20


class _Window:
    """At most `allowed` events in any `seconds`."""

    def __init__(self, allowed: int, seconds: float) -> None:
        self._allowed = allowed
        self._seconds = seconds
        self._times: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until one more event fits; 0 when it fits now."""
        while self._times and self._times[0] <= now - self._seconds:
            self._times.popleft()
        if len(self._times) < self._allowed:
            return 0.0
        return self._times[-self._allowed] + self._seconds - now

    def add(self, now: float) -> None:
        self._times.append(now)


class FlowLimits:
    """Refuses sends that come faster than Telegram takes them; off unless `enabled` is set.

    Counts what makes a message (sendMessage, sendDocument) and what changes one. Real Telegram lets short
    bursts through and is not exact to the message; this is the strict reading of what it promises.
    """

    def __init__(self, clock: Callable[[], float], *, enabled: bool = False) -> None:
        self.enabled = enabled
        self._clock = clock
        self._overall = _Window(SENDS_PER_SECOND, 1.0)
        self._paid = _Window(PAID_SENDS_PER_SECOND, 1.0)
        self._chats: dict[int, list[_Window]] = {}

    def admit(self, chat_id: int, *, is_group: bool, paid: bool) -> None:
        """Count one send to a chat or edit in it, or raise the 429 with the whole seconds to wait."""
        if not self.enabled:
            return
        now = self._clock()
        windows = [self._paid if paid else self._overall, *self._windows(chat_id, is_group)]
        wait = max(window.wait(now) for window in windows)
        if wait > 0:
            raise refusal.too_many_requests(max(1, math.ceil(wait)))
        for window in windows:
            window.add(now)

    def _windows(self, chat_id: int, is_group: bool) -> list[_Window]:
        if chat_id not in self._chats:
            windows = [_Window(SENDS_PER_CHAT_SECOND, 1.0)]
            if is_group:
                windows.append(_Window(SENDS_PER_GROUP_MINUTE, 60.0))
            self._chats[chat_id] = windows
        return self._chats[chat_id]
