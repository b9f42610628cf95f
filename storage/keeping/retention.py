"""Retention: what is kept for how long, declared once. docs/retention.md is tested against it.

A rule tells which rows of a table are over and how a batch of them ends. Batches are small, so that whoever
else writes comes between them, and each is one transaction: killed at any moment, nothing is half gone. What
has rows of its own to be kept for a while gets a Rule here, a setting of that name, and its row in
docs/retention.md; bot/serving/pruning.py carries them out.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from storage.chats.forgotten_list import MARGIN
from storage.database import Db
from storage.deliveries.message_pruning import end_deliveries, end_messages
from storage.moments import to_text

DATABASE: Final = "database"
INCOMING: Final = "incoming"
ROWS_A_BATCH = 500

End = Callable[[Db, str], int]


@dataclass(frozen=True, slots=True)
class Rule:
    """What of a table goes when: the rows that are `over`, a condition on `:before`, the moment `days` ago.

    `setting` names the days in the configuration, `days` is their default, to which `margin` is added.
    `stays` says what is kept anyway. `end` ends the rows of a JSON list of keys and returns how many there
    were; without one they are deleted.
    """

    name: str
    table: str
    setting: str
    days: int
    over: str
    stays: str
    key: str = "id"
    file: str = DATABASE
    batch: int = ROWS_A_BATCH
    margin: dt.timedelta = dt.timedelta()
    end: End | None = None

    def before(self, until: dt.datetime, days: int) -> dt.datetime:
        """The moment from before which rows go, where `until` counts as the present."""
        return until - dt.timedelta(days=days) - self.margin


RULES: Final = (
    Rule(
        name="raw updates",
        table="incoming",
        setting="keep_updates_days",
        days=7,
        over="done_at < :before",
        stays="those not handled yet; of handled ones their numbers alone are kept at all",
        key="update_id",
        file=INCOMING,
    ),
    Rule(
        name="searches",
        table="searches",
        setting="keep_searches_days",
        days=400,
        over="asked_at < :before",
        stays="nothing; buttons under older answers say that they are over",
        file=INCOMING,
    ),
    Rule(
        name="searches without a hit",
        table="search_misses",
        setting="keep_misses_days",
        days=30,
        over="asked_on < substr(:before, 1, 10)",
        stays="nothing",
        file=INCOMING,
    ),
    Rule(
        name="openings of whole texts",
        table="openings",
        setting="keep_openings_days",
        days=400,
        over="day < substr(:before, 1, 10)",
        stays="nothing; they are counts, and name nobody",
        key="day",
        file=INCOMING,
        batch=1,
    ),
    Rule(
        name="sent messages",
        table="messages",
        setting="keep_messages_days",
        days=730,
        over="sent_at < :before AND state = 'sent'"
        " AND NOT EXISTS (SELECT 1 FROM messages e WHERE e.edits_id = messages.id AND e.state <> 'sent')"
        # An editor's copy of a letter would be sent anew; it goes when the letter has gone.
        " AND NOT EXISTS (SELECT 1 FROM letter_copies k WHERE k.message_id = messages.id)",
        stays="how many there were of each article; a correction reaches older ones no more, and counts them",
        batch=200,
        end=end_messages,
    ),
    Rule(
        name="cancelled and expired deliveries",
        table="deliveries",
        setting="keep_deliveries_days",
        days=180,
        over="owed_at < :before AND state <> 'pending' AND message_id IS NULL",
        stays="how many there were of each article; whatever waits or is set aside",
        end=end_deliveries,
    ),
    Rule(
        name="letters",
        table="letters",
        setting="keep_letters_days",
        days=365,
        over="state <> 'open' AND written_at < :before",
        stays="those that nobody has answered or closed; whose letters are not taken",
        batch=100,
    ),
    Rule(
        name="uploads",
        table="uploads",
        setting="keep_uploads_days",
        days=7,
        over="told AND sent_at < :before",
        stays="those whose editor doesn't know yet what became of them; no file is kept, only its name",
    ),
    Rule(
        name="pastes left",
        table="pastes",
        setting="keep_pastes_days",
        days=8,
        over="state = 'left' AND touched_at < :before",
        stays="those that still take texts",
        batch=20,
    ),
    Rule(
        name="drafts",
        table="drafts",
        setting="keep_drafts_days",
        days=90,
        over="publish_at IS NULL AND coalesce(touched_at, created_at) < :before"
        " OR state <> 'open' AND coalesce(touched_at, created_at) < :before",
        stays="those that publish themselves; what was published of them",
        batch=20,
    ),
    Rule(
        name="the log",
        table="deeds",
        setting="keep_log_days",
        days=1095,
        over="at < :before",
        stays="who published and mended what, in the issues and revisions themselves",
    ),
    Rule(
        name="the list of /forget",
        table="forgotten",
        setting="keep_backups_days",
        days=30,
        over="at < :before",
        stays="nothing: no backup may be older",
        key="line",
        margin=MARGIN,
    ),
)


def find(db: Db, rule: Rule, before: dt.datetime) -> list[Any]:
    """The keys of the first rows that are over, at most a batch of them."""
    rows = db.execute(
        f"SELECT DISTINCT {rule.key} FROM {rule.table} WHERE {rule.over} LIMIT {rule.batch}",
        {"before": to_text(before)},
    )
    return [key for (key,) in rows.fetchall()]


def end(db: Db, rule: Rule, before: dt.datetime, keys: Sequence[Any]) -> int:
    """Ends those rows of these that are over still; returns how many there were."""
    which = f"{rule.key} IN (SELECT value FROM json_each(:keys)) AND ({rule.over})"
    parameters = {"before": to_text(before), "keys": json.dumps(list(keys))}
    if rule.end is None:
        return db.execute(f"DELETE FROM {rule.table} WHERE {which}", parameters).rowcount
    still = db.execute(f"SELECT {rule.key} FROM {rule.table} WHERE {which}", parameters).fetchall()
    return rule.end(db, json.dumps([key for (key,) in still]))


def count(db: Db, rule: Rule, before: dt.datetime) -> int:
    """How many rows are over."""
    row = db.execute(
        f"SELECT count(*) FROM {rule.table} WHERE {rule.over}", {"before": to_text(before)}
    ).fetchone()
    return int(row[0])
