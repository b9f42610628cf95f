"""Counting: the reads behind storage/operating/numbers.py.

Each is quick in large databases, by indexes or by one look through the chats (benchmarks/counting.py), and is
a read of its own, so that questions are answered between them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from storage.database import Db
from storage.moments import from_text, to_text
from storage.operating.numbers import (
    CANCELLED,
    EXPIRED,
    FEWEST_SHOWN,
    GROUP,
    HELD,
    KINDS,
    MONTH,
    MOST_NAMED,
    OUTCOMES,
    PARKED,
    PENDING,
    SENT,
    STATES,
    WEEK,
    Articles,
    Deliveries,
    Followed,
    Follows,
    Readers,
    SilentPark,
)
from storage.rows import all_rows

# Of the deliveries of a week no more are looked at than these, the newest: about a second of reading.
MOST_DELIVERIES = 3_000_000


def days_until(day: dt.date, count: int) -> tuple[dt.date, ...]:
    """So many days, the last of which is `day`."""
    return tuple(day - dt.timedelta(days=back) for back in reversed(range(count)))


def start_of(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """When a day begins in a zone."""
    return dt.datetime.combine(day, dt.time(), tzinfo=zone).astimezone(dt.UTC)


def read_readers(db: Db, day: dt.date, zone: dt.tzinfo, moment: dt.datetime) -> Readers:
    """The chats, in one look through them."""
    days = days_until(day, MONTH)
    rows = all_rows(
        db,
        """
        SELECT CASE kind WHEN 'private' THEN 'private' WHEN 'channel' THEN 'channel' ELSE 'group' END AS kind,
            CASE WHEN off_at IS NOT NULL THEN 'off' WHEN held_since IS NOT NULL THEN 'held'
                WHEN paused_until > :now THEN 'paused' WHEN digest = 'off' THEN 'quiet' ELSE 'active'
            END AS state,
            count(*) AS count
        FROM chats GROUP BY 1, 2
        """,
        {"now": to_text(moment)},
    )
    states = {kind: dict.fromkeys(STATES, 0) for kind in KINDS}
    for row in rows:
        states[row["kind"]][row["state"]] = row["count"]
    fresh = all_rows(
        db, "SELECT kind, created_at FROM chats WHERE created_at >= ?", [to_text(start_of(days[0], zone))]
    )
    new: dict[dt.date, dict[str, int]] = {each: dict.fromkeys(KINDS, 0) for each in days}
    for row in fresh:
        kind = row["kind"] if row["kind"] in KINDS else GROUP
        of_day = new.get(from_text(row["created_at"]).astimezone(zone).date())
        if of_day is not None:
            of_day[kind] += 1
    return Readers(
        states,
        {kind: sum(new[each][kind] for each in days[-WEEK:]) for kind in KINDS},
        {kind: sum(new[each][kind] for each in days) for kind in KINDS},
        tuple((each, sum(new[each].values())) for each in days),
    )


def read_follows(db: Db, day: dt.date) -> Follows:
    """What is followed, and which of the parks had no news for 30 days."""
    of_parks = dict(
        db.execute("SELECT park_id, count(*) FROM follows WHERE kind = 'park' GROUP BY park_id").fetchall()
    )
    of_cities = db.execute(
        "SELECT word, count(*) FROM follows WHERE kind = 'city' AND word IS NOT NULL GROUP BY word"
    ).fetchall()
    of_newspapers = db.execute(
        """
        SELECT n.name, count(*) FROM follows f JOIN newspapers n ON n.id = f.newspaper_id
        WHERE f.newspaper_id IS NOT NULL GROUP BY f.newspaper_id
        """
    ).fetchall()
    of_projects = db.execute(
        """
        SELECT j.name, count(*) FROM follows f JOIN projects j ON j.id = f.project_id AND NOT j.gone
        WHERE f.project_id IS NOT NULL GROUP BY f.project_id
        """
    ).fetchall()
    names = dict(db.execute("SELECT id, name FROM parks").fetchall())
    [followers] = db.execute("SELECT count(DISTINCT chat_id) FROM follows").fetchone()
    [keywords] = db.execute("SELECT count(*) FROM follows WHERE kind = 'keyword'").fetchone()
    silent = [
        SilentPark(names[park_id], of_parks[park_id], last_on)
        for park_id, last_on in _silent(db, of_parks, day - dt.timedelta(days=MONTH))
    ]
    named = sorted(
        (park for park in silent if park.followers >= FEWEST_SHOWN),
        key=lambda park: (-park.followers, park.name),
    )
    return Follows(
        followers,
        _followed([(names[park_id], count) for park_id, count in of_parks.items()]),
        _followed(of_cities),
        _followed(of_newspapers),
        _followed(of_projects),
        keywords,
        tuple(named[:MOST_NAMED]),
        len(silent) - len(named[:MOST_NAMED]),
    )


def read_articles(db: Db, day: dt.date) -> Articles:
    """The articles that hold, by the day of their newspaper; those dated in the future count for no day."""
    days = days_until(day, MONTH)
    found = dict(
        db.execute(
            """
            SELECT published_on, count(*) FROM articles
            WHERE retracted_at IS NULL AND published_on BETWEEN ? AND ? GROUP BY published_on
            """,
            [days[0].isoformat(), day.isoformat()],
        ).fetchall()
    )
    by_day = tuple((each, found.get(each.isoformat(), 0)) for each in days)
    return Articles(sum(count for _, count in by_day[-WEEK:]), sum(count for _, count in by_day), by_day)


def headlines_of(db: Db, article_ids: Collection[int]) -> dict[int, str]:
    """The headlines of articles that still hold."""
    found = {}
    for article_id in article_ids:
        row = db.execute(
            """
            SELECT r.headline FROM articles a
                JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
            WHERE a.id = ? AND a.retracted_at IS NULL
            """,
            [article_id],
        ).fetchone()
        if row is not None:
            found[article_id] = str(row[0])
    return found


def read_deliveries(db: Db, day: dt.date, zone: dt.tzinfo) -> Deliveries:
    """What was owed in the last seven days. New rows have higher numbers, so a day is a stretch of them."""
    [last] = db.execute("SELECT coalesce(max(id), 0) FROM deliveries").fetchone()
    lowest = max(1, last - MOST_DELIVERIES + 1)
    days = days_until(day, WEEK)
    begins = [_first_since(db, start_of(each, zone), lowest, last) for each in days]
    by_day = tuple(
        (each, _outcomes(db, begin, end))
        for each, begin, end in zip(days, begins, (*begins[1:], last + 1), strict=True)
    )
    outcomes = {name: sum(counts[name] for _, counts in by_day) for name in OUTCOMES}
    since = None
    if lowest > 1 and begins[0] == lowest:
        since = _owed_at(db, lowest)
    return Deliveries(outcomes, by_day, since)


def _followed(counts: Collection[tuple[str, int]]) -> Followed:
    ordered = sorted(counts, key=lambda each: (-each[1], each[0]))
    named = [each for each in ordered if each[1] >= FEWEST_SHOWN]
    return Followed(
        tuple(named[:MOST_NAMED]), sum(count for _, count in ordered), len(ordered), len(ordered) - len(named)
    )


def _silent(db: Db, park_ids: Collection[int], since: dt.date) -> list[tuple[int, dt.date | None]]:
    """Those parks about which, or about a park within, there was nothing since a day; and their last day."""
    inside: dict[int, list[int]] = {}
    for park_id, parent_id in db.execute("SELECT id, parent_id FROM parks WHERE parent_id IS NOT NULL"):
        inside.setdefault(parent_id, []).append(park_id)
    found = []
    for park_id in park_ids:
        last = max(filter(None, (_last_day(db, each) for each in _family(park_id, inside))), default=None)
        if last is None or last < since.isoformat():
            found.append((park_id, None if last is None else dt.date.fromisoformat(last)))
    return found


def _family(park_id: int, inside: dict[int, list[int]]) -> set[int]:
    family, new = {park_id}, [park_id]
    while new:
        new = [each for parent in new for each in inside.get(parent, ()) if each not in family]
        family.update(new)
    return family


def _last_day(db: Db, park_id: int) -> str | None:
    """The day of the newest article about a park, be it the one or one of several."""
    row = db.execute(
        """
        SELECT max(day) FROM (
            SELECT max(published_on) AS day FROM articles WHERE park_id = :park AND retracted_at IS NULL
            UNION ALL
            SELECT max(a.published_on) FROM mentions m JOIN articles a ON a.id = m.article_id
            WHERE m.about AND m.park_id = :park AND a.retracted_at IS NULL
        )
        """,
        {"park": park_id},
    ).fetchone()
    day: str | None = row[0]
    return day


def _first_since(db: Db, moment: dt.datetime, lowest: int, last: int) -> int:
    """The first delivery owed since a moment, by its number, among those from `lowest` on."""
    wanted, low, high = to_text(moment), lowest, last + 1
    while low < high:
        middle = (low + high) // 2
        row = db.execute(
            "SELECT id, owed_at FROM deliveries WHERE id >= ? AND id < ? ORDER BY id LIMIT 1", [middle, high]
        ).fetchone()
        if row is None or row[1] >= wanted:
            high = middle
        else:
            low = row[0] + 1
    return low


def _owed_at(db: Db, delivery_id: int) -> dt.datetime | None:
    row = db.execute(
        "SELECT owed_at FROM deliveries WHERE id >= ? ORDER BY id LIMIT 1", [delivery_id]
    ).fetchone()
    return None if row is None else from_text(row[0])


def _outcomes(db: Db, begin: int, end: int) -> dict[str, int]:
    """What became of a stretch of deliveries; what was only shown in an answer was never owed."""
    row = db.execute(
        """
        SELECT count(*) FILTER (WHERE state = 'sent' AND (message_id IS NOT NULL OR kind <> 'push')),
            count(*) FILTER (WHERE state = 'pending'),
            count(*) FILTER (WHERE state = 'pending'
                AND chat_id IN (SELECT id FROM chats WHERE held_since IS NOT NULL)),
            count(*) FILTER (WHERE state = 'parked'),
            count(*) FILTER (WHERE state = 'expired'),
            count(*) FILTER (WHERE state = 'cancelled')
        FROM deliveries WHERE id >= ? AND id < ?
        """,
        [begin, end],
    ).fetchone()
    sent, pending, held, parked, expired, cancelled = row
    return {
        SENT: sent,
        PENDING: pending - held,
        HELD: held,
        PARKED: parked,
        EXPIRED: expired,
        CANCELLED: cancelled,
    }
