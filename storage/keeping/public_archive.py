"""The public archive: issues, articles, briefs, parks and projects in an SQLite file of their own.

What goes in is listed in storage/keeping/public_rows.py. It is a new file, not a copy with tables taken out,
so that nothing of the others is left in it. Datasette shows it (deploy/datasette/metadata.yaml).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from projects.outcomes import Outcome
from storage.database import Database, Db
from storage.files.syncing import sync
from storage.keeping import public_rows
from storage.keeping.backup import folder_beside, put_in_place, refuse_taken
from storage.keeping.pair import KeepingError
from storage.keeping.public_rows import COLUMNS, Values
from storage.moments import to_text

PAGE = Path(__file__).with_suffix(".sql")
INDEXES = (
    "issues(published_on)",
    "articles(published_on)",
    "articles(newspaper)",
    "articles(park)",
    "articles(park_id)",
    "articles(issue_id)",
    "article_parks(park_id, article_id)",
    "projects(park_id)",
    "projects(stage)",
    "projects(told_on)",
    "project_sources(project_id)",
    "promises(project_id)",
    "promises(article_id)",
    "promises(due_on)",
)
# For everybody, as a page on the web is.
READABLE = 0o644
CACHE_KIB = 65_536
WORDS = ("article_search", "article_pairs")
# What FTS5 gathers of each index before it writes; with its usual 1 MiB it mostly merges what it wrote.
HASH_BYTES, USUAL_HASH_BYTES = 64 << 20, 1 << 20
# How much SQLite does of one long statement before it looks whether to stop.
STEPS_BETWEEN_LOOKS = 100_000


@dataclass(frozen=True, slots=True)
class Exported:
    """What went into the archive, and how many parks' projects stay out since they are still being read."""

    articles: int
    issues: int
    parks: int
    projects: int
    parks_behind: int


def export_archive(
    database: Database,
    to: Path,
    moment: dt.datetime,
    today: dt.date,
    words: Callable[[Outcome], str],
    *,
    force: bool = False,
) -> Exported:
    """Writes the archive, as it is at one moment, to `to`; a reader of `to` sees all of it or nothing.

    What became of promises is told as of `today`, in the `words` for it. Raises KeepingError where `to`
    exists and `force` is not set, or can't be written.
    """
    refuse_taken(database.path, to, force=force)
    try:
        with folder_beside(to) as folder:
            made, packed = folder / "made", folder / "packed"
            stop = threading.Event()
            try:
                exported = database.read_now(_make, made, to, moment, today, words, stop)
            except BaseException:  # Ctrl-C, for one: the reader's thread would go on to the end
                stop.set()
                raise
            with contextlib.closing(sqlite3.connect(made, isolation_level=None)) as archive, _writing(to):
                archive.execute("VACUUM INTO ?", [str(packed)])
            made.unlink()
            packed.chmod(READABLE)
            sync(packed)
            put_in_place(packed, to, force=force)
            sync(to.parent)
    except FileExistsError as error:
        raise KeepingError(
            f"{to} exists already: choose another name, or overwrite it with --force"
        ) from error
    except OSError as error:
        raise KeepingError(f"{to} could not be written: {error}") from error
    return exported


def _make(
    db: Db,
    made: Path,
    to: Path,
    moment: dt.datetime,
    today: dt.date,
    words: Callable[[Outcome], str],
    stop: threading.Event,
) -> Exported:
    """Fills a new file from the database as it is at one moment, until it is told to `stop`."""
    with contextlib.closing(sqlite3.connect(made, isolation_level=None)) as archive:
        archive.set_progress_handler(stop.is_set, STEPS_BETWEEN_LOOKS)
        with _writing(to):
            archive.execute("PRAGMA journal_mode = OFF")  # a file that isn't finished is thrown away
            archive.execute("PRAGMA synchronous = OFF")
            archive.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            archive.executescript(PAGE.read_text(encoding="utf-8"))
            for index in WORDS:
                archive.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', {HASH_BYTES})")
        db.execute("BEGIN")
        try:
            return _fill(archive, db, to, moment, today, words, stop)
        finally:
            db.execute("ROLLBACK")


def _fill(
    archive: sqlite3.Connection,
    db: Db,
    to: Path,
    moment: dt.datetime,
    today: dt.date,
    words: Callable[[Outcome], str],
    stop: threading.Event,
) -> Exported:
    parks = public_rows.parks_by_number(db)

    def rows() -> Iterator[tuple[str, Values]]:
        yield from (("parks", each) for each in public_rows.public_parks(db, parks))
        yield from (("issues", each) for each in public_rows.public_issues(db))
        yield from (("articles", each) for each in public_rows.public_articles(db, parks))
        yield from (("article_parks", each) for each in public_rows.public_article_parks(db, parks))
        yield from public_rows.public_projects(db, parks, today, words)

    puts = {table: _put(table) for table in COLUMNS}
    with _writing(to):
        archive.execute("BEGIN")
        archive.execute("INSERT INTO archive VALUES (?, ?)", [to_text(moment), today.isoformat()])
    for table, values in rows():
        if stop.is_set():
            raise KeepingError(f"{to} was not written: it was told to stop")
        with _writing(to):
            archive.execute(puts[table], values)
            if table == "articles":
                _index(archive, values)
    with _writing(to):
        for index in INDEXES:
            name = index.replace("(", "_by_").replace(", ", "_and_").rstrip(")")
            archive.execute(f"CREATE INDEX {name} ON {index}")
        for index in WORDS:
            archive.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
            archive.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', {USUAL_HASH_BYTES})")
        archive.execute("COMMIT")
        archive.execute("ANALYZE")
    tables = ("articles", "issues", "parks", "projects")
    counts = {table: archive.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    return Exported(**counts, parks_behind=public_rows.parks_behind(db))


def _put(table: str) -> str:
    """The statement that puts a row into a table; what an article tells goes in if the article has."""
    columns = COLUMNS[table].split()
    places = ", ".join(f"?{number}" for number in range(1, len(columns) + 1))
    told = " WHERE EXISTS (SELECT 1 FROM articles WHERE id = ?1)" if columns[0] == "article_id" else ""
    return f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) SELECT {places}{told}"


def _index(archive: sqlite3.Connection, values: Values) -> None:
    """Lets an article be found by its words."""
    article = dict(zip(COLUMNS["articles"].split(), values, strict=True))
    texts = [str(article[name]) for name in ("headline", "brief", "text")]
    archive.execute(
        "INSERT INTO article_search (rowid, headline, brief, text) VALUES (?, ?, ?, ?)",
        [article["id"], *texts],
    )
    archive.execute(
        "INSERT INTO article_pairs (rowid, pairs) VALUES (?, ?)", [article["id"], " ".join(pairs_of(*texts))]
    )


def pairs_of(*texts: str) -> list[str]:
    """The pairs of letters, digits and Chinese characters that stand side by side in texts, each once."""
    pairs = {text[at : at + 2] for text in texts for at in range(len(text) - 1)}
    return sorted(pair for pair in pairs if pair.isalnum())


@contextlib.contextmanager
def _writing(to: Path) -> Iterator[None]:
    """Raises KeepingError where SQLite can't write; what is read from the database has errors of its own."""
    try:
        yield
    except sqlite3.Error as error:
        raise KeepingError(f"{to} could not be written: {error}") from error
