"""Several files at once: each becomes a draft, in order, and a bad one holds up none of the others."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.desk.intake import reading
from bot.desk.intake.page_file import read_upload
from bot.transport import telegram_limits
from playground.standin import call_faults
from storage.desk import drafts
from tests.desk.sending import page, previews, send_album, send_one_more
from tests.running_bot import OWNER_ID, RunningBot
from tests.waiting import until_seen

OLD_WORD = "这是旧版 Word 文件（.doc），请在 Word 或 WPS 里另存为 .docx 再发"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)


async def sources(bot: RunningBot) -> list[str]:
    """The files that the open drafts are made of, in the order in which they were made."""
    found = await bot.database.read(drafts.open_drafts)
    return [draft.issue.source_name for draft in sorted(found, key=lambda draft: draft.id)]


async def test_each_file_of_an_album_becomes_a_draft_in_the_order_of_sending(bot: RunningBot) -> None:
    names = [f"第{number}版.txt" for number in range(1, 6)]
    send_album(bot.owner, [(page(f"新厂房{name}投产"), name) for name in names])
    shown = await previews(bot.owner, 5)
    assert [message.text.splitlines()[0] for message in shown] == names
    assert await sources(bot) == names
    told = await bot.pushed(bot.owner, "5 个文件：5 份预览")
    assert "读不了" not in told.text


async def test_bad_files_are_named_with_their_reasons_and_the_others_are_read(bot: RunningBot) -> None:
    files = [(page("新厂房投产"), "一版.txt"), (OLD_OFFICE, "旧版.doc"), (page("新学校开学"), "三版.txt")]
    send_album(bot.owner, files)
    await previews(bot.owner, 2)
    told = await bot.pushed(bot.owner, "3 个文件")
    assert told.text == f"3 个文件：2 份预览，1 份读不了：旧版.doc：{OLD_WORD}"
    assert await sources(bot) == ["一版.txt", "三版.txt"]


async def test_several_bad_files_stand_one_a_line_and_names_are_no_html(bot: RunningBot) -> None:
    send_album(bot.owner, [(b"", "<b>空.txt"), (OLD_OFFICE, "旧版.doc")])
    told = await bot.pushed(bot.owner, "2 个文件")
    assert told.text.splitlines() == [
        "2 个文件：2 份读不了：",
        "· <b>空.txt：文件是空的，请发送有版面文字的文件",
        f"· 旧版.doc：{OLD_WORD}",
    ]
    assert not await sources(bot)


async def test_two_editors_at_once_have_their_own_previews_and_reports(bot: RunningBot) -> None:
    other_id = 8
    bot.parts.settings = bot.settings.model_copy(update={"owner_ids": frozenset({OWNER_ID, other_id})})
    other = bot.api.user(other_id, "二号编辑")
    send_album(bot.owner, [(page(f"甲{n}号厂房投产"), f"甲{n}.txt") for n in range(3)])
    send_album(other, [(page(f"乙{n}号厂房投产"), f"乙{n}.txt") for n in range(3)])
    for user, mark in ((bot.owner, "甲"), (other, "乙")):
        shown = await previews(user, 3)
        assert [message.text[0] for message in shown] == [mark] * 3
        await bot.pushed(user, "3 个文件：3 份预览")
    held = {(d.editor_id, d.issue.source_name[0]) for d in await bot.database.read(drafts.open_drafts)}
    assert held == {(OWNER_ID, "甲"), (other_id, "乙")}


async def test_other_commands_are_answered_while_a_file_is_read(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = asyncio.Event()

    async def slow(*arguments: Any) -> object:
        await go_on.wait()
        return await read_upload(*arguments)

    monkeypatch.setattr(reading, "read_upload", slow)
    bot.owner.send_document(page("新厂房投产"), "一版.txt")
    assert "7" in (await bot.owner.ask("/id", holding="编号")).text
    assert not await sources(bot)
    go_on.set()
    await previews(bot.owner, 1)


async def test_a_file_of_an_album_that_comes_late_is_counted_in_the_same_report(bot: RunningBot) -> None:
    first, _ = send_album(bot.owner, [(page("新厂房投产"), "一版.txt"), (page("新学校开学"), "二版.txt")])
    told = await bot.pushed(bot.owner, "2 个文件：2 份预览")
    send_one_more(bot.owner, first, page("新医院开诊"), "三版.txt")
    await previews(bot.owner, 3)
    assert (await bot.pushed(bot.owner, "3 个文件：3 份预览")).message_id == told.message_id


async def test_a_file_too_large_for_bots_is_told_with_its_size_and_what_to_do(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.settings.configuration.DOWNLOAD_BYTES", 1000)
    monkeypatch.setattr("bot.desk.intake.receiving.MEGABYTE", 1000)
    assert telegram_limits.DOWNLOAD_BYTES == 20 * 1024 * 1024
    bot.owner.send_document(bytes(25_300), "扫描.pdf")
    told = await bot.pushed(bot.owner, "扫描.pdf")
    assert "25.3 MB" in told.text and "run_bot.py publish" in told.text and "拆成" in told.text
    assert not bot.api.calls_of("getFile")


async def test_a_file_that_telegram_does_not_hand_over_is_told_and_the_others_are_read(
    bot: RunningBot,
) -> None:
    bot.api.inject("getFile", call_faults.Error(400, "Bad Request: file is temporarily unavailable"))
    send_album(bot.owner, [(page("新厂房投产"), "一版.txt"), (page("新学校开学"), "二版.txt")])
    told = await bot.pushed(bot.owner, "1 份读不了")
    assert "一版.txt：没能从 Telegram 取到，请再发一次" in told.text
    assert await sources(bot) == ["二版.txt"]


async def test_an_editor_who_has_blocked_the_bot_holds_up_nobody(bot: RunningBot) -> None:
    other_id = 8
    bot.parts.settings = bot.settings.model_copy(update={"owner_ids": frozenset({OWNER_ID, other_id})})
    other = bot.api.user(other_id, "二号编辑")
    other.send_document(page("新厂房投产"), "一版.txt")
    other.block()
    bot.owner.send_document(page("新学校开学"), "二版.txt")
    await previews(bot.owner, 1)
    await bot.becomes("SELECT count(*) FROM uploads WHERE NOT told", (0,))


async def test_the_same_update_again_makes_no_second_draft(bot: RunningBot) -> None:
    sent = bot.owner.send_document(page("新厂房投产"), "一版.txt")
    await previews(bot.owner, 1)
    bot.api.deliver(sent)  # the same message in an update with another number
    await bot.handled_all()
    await until_seen(lambda: bot.parts.wake_desk.is_set(), lambda is_set: not is_set)
    assert await sources(bot) == ["一版.txt"]
