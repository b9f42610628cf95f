"""What the migrations of troubles that owners are told do, as SQL (storage/tables/schema.py)."""

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
TIMES = "ALTER TABLE troubles ADD times INTEGER NOT NULL DEFAULT 1"
