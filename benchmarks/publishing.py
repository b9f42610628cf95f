"""What each tuning of publishing saves: an issue is published to many chats with it and without, in turn.

    python benchmarks/publishing.py [--chats 100000] [--old 100000] [--rounds 3] [--only NAME …] [--bare]

Half the chats chose nothing, half are sent what is new at once; each follows ten parks, one of them the same.
`--old` rows of deliveries are there before, each in a message. Prints the seconds of computing (all threads,
median of every round's median of five issues), and how much more it is without the tuning.

With `--bare` each publication is set beside one `INSERT … SELECT` of the same rows into tables of the same
columns and indexes that hold as many old rows, and have neither checks, references nor triggers.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from storage import schedule
from storage.database import Database, Db
from storage.deliveries import concerned, owing, turns
from storage.desk import issues
from storage.moments import now
from storage.parks import park_import
from storage.tables import schema
from storage.tables.tables import Tables
from tests.made_issues import LINYI, made_article, made_issue

ISSUES = 5
PARKS = 700
FOLLOWS = 10

Change = Callable[[str], str]


def _replacing(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new)

    return change


def _turns_by_trigger(page: str) -> str:
    return f"""{page}
CREATE TRIGGER pushes_owed AFTER INSERT ON deliveries WHEN NEW.kind = 'push' AND NEW.state = 'pending'
BEGIN
    INSERT INTO turns (chat_id, at) VALUES (NEW.chat_id, NEW.due_at)
    ON CONFLICT (chat_id) DO UPDATE SET at = excluded.at WHERE excluded.at < at;
END;
"""


# What the page of tables is without the tuning.
PAGES: dict[str, Change] = {
    "a chat's rows found in three parts": _replacing(
        "CREATE INDEX deliveries_never_packed ON deliveries(chat_id)"
        " WHERE state <> 'pending' AND message_id IS NULL;",
        "CREATE INDEX deliveries_by_chat ON deliveries(chat_id);",
    ),
    "the usual state asked for before the list": _replacing(
        "state = 'pending' OR state IN ('sent',", "state IN ('pending', 'sent',"
    ),
    "the usual kind asked for before the list": _replacing(
        "kind = 'push' OR kind IN ('correction',", "kind IN ('push', 'correction',"
    ),
    "turns of pushes in one statement": _turns_by_trigger,
    "follows answered from the index alone": _replacing(
        "follows(kind, park_id, chat_id, after_issue)", "follows(kind, park_id)"
    ),
}


def _sorted(statement: str) -> str:
    grouped = _replacing(concerned._AS_FOUND, concerned._EACH)(statement)
    return _replacing("ON CONFLICT", f"{owing._IN_ORDER} ON CONFLICT")(grouped)


# What a statement is without the tuning.
STATEMENTS: dict[str, Change] = {
    "due times without a call of Python": _replacing(schedule.DUE_AT, f"due_at({schedule.OF_CHAT}, :now)"),
    "each article's chats as they are found": _sorted,
}
EVERYTHING = "as it is"


@contextlib.contextmanager
def without(tuning: str, folder: Path) -> Iterator[Tables]:
    """The tables, and the program, without one of the tunings."""
    tables = copy.deepcopy(schema.migrations)
    with contextlib.ExitStack() as stack:
        if tuning in PAGES:
            tables.page = folder / "page.sql"
            tables.page.write_text(PAGES[tuning](schema.migrations.page.read_text(encoding="utf-8")))
        if tuning in STATEMENTS:
            stack.enter_context(
                mock.patch.object(owing, "_OWE_AS_FOUND", STATEMENTS[tuning](owing._OWE_AS_FOUND))
            )
        if PAGES.get(tuning) is _turns_by_trigger:
            stack.enter_context(mock.patch.object(turns, "bring_forward_for_rows_after"))
        yield tables


def fill(db: Db, chats: int, old: int) -> None:
    """Chats with what they follow, and what was sent to them before."""
    chance = random.Random(1)
    linyi = park_import.ensure_park(db, LINYI)
    parks = range(linyi + 1, linyi + 1 + PARKS)
    issues.publish(db, made_issue(made_article("旧事")), push=False, moment=now())
    db.conn.executemany(
        "INSERT INTO parks (id, name) VALUES (?, ?)", ((number, f"第{number}园") for number in parks)
    )
    db.conn.executemany(
        "INSERT INTO chats (id, telegram_id, kind, digest, created_at) VALUES (?, ?, 'private', ?, '')",
        ((number, number, "now" if number % 2 else "daily") for number in range(1, chats + 1)),
    )
    db.conn.executemany(
        "INSERT INTO follows (chat_id, kind, park_id, followed_at) VALUES (?, 'park', ?, '')",
        (
            (number, park)
            for number in range(1, chats + 1)
            for park in (*chance.sample(parks, FOLLOWS - 1), linyi)
        ),
    )
    db.execute(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
        INSERT INTO messages (chat_id, text, buttons, state, packed_at, sent_at)
        SELECT 1 + i % ?, '', '[]', 'sent', '2025', '2025' FROM n
        """,
        [old, chats],
    )
    db.execute(
        """
        INSERT INTO deliveries (chat_id, kind, subject, version, due_at, state, message_id, owed_at)
        SELECT chat_id, 'push', 1, id, '2025', 'sent', id, '2025' FROM messages
        """
    )


def measure(tuning: str, chats: int, old: int) -> float:
    """Seconds of computing to publish an issue without this tuning."""
    with tempfile.TemporaryDirectory() as name, without(tuning, Path(name)) as tables:
        with Database(Path(name) / "bot.db", tables=tables) as database:
            database.write_now(fill, chats, old)
            seconds = []
            for number in range(ISSUES):
                issue = made_issue(made_article(f"第{number}件新事"))
                began = time.process_time()
                published = database.write_now(issues.publish, issue, push=True, moment=now())
                seconds.append(time.process_time() - began)
                assert published.chats_owed == chats
                database.write_now(lambda _: None)  # until the publication's log is written back
        return statistics.median(seconds)


BARE = ("deliveries", "turns")
_WRITTEN = {
    "deliveries": "chat_id, kind, subject, version, due_at, state, owed_at",
    "turns": "chat_id, at",
}
_BARE_TABLES = """
CREATE TABLE bare_deliveries (id INTEGER PRIMARY KEY, chat_id INTEGER, kind TEXT, subject INTEGER,
    version INTEGER, due_at TEXT, state TEXT, message_id INTEGER, reason TEXT, owed_at TEXT, urgent_on TEXT,
    UNIQUE (kind, subject, chat_id, version));
CREATE TABLE bare_turns (chat_id INTEGER PRIMARY KEY, at TEXT);
"""


def _make_bare(db: Db) -> None:
    """Tables like those that publishing writes to, with their indexes and old rows, and nothing else."""
    for statement in _BARE_TABLES.split(";"):
        db.execute(statement)
    for name in BARE:
        indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql <> ''"
        for index, sql in db.execute(indexes, [name]).fetchall():
            db.execute(sql.replace(f"INDEX {index} ON {name}(", f"INDEX bare_{index} ON bare_{name}("))
    columns = _WRITTEN["deliveries"] + ", message_id"
    db.execute(f"INSERT INTO bare_deliveries ({columns}) SELECT {columns} FROM deliveries")


def _write_bare(db: Db, last: int) -> None:
    for name, which in zip(BARE, ("id > :last", "1 OR :last"), strict=True):
        columns = _WRITTEN[name]
        db.execute(
            f"INSERT INTO bare_{name} ({columns}) SELECT {columns} FROM {name} WHERE {which}", {"last": last}
        )


def _all_sent(db: Db) -> None:
    """As if everything owed had gone out: the next publication gives every chat its turn anew."""
    for name in ("deliveries", "bare_deliveries"):
        db.execute(f"UPDATE {name} SET state = 'cancelled' WHERE state = 'pending'")
    for name in ("turns", "bare_turns"):
        db.execute(f"DELETE FROM {name}")


def beside_bare(chats: int, old: int, rounds: int) -> list[tuple[float, float]]:
    """Seconds of computing of each publication, and of writing its rows and nothing else."""
    found = []
    with tempfile.TemporaryDirectory() as name, Database(Path(name) / "bot.db") as database:
        database.write_now(fill, chats, old)
        database.write_now(_make_bare)
        for number in range(rounds * ISSUES):
            last = database.read_now(lambda db: db.execute("SELECT max(id) FROM deliveries").fetchone()[0])
            issue = made_issue(made_article(f"第{number}件新事"))
            began = time.process_time()
            published = database.write_now(issues.publish, issue, push=True, moment=now())
            publishing = time.process_time() - began
            assert published.chats_owed == chats
            database.write_now(lambda _: None)
            began = time.process_time()
            database.write_now(_write_bare, last)
            found.append((publishing, time.process_time() - began))
            database.write_now(lambda _: None)
            database.write_now(_all_sent)
            database.write_now(lambda _: None)
    return found


def told_beside_bare(found: list[tuple[float, float]]) -> None:
    """Prints both, and the ratio pair by pair."""
    ratios = [publishing / bare for publishing, bare in found]
    for name, seconds in zip(("publishing", "bare"), zip(*found, strict=True), strict=True):
        print(f"{name:<12} {statistics.median(seconds):6.3f} s  ({min(seconds):.3f}-{max(seconds):.3f})")
    print(f"ratio        {statistics.median(ratios):6.2f}    ({min(ratios):.2f}-{max(ratios):.2f})")


def main() -> None:
    """Measures everything in turn, round after round."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--chats", type=int, default=100_000)
    parser.add_argument("--old", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[*PAGES, *STATEMENTS], metavar="NAME")
    parser.add_argument("--bare", action="store_true", help="beside writing the rows and nothing else")
    asked = parser.parse_args()
    if asked.bare:
        told_beside_bare(beside_bare(asked.chats, asked.old, asked.rounds))
        return
    tunings = [EVERYTHING, *asked.only]
    found: dict[str, list[float]] = {tuning: [] for tuning in tunings}
    for _ in range(asked.rounds):
        for tuning in tunings:
            found[tuning].append(measure(tuning, asked.chats, asked.old))
    whole = statistics.median(found[EVERYTHING])
    for tuning, seconds in found.items():
        median = statistics.median(seconds)
        print(f"{tuning:<45} {median:6.3f} s  {median / whole - 1:+5.0%}", flush=True)


if __name__ == "__main__":
    main()
