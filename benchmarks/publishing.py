"""What each tuning of publishing saves: an issue is published to many chats with it and without, in turn.

    python benchmarks/publishing.py [--chats 100000] [--old 100000] [--rounds 3] [--only NAME …]

Half the chats chose nothing, half are sent what is new at once; each follows ten parks, one of them the same.
`--old` rows of deliveries are there before, each in a message. Prints the seconds of computing (all threads,
median of every round's median of five issues), and how much more it is without the tuning.
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

from storage import issues, owing, park_import, schedule, schema, turns
from storage.database import Database, Db
from storage.moments import now
from storage.tables import Tables
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
# What a statement is without the tuning.
STATEMENTS: dict[str, Change] = {
    "due times without a call of Python": _replacing(schedule.DUE_AT, f"due_at({schedule.OF_CHAT}, :now)"),
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
            stack.enter_context(mock.patch.object(owing, "_OWE", STATEMENTS[tuning](owing._OWE)))
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


def main() -> None:
    """Measures everything in turn, round after round."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--chats", type=int, default=100_000)
    parser.add_argument("--old", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[*PAGES, *STATEMENTS], metavar="NAME")
    asked = parser.parse_args()
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
