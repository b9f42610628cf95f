"""The list of /forget beside the database: it names nobody, and nothing cuts it short."""

from __future__ import annotations

import datetime as dt
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.chats import forgotten_list
from storage.chats.forgotten_list import ForgottenList
from storage.files.secret_file import SecretUnreadable, mark_of, secret_of
from storage.moments import now

READER = 918_273_645
DAY = dt.timedelta(days=1)


def listed(folder: Path) -> ForgottenList:
    return ForgottenList(folder / "bot.db")


def test_a_line_tells_whose_it_is_only_with_the_secret(tmp_path: Path) -> None:
    noted = listed(tmp_path)
    [line_id] = noted.add([(READER, 0)], now())
    [line] = noted.read().lines
    secret, of_secret = noted.marks()
    assert (line.id, line.secret_mark) == (line_id, of_secret)
    assert line.mark == mark_of(secret, READER, 0) != mark_of(secret, READER, 1)
    assert str(READER) not in noted.path.read_text()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert mark_of(secret_of(elsewhere / "bot.db"), READER, 0) != line.mark


def test_both_files_are_their_owners_alone(tmp_path: Path) -> None:
    listed(tmp_path).add([(READER, 0)], now())
    names = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert names == {"bot.db-forgotten": 0o600, "bot.db-secret": 0o600}


def test_what_is_too_old_goes_and_the_rest_stays_as_it_is(tmp_path: Path) -> None:
    noted, moment = listed(tmp_path), now()
    noted.add([(1, 0), (2, 0)], moment - 40 * DAY)
    noted.add([(3, 0)], moment)
    [_, _, kept] = noted.read().lines
    assert noted.drop_before(moment - 30 * DAY) == 2
    assert noted.read().lines == (kept,)
    assert noted.drop_before(moment - 30 * DAY) == 0
    assert stat.S_IMODE(noted.path.stat().st_mode) == 0o600


def test_nothing_is_lost_between_those_who_add_and_one_who_drops(tmp_path: Path) -> None:
    noted, moment = listed(tmp_path), now()

    def work(number: int) -> None:
        noted.add([(number, 0)], moment)
        noted.add([(number, 1)], moment - 40 * DAY)
        noted.drop_before(moment - 30 * DAY)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(1, 41)))
    found = noted.read()
    assert len(found.lines) == 40 and found.unreadable == 0


def test_a_line_that_a_crash_cut_off_spoils_no_other(tmp_path: Path) -> None:
    noted = listed(tmp_path)
    noted.add([(1, 0)], now())
    with noted.path.open("a") as file:
        file.write("0123456789abcdef 2026-10-1")
    noted.add([(2, 0)], now())
    found = noted.read()
    assert (len(found.lines), found.unreadable) == (2, 1)


@given(st.binary(max_size=300))
def test_whatever_stands_in_it_it_can_be_read(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        noted = ForgottenList(Path(folder) / "bot.db")
        noted.path.write_bytes(content)
        noted.read()
        noted.add([(1, 0)], now())
        assert noted.read().lines


def test_a_secret_that_is_none_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "bot.db-secret").write_text("not hexadecimal\n")
    with pytest.raises(SecretUnreadable, match=r"bot\.db-secret holds no secret: put back"):
        secret_of(tmp_path / "bot.db")


def test_the_secret_is_made_once_by_however_many(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = set(threads.map(secret_of, [tmp_path / "bot.db"] * 32))
    assert len(made) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["bot.db-secret"]


def test_the_names_of_the_files_are_those_of_the_documents() -> None:
    readme = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
    assert f"`…{forgotten_list.ENDING}`" in readme and "`…-secret`" in readme
