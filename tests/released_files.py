"""Files as each released version left them, from the tables and rows in released/VERSION/."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from storage.tables import incoming_file

RELEASED = Path(__file__).parent / "released"
VERSIONS = tuple(sorted(folder.name for folder in RELEASED.iterdir()))


def lay_released_files(version: str, database: Path) -> None:
    """Puts a version's database there, with its file of incoming updates."""
    texts = RELEASED / version
    for text, path in (("database.sql", database), ("incoming.sql", incoming_file.beside(database))):
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.executescript(f"BEGIN;{(texts / text).read_text(encoding='utf-8')}COMMIT;")
