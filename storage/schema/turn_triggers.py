"""Triggers that keep the queue of turns (storage/turns.py) up to date."""

from __future__ import annotations

import sqlite_utils


def bring_turn_forward(db: sqlite_utils.Database, name: str, event: str, when: str, at: str) -> None:
    """A trigger that gives the chat of a changed row its turn at `at`, unless it has an earlier one."""
    db.execute(
        f"""
        CREATE TRIGGER {name} AFTER {event} WHEN {when}
        BEGIN
            INSERT INTO turns (chat_id, at) VALUES (NEW.chat_id, {at})
            ON CONFLICT (chat_id) DO UPDATE SET at = excluded.at WHERE excluded.at < at;
        END
        """
    )
