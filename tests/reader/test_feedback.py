"""Readers write to the editors: asked for or in one go, within limits, in private alone."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.incoming.flood import FloodGate, Verdict
from bot.reader import letter_writing
from bot.reader.feedback import _behind
from bot.reader.letter_writing import LONGEST_LETTER, MOST_A_DAY, MOST_AN_HOUR, Outcome, cleaned, length_of
from bot.transport.telegram_limits import utf16_length
from playground.standin.user import User
from storage.letters.letters import Written
from storage.moments import now
from tests import waiting
from tests.made_issues import made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot, running_bot
from tests.set_clock import SetClock

LETTERS = "SELECT text, article_id FROM letters ORDER BY id"
AWAITED = "SELECT count(*) FROM awaited"


@pytest.fixture
def reader(bot: RunningBot) -> User:
    return bot.api.user(1, "张三", started=True)


async def test_the_button_under_the_whole_text_asks_for_a_letter_about_it(
    bot: RunningBot, reader: User
) -> None:
    await bot.publish(made_issue(made_article("临猗开工")), push=False)
    brief = await reader.ask("/park 临猗")
    text = await waiting.press_for_message(reader, brief, "全文", holding="总投资")
    assert text.buttons == (("出处", "纠错"),)
    asked = await waiting.press_for_message(reader, text, "纠错", holding="给编辑部写信")
    assert "《临猗开工》" in asked.text and "看不到您的名字" in asked.text
    assert "第 1 号来信" in (await reader.ask("应为2亿元\n\n\n谢谢")).text
    assert await bot.rows(LETTERS) == [("应为2亿元\n\n谢谢", 1)]
    assert "临猗现代农业产业示范区" in (await reader.ask("临猗")).text


@pytest.mark.parametrize(
    "said", ["/feedback 多登\n一些", "反馈 多登\n一些", "／反馈：多登\n一些", "来信 多登 \n 一些 ，"]
)
async def test_in_one_go(bot: RunningBot, reader: User, said: str) -> None:
    assert "第 1 号来信" in (await reader.ask(said)).text
    [(text, article)] = await bot.rows(LETTERS)
    assert str(text).rstrip(" ，") == "多登\n一些" and article is None


async def test_it_is_waited_for_over_a_restart(tmp_path: Path, clock: SetClock, no_gaps: None) -> None:
    async with running_bot(tmp_path) as bot:
        assert "给编辑部写信" in (await bot.api.user(1).ask("/feedback")).text
    async with running_bot(tmp_path, api=bot.api) as bot:
        assert "第 1 号来信" in (await bot.api.user(1).ask("多登一些")).text
        assert await bot.rows(LETTERS) == [("多登一些", None)]


async def test_it_may_be_left_by_a_button_a_word_or_a_command(bot: RunningBot, reader: User) -> None:
    asked = await reader.ask("/feedback")
    await waiting.press_for_edit(reader, asked, "取消", shows=wording.LETTER_LEFT)
    assert await bot.rows(AWAITED) == [(0,)]
    await reader.ask("反馈")
    assert (await reader.ask("取消")).text == wording.LETTER_LEFT
    await reader.ask("/feedback")
    await reader.ask("/id")
    assert "临猗现代农业产业示范区" in (await reader.ask("临猗")).text
    await reader.ask("/feedback")
    assert "临猗现代农业产业示范区" in (await reader.ask("/园区 临猗")).text
    assert await bot.rows(AWAITED) == [(0,)] and await bot.rows(LETTERS) == []


async def test_an_hour_later_it_is_over(bot: RunningBot, reader: User, clock: SetClock) -> None:
    await reader.ask("/feedback")
    clock.go_on_from(now() + dt.timedelta(minutes=61))
    assert "临猗现代农业产业示范区" in (await reader.ask("临猗")).text
    assert await bot.rows(LETTERS) == []


async def test_letters_are_of_text_alone(bot: RunningBot, reader: User) -> None:
    await reader.ask("/feedback")
    reader.send_document(b"...", "page.pdf")
    await waiting.until_message(reader.chat, wording.LETTER_TEXT_ONLY)
    assert f"有 {LONGEST_LETTER + 1} 个字" in (await reader.ask("长" * (LONGEST_LETTER + 1))).text
    assert "第 1 号来信" in (await reader.ask("长" * LONGEST_LETTER)).text
    assert await bot.rows(LETTERS) == [("长" * LONGEST_LETTER, None)]


async def test_the_same_words_again_are_no_second_letter(bot: RunningBot, reader: User) -> None:
    await reader.ask("/feedback 多登一些")
    assert (await reader.ask("/feedback 多登  一些")).text.startswith("收到")
    assert (await reader.ask("/feedback 多登一些")).text == wording.LETTER_SAME.format(number=1)
    await bot.api.user(2).ask("/feedback 多登一些")
    assert [text for text, _ in await bot.rows(LETTERS)] == ["多登一些", "多登 一些", "多登一些"]


async def test_so_many_an_hour_and_a_day(
    bot: RunningBot, reader: User, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FloodGate, "judge", lambda *_: Verdict.ANSWER)
    written = 0
    while written < MOST_A_DAY:
        for _ in range(MOST_AN_HOUR):
            written += 1
            assert f"第 {written} 号" in (await reader.ask(f"/feedback 意见{written}")).text
        told = (await reader.ask("/feedback 再来")).text
        if written < MOST_A_DAY:
            assert told == wording.LETTERS_AN_HOUR.format(most=MOST_AN_HOUR)
        clock.go_on_from(now() + dt.timedelta(minutes=61))
    assert (await reader.ask("/feedback 再来")).text == wording.LETTERS_A_DAY.format(most=MOST_A_DAY)
    assert (await reader.ask("/feedback")).text == wording.LETTERS_A_DAY.format(most=MOST_A_DAY)
    assert "第 21 号" in (await bot.api.user(2).ask("/feedback 再来")).text
    clock.go_on_from(now() + dt.timedelta(hours=24))
    assert "第 22 号" in (await reader.ask("/feedback 再来")).text


async def test_forgetting_lifts_no_limit(bot: RunningBot, reader: User) -> None:
    for number in range(MOST_AN_HOUR):
        await reader.ask(f"/feedback 意见{number}")
    question = await reader.ask("/forget")
    await waiting.press_for_edit(reader, question, "删除", shows="已全部删除")
    assert (await reader.ask("/feedback 再来")).text == wording.LETTERS_AN_HOUR.format(most=MOST_AN_HOUR)


async def test_what_was_written_is_in_the_export(bot: RunningBot, reader: User) -> None:
    await reader.ask("/feedback 多登一些")
    reader.send("/export")
    await bot.api.wait_until(lambda: any(message.document for message in reader.chat.from_bot))
    sent = next(message.document for message in reader.chat.from_bot if message.document)
    [letter] = json.loads(sent.data)["letters"]
    assert (letter["text"], letter["state"]) == ("多登一些", "open")
    assert "settled_by" not in letter


async def test_the_same_message_again_brings_no_second_letter(bot: RunningBot, reader: User) -> None:
    brought = Written(1, 77, now())
    for number in range(2):
        answer = await bot.database.write(
            letter_writing.take, brought, "有错", None, (0, 0), (OWNER_ID,), now()
        )
        assert (answer.outcome, answer.number, answer.is_new) == (Outcome.TAKEN, 1, number == 0)
    assert await bot.rows(LETTERS) == [("有错", None)]


async def test_where_too_many_are_open_it_is_said_and_owners_hear_of_it_once_a_day(
    bot: RunningBot, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letter_writing, "MOST_OPEN", 2)
    owner = bot.api.user(OWNER_ID, "编辑", started=True)
    await reader.ask("/feedback 一")
    await bot.api.user(2).ask("/feedback 二")
    for person in (1, 3):
        assert (await bot.api.user(person).ask("/feedback 三")).text == wording.LETTERS_FULL.format(most=2)
    await waiting.until_message(owner.chat, "读者来信满了")
    assert await bot.rows("SELECT count(*) FROM messages WHERE text LIKE '%来信满了%'") == [(1,)]


async def test_in_groups_and_channels_it_leads_to_private(bot: RunningBot, reader: User) -> None:
    await bot.publish(made_issue(made_article("临猗开工")), push=False)
    group = bot.api.supergroup("园区群", owner=reader)
    me = bot.application.bot.username
    answer = await reader.ask("/feedback 有错", group)
    assert "私聊" in answer.text and f"https://t.me/{me}?start=letter" in answer.html
    text = await waiting.press_for_message(reader, await reader.ask("/park 临猗", group), "全文")
    answered = await reader.press(text, "纠错").answered()
    assert answered.url == f"https://t.me/{me}?start=letter_1"
    assert await bot.rows(AWAITED) == [(0,)] and await bot.rows(LETTERS) == []
    assert "《临猗开工》" in (await reader.ask("/start letter_1")).text
    await reader.ask("有错")
    assert await bot.rows(LETTERS) == [("有错", 1)]
    assert "给编辑部写信" in (await reader.ask("/start letter")).text


@pytest.mark.parametrize("data", ["letter", "letter:1:2", "letter_no:1"])
async def test_forged_buttons(bot: RunningBot, reader: User, data: str) -> None:
    under = await reader.ask("/id")
    assert (await reader.forge_press(under, data).answered()).text == wording.UNKNOWN_BUTTON


async def test_an_article_that_is_none(bot: RunningBot, reader: User) -> None:
    under = await reader.ask("/id")
    reader.forge_press(under, "letter:99")
    await waiting.until_message(reader.chat, wording.ARTICLE_GONE)
    assert (await reader.ask("/start letter_99")).text == wording.ARTICLE_GONE
    assert await bot.rows(AWAITED) == [(0,)]


async def test_who_writes_twice_at_once_within_the_wait_writes_one_letter(
    bot: RunningBot, reader: User
) -> None:
    await reader.ask("/feedback")
    reader.send("有错一")
    reader.send("临猗")
    await bot.handled_all()
    assert await bot.rows(LETTERS) == [("有错一", None)]


@pytest.mark.parametrize("text", ["", " \n ", "\u200b \u202e", "\u00ad", "\u200d", "\x00"])
def test_what_cannot_be_seen_is_no_letter(text: str) -> None:
    assert cleaned(text) == ""


@given(st.text())
def test_what_is_kept_is_seen_and_no_longer_than_written(text: str) -> None:
    kept = cleaned(text)
    assert cleaned(kept) == kept
    assert length_of(kept) <= utf16_length(text.encode("utf-16", "ignore").decode("utf-16"))
    assert "\n\n\n" not in kept and "\u202e" not in kept and "\x00" not in kept


SPACES = st.sampled_from([" ", "\n", "  ", "\u3000", " \n "])
WORD = st.text(st.sampled_from("字a，:/反馈"), min_size=1, max_size=4)


@given(st.lists(st.tuples(SPACES, WORD), min_size=1, max_size=6))
def test_what_stands_behind_the_command_keeps_its_lines(parts: list[tuple[str, str]]) -> None:
    written = "".join(space + word for space, word in parts).lstrip(" :：,，\n\t\u3000")
    if written:
        assert _behind(f"/feedback {written}", written.split()) == written
