"""What the command line does to an issue reaches those who have it, by a serve that runs beside it."""

from __future__ import annotations

from pathlib import Path

from playground.standin.loopback import Loopback
from tests.run_bot_process import SERVING, follow_at_once, run, serving
from tests.terminal.published import (
    CORRECTED_PAGE,
    FIRST_PARK,
    MISTAKE,
    OTHER_HEADLINE,
    RIGHT,
    SECOND_PARK,
    lay_page,
    value,
)
from tests.waiting import until_message, until_seen


async def test_a_sent_message_is_edited_by_a_correction_an_edit_and_a_retraction(
    loopback: Loopback, tmp_path: Path
) -> None:
    reader = loopback.api.user(1)
    async with serving(tmp_path, loopback.url, loopback.api.token) as bot:
        await bot.says(SERVING)
        await follow_at_once(reader)
        await run(tmp_path, "publish", lay_page(tmp_path))
        message = await until_message(reader.chat, MISTAKE)
        dry = await run(tmp_path, "issue", "correct", lay_page(tmp_path, CORRECTED_PAGE), "--dry-run")
        assert "would correct 1 article" in dry.output and "1 correction owed" in dry.output
        await run(tmp_path, "issue", "correct", lay_page(tmp_path, CORRECTED_PAGE))
        await until_seen(lambda: message.text, lambda text: RIGHT in text and "更正" in text)
        assert MISTAKE not in message.text and message.edits == 1, "the dry run edits nothing"
        await run(tmp_path, "issue", "edit", "1", "1", "--headline", "新标题", "--brief", "库容8000吨")
        await until_seen(lambda: message.text, lambda text: "新标题" in text and "库容8000吨" in text)
        await run(tmp_path, "issue", "retract", "1", "1", "--reason", "来源有误")
        await until_seen(lambda: message.text, lambda text: "已撤回：来源有误" in text)
        assert len([each for each in reader.chat.from_bot if "园区快报 ·" in each.text]) == 1
        sent = value(await run(tmp_path, "issue", "receipt", "1", "--corrections", "--json"))
        assert (sent["owed"], sent["copies"]) == (3, 0)


async def test_followers_of_a_new_park_are_pushed_the_article(loopback: Loopback, tmp_path: Path) -> None:
    reader = loopback.api.user(1)
    async with serving(tmp_path, loopback.url, loopback.api.token) as bot:
        await bot.says(SERVING)
        await follow_at_once(reader)
        await run(tmp_path, "issue", "publish", lay_page(tmp_path))
        await until_message(reader.chat, MISTAKE)
        told = await run(
            tmp_path, "issue", "edit", "1", "2", "--also-park", FIRST_PARK, "--park", SECOND_PARK
        )
        assert told.status == 0, told.errors
        await until_message(reader.chat, OTHER_HEADLINE)
