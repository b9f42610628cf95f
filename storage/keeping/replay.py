"""What was forgotten since a backup is forgotten in it too, before it is put in place.

The list beside the database (storage/chats/forgotten_list.py) tells places by marks. So the mark of every
place that the backup knows is made and looked for among the lines that the backup doesn't know to be carried
out.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import glob
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.chats import forgetting
from storage.chats.chats import Place
from storage.chats.forgotten_list import ForgottenList
from storage.database import Database, Db, StorageError
from storage.files.carrying_over import KEPT
from storage.files.secret_file import SecretUnreadable, mark_of
from storage.incoming import incoming, search_misses, searches
from storage.keeping.pair import UNREADABLE, KeepingError, said
from storage.tables import incoming_file

# Columns that hold Telegram's number of a chat or person, in whichever table.
OF_PLACES, THREAD = "telegram_id", "thread_id"
NUMBERS = (OF_PLACES, "telegram_chat_id", "person", "person_id", "editor_id")
CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many places were forgotten again; how many lines of the list were of no use for it."""

    places: int = 0
    useless: int = 0


def forget_again(database: Path, new_database: Path, new_incoming: Path, moment: dt.datetime) -> Replayed:
    """Forgets in the new pair what the list beside `database` tells; both files are plain ones afterwards.

    They are brought up to date for it. Nothing is done where the list has nothing new. Raises KeepingError.
    """
    noted = ForgottenList(database)
    try:
        listed = noted.read()
        known = _carried_out(new_database)
        lines = [line for line in listed.lines if line.id not in known]
        if not lines:
            return Replayed(0, listed.unreadable)
        secret, of_secret = noted.marks()
        useful = {line.mark for line in lines if line.secret_mark == of_secret}
        unknown = sum(line.secret_mark != of_secret for line in lines)
        places = {
            (number, thread)
            for number, thread in _places(new_database, new_incoming)
            if mark_of(secret, number, thread) in useful
        }
        _forget(new_database, new_incoming, secret, places, [line.id for line in lines], moment)
    except (OSError, SecretUnreadable) as error:
        raise KeepingError(f"what was forgotten since the backup can't be told: {error}") from error
    except StorageError as error:
        raise KeepingError(f"what was forgotten since can't be forgotten in the backup: {error}") from error
    except UNREADABLE as error:
        raise KeepingError(
            f"what was forgotten since can't be forgotten in the backup: {said(error)}"
        ) from error
    return Replayed(len(places), listed.unreadable + unknown)


def _forget(
    new_database: Path,
    new_incoming: Path,
    secret: bytes,
    places: Collection[tuple[int, int]],
    line_ids: Collection[str],
    moment: dt.datetime,
) -> None:
    with Database(new_database) as main, Database(new_incoming, tables=incoming_file.migrations) as beside:
        for number, thread in places:
            # Of a place only whether it is a private chat matters here, and those have numbers above 0.
            place = Place(number, thread, "private" if number > 0 else CHANNEL, "")
            main.write_now(forgetting.forget, place, (), moment)
            beside.write_now(_forget_incoming, secret, place)
        main.write_now(forgetting.note_carried_out, line_ids, moment)
    for file in (new_database, new_incoming):
        with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
        sweep_copies(file)


def sweep_copies(new: Path) -> None:
    """Takes away the copy that is kept of a very old file that is brought up to date: it is the backup."""
    for copy in new.parent.glob(f"{glob.escape(new.name)}{KEPT}*"):
        copy.unlink()


def _forget_incoming(db: Db, secret: bytes, place: Place) -> None:
    searches.forget(db, place)
    search_misses.forget(db, secret, place)
    incoming.forget_all(db, place)


def _carried_out(new_database: Path) -> frozenset[str]:
    """The lines that a backup knows; none where it is from before there was a list."""
    with _reading(new_database) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'forgotten'").fetchone():
            return frozenset()
        return frozenset(line for (line,) in connection.execute("SELECT line FROM forgotten"))


def _places(new_database: Path, new_incoming: Path) -> Iterator[tuple[int, int]]:
    """Every place and person that a pair knows, by Telegram's number and topic; some more than once."""
    for file in (new_database, new_incoming):
        with _reading(file) as connection:
            for table, columns in _columns(connection).items():
                for number in set(NUMBERS) & columns:
                    thread = THREAD if number == OF_PLACES and THREAD in columns else "0"
                    yield from connection.execute(
                        f'SELECT DISTINCT {number}, {thread} FROM "{table}" WHERE {number} <> 0'
                    )
    with _reading(new_incoming) as connection:
        yield from connection.execute(incoming.PLACES)


def _columns(connection: sqlite3.Connection) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table, column in connection.execute(
        "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"
    ):
        found.setdefault(table, set()).add(column)
    return found


@contextlib.contextmanager
def _reading(file: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection
