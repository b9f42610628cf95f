"""Keeping the list of parks by hand: looking through it, giving a park another name, merging two."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from parsing.park_names import name_key
from storage.database import Db
from storage.parks.stored_parks import exactly_named, get_parks
from storage.rows import all_rows, one_row


class ParkUnknown(Exception):
    """No park has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no park is called {name!r}")
        self.name = name


class ParkAmbiguous(Exception):
    """Several parks answer to this name; `names` are theirs."""

    def __init__(self, name: str, names: tuple[str, ...]) -> None:
        super().__init__(f"{name!r} can mean {', '.join(names)}")
        self.names = names


class AliasTaken(Exception):
    """Other parks answer to this name already; `names` are theirs."""

    def __init__(self, alias: str, names: tuple[str, ...]) -> None:
        super().__init__(f"{alias!r} is a name of {', '.join(names)} already")
        self.names = names


class MergerRefused(Exception):
    """The two parks can't be merged; the message says why."""


@dataclass(frozen=True, slots=True)
class ParkRow:
    """One park in the list, with the number of articles about it and of chats that follow it."""

    id: int
    name: str
    cities: str
    county: str
    level: str
    confirmed: bool
    articles: int
    followers: int


@dataclass(frozen=True, slots=True)
class ParkRecord:
    """All that is known of one park; empty where nothing is."""

    row: ParkRow
    aliases: tuple[str, ...]
    former_names: tuple[str, ...]
    parent: str
    merged_into: str
    source: str
    note: str


_ROWS = """
    SELECT p.id, p.name,
        coalesce((SELECT group_concat(city, '/') FROM park_cities WHERE park_id = p.id), '') AS cities,
        p.county, p.level, p.confirmed,
        (SELECT count(*) FROM articles WHERE park_id = p.id AND retracted_at IS NULL) AS articles,
        (SELECT count(*) FROM follows WHERE kind = 'park' AND park_id = p.id) AS followers
    FROM parks p
"""


def park_id_of(db: Db, name: str) -> int:
    """The one park with this name or alias. Raises ParkUnknown, ParkAmbiguous."""
    found = exactly_named(db, name)
    if not found:
        raise ParkUnknown(name)
    if len(found) > 1:
        raise ParkAmbiguous(name, tuple(found.values()))
    return next(iter(found))


def list_parks(db: Db, *, city: str = "", unconfirmed: bool = False) -> tuple[ParkRow, ...]:
    """The parks, all or those of one city, or those that only a page has named so far."""
    rows = all_rows(
        db,
        _ROWS
        + """
        WHERE (:city = '' OR p.id IN (SELECT park_id FROM park_cities WHERE city = :city))
            AND NOT (:unconfirmed AND p.confirmed)
        ORDER BY cities, p.name
        """,
        {"city": city.removesuffix("市"), "unconfirmed": unconfirmed},
    )
    return tuple(_row(row) for row in rows)


def park_record(db: Db, park_id: int) -> ParkRecord:
    """All that is known of a park. Raises ParkUnknown."""
    row = one_row(db, _ROWS + "WHERE p.id = ?", [park_id])
    if row is None:
        raise ParkUnknown(str(park_id))
    names = db.execute(
        "SELECT kind, name FROM park_names WHERE park_id = ? ORDER BY name", [park_id]
    ).fetchall()
    [facts] = all_rows(
        db,
        """
        SELECT coalesce(parent.name, '') AS parent, coalesce(target.name, '') AS merged_into, p.source, p.note
        FROM parks p LEFT JOIN parks parent ON parent.id = p.parent_id
            LEFT JOIN parks target ON target.id = p.merged_into_id
        WHERE p.id = ?
        """,
        [park_id],
    )
    return ParkRecord(
        row=_row(row),
        aliases=tuple(name for kind, name in names if kind == "alias"),
        former_names=tuple(name for kind, name in names if kind == "former"),
        **facts,
    )


def add_alias(db: Db, park_id: int, alias: str, *, shared: bool = False) -> bool:
    """Lets a park answer to one more name, and confirms it; returns False where it did already.

    Raises AliasTaken where other parks answer to it, unless it is to be `shared` with them.
    """
    others = () if shared else others_called(db, park_id, alias)
    if others and not _answers_to(db, park_id, alias):
        raise AliasTaken(alias, others)
    cursor = db.execute(
        "INSERT INTO park_names VALUES (?, ?, ?, 'alias') ON CONFLICT DO NOTHING",
        [park_id, alias, name_key(alias)],
    )
    db.execute("UPDATE parks SET confirmed = 1 WHERE id = ?", [park_id])
    return cursor.rowcount > 0


def others_called(db: Db, park_id: int, name: str) -> tuple[str, ...]:
    """The other parks that answer to a name; one that became part of this park is no other."""
    ids = [row[0] for row in db.execute("SELECT park_id FROM park_names WHERE key = ?", [name_key(name)])]
    (this,) = get_parks(db, [park_id])
    return tuple(park.name for park in get_parks(db, ids) if park.id not in (park_id, this.id))


def _answers_to(db: Db, park_id: int, name: str) -> bool:
    found = db.execute("SELECT 1 FROM park_names WHERE park_id = ? AND key = ?", [park_id, name_key(name)])
    return found.fetchone() is not None


def remove_alias(db: Db, park_id: int, alias: str) -> bool:
    """Takes an alias back (never the name itself); returns False where there was none."""
    cursor = db.execute(
        "DELETE FROM park_names WHERE park_id = ? AND key = ? AND kind <> 'name'", [park_id, name_key(alias)]
    )
    return cursor.rowcount > 0


def merge_parks(db: Db, park_id: int, into_id: int) -> None:
    """Lets one park become part of another: asked for by either name, and its followers follow the other.

    Its articles stay its own and are shown with the other's. Raises MergerRefused for a merger in a circle.
    """
    at: int | None = into_id
    while at is not None:
        if at == park_id:
            raise MergerRefused("a park can't be merged into itself or into what became part of it")
        at = db.execute("SELECT merged_into_id FROM parks WHERE id = ?", [at]).fetchone()[0]
    db.execute("UPDATE parks SET merged_into_id = ? WHERE id = ?", [into_id, park_id])
    db.execute(
        """
        INSERT INTO follows (chat_id, kind, park_id, followed_at, after_issue)
        SELECT chat_id, kind, ?, followed_at, after_issue FROM follows WHERE kind = 'park' AND park_id = ?
        ON CONFLICT DO NOTHING
        """,
        [into_id, park_id],
    )
    db.execute("DELETE FROM follows WHERE kind = 'park' AND park_id = ?", [park_id])


def _row(row: sqlite3.Row) -> ParkRow:
    return ParkRow(**dict(row) | {"confirmed": bool(row["confirmed"])})
