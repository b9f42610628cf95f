"""What a park's ledger is made of, and whether it is the same still when the ledger has been made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from projects.archive import Built, Decision, Filed
from storage.archive.filed_articles import filed_articles
from storage.database import Db
from storage.projects import decisions as project_decisions
from storage.projects import ledger


class MaterialChanged(Exception):
    """Something else was published or decided meanwhile."""


@dataclass(frozen=True)
class Material:
    """A park's articles and what editors decided, as projects.archive.build takes them."""

    park_id: int
    filed: list[Filed]
    decisions: list[Decision]


def material_of(db: Db, park_id: int) -> Material:
    """All that the ledger of a park is made of now."""
    return Material(park_id, filed_articles(db, park_id), project_decisions.decisions_of(db, park_id))


def changes_of(db: Db) -> dict[int, int]:
    """The parks that are behind, each with the count of its changes."""
    return dict(ledger.due_parks(db, -1))


def put(db: Db, material: Material, built: Built) -> None:
    """Puts a ledger in place that was made of this. Raises MaterialChanged where it would be behind."""
    if material_of(db, material.park_id) != material:
        raise MaterialChanged
    ledger.replace(db, material.park_id, changes_of(db).get(material.park_id, 0), built)


def parks_with_articles(db: Db) -> tuple[int, ...]:
    """Parks that articles are about, or were when their ledger was made."""
    rows: Iterable[tuple[int]] = db.execute(
        "SELECT park_id FROM articles WHERE park_id IS NOT NULL UNION SELECT park_id FROM projects ORDER BY 1"
    )
    return tuple(park_id for (park_id,) in rows)
