"""The numbers, gathered part by part from both files, so that questions are answered between the reads."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from storage.database import Database
from storage.incoming import openings, search_misses
from storage.operating import counting
from storage.operating.numbers import FEWEST_SHOWN, MONTH, WEEK, Numbers, Reading

MOST_OPENED, MOST_WORDS = 5, 20


async def gather(database: Database, incoming: Database, zone: ZoneInfo, moment: dt.datetime) -> Numbers:
    """All numbers at a moment; days are those of `zone`."""
    day = moment.astimezone(zone).date()
    return Numbers(
        day=day,
        readers=await database.read(counting.read_readers, day, zone, moment),
        follows=await database.read(counting.read_follows, day),
        articles=await database.read(counting.read_articles, day),
        deliveries=await database.read(counting.read_deliveries, day, zone),
        reading=await _reading(database, incoming, day),
        missed=await incoming.read(
            search_misses.missed_words,
            day - dt.timedelta(days=MONTH - 1),
            people=FEWEST_SHOWN,
            limit=MOST_WORDS,
        ),
    )


async def _reading(database: Database, incoming: Database, day: dt.date) -> Reading:
    days = counting.days_until(day, MONTH)
    found = await incoming.read(openings.by_day, days[0])
    by_day = tuple((each, found.get(each, 0)) for each in days)
    most = await incoming.read(openings.most_opened, days[-WEEK], limit=MOST_OPENED, fewest=FEWEST_SHOWN)
    headlines = await database.read(counting.headlines_of, [article_id for article_id, _ in most])
    return Reading(
        sum(count for _, count in by_day[-WEEK:]),
        sum(count for _, count in by_day),
        by_day,
        tuple((headlines[article_id], count) for article_id, count in most if article_id in headlines),
    )
