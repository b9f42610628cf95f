"""What sources have announced: which entries are known, which articles came from one, and who took them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable

from storage.database import Db
from storage.desk.drafts import NOBODY
from storage.moments import to_text

MOST_TRIES = 3
# What a source announces no more is forgotten; it may announce an article for very long.
ENTRIES_KEPT = dt.timedelta(days=400)


def entry_key(text: str) -> str:
    """What an entry is known by: of its guid or link."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def is_new_source(db: Db, source_id: int) -> bool:
    """Whether a source has announced nothing so far."""
    row = db.execute("SELECT 1 FROM source_entries WHERE source_id = ? LIMIT 1", [source_id]).fetchone()
    return row is None


def keys_done_with(db: Db, source_id: int, keys: Collection[str]) -> frozenset[str]:
    """Those of the keys that need not be looked at: known from any source, or failed too often here."""
    done = set()
    for key in keys:
        row = db.execute(
            """
            SELECT 1 FROM source_entries
            WHERE key = :key AND (state = 'known' OR (source_id = :source AND tries >= :most)) LIMIT 1
            """,
            {"key": key, "source": source_id, "most": MOST_TRIES},
        ).fetchone()
        if row is not None:
            done.add(key)
    return frozenset(done)


def keep_entries(
    db: Db, source_id: int, moment: dt.datetime, *, known: Iterable[str], failed: Iterable[str] = ()
) -> None:
    """Records what a source announces: what is known now, and what could not be read once more."""
    at = to_text(moment)
    db.conn.executemany(
        """
        INSERT INTO source_entries (source_id, key, state, seen_at) VALUES (?, ?, 'known', ?)
        ON CONFLICT (source_id, key) DO UPDATE SET seen_at = excluded.seen_at, state = 'known'
        """,
        [(source_id, key, at) for key in known],
    )
    db.conn.executemany(
        """
        INSERT INTO source_entries (source_id, key, state, tries, seen_at) VALUES (?, ?, 'failed', 1, ?)
        ON CONFLICT (source_id, key) DO UPDATE SET seen_at = excluded.seen_at, tries = tries + 1
        """,
        [(source_id, key, at) for key in failed],
    )
    db.execute(
        "DELETE FROM source_entries WHERE source_id = ? AND seen_at < ?",
        [source_id, to_text(moment - ENTRIES_KEPT)],
    )


def is_known_content(db: Db, content_hash: str) -> bool:
    """Whether an article that says this is stored, of whatever newspaper, or has come from a source."""
    row = db.execute(
        """
        SELECT 1 FROM articles WHERE content_hash = :hash
        UNION ALL SELECT 1 FROM source_articles WHERE content_hash = :hash LIMIT 1
        """,
        {"hash": content_hash},
    ).fetchone()
    return row is not None


def keep_content(db: Db, source_id: int, hashes: Iterable[str], draft_id: int, moment: dt.datetime) -> None:
    """Records what the articles say that were offered in a draft."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO source_articles (content_hash, source_id, draft_id, seen_at)"
        " VALUES (?, ?, ?, ?)",
        [(each, source_id, draft_id, to_text(moment)) for each in hashes],
    )


def untaken_drafts(db: Db, source_id: int) -> int:
    """How many drafts of a source nobody has taken yet."""
    [count] = db.execute(
        """
        SELECT count(DISTINCT d.id) FROM source_articles a JOIN drafts d ON d.id = a.draft_id
        WHERE a.source_id = ? AND d.state = 'open' AND d.editor_id = ?
        """,
        [source_id, NOBODY],
    ).fetchone()
    return int(count)
