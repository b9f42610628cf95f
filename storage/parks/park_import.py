"""Bringing parks in: a whole list of them, the list that ships with the project, one that a page names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parsing.park_names import name_key
from parsing.parks import Park
from storage.database import Db
from storage.parks.stored_parks import exactly_named
from storage.rows import all_rows

BUNDLE_MARKER = "bundled_parks"
_CITY_SEPARATORS = re.compile(r"[/、,，]")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the names of parks added and changed, how many were found as they were.

    `unlinked` are names given as parent or successor that no park has, or that would close a circle.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    unlinked: tuple[str, ...] = ()


def load_bundle(db: Db, parks: Sequence[Park]) -> Imported:
    """Brings in the parks that ship with the project, once for each edition of that list."""
    edition = hashlib.sha256(repr(tuple(parks)).encode()).hexdigest()
    row = db.execute("SELECT value FROM markers WHERE name = ?", [BUNDLE_MARKER]).fetchone()
    if row is not None and row[0] == edition:
        return Imported((), (), len(parks))
    imported = import_parks(db, parks)
    db.execute(
        "INSERT INTO markers VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [BUNDLE_MARKER, edition],
    )
    return imported


def import_parks(db: Db, parks: Iterable[Park]) -> Imported:
    """Adds parks and brings known ones up to date.

    A park is known by its name, or by a name that exactly one park answers to. What a list leaves empty, and
    names learned elsewhere, are kept.
    """
    parks = tuple(parks)
    known = [_known_id(db, park.name) for park in parks]
    before = [None if park_id is None else _facts(db, park_id) for park_id in known]
    ids = [_upsert(db, park, park_id) for park, park_id in zip(parks, known, strict=True)]
    unlinked: list[str] = []
    for park, park_id in zip(parks, ids, strict=True):
        unlinked += _link(db, park, park_id)
    added, changed = [], []
    for park, park_id, old in zip(parks, ids, before, strict=True):
        if old is None:
            added.append(park.name)
        elif old != _facts(db, park_id):
            changed.append(park.name)
    unchanged = len(parks) - len(added) - len(changed)
    return Imported(tuple(added), tuple(changed), unchanged, tuple(dict.fromkeys(unlinked)))


def ensure_park(db: Db, park: Park) -> int:
    """The id of the park with this name; a park nobody knew is added as it comes (unconfirmed or not)."""
    row = db.execute("SELECT id FROM parks WHERE name = ?", [park.name]).fetchone()
    if row is not None:
        return int(row[0])
    park_id = _upsert(db, park, None)
    _link(db, park, park_id)
    return park_id


def _known_id(db: Db, name: str) -> int | None:
    found = exactly_named(db, name)
    return next(iter(found)) if len(found) == 1 else None


def _facts(db: Db, park_id: int) -> tuple[object, ...]:
    park = all_rows(
        db,
        "SELECT county, level, parent_id, merged_into_id, confirmed, source, note FROM parks WHERE id = ?",
        [park_id],
    )
    names = db.execute(
        "SELECT key, kind FROM park_names WHERE park_id = ? ORDER BY key", [park_id]
    ).fetchall()
    cities = db.execute("SELECT city FROM park_cities WHERE park_id = ? ORDER BY city", [park_id]).fetchall()
    return ([dict(row) for row in park], names, cities)


def _upsert(db: Db, park: Park, park_id: int | None) -> int:
    """Adds a park, or brings the one with this id up to date; returns its id. Links are `_link`'s."""
    if park_id is None:
        park_id = _insert(db, park)
    else:
        _update(db, park, park_id)
    _add_names(db, park, park_id)
    for city in filter(None, _CITY_SEPARATORS.split(park.city)):
        db.execute("INSERT INTO park_cities VALUES (?, ?) ON CONFLICT DO NOTHING", [park_id, city])
    return park_id


def _insert(db: Db, park: Park) -> int:
    cursor = db.execute(
        "INSERT INTO parks (name, county, level, confirmed, source, note) VALUES (?, ?, ?, ?, ?, ?)",
        [park.name, park.county, park.level, park.confirmed, park.source, park.note],
    )
    return int(cursor.lastrowid or 0)


def _update(db: Db, park: Park, park_id: int) -> None:
    """What the list leaves empty stays as it was, and what was confirmed stays so."""
    db.execute(
        """
        UPDATE parks SET county = coalesce(nullif(:county, ''), county),
            level = coalesce(nullif(:level, ''), level), source = coalesce(nullif(:source, ''), source),
            note = coalesce(nullif(:note, ''), note), confirmed = max(confirmed, :confirmed)
        WHERE id = :id
        """,
        {
            "id": park_id,
            "county": park.county,
            "level": park.level,
            "source": park.source,
            "note": park.note,
            "confirmed": park.confirmed,
        },
    )


def _add_names(db: Db, park: Park, park_id: int) -> None:
    """A list may know a park under what is an alias here; its name stays the one it came with."""
    named = [(park.name, "name" if _is_name(db, park_id, park.name) else "alias")]
    named += [(alias, "alias") for alias in park.aliases]
    named += [(former, "former") for former in park.former_names]
    db.conn.executemany(
        "INSERT INTO park_names VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(park_id, name, name_key(name), kind) for name, kind in named],
    )


def _is_name(db: Db, park_id: int, name: str) -> bool:
    return bool(db.execute("SELECT 1 FROM parks WHERE id = ? AND name = ?", [park_id, name]).fetchone())


def _link(db: Db, park: Park, park_id: int) -> list[str]:
    """Ties a park to its parent and successor; returns the names among them that it could not be tied to."""
    unlinked = []
    for column, name in (("parent_id", park.parent), ("merged_into_id", park.merged_into)):
        if not name:
            continue
        other = _known_id(db, name)
        if other is None or _leads_to(db, other, park_id):
            unlinked.append(name)
        else:
            db.execute(f"UPDATE parks SET {column} = ? WHERE id = ?", [other, park_id])
    return unlinked


def _leads_to(db: Db, park_id: int, target_id: int) -> bool:
    """Whether a park is the target, or lies inside or became part of it: a link back would close a circle."""
    row = db.execute(
        """
        WITH RECURSIVE up(id) AS (
            SELECT ? UNION SELECT other.id FROM up JOIN parks p ON p.id = up.id
                JOIN parks other ON other.id IN (p.parent_id, p.merged_into_id)
        )
        SELECT 1 FROM up WHERE id = ?
        """,
        [park_id, target_id],
    ).fetchone()
    return row is not None
