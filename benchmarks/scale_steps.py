"""What is measured in a grown database: each step's milliseconds, and the memory that the process took."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.grown_archive import EVERYBODYS, WORDS, Size
from benchmarks.made_library import CITIES, LAST_DAY, PARKS, SEED, Library, park_name
from benchmarks.search import percentile, queries
from bot.delivery.due_work import commit, find_work, set_all
from bot.names.resolving import called
from bot.reader.park import park_page
from bot.reader.search import NEWEST_FIRST, search_page
from parsing.parks import Park
from storage.archive import known_articles, newest_articles, prepared
from storage.chats import follows
from storage.chats.chats import Place
from storage.chats.follows import Kind, Target
from storage.database import Database, Db
from storage.desk import issues
from storage.moments import now, to_text
from storage.operating import counting
from storage.operating.delivery_status import delivery_status
from tests.made_issues import made_article, made_issue

TIMES = 200
ROUNDS = 3
PARKS_OF_AN_ISSUE = 8
CHATS_A_LOOK = 64
LOOKS = 30
ZONE = ZoneInfo("Asia/Shanghai")

Figures = dict[str, float]


def measure(path: Path, size: Size) -> Figures:
    """Every step's figures in the database at `path`: milliseconds, of files and memory megabytes."""
    figures: Figures = {"megabytes": path.stat().st_size / 1e6}
    began = time.perf_counter()
    with Database(path) as database:
        figures["opening"] = 1000 * (time.perf_counter() - began)
        _read(database, size, figures)
        _write(database, size, figures)
    figures["backup"] = _copied(path)
    figures["memory"] = _most_memory()
    return figures


def _read(database: Database, size: Size, figures: Figures) -> None:
    chance = random.Random(SEED)
    for name, job in _readings(chance, size).items():
        times = []
        for _ in range(TIMES if name not in OF_OWNERS else ROUNDS):
            began = time.perf_counter()
            database.read_now(job)
            times.append(1000 * (time.perf_counter() - began))
        figures[name], figures[f"{name} p99"] = statistics.median(times), percentile(times, 0.99)
    library = Library(WORDS, size.articles)
    library.random.seed(SEED + size.articles)
    times = []
    for _, asked in queries(library, TIMES):
        began = time.perf_counter()
        database.read_now(search_page, asked, LAST_DAY, 1, NEWEST_FIRST)
        times.append(1000 * (time.perf_counter() - began))
    figures["searching"], figures["searching p99"] = statistics.median(times), percentile(times, 0.99)


OF_OWNERS = ("readers counted", "follows counted", "deliveries counted", "status")


def _readings(chance: random.Random, size: Size) -> dict[str, Callable[[Db], object]]:
    """What readers and owners ask, by name."""
    today, moment = LAST_DAY, now()

    def answer(db: Db) -> object:
        meaning = called(db, park_name(chance.randint(1, PARKS)))
        assert meaning is not None and meaning.park is not None
        return park_page(db, meaning.park.id, 1, Place(chance.randint(1, size.chats), 0, "private", ""))

    return {
        "answering": answer,
        "newest": lambda db: newest_articles.newest(db, limit=5),
        "city": lambda db: newest_articles.newest_in_city(db, f"城{chance.randrange(CITIES)}", limit=5),
        "week": lambda db: newest_articles.newest_between(db, today - dt.timedelta(days=6), today, limit=5),
        "following": lambda db: follows.followed(db, chance.randint(1, size.chats)),
        "readers counted": lambda db: counting.read_readers(db, today, ZONE, moment),
        "follows counted": lambda db: counting.read_follows(db, today),
        "deliveries counted": lambda db: counting.read_deliveries(db, today, ZONE),
        "status": lambda db: delivery_status(db, since=moment, moment=moment),
    }


def _write(database: Database, size: Size, figures: Figures) -> None:
    """Publishing, digests and a correction; each leaves what the next needs."""
    parks = random.Random(SEED).sample(range(EVERYBODYS + 1, PARKS + 1), PARKS_OF_AN_ISSUE * ROUNDS)
    usual, everybody, chats = [], [], []
    for number in range(ROUNDS):
        of_issue = parks[number::ROUNDS]
        made = [made_article(f"第{number}期第{park}园新事", Park(park_name(park))) for park in of_issue]
        took, owed = _published(database, made_issue(*made))
        usual.append(took)
        chats.append(owed)
        article = made_article(f"第{number}件大事", Park(park_name(EVERYBODYS)))
        took, owed = _published(database, made_issue(article))
        assert owed == size.chats, owed
        everybody.append(took)
    figures["publishing, eight parks"] = statistics.median(usual)
    figures["chats of eight parks"] = statistics.median(chats)
    figures["publishing to all"] = statistics.median(everybody)
    figures["follow"] = _followed(database, size)
    figures.update(_digests(database))
    database.write_now(_all_sent)
    figures["correcting for all"] = _corrected(database, size)


