"""The numbers on the command line: as text, as JSON, as a picture."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.newsroom.gathering import gather
from bot.newsroom.stats_picture import draw_numbers
from bot.serving.opening import open_database, open_incoming
from bot.settings.configuration import Settings
from bot.terminal.output.picture_file import draw_into
from bot.terminal.output.told import Told
from storage.moments import now
from storage.operating.numbers import KINDS, Followed, Numbers
from storage.tables import incoming_file


def show_stats(settings: Settings, picture: Path | None) -> Told:
    """The numbers; with `picture` they are drawn into that file too, by a process of its own.

    Raises Refusal.
    """
    zone = ZoneInfo(settings.timezone)
    with (
        open_database(settings) as database,
        open_incoming(incoming_file.beside(settings.database)) as incoming,
    ):
        numbers = asyncio.run(gather(database, incoming, zone, now()))
    lines = tuple(_lines(numbers))
    if picture is not None:
        draw_into(settings, picture, draw_numbers, numbers)
        lines += (f"picture: {picture}",)
    return Told(lines, _value(numbers))


def _lines(numbers: Numbers) -> list[str]:
    readers, follows, reading = numbers.readers, numbers.follows, numbers.reading
    lines = [f"day\t{numbers.day}", f"chats\t{readers.all}\t{follows.followers} follow something"]
    for kind in KINDS:
        states = readers.states[kind]
        lines.append(
            f"{kind}\t{sum(states.values())}\t{_counts(states)}"
            f"\tnew in 7 days {readers.new_week[kind]}, in 30 days {readers.new_month[kind]}"
        )
    lines += _followed("parks", follows.parks)
    lines += _followed("cities", follows.cities)
    lines += _followed("newspapers", follows.newspapers)
    lines += _followed("projects", follows.projects)
    lines.append(f"follows of keywords\t{follows.keywords}")
    lines.append(f"articles\tin 7 days {numbers.articles.week}, in 30 days {numbers.articles.month}")
    lines.append(f"followed parks without news for 30 days\t{len(follows.silent) + follows.silent_few}")
    lines += [
        f"  {park.name}\t{park.followers} followers\t{park.last_on or 'never any'}" for park in follows.silent
    ]
    since = numbers.deliveries.since
    lines.append(
        f"deliveries of 7 days\t{_counts(numbers.deliveries.outcomes)}"
        + (f"\tcounted since {since.isoformat(timespec='minutes')}" if since else "")
    )
    lines.append(f"whole texts opened\tin 7 days {reading.week}, in 30 days {reading.month}")
    lines += [f"  {headline}\t{count}" for headline, count in reading.most]
    lines.append(f"words searched for in vain, in 30 days\t{len(numbers.missed)}")
    lines += [f"  {words}\t{people} people" for words, people in numbers.missed]
    return lines


def _followed(what: str, followed: Followed) -> list[str]:
    head = f"follows of {what}\t{followed.follows}\t{followed.targets} {what}"
    if followed.few:
        head += f", {followed.few} of them with too few followers to be named"
    return [head, *(f"  {name}\t{count}" for name, count in followed.top)]


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def _value(numbers: Numbers) -> Any:
    """The same as JSON can hold it: days as text."""
    return _plain(dataclasses.asdict(numbers))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value
