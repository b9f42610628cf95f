"""The numbers as a message."""

from __future__ import annotations

import html
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot import wording
from storage.operating.numbers import FEWEST_SHOWN, KINDS, Followed, Numbers, SilentPark

LONGEST_HEADLINE = 40
SEPARATOR = "，"


def stats_html(numbers: Numbers, zone: ZoneInfo) -> str:
    """All of it as one message, HTML, far below the longest that Telegram takes."""
    return "\n".join(_lines(numbers, zone))


def _lines(numbers: Numbers, zone: ZoneInfo) -> Iterator[str]:
    yield wording.STATS_TITLE.format(day=wording.date(numbers.day))
    yield from _readers(numbers)
    yield ""
    yield from _followed(wording.STATS_PARKS, numbers.follows.parks)
    yield from _followed(wording.STATS_CITIES, numbers.follows.cities)
    if numbers.follows.newspapers.follows:
        yield from _followed(wording.STATS_NEWSPAPERS, numbers.follows.newspapers)
    if numbers.follows.projects.follows:
        yield from _followed(wording.STATS_PROJECTS, numbers.follows.projects)
    yield wording.STATS_KEYWORDS.format(count=numbers.follows.keywords)
    yield ""
    yield wording.STATS_ARTICLES.format(week=numbers.articles.week, month=numbers.articles.month)
    yield from _silent(numbers)
    yield ""
    yield _deliveries(numbers, zone)
    yield wording.STATS_READING.format(week=numbers.reading.week, month=numbers.reading.month)
    for headline, count in numbers.reading.most:
        yield wording.STATS_MOST_OPENED.format(headline=_short(headline), count=count)
    words = wording.LIST_SEPARATOR.join(
        wording.STATS_MISSED_WORD.format(words=html.escape(words), people=people)
        for words, people in numbers.missed
    )
    form = wording.STATS_MISSED if words else wording.STATS_MISSED_NONE
    yield form.format(people=FEWEST_SHOWN, words=words)


def _readers(numbers: Numbers) -> Iterator[str]:
    readers = numbers.readers
    yield wording.STATS_READERS.format(all=readers.all, followers=numbers.follows.followers)
    for kind in KINDS:
        states = readers.states[kind]
        yield wording.STATS_KIND.format(
            kind=wording.STATS_KINDS[kind],
            all=sum(states.values()),
            states=_parts(wording.STATS_STATES, states, always=("active",)),
            week=readers.new_week[kind],
            month=readers.new_month[kind],
        )


def _followed(title: str, followed: Followed) -> Iterator[str]:
    yield title.format(follows=followed.follows, targets=followed.targets)
    for name, count in followed.top:
        yield wording.STATS_ENTRY.format(name=html.escape(name), count=count)
    if rest := followed.targets - len(followed.top) - followed.few:
        yield wording.STATS_REST.format(rest=rest)
    if followed.few:
        yield wording.STATS_FEW.format(few=followed.few, fewest=FEWEST_SHOWN)


def _silent(numbers: Numbers) -> Iterator[str]:
    follows = numbers.follows
    yield wording.STATS_SILENT.format(count=len(follows.silent) + follows.silent_few)
    for park in follows.silent:
        yield wording.STATS_SILENT_PARK.format(
            name=html.escape(park.name), followers=park.followers, last=_last(park)
        )
    if follows.silent_few and follows.silent:
        yield wording.STATS_SILENT_REST.format(count=follows.silent_few)


def _last(park: SilentPark) -> str:
    if park.last_on is None:
        return wording.STATS_NEVER
    return wording.STATS_LAST_ON.format(day=wording.date(park.last_on))


def _deliveries(numbers: Numbers, zone: ZoneInfo) -> str:
    deliveries = numbers.deliveries
    outcomes = _parts(wording.STATS_OUTCOMES, deliveries.outcomes, always=("sent",))
    line = wording.STATS_DELIVERIES.format(outcomes=outcomes)
    if deliveries.since is not None:
        when = deliveries.since.astimezone(zone).strftime("%m-%d %H:%M")
        line += wording.STATS_DELIVERIES_SINCE.format(when=when)
    return line


def _parts(names: dict[str, str], counts: dict[str, int], *, always: tuple[str, ...]) -> str:
    """What there is of each, in words."""
    return SEPARATOR.join(
        wording.STATS_PART.format(name=name, count=counts[key])
        for key, name in names.items()
        if counts[key] or key in always
    )


def _short(headline: str) -> str:
    cut = (
        headline
        if len(headline) <= LONGEST_HEADLINE
        else headline[: LONGEST_HEADLINE - 1] + wording.AND_SO_ON
    )
    return html.escape(cut)
