"""What a newspaper has brought: its newest articles, and the pages of its last day."""

from __future__ import annotations

import datetime as dt

from storage.archive.articles import cards_of
from storage.archive.newest_articles import Listing
from storage.archive.newspapers import Newspaper
from storage.database import Db

Days = tuple[dt.date, dt.date]

_OF_PAPER = """
    FROM issues i CROSS JOIN articles a ON a.issue_id = i.id
    WHERE i.newspaper_id = :newspaper AND a.retracted_at IS NULL
        AND (:first IS NULL OR i.published_on BETWEEN :first AND :last)
"""


def newest_in(
    db: Db, newspaper: Newspaper, days: Days | None = None, *, limit: int, offset: int = 0
) -> Listing:
    """The newest articles of a newspaper, of all its days or some: by day, then by page, in their order."""
    parameters = {
        "newspaper": newspaper.id,
        "first": None if days is None else days[0].isoformat(),
        "last": None if days is None else days[1].isoformat(),
        "limit": limit,
        "offset": offset,
    }
    [total] = db.execute(f"SELECT count(*) {_OF_PAPER}", parameters).fetchone()
    rows = db.execute(
        f"""
        SELECT a.id {_OF_PAPER}
        ORDER BY i.published_on DESC, i.id DESC, a.position, a.id LIMIT :limit OFFSET :offset
        """,
        parameters,
    )
    return Listing(cards_of(db, [row[0] for row in rows]), int(total))


def last_pages(db: Db, newspaper: Newspaper, *, most: int) -> tuple[dt.date, tuple[str, ...]] | None:
    """A newspaper's newest day that is stored and the pages of it, as printed; None where nothing is."""
    rows = db.execute(
        """
        SELECT i.published_on, i.page FROM issues i
        WHERE i.newspaper_id = :newspaper AND i.published_on = (
            SELECT max(published_on) FROM issues WHERE newspaper_id = :newspaper
        ) GROUP BY i.page ORDER BY min(i.id) LIMIT :most
        """,
        {"newspaper": newspaper.id, "most": most},
    ).fetchall()
    if not rows:
        return None
    return dt.date.fromisoformat(rows[0][0]), tuple(page for _, page in rows if page)
