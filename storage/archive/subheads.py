"""The lines above or below the headlines of stored articles."""

from __future__ import annotations

import json
from collections.abc import Sequence

from parsing.article import Kind
from storage.database import Db

_SUBHEADS = f"""
    SELECT a.id, json_extract(b.value, '$[1]') FROM articles a
        JOIN revisions r ON r.article_id = a.id AND r.number = a.revision, json_each(r.blocks) b
    WHERE a.id IN (SELECT value FROM json_each(?)) AND json_extract(b.value, '$[0]') = '{Kind.SUBHEAD}'
    ORDER BY a.id, b.key
"""


def subheads_of(db: Db, article_ids: Sequence[int]) -> dict[int, str]:
    """The subhead of each of these articles as it is now, its lines joined; none for those without."""
    found: dict[int, list[str]] = {}
    for article_id, line in db.execute(_SUBHEADS, [json.dumps(list(article_ids))]):
        found.setdefault(article_id, []).append(line.strip())
    return {article_id: " ".join(lines) for article_id, lines in found.items()}
