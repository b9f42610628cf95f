"""What was published stands in /issues, is opened by its number, mended, corrected and taken back from
there.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import wording
from parsing.parks import Park
from playground.standin.message import Message
from storage.archive.published_issues import prepared_again
from storage.database import Db
from storage.desk import drafts, issues
from storage.moments import now
from tests.desk.sitting import SECOND_EDITOR, name_second_editor, sit_down
from tests.made_corrections import says
from tests.made_issues import LINFEN, made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot
from tests.waiting import press_for_edit, until_seen

WRONG = "临猗一个项目开工，总投资30亿元。占地500亩，预计明年投产。"


async def published(bot: RunningBot) -> Message:
    """Somebody who follows has it; returns their message."""
    bot.api.user(OWNER_ID, "编辑", started=True)
    await bot.follow(1)
    await bot.publish(made_issue(made_article("项目开工", body=WRONG), made_article("另一件事", None)))
    return await bot.pushed(bot.api.user(1), "30亿元")


async def opened(bot: RunningBot, number: int = 1) -> Message:
    message = await bot.owner.ask(f"/issue {number}")
    assert f"第 {number} 号" in message.text
    return message


async def press(bot: RunningBot, message: Message, button: str, shows: str = "") -> Message:
    return await press_for_edit(bot.owner, message, button, shows=shows)


async def test_the_list_shows_state_and_what_became_of_the_pushes(bot: RunningBot) -> None:
    await published(bot)
    await bot.becomes("SELECT state FROM deliveries", ("sent",))
    listed = await bot.owner.ask("/issues")
    assert "第 1 号" in listed.text and "2 篇" in listed.text and "已发布" in listed.text
    assert "应推送 1 条，已送达 1 条" in listed.text
    shown = await press(bot, listed, "1", "第 1 号")
    assert "1. 【临猗现代农业产业示范区】项目开工" in shown.text and "2. 【未指明园区】另一件事" in shown.text
    assert shown.buttons == (("1", "2"), ("更正", "撤回整份"), ("刷新", "只登简报"))


async def test_many_issues_are_turned_page_by_page(bot: RunningBot) -> None:
    bot.api.user(OWNER_ID, "编辑", started=True)
    for number in range(7):
        await bot.publish(made_issue(made_article(f"第{number}件事")), push=False)
    first = await bot.owner.ask("/issues")
    assert "第 7 号" in first.text and "第 2 号" not in first.text and "未推送" in first.text
    second = await press(bot, first, "下一页", "第 1 号")
    assert "第 7 号" not in second.text


async def test_every_draft_on_the_desk_is_listed_somewhere(bot: RunningBot) -> None:
    def lay(db: Db) -> None:
        for number in range(11):
            issue = replace(made_issue(made_article("甲事")), source_name=f"文件{number}.txt")
            drafts.save_draft(db, OWNER_ID, issue, now())

    await bot.database.write(lay)
    listed = await bot.owner.ask("/issues")
    assert "文件10.txt" in listed.text and "文件0.txt" not in listed.text
    await press(bot, listed, "下一页", "文件0.txt")


async def test_a_number_that_is_none(bot: RunningBot) -> None:
    bot.api.user(OWNER_ID, "编辑", started=True)
    assert "号码" in (await bot.owner.ask("/issue")).text
    assert "号码" in (await bot.owner.ask("/issue 上一期")).text
    assert "没有第 99 号" in (await bot.owner.ask("/issue 99")).text
    assert "号码" in (await bot.owner.ask("/issue " + "9" * 40)).text


async def test_mended_after_publishing_with_the_same_cards(bot: RunningBot) -> None:
    message = await published(bot)
    await bot.owner.press(await opened(bot), "更正").answered()
    draft = await bot.pushed(bot.owner, "更正已发布的第 1 号")
    await press(bot, draft, "1", "项目开工")
    await press(bot, draft, "标题")
    draft = await bot.owner.ask("项目正式开工")
    assert "项目正式开工" in draft.text
    await press(bot, draft, "返回", "标题")
    await press(bot, draft, "更正", "已更正 1 篇，正在修改 1 处")
    await until_seen(lambda: message.text, lambda text: "项目正式开工" in text)
    assert "更正" in message.text
    assert await bot.rows("SELECT what, issue_id FROM deeds") == [("corrected", 1)]
    versions = await opened(bot)
    await press(bot, versions, "1", "〔更正 1 次〕")
    await press(bot, versions, "版本", "项目正式开工")
    assert "1." in versions.text and "2." in versions.text and "编辑" in versions.text


async def test_an_issue_is_mended_in_one_draft_whoever_opens_it(bot: RunningBot) -> None:
    await published(bot)
    await bot.owner.press(await opened(bot), "更正").answered()
    await bot.pushed(bot.owner, "更正已发布的第 1 号")
    second = name_second_editor(bot)
    second.press(await second.ask("/issue 1"), "更正")
    await bot.handled_all()
    assert await bot.rows("SELECT editor_id FROM drafts") == [(OWNER_ID,)]
    assert SECOND_EDITOR != OWNER_ID


async def test_who_opens_what_somebody_else_mends_is_asked_first(bot: RunningBot) -> None:
    await published(bot)
    bot.owner.press(await opened(bot), "更正")
    await bot.becomes("SELECT editor_id, preview_chat_id FROM drafts", (OWNER_ID, OWNER_ID))
    second = name_second_editor(bot)
    page = await second.ask("/issue 1")
    await press_for_edit(second, page, "更正", shows="要接手吗")
    await bot.becomes("SELECT editor_id, preview_chat_id FROM drafts", (OWNER_ID, OWNER_ID))


async def test_the_same_page_with_another_figure_is_offered_as_a_correction(bot: RunningBot) -> None:
    message = await published(bot)
    text = "科学导报 2026年4月4日\n\n项目开工\n" + WRONG.replace("30亿", "3亿") + "\n"
    bot.owner.send_document(text.encode(), "page-2026-04-04.txt")
    draft = await bot.pushed(bot.owner, "30亿元 → 3亿元")
    assert "有改动" in draft.text
    assert draft.buttons[-2][0] == "更正"
    await press(bot, draft, "更正", "已更正 1 篇")
    await until_seen(lambda: message.text, lambda shown: "总投资3亿元" in shown)
    assert await bot.rows("SELECT count(*) FROM articles") == [(2,)]


async def test_what_was_retracted_as_a_whole_is_given_back_as_a_whole(bot: RunningBot) -> None:
    message = await published(bot)
    page = await opened(bot)
    await press(bot, page, "撤回整份", "为什么撤回")
    await press(bot, page, "重复发布", "可以恢复")
    await press(bot, page, "撤回", "已撤回 2 篇")
    await until_seen(lambda: message.text, lambda shown: "已撤回：重复发布" in shown)
    await press(bot, page, "返回", "〔已撤回：重复发布〕")
    await press(bot, page, "恢复 2 篇", "已恢复 2 篇，正在修改 1 处已收到的消息")
    await until_seen(lambda: message.text, lambda shown: "已撤回" not in shown)
    assert await bot.rows("SELECT count(*) FROM articles WHERE retracted_at IS NULL") == [(2,)]
    await press(bot, page, "返回", "更正")
    assert not any("恢复" in label for row in page.buttons for label in row)


async def test_an_article_is_retracted_with_a_reason_after_a_second_look(bot: RunningBot) -> None:
    message = await published(bot)
    page = await opened(bot)
    await press(bot, page, "1", "30亿元")
    await press(bot, page, "撤回", "为什么撤回《项目开工》")
    await press(bot, page, "内容有误", "已有 1 处收到")
    assert await bot.rows("SELECT count(*) FROM articles WHERE retracted_at IS NOT NULL") == [(0,)]
    await press(bot, page, "撤回", "已撤回 1 篇")
    await until_seen(lambda: message.text, lambda text: "已撤回：内容有误" in text)
    assert "没有" in (await bot.api.user(2).ask("/park 临猗")).text
    assert await bot.rows("SELECT what, article_id FROM deeds") == [("retracted", 1)]
    again = await opened(bot)
    assert "〔已撤回：内容有误〕" in again.text


async def test_a_whole_issue_is_retracted_with_a_typed_reason_and_a_sound(bot: RunningBot) -> None:
    await published(bot)
    page = await opened(bot)
    await press(bot, page, "撤回整份", "全部 2 篇")
    bot.owner.send("报社 <b>要求</b> 撤下")
    asked = await bot.pushed(bot.owner, "原因：报社 <b>要求</b> 撤下")
    await until_seen(lambda: bot.owner.chat.messages, lambda all_of_them: page not in all_of_them)
    await press(bot, asked, "撤回并提醒", "已撤回 2 篇")
    told = await bot.pushed(bot.api.user(1), "作废")
    assert "报社 <b>要求</b> 撤下" in told.text
    assert await bot.rows("SELECT count(*) FROM articles WHERE retracted_at IS NULL") == [(0,)]
    page = await opened(bot)
    assert "已撤回" in page.text and page.buttons == (("1", "2"), ("恢复 2 篇",), ("刷新",))


async def test_a_reason_too_long_and_one_never_typed_retract_nothing(bot: RunningBot) -> None:
    await published(bot)
    page = await opened(bot)
    await press(bot, page, "1")
    await press(bot, page, "撤回", "为什么")
    assert "最多" in (await bot.owner.ask("很长" * 60)).text
    for data in ("r_do:1:1:0:0", "r_do:1:1:9:0", "r_do:1:99:1:0", "r_do:7:1:1:0", "r_do:1:1:1:5", "r_do:1"):
        assert "失效" in (await bot.owner.forge_press(page, data).answered()).text, data
    assert await bot.rows("SELECT count(*) FROM articles WHERE retracted_at IS NULL") == [(2,)]


async def test_pressed_twice_it_is_retracted_once(bot: RunningBot) -> None:
    await published(bot)
    page = await opened(bot)
    for data in ("r_do:1:1:1:0", "r_do:1:1:1:0"):
        bot.owner.forge_press(page, data)
    await bot.handled_all()
    assert await bot.rows("SELECT count(*) FROM deliveries WHERE kind = 'retraction'") == [(1,)]
    assert await bot.rows("SELECT count(*) FROM deeds") == [(1,)]


async def test_what_is_put_back_as_it_was_is_no_correction(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("甲事")))
    sitting = await sit_down(bot, await bot.database.read(prepared_again, 1))
    await sitting.press("1")
    for headline in ("乙事", "甲事"):
        await sitting.press("标题")
        await sitting.type(headline, shows=headline)
    await sitting.press("返回")
    assert "没有变化" in await sitting.told("更正")
    assert await bot.rows("SELECT count(*) FROM revisions") == [(1,)]


async def test_a_typed_reason_for_what_somebody_else_has_retracted(bot: RunningBot) -> None:
    await published(bot)
    page = await opened(bot)
    await press(bot, page, "1")
    await press(bot, page, "撤回", "为什么")
    await bot.database.write(issues.retract, 1, "别的", now())
    assert (await bot.owner.ask("我的理由")).text == wording.RETRACTED_ALREADY


async def test_versions_with_long_names_fit_a_message(bot: RunningBot) -> None:
    park = Park("长" * 300 + "区")
    await bot.publish(made_issue(made_article("甲" * 190, park, body="好" * 1000 + "。")), push=False)

    def revise(db: Db) -> None:
        for number in range(8):
            before = prepared_again(db, 1)
            mended = replace(before.articles[0], key_figures=(str(number),), mended=True)
            issues.publish(db, before.with_article(mended), push=False, moment=now())

    await bot.database.write(revise)
    message = await press(bot, await bot.owner.ask("/issue 1"), "1")
    await press(bot, message, "版本", "9. ")


async def test_an_issue_of_a_hundred_articles_is_opened_page_by_page(bot: RunningBot) -> None:
    made = [
        made_article(f"第{number}件{'很' * 60}", body=f"第{number}件事，今天开工。")
        for number in range(1, 101)
    ]
    await bot.publish(made_issue(*made), push=False)
    page = await bot.owner.ask("/issue 1")
    for number in range(1, 7):
        assert f"第{15 * number}件" in page.text
        await press(bot, page, "下一页", f"第{15 * number + 1}件")
    await press(bot, page, "100", "第100件")
    await press(bot, page, "撤回", "为什么")


@pytest.mark.parametrize("command", ["/issues", "/issue 1"])
async def test_the_desk_is_not_shown_in_a_group(bot: RunningBot, command: str) -> None:
    await published(bot)
    group = bot.api.supergroup("园区群", owner=bot.owner)
    assert (await bot.owner.ask(command, group)).text == wording.ONLY_IN_PRIVATE


async def test_other_owners_hear_of_a_correction_and_a_retraction(bot: RunningBot) -> None:
    await published(bot)
    second = name_second_editor(bot)

    page = await opened(bot)
    bot.owner.forge_press(page, "r_do:1:2:2:0")
    told = await bot.pushed(second, "撤回")
    assert "另一件事" in told.text and "重复发布" in told.text


async def test_a_page_of_another_day_is_no_correction(bot: RunningBot) -> None:
    await bot.publish(says("项目开工", WRONG))
    text = "科学导报 2026年4月11日\n\n项目开工\n" + WRONG.replace("30亿", "3亿") + "\n"
    bot.api.user(OWNER_ID, "编辑", started=True)
    bot.owner.send_document(text.encode(), "page-2026-04-11.txt")
    draft = await bot.pushed(bot.owner, "2026年4月11日")
    assert "有改动" not in draft.text and draft.buttons[-3][0] == "发布并推送"


async def test_a_new_park_after_publishing_moves_the_article(bot: RunningBot) -> None:
    reader = bot.api.user(2)
    await reader.ask("/follow 临汾经开区")
    await reader.ask("/digest now")
    message = await published(bot)
    await bot.owner.press(await opened(bot), "更正").answered()
    draft = await bot.pushed(bot.owner, "更正已发布的第 1 号")
    await press(bot, draft, "1", "项目开工")
    await press(bot, draft, "园区")
    draft = await bot.owner.ask("临汾经开区")
    assert LINFEN.name in draft.text
    await press(bot, draft, "返回")
    await press(bot, draft, "更正", "已更正 1 篇")
    await bot.pushed(reader, "30亿元")
    await until_seen(lambda: message.text, lambda text: "不是您关注的园区" in text)
