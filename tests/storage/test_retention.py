"""What is kept no longer goes, what is kept anyway stays, and what counts up goes on counting up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.chats import chats
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.desk import drafts, pastes
from storage.desk import uploads as stored_uploads
from storage.desk.uploads import Sent
from storage.incoming import incoming, openings, search_misses, searches
from storage.incoming.searches import Asker
from storage.keeping import retention
from storage.keeping.retention import RULES, Rule
from storage.moments import to_text
from storage.people import deeds
from storage.people.deeds import PUBLISHED
from storage.tables import incoming_file
from tests.made_issues import made_article, made_issue

NOW = dt.datetime(2026, 10, 14, 2, tzinfo=dt.UTC)
OF_TABLE = {rule.table: rule for rule in RULES}
SECRET = b"s" * 32


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "beside.db-incoming", tables=incoming_file.migrations) as opened:
        yield opened


def prune(file: Database, rule: Rule, *, days: int | None = None) -> int:
    """All of a rule, batch by batch, as serve does it."""
    before, taken = rule.before(NOW, rule.days if days is None else days), 0
    expected = file.read_now(retention.count, rule, before)
    while keys := file.read_now(retention.find, rule, before):
        taken += file.write_now(retention.end, rule, before, keys)
    assert taken == expected
    return taken


def left(file: Database, table: str) -> int:
    [count] = file.read_now(lambda db: db.execute(f"SELECT count(*) FROM {table}").fetchone())
    return int(count)


def old(days: int) -> dt.datetime:
    return NOW - dt.timedelta(days=days)


def test_handled_updates_go_and_open_ones_stay(beside: Database) -> None:
    for number, days in ((1, 8), (2, 6), (3, 99)):
        beside.write_now(incoming.keep, number, f'{{"update_id": {number}}}', old(days))
        if number != 3:
            beside.write_now(incoming.done, number, old(days))
    assert prune(beside, OF_TABLE["incoming"]) == 1
    assert not beside.write_now(incoming.keep, 2, '{"update_id": 2}', NOW), "it is known still"
    assert left(beside, "incoming") == 2


def test_searches_misses_and_openings_go(beside: Database) -> None:
    asker = Asker(Place(1, 0, "private", ""), 1)
    for days in (401, 31, 29, 0):
        beside.write_now(searches.keep_search, asker, f"词{days}", "[]", old(days))
        beside.write_now(search_misses.note_miss, SECRET, asker, f"词{days}", old(days).date())
        for article in (1, 2, 3):
            beside.write_now(openings.count_opening, days, article, old(days).date())
    assert prune(beside, OF_TABLE["searches"]) == 1 and left(beside, "searches") == 3
    assert prune(beside, OF_TABLE["search_misses"]) == 2 and left(beside, "search_misses") == 2
    assert prune(beside, OF_TABLE["openings"]) == 3 and left(beside, "openings") == 9


def test_uploads_go_when_their_editor_knows_what_became_of_them(database: Database) -> None:
    for number, days in ((1, 8), (2, 8), (3, 6)):
        sent = Sent(7, 7, number, old(days))
        database.write_now(stored_uploads.keep_file, sent, file_id="f", name="a.txt", size=1)
    database.write_now(lambda db: db.execute("UPDATE uploads SET told = id <> 2"))
    assert prune(database, OF_TABLE["uploads"]) == 1 and left(database, "uploads") == 2


def test_pastes_go_with_their_texts_when_they_were_left(database: Database) -> None:
    for person, days in ((1, 9), (2, 9), (3, 7)):
        paste = database.write_now(pastes.open_paste, person, person, old(days))
        database.write_now(pastes.add_part, paste.id, pastes.Part(1, "字"), 1000, old(days))
    database.write_now(lambda db: db.execute("UPDATE pastes SET state = 'left' WHERE person <> 2"))
    assert prune(database, OF_TABLE["pastes"]) == 1
    assert (left(database, "pastes"), left(database, "paste_parts")) == (2, 2)


def test_drafts_that_nobody_touched_go_but_those_that_publish_themselves(database: Database) -> None:
    issue = made_issue(made_article("一事"))
    numbers = [database.write_now(drafts.save_draft, 7, issue, old(days)) for days in (91, 91, 91, 89)]
    database.write_now(drafts.close_draft, numbers[1], drafts.DISCARDED)
    later = NOW + dt.timedelta(days=1)
    database.write_now(drafts.schedule_draft, numbers[2], 7, later, push=True, moment=old(91))
    assert prune(database, OF_TABLE["drafts"]) == 2
    assert [draft.id for draft in database.read_now(drafts.open_drafts)] == [numbers[3], numbers[2]]


def test_the_log_goes_after_years(database: Database) -> None:
    for days in (1096, 1094):
        database.write_now(deeds.record, 7, PUBLISHED, old(days))
    assert prune(database, OF_TABLE["deeds"]) == 1 and left(database, "deeds") == 1


def test_rows_of_forget_have_a_week_more_than_a_backup(database: Database) -> None:
    def note(db: Db) -> None:
        for days in (38, 36):
            db.execute("INSERT INTO forgotten VALUES (?, ?)", [str(days), to_text(old(days))])

    database.write_now(note)
    assert prune(database, OF_TABLE["forgotten"]) == 1 and left(database, "forgotten") == 1


def test_letters_go_when_they_were_settled_and_an_editors_copy_only_with_its_letter(
    database: Database,
) -> None:
    def write(db: Db) -> None:
        chat = chats.ensure_chat(db, Place(7, 0, "private", ""), old(900))
        for number, (state, days) in enumerate(
            [("closed", 366), ("open", 366), ("answered", 364), ("closed", 900)], 1
        ):
            db.execute(
                "INSERT INTO letters (id, person, text, message_id, sent_at, written_at, state)"
                " VALUES (?, 5, '字', ?, ?, ?, ?)",
                [number, number, to_text(old(days)), to_text(old(days)), state],
            )
            db.execute(
                "INSERT INTO messages (id, chat_id, text, buttons, state, packed_at, sent_at)"
                " VALUES (?, ?, '字', '[]', 'sent', '', ?)",
                [number, chat.id, to_text(old(900))],
            )
            db.execute("INSERT INTO letter_copies VALUES (?, ?, ?, 0)", [number, chat.id, number])

    database.write_now(write)
    assert prune(database, OF_TABLE["messages"]) == 0
    assert prune(database, OF_TABLE["letters"]) == 2
    assert prune(database, OF_TABLE["messages"]) == 2
    assert (left(database, "letters"), left(database, "letter_copies")) == (2, 2)


def test_a_batch_ends_only_what_is_over_still(database: Database) -> None:
    rule = OF_TABLE["drafts"]
    number = database.write_now(drafts.save_draft, 7, made_issue(made_article("一事")), old(91))
    before = rule.before(NOW, rule.days)
    keys = database.read_now(retention.find, rule, before)
    database.write_now(drafts.take_over, number, 8, NOW)  # between the look and the deed
    assert database.write_now(retention.end, rule, before, keys) == 0
    assert left(database, "drafts") == 1


def test_batches_are_small(database: Database) -> None:
    rule = OF_TABLE["deeds"]

    def note(db: Db) -> None:
        db.conn.executemany(
            "INSERT INTO deeds (at, person, what) VALUES (?, 7, 'published')",
            [(to_text(old(2000)),)] * (2 * rule.batch + 1),
        )

    database.write_now(note)
    assert len(database.read_now(retention.find, rule, NOW)) == rule.batch
    assert prune(database, rule) == 2 * rule.batch + 1
