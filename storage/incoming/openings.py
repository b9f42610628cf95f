"""How often the whole text of an article was opened, by day; by whom is kept nowhere.

The counts are kept with the incoming updates (storage/tables/incoming_file.py), whose writer no publication
holds up: every `db` here is that file.
"""

from __future__ import annotations

import datetime as dt

from storage.database import Db
from storage.rows import all_rows


def count_opening(db: Db, update_id: int, article_id: int, day: dt.date) -> bool:
    """Counts that an update opened an article; False for one that is handled again, which has been counted.

    So a kill between the answer and the count may lose one, and none counts twice.
    """
    again = db.execute(
        "SELECT 1 FROM incoming WHERE update_id = ? AND (replays > 0 OR done_at IS NOT NULL)", [update_id]
    ).fetchone()
    if again is not None:
        return False
    db.execute(
        """
        INSERT INTO openings (day, article_id, count) VALUES (?, ?, 1)
        ON CONFLICT (day, article_id) DO UPDATE SET count = count + 1
        """,
        [day.isoformat(), article_id],
    )
    return True


def by_day(db: Db, since: dt.date) -> dict[dt.date, int]:
    """How many openings each day had, from a day on; days without are left out."""
    rows = db.execute(
        "SELECT day, sum(count) FROM openings WHERE day >= ? GROUP BY day ORDER BY day", [since.isoformat()]
    )
    return {dt.date.fromisoformat(day): count for day, count in rows.fetchall()}


def most_opened(db: Db, since: dt.date, *, limit: int, fewest: int) -> tuple[tuple[int, int], ...]:
    """The articles opened most from a day on, as (article, how often); none below `fewest`."""
    rows = all_rows(
        db,
        """
        SELECT article_id, sum(count) AS times FROM openings WHERE day >= ?
        GROUP BY article_id HAVING times >= ? ORDER BY times DESC, article_id DESC LIMIT ?
        """,
        [since.isoformat(), fewest, limit],
    )
    return tuple((row["article_id"], row["times"]) for row in rows)
