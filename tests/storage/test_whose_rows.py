"""Whose the rows of each table are: a table is somebody's, and in /export and /forget, or it is nobody's."""

from __future__ import annotations

from pathlib import Path

from storage.chats import own_data
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.tables import incoming_file

# Somebody's, exported under another name (the words with the follows) or for another reason than by whom.
ERASED = {
    "keywords": "dropped by own_data.forget where no chat has asked for them",
    "lost_places": "numbers of chats that Telegram gave another, dropped with the chat",
    "letter_copies": "what editors were sent of a letter, edited until no word of it is left",
}
# What is published, what editors keep of it, and what the bot needs to run: no word or number of a reader.
NOBODYS = {
    *("parks", "park_names", "park_cities", "cities", "newspapers", "newspaper_names"),
    *("issues", "articles", "revisions", "mentions", "article_words", "search_rows", "search_index"),
    *("story_keys", "story_decisions", "sources", "source_entries", "source_articles", "inbox_files"),
    *("projects", "project_tellings", "project_parts", "promises", "project_news", "project_anchors"),
    *("ledger_due", "invitations", "ended_deliveries", "forgotten", "troubles", "markers"),
}
# storage.incoming forgets these; the misses are words with the marks of who searched, which name nobody.
OF_INCOMING = {"incoming", "searches", "openings", "search_misses"}

WHAT_TO_DO = (
    "whose are these rows? What somebody wrote, or is known by, belongs into export and forget of"
    " storage/chats/own_data.py; what is nobody's is named in this test"
)


def tables(db: Db) -> set[str]:
    """The tables, without those that SQLite and sqlite-utils keep beside them."""
    rows = db.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')"
    )
    return {name for (name,) in rows if not name.startswith(("sqlite_", "_sqlite"))}


def test_every_table_is_somebodys_or_nobodys(database: Database) -> None:
    exported = database.read_now(own_data.export, Place(1, 0, "private", "")).keys()
    assert database.read_now(tables) - exported - ERASED.keys() - NOBODYS == set(), WHAT_TO_DO
    assert not exported & NOBODYS


def test_every_table_of_incoming_is_known(tmp_path: Path) -> None:
    with Database(tmp_path / "incoming", tables=incoming_file.migrations) as incoming:
        assert incoming.read_now(tables) == OF_INCOMING, WHAT_TO_DO