def _timed(database: Database, job: Callable[[Db], object]) -> tuple[float, object]:
    began = time.perf_counter()
    result = database.write_now(job)
    took = 1000 * (time.perf_counter() - began)
    database.write_now(lambda _: None)  # until the log is written back
    return took, result


def _published(database: Database, issue: prepared.PreparedIssue) -> tuple[float, int]:
    took, published = _timed(database, lambda db: issues.publish(db, issue, push=True, moment=now()))
    assert isinstance(published, issues.Published)
    return took, published.chats_owed


def _followed(database: Database, size: Size) -> float:
    chance = random.Random(SEED)
    times = []
    for _ in range(TIMES):
        chat, park = chance.randint(1, size.chats), Target(Kind.PARK, chance.randint(1, PARKS))
        times.append(_timed(database, lambda db, c=chat, p=park: follows.follow(db, c, p, now()))[0])  # type: ignore[misc]
    return statistics.median(times)


def _digests(database: Database) -> Figures:
    """The first look for whose turn it is, and then finding, setting and committing for each chat."""
    moment = now() + dt.timedelta(days=2)
    looks, each = [], []
    for _ in range(LOOKS):
        began = time.perf_counter()
        work = database.read_now(find_work, moment, CHATS_A_LOOK, frozenset(), database.defaults)
        looks.append(1000 * (time.perf_counter() - began))
        packed, edits = set_all(work)
        database.write_now(commit, work, packed, edits, frozenset(), moment)
        each.append(1000 * (time.perf_counter() - began) / max(len(work.chat_ids), 1))
        database.write_now(_out_of_turn, work.chat_ids)
    return {"digest, a look": statistics.median(looks), "digest, each chat": statistics.median(each)}


def _out_of_turn(db: Db, chat_ids: tuple[int, ...]) -> None:
    db.conn.executemany("DELETE FROM turns WHERE chat_id = ?", [(chat_id,) for chat_id in chat_ids])


def _all_sent(db: Db) -> None:
    """As if everything owed had gone out: one message for each row."""
    moment = to_text(now())
    [last] = db.execute("SELECT coalesce(max(id), 0) FROM messages").fetchone()
    db.execute("UPDATE messages SET state = 'sent', sent_at = ?, telegram_message_id = id", [moment])
    db.execute("UPDATE deliveries SET state = 'sent' WHERE message_id IS NOT NULL")
    db.execute(
        """
        INSERT INTO messages
            (id, chat_id, text, buttons, state, packed_at, sent_at, telegram_message_id, tried)
        SELECT ? + id, chat_id, 'x', '[]', 'sent', ?, ?, id, 1 FROM deliveries WHERE message_id IS NULL
        """,
        [last, moment, moment],
    )
    db.execute("UPDATE deliveries SET state = 'sent', message_id = ? + id WHERE message_id IS NULL", [last])
    db.execute("DELETE FROM turns")


def _corrected(database: Database, size: Size) -> float:
    """The transaction that owes everybody a correction."""
    headline = "第0件大事"
    article = made_article(headline, Park(park_name(EVERYBODYS)), body=f"{headline}，昨天开工。总投资2亿元。")

    def correct(db: Db) -> issues.Published:
        again = known_articles.match_stored(db, made_issue(article))
        return issues.publish(db, again, push=True, moment=now(), editor_id=7)

    took, published = _timed(database, correct)
    assert isinstance(published, issues.Published) and published.chats_corrected == size.chats, published
    return took


def _copied(path: Path) -> float:
    """What a backup begins with: a copy of the database while it is open."""
    to = path.with_suffix(".copy")
    began = time.perf_counter()
    source, copy = sqlite3.connect(path), sqlite3.connect(to)
    source.backup(copy)
    copy.close()
    source.close()
    to.unlink()
    return 1000 * (time.perf_counter() - began)


def _most_memory() -> float:
    """The most megabytes that this process has held."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise OSError("no VmHWM in /proc/self/status")
