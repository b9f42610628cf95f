"""Parks: what is known of them, and finding the ones a name may mean."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parsing.park_names import short_form, stem
from parsing.parks import Park
from storage.database import Db

NEAREST = 3
SHORTEST_PLACE = 2
COUNTY_SEPARATOR = "/"
BUNDLE_MARKER = "bundled_parks"
_CITY_SEPARATORS = re.compile(r"[/、,，]")
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


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the names of parks added and changed, how many were found as they were.

    `unlinked` are names given as parent or successor that no park has, or that would close a circle.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    unlinked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class City:
    """A city that parks lie in, under its bare name: 运城."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that a park or a city is called: (park id, name), (park id, county), cities."""

    parks: tuple[tuple[int, str], ...]
    counties: tuple[tuple[int, str], ...]
    cities: tuple[City, ...]


@dataclass(frozen=True, slots=True)
class CityParks:
    """The parks of one city with the number of stored articles about each, most first."""

    city: str
    parks: tuple[tuple[StoredPark, int], ...]


def name_key(name: str) -> str:
    """A name as it is compared: full and half width alike, no spaces, lower case."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


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


def known_parks(db: Db) -> tuple[Park, ...]:
    """Every park with its names, in the form the page reader wants."""
    names: dict[int, dict[str, list[str]]] = {}
    for park_id, name, kind in db.execute(
        "SELECT park_id, name, kind FROM park_names ORDER BY park_id, name"
    ):
        names.setdefault(park_id, {}).setdefault(kind, []).append(name)
    cities: dict[int, list[str]] = {}
    for park_id, city in db.execute("SELECT park_id, city FROM park_cities ORDER BY park_id, city"):
        cities.setdefault(park_id, []).append(city)
    rows = db.execute(
        """
        SELECT p.id, p.name, p.county, p.level, p.confirmed, p.source, p.note, parent.name, target.name
        FROM parks p LEFT JOIN parks parent ON parent.id = p.parent_id
            LEFT JOIN parks target ON target.id = p.merged_into_id
        ORDER BY p.id
        """
    ).fetchall()
    return tuple(
        Park(
            name=name,
            aliases=tuple(names.get(park_id, {}).get("alias", ())),
            city="/".join(cities.get(park_id, ())),
            county=county,
            level=level,
            parent=parent or "",
            former_names=tuple(names.get(park_id, {}).get("former", ())),
            merged_into=target or "",
            source=source,
            note=note,
            confirmed=bool(confirmed),
        )
        for park_id, name, county, level, confirmed, source, note, parent, target in rows
    )


def get_park(db: Db, park_id: int) -> StoredPark | None:
    """The park with this id, or None."""
    found = _load(db, [park_id])
    return found[0] if found else None


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


def find_city(db: Db, text: str) -> City | None:
    """The city that `text` names, with or without 市."""
    key = name_key(text)
    row = db.execute(
        "SELECT id, name FROM cities WHERE name IN (?, ?)", [key, key.removesuffix("市")]
    ).fetchone()
    return None if row is None else City(*row)


def get_city(db: Db, city_id: int) -> City | None:
    """The city with this id, or None."""
    row = db.execute("SELECT id, name FROM cities WHERE id = ?", [city_id]).fetchone()
    return None if row is None else City(*row)


def get_parks(db: Db, park_ids: Iterable[int]) -> tuple[StoredPark, ...]:
    """The parks with these ids, in their order, a merged one replaced by what it became part of."""
    return _standing(db, park_ids)


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
        found = [park_id for park_id, name in starts if stem(short_form(name)) == key]
    if not found:
        counties = db.execute("SELECT id, county FROM parks WHERE instr(county, ?)", [key])
        found = [
            park_id
            for park_id, names in counties
            if any(key in (name, name[:-1]) for name in names.split(COUNTY_SEPARATOR))
        ]
    return _standing(db, found)


def every_name(db: Db) -> Names:
    """What parks and cities are called, for matching that needs more than SQL."""
    return Names(
        tuple(db.execute("SELECT park_id, name FROM park_names ORDER BY park_id, name").fetchall()),
        tuple(db.execute("SELECT id, county FROM parks WHERE county <> '' ORDER BY id").fetchall()),
        tuple(City(*row) for row in db.execute("SELECT id, name FROM cities ORDER BY id")),
    )


def parks_in_city(db: Db, city: str) -> tuple[tuple[StoredPark, int], ...]:
    """The parks of a city with the number of stored articles about each, most first."""
    rows = db.execute(
        """
        SELECT p.id, (SELECT count(*) FROM articles a WHERE a.park_id = p.id) AS articles
        FROM park_cities c JOIN parks p ON p.id = c.park_id
        WHERE c.city = ? AND p.merged_into_id IS NULL ORDER BY articles DESC, p.name
        """,
        [city],
    ).fetchall()
    return tuple(zip(_load(db, [row[0] for row in rows]), (row[1] for row in rows), strict=True))


def family_of(db: Db, park_id: int) -> tuple[int, ...]:
    """A park with the parks inside it and those merged into it."""
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


def parks_by_city(db: Db) -> tuple[CityParks, ...]:
    """Every city with its parks; parks with many articles first, parks merged into another left out."""
    counts = dict(
        db.execute(
            "SELECT park_id, count(*) FROM articles WHERE park_id IS NOT NULL GROUP BY park_id"
        ).fetchall()
    )
    rows = db.execute(
        """
        SELECT p.id, p.name, p.county, p.level, p.parent_id, p.confirmed,
            (SELECT group_concat(city, char(10)) FROM park_cities WHERE park_id = p.id)
        FROM parks p WHERE p.merged_into_id IS NULL
        """
    )
    cities: dict[str, list[tuple[StoredPark, int]]] = {}
    for park_id, name, county, level, parent_id, confirmed, inside in rows:
        names = tuple(sorted((inside or "").split("\n")))
        park = StoredPark(park_id, name, names if inside else (), county, level, parent_id, bool(confirmed))
        for city in names:
            cities.setdefault(city, []).append((park, counts.get(park_id, 0)))
    grouped = [
        CityParks(city, tuple(sorted(parks, key=lambda entry: (-entry[1], entry[0].name))))
        for city, parks in cities.items()
    ]
    return tuple(sorted(grouped, key=_newsworthy))


def _newsworthy(group: CityParks) -> tuple[bool, int, int, str]:
    """Cities with most articles first, then those with most parks; parks in no city last."""
    return not group.city, -sum(count for _, count in group.parks), -len(group.parks), group.city


def _known_id(db: Db, name: str) -> int | None:
    row = db.execute("SELECT id FROM parks WHERE name = ?", [name]).fetchone()
    if row is None:
        rows = db.execute("SELECT park_id FROM park_names WHERE key = ?", [name_key(name)]).fetchall()
        row = rows[0] if len(rows) == 1 else None
    return None if row is None else int(row[0])


def _facts(db: Db, park_id: int) -> tuple[object, ...]:
    row = db.execute(
        "SELECT county, level, parent_id, merged_into_id, confirmed, source, note FROM parks WHERE id = ?",
        [park_id],
    ).fetchone()
    names = db.execute(
        "SELECT key, kind FROM park_names WHERE park_id = ? ORDER BY key", [park_id]
    ).fetchall()
    cities = db.execute("SELECT city FROM park_cities WHERE park_id = ? ORDER BY city", [park_id]).fetchall()
    return (*row, tuple(names), tuple(cities))


def _upsert(db: Db, park: Park, park_id: int | None) -> int:
    if park_id is None:
        cursor = db.execute(
            "INSERT INTO parks (name, county, level, confirmed, source, note) VALUES (?, ?, ?, ?, ?, ?)",
            [park.name, park.county, park.level, park.confirmed, park.source, park.note],
        )
        park_id = int(cursor.lastrowid or 0)
    else:
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
    named = [(park.name, "name" if _is_name(db, park_id, park.name) else "alias")]
    named += [(alias, "alias") for alias in park.aliases]
    named += [(former, "former") for former in park.former_names]
    db.conn.executemany(
        "INSERT INTO park_names VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(park_id, name, name_key(name), kind) for name, kind in named],
    )
    for city in _CITY_SEPARATORS.split(park.city):
        if city:
            db.execute("INSERT INTO park_cities VALUES (?, ?) ON CONFLICT DO NOTHING", [park_id, city])
    return park_id


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
        seen = set[int]()
        while park_id in known and park_id not in seen:
            seen.add(park_id)
            park, target = known[park_id]
            if target is None or target in seen:
                standing.setdefault(park.id, park)
                break
            park_id = target
    return tuple(standing.values())


def _load(db: Db, park_ids: Iterable[int]) -> tuple[StoredPark, ...]:
    """The parks with these ids, in their order, merged or not."""
    wanted = tuple(park_ids)
    known = _rows(db, wanted)
    return tuple(known[park_id][0] for park_id in wanted if park_id in known)


def _rows(db: Db, park_ids: Iterable[int]) -> dict[int, tuple[StoredPark, int | None]]:
    """The parks with these ids, each with what it was merged into; in one statement, for quick answers."""
    rows = db.execute(
        """
        SELECT p.id, p.name, p.county, p.level, p.parent_id, p.confirmed, p.merged_into_id,
            (SELECT group_concat(city, char(10)) FROM park_cities WHERE park_id = p.id)
        FROM parks p WHERE p.id IN (SELECT value FROM json_each(?))
        """,
        [json.dumps(list(park_ids))],
    )
    return {
        park_id: (
            StoredPark(
                park_id,
                name,
                tuple(sorted(cities.split("\n"))) if cities else (),
                county,
                level,
                parent_id,
                bool(confirmed),
            ),
            target,
        )
        for park_id, name, county, level, parent_id, confirmed, target, cities in rows
    }
