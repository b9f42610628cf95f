"""Parks: what is known of them, and finding the ones a name may mean."""

from __future__ import annotations

import difflib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from parsing.park_names import identifying_stem, name_key, plain, short_form, without_province
from parsing.parks import Park
from storage.database import Db
from storage.rows import all_rows

NEAREST = 3
SHORTEST_PLACE = 2
COUNTY_SEPARATOR = "/"
_END_OF_PREFIX = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class StoredPark:
    """A park as the database knows it; `cities` are bare names such as 运城."""

    id: int
    name: str
    cities: tuple[str, ...]
    county: str
    level: str
    parent_id: int | None
    confirmed: bool


def exactly_named(db: Db, name: str) -> dict[int, str]:
    """The parks that a whole name stands for, merged or not, id → name: the one it is the name of, else all
    that have it for another name.
    """
    row = db.execute("SELECT id FROM parks WHERE name = ?", [name]).fetchone()
    if row is not None:
        return {int(row[0]): name}
    rows = db.execute(
        """
        SELECT p.id, p.name FROM park_names n JOIN parks p ON p.id = n.park_id WHERE n.key = ? ORDER BY p.id
        """,
        [name_key(name)],
    )
    return dict(rows.fetchall())


def known_parks(db: Db) -> tuple[Park, ...]:
    """Every park with its names, in the form the page reader wants."""
    names: dict[int, dict[str, list[str]]] = {}
    for row in all_rows(db, "SELECT park_id, name, kind FROM park_names ORDER BY park_id, name"):
        names.setdefault(row["park_id"], {}).setdefault(row["kind"], []).append(row["name"])
    cities: dict[int, list[str]] = {}
    for park_id, city in db.execute("SELECT park_id, city FROM park_cities ORDER BY park_id, city"):
        cities.setdefault(park_id, []).append(city)
    rows = all_rows(
        db,
        """
        SELECT p.id, p.name, p.county, p.level, p.confirmed, p.source, p.note,
            coalesce(parent.name, '') AS parent, coalesce(target.name, '') AS merged_into
        FROM parks p LEFT JOIN parks parent ON parent.id = p.parent_id
            LEFT JOIN parks target ON target.id = p.merged_into_id
        ORDER BY p.id
        """,
    )
    return tuple(
        Park(
            name=row["name"],
            aliases=tuple(names.get(row["id"], {}).get("alias", ())),
            city="/".join(cities.get(row["id"], ())),
            county=row["county"],
            level=row["level"],
            parent=row["parent"],
            former_names=tuple(names.get(row["id"], {}).get("former", ())),
            merged_into=row["merged_into"],
            source=row["source"],
            note=row["note"],
            confirmed=bool(row["confirmed"]),
        )
        for row in rows
    )


def get_park(db: Db, park_id: int) -> StoredPark | None:
    """The park with this id, or None."""
    found = _rows(db, [park_id])
    return found[park_id][0] if park_id in found else None


def get_parks(db: Db, park_ids: Iterable[int]) -> tuple[StoredPark, ...]:
    """The parks with these ids, in their order, a merged one replaced by what it became part of."""
    return _standing(db, park_ids)


def family_of(db: Db, park_id: int) -> tuple[int, ...]:
    """A park with the parks inside it and those merged into it."""
    # Most have none, and to be told so takes a third of the time of looking for those inside of those inside.
    if (
        db.execute("SELECT 1 FROM parks WHERE parent_id = ? OR merged_into_id = ?", [park_id] * 2).fetchone()
        is None
    ):
        return (park_id,)
    rows = db.execute(
        """
        WITH RECURSIVE family(id) AS (
            SELECT ? UNION
            SELECT p.id FROM parks p JOIN family f ON p.parent_id = f.id OR p.merged_into_id = f.id
        ) SELECT id FROM family
        """,
        [park_id],
    )
    return tuple(row[0] for row in rows)


def parks_called(db: Db, text: str) -> tuple[StoredPark, ...]:
    """The parks that have `text` for a whole name, else those whose names start with it; both by index."""
    key = name_key(text)
    if not key:
        return ()
    found = db.execute("SELECT park_id FROM park_names WHERE key = ?", [key]).fetchall()
    if not found:
        found = db.execute(
            "SELECT park_id FROM park_names WHERE key >= ? AND key < ?", [key, key + _END_OF_PREFIX]
        ).fetchall()
    return _standing(db, [row[0] for row in found])


