"""What the migration to troubles that owners are told does, as SQL (storage/tables/schema.py)."""

from __future__ import annotations

TROUBLES = """
CREATE TABLE troubles (
    kind TEXT PRIMARY KEY,
    since TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT '',
    told_at TEXT,
    over_at TEXT
) WITHOUT ROWID;
"""
