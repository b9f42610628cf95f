"""The quick run has tests of the whole bot in it."""

from __future__ import annotations

from tests.conftest import QUICK_WITH_BOT, TESTS


def test_the_files_that_stand_for_the_whole_bot_are_there() -> None:
    for file in QUICK_WITH_BOT:
        assert "RunningBot" in (TESTS / file).read_text(encoding="utf-8"), file
