"""Readers' words never wait behind a page file, which may take as long as it is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.serving.opening import open_ledger_worker, open_words_worker, open_worker
from storage.desk import issues
from storage.moments import now
from tests.made_issues import LINFEN, made_article, made_issue
from tests.running_bot import RunningBot
from tests.working.slow_file import slow_file


@pytest.mark.over_http
@pytest.mark.parametrize("text", ["linyi", "臨猗", "/park 临琦", "/search 光伏发电", "/follow #招聘"])
async def test_words_are_answered_while_a_file_is_read(bot: RunningBot, tmp_path: Path, text: str) -> None:
    async with slow_file(bot, tmp_path) as reading:
        answer = await bot.api.user(1).ask(text)
        assert answer.text and not reading.done()


@pytest.mark.over_http
async def test_no_process_is_started_before_it_is_needed(bot: RunningBot) -> None:
    bot.parts.worker = open_worker(bot.settings)
    bot.parts.words = open_words_worker(bot.settings)
    bot.parts.ledger = open_ledger_worker(bot.settings)
    with bot.parts.worker as files, bot.parts.words as words, bot.parts.ledger as ledger:
        await bot.api.user(1).ask("/park 临猗")
        assert not files.is_running and not words.is_running
        await bot.api.user(1).ask("linyi")
        assert words.is_running and not files.is_running and not ledger.is_running
        await bot.database.write(
            issues.publish, made_issue(made_article("甲", LINFEN)), push=False, moment=now()
        )
        await bot.becomes("SELECT count(*) FROM ledger_due", (0,))
        assert ledger.is_running and not files.is_running
