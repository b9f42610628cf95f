"""What comes from others' sites is shown as brief and link, until an editor says that its text may be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot import wording
from bot.delivery.packing import pack
from playground.standin.message import Message
from playground.standin.user import User
from storage.archive import articles, published_issues, rights
from storage.archive.prepared import PreparedIssue
from storage.database import Database
from storage.desk import issues
from storage.moments import now
from storage.people import deeds
from tests import waiting
from tests.desk.sitting import name_second_editor, sit_down
from tests.made_issues import made_article, made_issue
from tests.run_bot_process import run
from tests.running_bot import OWNER_ID, RunningBot
from tests.terminal.published import lay_page, publish_to, value
from tests.waiting import press_for_edit, press_for_message

LINK = "https://paper.example.cn/2026-04/04/node_3.htm"
BRIEF, REST = "项目今天开工，总投资30亿元。", "其余的话只在原处读得到。"


def fetched(*, link: str = LINK) -> PreparedIssue:
    issue = made_issue(made_article("项目开工", body=BRIEF + REST))
    return replace(issue, link=link, full_text=False)


async def test_a_push_and_an_answer_have_brief_and_link_and_no_button_for_the_text(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await bot.follow(1)
    await bot.publish(fetched())
    pushed = await bot.pushed(reader, "项目开工")
    for shown in (pushed, await reader.ask("/park 临猗"), await reader.ask("/latest")):
        assert f'<a href="{LINK}">看原文</a>' in shown.html and BRIEF in shown.text
        assert "全文" not in [label for row in shown.buttons for label in row]


async def test_an_old_or_forged_button_shows_brief_and_link_and_the_sources_no_more(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await bot.publish(fetched(), push=False)
    answer = await reader.ask("/park 临猗")
    told = await forged(reader, answer, "full:1")
    assert BRIEF in told.text and wording.BRIEF_ALONE in told.text and LINK in told.html
    assert REST not in told.text
    shown = await press_for_message(reader, answer, "出处")
    assert BRIEF in shown.text and REST not in shown.text and LINK in shown.html


async def forged(reader: User, message: Message, data: str) -> Message:
    """What comes below when a button with this data is pressed."""
    newest = max(each.message_id for each in reader.chat.messages)
    reader.forge_press(message, data)
    return await waiting.until_message(reader.chat, "", after=newest)


async def test_without_a_link_the_sentence_stands_alone(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await bot.publish(fetched(link=""), push=False)
    answer = await reader.ask("/park 临猗")
    assert "看原文" not in answer.text and BRIEF in answer.text
    assert wording.BRIEF_ALONE in (await forged(reader, answer, "full:1")).text


async def test_an_editor_allows_it_in_the_preview(bot: RunningBot) -> None:
    sitting = await sit_down(bot, fetched())
    assert wording.BRIEFS_ALONE in sitting.message.text
    await sitting.press("可以登全文")
    assert wording.BRIEFS_ALONE not in sitting.message.text
    assert (await sitting.draft()).issue.full_text
    await sitting.press("只登简报", shows=wording.BRIEFS_ALONE)
    assert not (await sitting.draft()).issue.full_text
    sitting.again()
    await sitting.press("可以登全文")
    await sitting.press(wording.PUBLISH_ONLY)
    await bot.becomes("SELECT full_text FROM issues", (1,))


async def test_another_editor_and_forged_values_change_nothing(bot: RunningBot) -> None:
    sitting = await sit_down(bot, fetched())
    second = name_second_editor(bot)
    second.forge_press(sitting.message, "d_rights:1:1")
    for data in ("d_rights:1:2", "d_rights:1", "d_rights:9:1", "i_rights:1:1", "i_rights:1:7"):
        told = await sitting.editor.forge_press(sitting.message, data).answered()
        assert told.text, data
    assert not (await sitting.draft()).issue.full_text


async def test_it_is_changed_in_the_issues_card_at_once_and_recorded(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    bot.api.user(OWNER_ID, "编辑", started=True)
    await bot.publish(fetched(), push=False)
    card = await bot.owner.ask("/issue 1")
    assert wording.BRIEFS_ALONE in card.text
    await press_for_edit(bot.owner, card, "可以登全文")
    assert wording.BRIEFS_ALONE not in card.text
    shown = await press_for_message(reader, await reader.ask("/park 临猗"), "全文")
    assert REST in shown.text
    [deed] = await bot.database.read(deeds.newest, limit=1)
    assert deed.what == deeds.RIGHTS_CHANGED
    assert (deed.person, deed.issue_id, deed.detail) == (OWNER_ID, 1, "可以登全文")
    await press_for_edit(bot.owner, card, "只登简报", shows=wording.BRIEFS_ALONE)
    assert REST not in (await forged(reader, await reader.ask("/park 临猗"), "full:1")).text


def test_it_is_kept_over_corrections_and_by_stale_drafts(database: Database) -> None:
    database.write_now(issues.publish, fetched(), push=False, moment=now())
    again = database.read_now(published_issues.prepared_again, 1)
    assert not again.full_text
    database.write_now(rights.set_full_text, 1, True)
    mended = replace(again, newspaper="另一报", mended=True)
    database.write_now(issues.publish, mended, push=False, moment=now())
    card = database.read_now(articles.get_card, 1)
    assert card is not None and card.newspaper == "另一报" and card.full_text
    assert not database.write_now(rights.set_full_text, 1, True)
    assert not database.write_now(rights.set_full_text, 9, True)


def test_a_digest_numbers_its_buttons_by_the_briefs(database: Database) -> None:
    two = made_issue(made_article("甲事"), made_article("乙事"))
    database.write_now(issues.publish, fetched(), push=False, moment=now())
    database.write_now(issues.publish, two, push=False, moment=now())
    cards = database.read_now(articles.cards_of, [1, 2, 3])
    [message] = pack(list(enumerate(cards, 1)))
    assert message.buttons == (
        (("全文 1", "full:3"), ("出处 1", "source:3")),
        (("全文 2", "full:2"), ("出处 2", "source:2")),
        (("出处 3", "source:1"),),
    )
    assert message.text.index("看原文") > message.text.index("3. ")


async def test_the_command_line_says_and_changes_it(tmp_path: Path) -> None:
    page = lay_page(tmp_path)
    await run(tmp_path, "publish", "--no-full-text", page)
    shown = await run(tmp_path, "issue", "show", "1")
    assert "full text: readers get brief and link alone" in shown.output
    assert value(await run(tmp_path, "issue", "show", "1", "--json"))["full_text"] is False
    told = await run(tmp_path, "issue", "edit", "1", "--full-text", "--json")
    assert value(told) == {"issue": 1, "article": None, "corrected": 0, "owed": 0, "full_text": True}
    assert "full text" not in (await run(tmp_path, "issue", "show", "1")).output
    again = await run(tmp_path, "issue", "edit", "1", "--full-text")
    assert "nothing to change" in again.output
    dry = await run(tmp_path, "issue", "edit", "1", "--no-full-text", "--dry-run")
    assert "full text: readers get brief and link alone" in dry.output
    assert value(await run(tmp_path, "issue", "show", "1", "--json"))["full_text"] is True


async def test_what_was_published_before_may_be_shown(tmp_path: Path) -> None:
    await publish_to(tmp_path)
    assert value(await run(tmp_path, "issue", "show", "1", "--json"))["full_text"] is True
