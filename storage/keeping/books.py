# ruff: noqa: E501 - queries stand as they are
"""The books of what is owed: whatever was owed was sent, is held, has expired or was cancelled."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

# A row counts as sent where it says so and the message that carries it was taken, as held where both say that it is not
# yet; what says neither is in no column, so that the sum is less than what was owed. What is no longer kept was counted.
_BY_ISSUE = """
    WITH counted(issue_id, outcome, count) AS (
        SELECT a.issue_id, CASE
                WHEN d.state IN ('cancelled', 'expired') THEN d.state
                WHEN d.state = 'sent' AND coalesce(m.state, 'sent') = 'sent' THEN 'sent'
                WHEN d.state IN ('pending', 'parked') AND coalesce(m.state, 'pending') <> 'sent' THEN 'held'
            END, count(*)
            FROM deliveries d LEFT JOIN messages m ON m.id = d.message_id LEFT JOIN articles a ON a.id = d.article_id
            GROUP BY 1, 2
        UNION ALL
        SELECT a.issue_id, CASE WHEN e.state IN ('sent', 'cancelled', 'expired') AND e.count >= 0 THEN e.state
                WHEN e.state IN ('pending', 'parked') AND e.count >= 0 THEN 'held' END, e.count
            FROM ended_deliveries e LEFT JOIN articles a
                ON a.id = e.subject AND e.kind IN ('push', 'correction', 'retraction')
    )
    SELECT issue_id, sum(count), sum(count) FILTER (WHERE outcome = 'sent'), sum(count) FILTER (WHERE outcome = 'held'),
        sum(count) FILTER (WHERE outcome = 'expired'), sum(count) FILTER (WHERE outcome = 'cancelled')
    FROM counted GROUP BY issue_id ORDER BY issue_id
"""


@dataclass(frozen=True, slots=True)
class Books:
    """What was owed, in rows, and what became of it; `issue` is None where it is of no issue, or of all."""

    issue: int | None
    owed: int
    sent: int
    held: int
    expired: int
    cancelled: int

    @property
    def balance(self) -> bool:
        """Whether everything owed is in one of the four."""
        return self.owed == self.sent + self.held + self.expired + self.cancelled

    def __str__(self) -> str:
        """The books on a line."""
        sign = "=" if self.balance else "≠"
        return (
            f"owed {self.owed} {sign} sent {self.sent} + held {self.held}"
            f" + expired {self.expired} + cancelled {self.cancelled}"
        )


def books_of(connection: sqlite3.Connection) -> tuple[Books, list[Books]]:
    """The books in all, and those of each issue (of None: announcements and news of projects)."""
    each = [Books(issue, *(n or 0 for n in numbers)) for issue, *numbers in connection.execute(_BY_ISSUE)]
    names = ("owed", "sent", "held", "expired", "cancelled")
    return Books(None, *(sum(getattr(one, name) for one in each) for name in names)), each
