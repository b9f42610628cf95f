# ruff: noqa: ASYNC240 - small files
"""What may have been sent between a backup and its restore is held until an owner decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.serving.opening import open_database
from playground.standin.bot_api import BotApi
from storage.database import Db
from storage.desk import issues
from storage.keeping.backup import back_up
from storage.keeping.check import books, check
from storage.keeping.restore import Restored, restore
from storage.moments import now, to_text
from storage.operating import restore_gap
from tests.made_issues import made_article, made_issue
from tests.running_bot import RunningBot, made_settings, running_bot
from tests.set_clock import SetClock
from tests.waiting import press_for_edit, until_handled, until_message

READERS = (1, 2, 3)
FIRST, SECOND = "第一件新事", "第二件新事"
MESSAGES = "SELECT id, state FROM messages ORDER BY id"
ROWS = "SELECT message_id, state FROM deliveries ORDER BY id"
STATES = "SELECT state, count(*) FROM deliveries GROUP BY state ORDER BY state"


async def restored_in_a_gap(folder: Path, api: BotApi, *, lost: bool) -> Restored:
    """Two issues: the first is sent behind the backup, of the second there is nothing in it."""
    async with running_bot(folder, api=api) as bot:
        await bot.owner.ask("/start")
        for reader in READERS:
            await bot.follow(reader)
    with open_database(made_settings(folder, api)) as database:
        database.write_now(issues.publish, made_issue(made_article(FIRST)), push=True, moment=now())
    back_up(folder / "bot.db", folder / "kept.tar", now())
    async with running_bot(folder, api=api) as bot:
        await bot.becomes(STATES, ("sent", len(READERS)))
        await bot.publish(made_issue(made_article(SECOND)))
        await bot.becomes(STATES, ("sent", 2 * len(READERS)))
    if lost:
        for file in folder.glob("bot.db*"):
            file.unlink()
    return restore(folder / "bot.db", folder / "kept.tar", now())


def told(api: BotApi, headline: str) -> list[int]:
    """How often each reader has it."""
    return [sum(headline in each.text for each in api.user(reader).chat.from_bot) for reader in READERS]


@pytest.mark.parametrize("lost", [False, True])
@pytest.mark.parametrize("send", [False, True])
async def test_nothing_repeats_by_itself_and_an_owner_decides(
    tmp_path: Path, clock: SetClock, no_gaps: None, lost: bool, send: bool
) -> None:
    api = BotApi(now=now)
    done = await restored_in_a_gap(tmp_path, api, lost=lost)
    assert done.gap is not None and (done.gap.deliveries, done.gap.notices) == (len(READERS), 0)
    owed = books(tmp_path / "bot.db")
    assert owed is not None and (owed.owed, owed.held, check(tmp_path / "bot.db")) == (3, 3, [])
    for _ in range(2):  # asked once, over restarts
        async with running_bot(tmp_path, api=api) as bot:
            question = await until_message(bot.owner.chat, "可能已经发过")
            assert "3 条" in question.text and "扣着没发：3 条" in (await bot.owner.ask("/status")).text
    async with running_bot(tmp_path, api=api) as bot:
        await bot.publish(made_issue(made_article("第三件新事")))
        await bot.becomes(STATES, ("parked", 3), ("sent", 3))  # what is new goes out meanwhile
        assert told(api, FIRST) == [1, 1, 1]
        assert sum("可能已经发过" in each.text for each in bot.owner.chat.from_bot) == 1
        sends, drops = (question.button(label).data for label in ("补发", "放弃"))
        decided = await press_for_edit(bot.owner, question, "补发" if send else "放弃", shows="已决定")
        shown = decided.text
        # The first decision stands, whichever button a second thumb had found meanwhile.
        for data in (sends, drops):
            again = bot.owner.forge_press(question, data)
            assert "已经决定过了" in (await again.answered()).text
        await until_handled(api, bot.parts.incoming)
        assert question.text == shown
        await bot.becomes(STATES, *([("sent", 6)] if send else [("cancelled", 3), ("sent", 3)]))
        assert told(api, FIRST) == ([2, 2, 2] if send else [1, 1, 1])
        assert await bot.database.read(restore_gap.open_gap) is None
    assert check(tmp_path / "bot.db") == []


async def test_what_certainly_was_not_sent_is_not_held(
    tmp_path: Path, clock: SetClock, no_gaps: None
) -> None:
    api = BotApi(now=now)
    async with running_bot(tmp_path, api=api) as bot:
        for reader in READERS:
            await bot.follow(reader)
    with open_database(made_settings(tmp_path, api)) as database:
        database.write_now(issues.publish, made_issue(made_article(FIRST)), push=True, moment=now())
    back_up(tmp_path / "bot.db", tmp_path / "kept.tar", now())
    done = restore(tmp_path / "bot.db", tmp_path / "kept.tar", now())
    assert done.gap is None
    async with running_bot(tmp_path, api=api) as bot:
        await bot.becomes(STATES, ("sent", len(READERS)))
    assert told(api, FIRST) == [1, 1, 1]


@pytest.mark.parametrize("send", [False, True])
async def test_messages_are_held_with_their_rows_and_go_as_they_were_or_not_at_all(
    bot: RunningBot, send: bool
) -> None:
    """One with a row, which is outdated when it is decided, a notice, and one that certainly was not sent."""
    moment = now()
    bot.delivery.stop()
    chats = [await bot.follow(reader) for reader in READERS]
    await bot.publish(made_issue(made_article(FIRST)))

    def pack(db: Db) -> None:
        for number, chat in enumerate(chats, 1):
            db.execute(
                "INSERT INTO messages (id, chat_id, text, buttons, state, packed_at)"
                " VALUES (?, ?, ?, '[]', 'pending', ?)",
                [number, chat, FIRST, to_text(moment)],
            )
            if number != 2:  # a notice carries none
                db.execute("UPDATE deliveries SET message_id = ? WHERE chat_id = ?", [number, chat])
        db.execute("DELETE FROM deliveries WHERE message_id IS NULL")

    await bot.database.write(pack)
    gap = await bot.database.write(restore_gap.hold, moment, moment, moment.date(), (), (3,))
    assert gap is not None and (gap.deliveries, gap.notices) == (1, 1)
    assert await bot.rows(MESSAGES) == [(1, "parked"), (2, "parked"), (3, "pending")]
    assert await bot.rows(ROWS) == [(1, "parked"), (3, "pending")]

    def correct(db: Db) -> None:
        db.execute(
            "INSERT INTO deliveries (chat_id, kind, subject, version, due_at, owed_at)"
            " SELECT chat_id, 'correction', subject, 2, due_at, owed_at FROM deliveries WHERE message_id = 1"
        )

    await bot.database.write(correct)
    decided = await bot.database.write(restore_gap.decide, send=send, number=gap.number)
    assert decided is not None and decided.count == 2
    # It may have been taken: so it goes word for word, and is put right behind it.
    assert await bot.rows(MESSAGES) == ([(1, "pending"), (2, "pending")] if send else []) + [(3, "pending")]
    if send:
        assert await bot.rows(ROWS) == [(1, "pending"), (3, "pending"), (None, "pending")]


async def test_what_leaves_by_itself_waits_for_an_editor(bot: RunningBot) -> None:
    moment = now()
    await bot.follow(1)
    await bot.database.write(
        lambda db: db.execute(
            "INSERT INTO drafts (editor_id, prepared, created_at, publish_at)"
            " VALUES (7, '{}', ?, ?), (7, '{}', ?, ?)",
            ["", "2020-01-01T00:00:00.000Z", "", "2999-01-01T00:00:00.000Z"],
        )
    )
    gap = await bot.database.write(restore_gap.hold, moment, moment, moment.date(), (), ())
    assert gap is not None and (gap.drafts, gap.count) == (1, 0)
    # A button of an earlier restore decides nothing about this one.
    assert await bot.database.write(restore_gap.decide, send=True, number=gap.number - 1) is None
    assert await bot.database.read(restore_gap.open_gap) is not None
    assert await bot.rows("SELECT publish_at IS NULL FROM drafts ORDER BY id") == [(1,), (0,)]
