"""全文 is counted by article and day, once for each press, also where its update is handled again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from storage.database import Database
from storage.incoming import incoming, openings
from storage.moments import now
from storage.tables import incoming_file

DAY = dt.date(2026, 10, 14)
RAW = '{{"update_id": {0}, "callback_query": {{"from": {{"id": 5}}}}}}'


def test_openings_are_counted_by_article_and_day(tmp_path: Path) -> None:
    with Database(tmp_path / "incoming", tables=incoming_file.migrations) as file:
        for update_id, (article, day) in enumerate(
            [(1, DAY), (1, DAY), (2, DAY), (1, DAY - dt.timedelta(days=1)), (1, DAY - dt.timedelta(days=9))]
        ):
            assert file.write_now(openings.count_opening, update_id, article, day)
        week = DAY - dt.timedelta(days=6)
        assert file.read_now(openings.by_day, week) == {DAY - dt.timedelta(days=1): 1, DAY: 3}
        assert file.read_now(openings.most_opened, week, limit=5, fewest=2) == ((1, 3),)
        assert file.read_now(openings.most_opened, week, limit=5, fewest=1) == ((1, 3), (2, 1))


def test_an_update_that_is_handled_again_counts_once(tmp_path: Path) -> None:
    with Database(tmp_path / "incoming", tables=incoming_file.migrations) as file:
        for update_id in (1, 2):
            file.write_now(incoming.keep, update_id, RAW.format(update_id), now())
            assert file.write_now(openings.count_opening, update_id, 7, DAY)
        file.write_now(incoming.count_replay, 1)  # a kill came before it was marked as done
        assert not file.write_now(openings.count_opening, 1, 7, DAY)
        file.write_now(incoming.done, 2, now())
        assert not file.write_now(openings.count_opening, 2, 7, DAY)
        assert file.read_now(openings.by_day, DAY) == {DAY: 2}
        assert "5" not in str(file.read_now(lambda db: db.execute("SELECT * FROM openings").fetchall()))
