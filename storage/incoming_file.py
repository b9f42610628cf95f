"""The file beside the database that holds incoming updates and the searches asked for: its name, its tables.

A file has one writer at a time. In one of their own, updates are safe on disk, and questions answered, while
a publication writes a hundred thousand deliveries into the database. Its tables are in incoming.sql, and a
change to them is made as storage/schema.py says.
"""

from __future__ import annotations

from pathlib import Path

from storage import unreleased
from storage.tables import Tables

ENDING = "-incoming"
migrations = Tables("park_briefs_incoming", Path(__file__).with_name("incoming.sql"), unreleased.INCOMING)


def beside(database: Path) -> Path:
    """Where the incoming updates of a database are, whatever name it is opened by."""
    real = database.resolve()
    return real.with_name(real.name + ENDING)
