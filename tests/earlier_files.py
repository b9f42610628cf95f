"""Files as the last version before 0.1.0 left them, made from its own tables and rows in before_0_1_0/."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

from storage.tables import incoming_file, schema

TABLES = {"": schema.migrations, incoming_file.ENDING: incoming_file.migrations}
_TEXTS = Path(__file__).parent / "before_0_1_0"

Contents = dict[str, list[dict[str, Any]]]


def lay_earlier_files(database: Path) -> None:
    """Puts a database there, with deliveries in every state, and its file of incoming updates."""
    for text, path in (("database.sql", database), ("incoming.sql", incoming_file.beside(database))):
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(f"BEGIN;{(_TEXTS / text).read_text(encoding='utf-8')}COMMIT;")


def contents(path: Path) -> Contents:
    """Every row in a file, and that its search index, if it has one, is in step; the file stays as it is."""
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        names = [row["name"] for row in connection.execute("SELECT name FROM pragma_table_list")]
        own = ("sqlite_schema", "sqlite_temp", "search_index")
        tables = [name for name in names if not name.startswith(own)]
        found = {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in tables}
    if "search_index" in names:
        with contextlib.closing(sqlite3.connect(":memory:")) as copy:
            with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
                connection.backup(copy)
            copy.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
    return found


def carried_over(before: Contents, after: Contents) -> bool:
    """Whether all that is in the first is in the second, as 0.1.0 has it; later tables may have more."""
    if "0.1.0" not in {row["name"] for row in after["_sqlite_migrations"]}:
        return False
    expected = {name: rows for name, rows in before.items() if name != "_sqlite_migrations"}
    if "deliveries" in expected:
        expected["deliveries"] = [
            {name: value for name, value in row.items() if name != "revision"}
            | {"subject": row["article_id"], "version": row["revision"]}
            for row in before["deliveries"]
        ]
    return all(
        [{name: row[name] for name in like} for row, like in zip(after[table], rows, strict=True)] == rows
        for table, rows in expected.items()
    )
