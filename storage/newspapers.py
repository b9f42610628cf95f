"""The newspapers that issues were made of."""

from __future__ import annotations

from storage.database import Db

MOST = 8


def known_newspapers(db: Db, *, most: int = MOST) -> tuple[tuple[int, str], ...]:
    """The newspapers, the one published last first, each with the number of its newest issue."""
    rows = db.execute(
        """
        SELECT max(id), newspaper FROM issues WHERE newspaper <> ''
        GROUP BY newspaper ORDER BY max(id) DESC LIMIT ?
        """,
        [most],
    )
    return tuple((int(number), str(name)) for number, name in rows)


def newspaper_of_issue(db: Db, issue_id: int) -> str | None:
    """The newspaper that an issue was made of; None where there is no such issue."""
    row = db.execute("SELECT newspaper FROM issues WHERE id = ?", [issue_id]).fetchone()
    return None if row is None else str(row[0])
