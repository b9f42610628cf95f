"""Tellings whose article was corrected to name them otherwise: they stay the same, decisions with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set

from storage.database import Db
from storage.projects import decisions

Key = tuple[int, str]
"""A telling as the tables have it: the article's number and the name told there."""


def follow(db: Db, before: Set[Key], after: Set[Key]) -> bool:
    """Gives stored tellings (`before`) the names that their articles have now (`after`).

    That they are the same is told where an article has one name less and one more. Returns whether a decision
    is about one of them, and the ledger is to be made anew with it.
    """
    decided = False
    for (article_id, old), new in renames(before, after).items():
        for table in ("project_tellings", "project_parts"):
            db.execute(
                f"UPDATE OR REPLACE {table} SET name = ? WHERE article_id = ? AND name = ?",
                [new, article_id, old],
            )
        decided |= decisions.rename_telling(db, article_id, old, new)
    return decided


def renames(before: Set[Key], after: Set[Key]) -> dict[Key, str]:
    """The new names of tellings that have another one now: their article has one name less and one more."""
    lost, found = _by_article(before - after), _by_article(after - before)
    return {
        (article_id, names[0]): found[article_id][0]
        for article_id, names in lost.items()
        if len(names) == len(found.get(article_id, ())) == 1
    }


def _by_article(keys: Iterable[Key]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    for article_id, name in keys:
        names[article_id].append(name)
    return names
