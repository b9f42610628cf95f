"""The parks that stored articles are about beside their first."""

from __future__ import annotations

import json
from collections.abc import Sequence

from storage.database import Db

_OTHERS = """
    SELECT m.article_id, p.name FROM mentions m JOIN parks p ON p.id = m.park_id
    WHERE m.about AND m.article_id IN (SELECT value FROM json_each(?)) ORDER BY m.park_id
"""


def other_parks_of(db: Db, article_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The names of further parks that each of these articles is about; none for those of one park."""
    found: dict[int, list[str]] = {}
    for article_id, name in db.execute(_OTHERS, [json.dumps(list(article_ids))]):
        found.setdefault(article_id, []).append(name)
    return {article_id: tuple(names) for article_id, names in found.items()}