def parks_named(db: Db, text: str) -> tuple[StoredPark, ...]:
    """The parks that `text` names for certain: by a whole name, the bare place of one (临猗), or a county.

    Unlike `find_parks` it takes no start and no part of a name: a mere word is not taken for a park.
    """
    key = name_key(text)
    if len(key) < SHORTEST_PLACE:
        return ()
    found = [row[0] for row in db.execute("SELECT park_id FROM park_names WHERE key = ?", [key])]
    if not found:
        starts = db.execute(
            "SELECT park_id, key FROM park_names WHERE key >= ? AND key < ?", [key, key + _END_OF_PREFIX]
        )
        found = [park_id for park_id, name in starts if identifying_stem(short_form(name)) == key]
    if not found:
        counties = db.execute("SELECT id, county FROM parks WHERE instr(county, ?)", [key])
        found = [
            park_id
            for park_id, names in counties
            if any(key in (name, name[:-1]) for name in names.split(COUNTY_SEPARATOR))
        ]
    return _standing(db, found)


def find_parks(db: Db, text: str) -> tuple[StoredPark, ...]:
    """The parks that `text` may mean: by a whole name, else the start of one, else a part, else a place.

    The first of these that matches anything decides. A park that was merged into another stands for it.
    """
    key = name_key(text)
    if not key:
        return ()
    if found := parks_called(db, text):
        return found
    place = key.removesuffix("市").removesuffix("县").removesuffix("区") or key
    searches: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("SELECT park_id FROM park_names WHERE instr(key, ?)", (key,)),
        ("SELECT park_id FROM park_cities WHERE city = ?", (place,)),
        ("SELECT id FROM parks WHERE instr(county, ?)", (key,)),
    )
    for sql, parameters in searches:
        if ids := [row[0] for row in db.execute(sql, parameters)]:
            return _standing(db, ids)
    return ()


def nearest_parks(db: Db, text: str, limit: int = NEAREST) -> tuple[StoredPark, ...]:
    """The parks whose names look most like `text`, best first, for when nothing matches it."""
    key = name_key(text)
    best: dict[int, float] = {}
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(key)
    for park_id, name in db.execute("SELECT park_id, key FROM park_names"):
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() > best.get(park_id, 0.0):
            best[park_id] = max(best.get(park_id, 0.0), matcher.ratio())
    ranked = sorted((-ratio, park_id) for park_id, ratio in best.items() if ratio > 0)
    return _standing(db, [park_id for _, park_id in ranked])[:limit]


def parks_placed_in(db: Db, text: str, limit: int = NEAREST) -> tuple[StoredPark, ...]:
    """The parks whose place a text names, 临猗 for 临猗示范区, in the order of the text."""
    said = plain(text)
    found: dict[int, int] = {}
    for park_id, key in db.execute("SELECT park_id, key FROM park_names"):
        place = identifying_stem(without_province(short_form(plain(key))))
        at = said.find(place) if place else -1
        if at >= 0:
            found[park_id] = min(at, found.get(park_id, at))
    ranked = sorted(found, key=lambda park_id: (found[park_id], park_id))
    return _standing(db, ranked)[:limit]


def _standing(db: Db, park_ids: Iterable[int]) -> tuple[StoredPark, ...]:
    """The parks, each merged one replaced by the one it became part of, without repeats, in order."""
    wanted = list(park_ids)
    known: dict[int, tuple[StoredPark, int | None]] = {}
    missing = set(wanted)
    while missing:
        fresh = _rows(db, missing)
        known |= fresh
        missing = {target for _, target in fresh.values() if target is not None} - known.keys()
    standing: dict[int, StoredPark] = {}
    for park_id in wanted:
        at, seen = park_id, set[int]()
        while at in known and at not in seen:
            seen.add(at)
            park, target = known[at]
            if target is None or target in seen:
                standing.setdefault(park.id, park)
                break
            at = target
    return tuple(standing.values())


def _rows(db: Db, park_ids: Iterable[int]) -> dict[int, tuple[StoredPark, int | None]]:
    """The parks with these ids, each with what it was merged into; in one statement, for quick answers."""
    rows = all_rows(
        db,
        """
        SELECT p.id, p.name, p.county, p.level, p.parent_id, p.confirmed, p.merged_into_id,
            coalesce(
                (SELECT group_concat(city, char(10)) FROM park_cities WHERE park_id = p.id), ''
            ) AS cities
        FROM parks p WHERE p.id IN (SELECT value FROM json_each(?))
        """,
        [json.dumps(list(park_ids))],
    )
    return {row["id"]: (_stored(row), row["merged_into_id"]) for row in rows}


def _stored(row: sqlite3.Row) -> StoredPark:
    return StoredPark(
        id=row["id"],
        name=row["name"],
        cities=tuple(sorted(filter(None, row["cities"].split("\n")))),
        county=row["county"],
        level=row["level"],
        parent_id=row["parent_id"],
        confirmed=bool(row["confirmed"]),
    )
