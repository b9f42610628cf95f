"""The days of promises: each is noticed when it comes, once, and told to those who follow the project."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.context import Parts
from storage.moments import now
from storage.projects import promise_news

LOOK_EVERY_SECONDS = 60.0
PROMISES_AT_ONCE = 1_000
"""So many are looked through in one transaction, so that others may write between two."""


async def notice_days_of_promises(parts: Parts) -> None:
    """Notices the promises whose day has come where the newspaper is, by its clock.

    A day that came while the bot was off is noticed when it runs again. A clock that is set back notices
    nothing twice: each promise keeps that its day was noticed.
    """
    today = now().astimezone(ZoneInfo(parts.database.defaults.timezone)).date()
    while await parts.database.write(promise_news.notice_days, today, now(), PROMISES_AT_ONCE):
        parts.wake_delivery.set()
