"""A source as editors see it: what it is, what came of the last look, when the next is. HTML."""

from __future__ import annotations

import datetime as dt
import html
from zoneinfo import ZoneInfo

from bot import wording
from bot.desk.notes.day_words import ago
from storage.desk.sources import FAILED, FEED, NODE, Source

NAME_SHOWN = 40
REASON_SHOWN = 120
LINK_SHOWN = 300
HOUR, DAY = 60, 24 * 60


def source_line(source: Source, number: int, moment: dt.datetime) -> str:
    """A source in the list."""
    return wording.SOURCE_LINE.format(
        number=number,
        name=html.escape(_clipped(source.name, NAME_SHOWN)),
        every=wording.SOURCE_PAUSED if source.paused else every_words(source.every_minutes),
        state=_last_look(source, moment),
    )


def source_text(source: Source, zone: str, moment: dt.datetime) -> str:
    """A source on its own card."""
    lines = [
        f"<b>{html.escape(_clipped(source.name, NAME_SHOWN))}</b>",
        html.escape(_clipped(source.link, LINK_SHOWN)),
        wording.SOURCE_KINDS[source.kind if source.kind in (FEED, NODE) else ""],
        wording.SOURCE_NEWSPAPER.format(
            newspaper=html.escape(source.newspaper) or wording.SOURCE_SAYS_ITSELF
        ),
        _last_look(source, moment),
    ]
    if source.failing_since is not None:
        lines.append(wording.SOURCE_FAILING_SINCE.format(when=ago(source.failing_since, moment)))
    if source.paused:
        lines.append(wording.SOURCE_PAUSED)
    else:
        at = source.next_at.astimezone(ZoneInfo(zone))
        lines.append(wording.SOURCE_NEXT.format(every=every_words(source.every_minutes), at=f"{at:%H:%M}"))
    return "\n".join(lines)


def every_words(minutes: int) -> str:
    """How often a source is looked at."""
    if minutes % DAY == 0:
        return wording.EVERY_DAYS.format(count=minutes // DAY)
    if minutes % HOUR == 0:
        return wording.EVERY_HOURS.format(count=minutes // HOUR)
    return wording.EVERY_MINUTES.format(count=minutes)


def _last_look(source: Source, moment: dt.datetime) -> str:
    if source.looked_at is None:
        return wording.SOURCE_NOT_LOOKED
    said = wording.SOURCE_RESULTS[source.result]
    if source.result == FAILED and source.reason:
        said += wording.SOURCE_REASON.format(reason=html.escape(_clipped(source.reason, REASON_SHOWN)))
    return wording.SOURCE_LOOKED.format(when=ago(source.looked_at, moment), result=said)


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + wording.AND_SO_ON
