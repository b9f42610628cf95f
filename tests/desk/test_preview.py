"""The preview: one message, what needs a look first, and every article can be opened from it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import wording
from bot.desk.draft.preview_page import preview_page, stored_articles
from bot.transport.telegram_limits import BUTTONS, CALLBACK_DATA_BYTES, ENTITIES, entity_count, visible_length
from parsing.article import Block, Kind
from parsing.parks import Park
from storage.archive import known_articles
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.archive.published_issues import prepared_again
from storage.database import Database
from storage.desk import drafts
from storage.desk.drafts import Draft
from storage.moments import now
from tests.desk.sitting import article_of, sit_down
from tests.made_issues import LINFEN, made_article, made_issue
from tests.running_bot import RunningBot


def draft_of(database: Database, issue: PreparedIssue) -> Draft:
    draft_id = database.write_now(drafts.save_draft, 7, issue, now())
    return database.read_now(drafts.get_draft, draft_id)


def doubtful(article: PreparedArticle, *doubts: str) -> PreparedArticle:
    return replace(article, doubts=doubts)


async def test_the_card_of_an_article_fits_a_message(bot: RunningBot) -> None:
    issue = large_issue(2, "标题<&>" * 1000, "事" * 4000 + "。")
    large = replace(issue.articles[1], also=(Park("另" * 300), LINFEN), key_figures=("1亿元" * 200,) * 4)
    sitting = await sit_down(bot, replace(issue, articles=(issue.articles[0], large)))
    await sitting.press("2", shows="第 2 篇")
    assert len(sitting.message.text) <= 4096
    for button in ("园区", "加园区", "标题", "简报"):
        await sitting.press(button)
        await sitting.press("完成" if button in ("简报", "加园区") else "取消", shows="第 2 篇")
    assert "只有一段" in await sitting.told("拆开")


async def test_what_is_doubtful_comes_first_with_its_reasons(bot: RunningBot) -> None:
    issue = made_issue(
        made_article("甲事"), doubtful(made_article("乙事", LINFEN), "headline_like_navigation")
    )
    sitting = await sit_down(bot, issue)
    text = sitting.message.text
    assert text.index("2. 【山西临汾经济开发区】乙事") < text.index("标题像导航") < text.index("1. ")
    assert text.index("1. ") < text.index("甲事，今天开工。")
    assert len(bot.owner.chat.from_bot) == 1


async def test_what_is_only_to_be_known_is_said_in_its_place(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(made_article("甲事"), doubtful(made_article("乙事"), "no_park")))
    text = sitting.message.text
    assert "请先看" not in text and text.index("甲事") < text.index("没有园区")


async def test_what_was_published_before_says_what_is_other(bot: RunningBot) -> None:
    body = "临猗县投资3亿元建设果品产业园，预计2026年投产，带动就业三百人。"
    await bot.publish(made_issue(made_article("果品产业园开工", body=body)), push=False)
    again = made_issue(made_article("果品产业园开工", body=body.replace("3亿", "30亿")), made_article("新事"))
    matched = await bot.database.read(known_articles.match_stored, again)
    sitting = await sit_down(bot, matched)
    assert "3亿元 → 30亿元" in sitting.message.text
    assert sitting.message.text.index("有改动") < sitting.message.text.index("新事")


async def test_a_doubtful_article_says_too_what_is_other(bot: RunningBot) -> None:
    body = "临猗县投资3亿元建设果品产业园，预计2026年投产，带动就业三百人。"
    await bot.publish(made_issue(made_article("果品产业园开工", body=body)), push=False)
    changed = made_article("果品产业园开工", None, body=body.replace("3亿", "30亿"))
    again = made_issue(doubtful(changed, "no_body", "no_headline", "no_park", "headline_is_park"))
    matched = await bot.database.read(known_articles.match_stored, again)
    assert matched.articles[0].doubts == ("no_body", "no_headline", "headline_is_park")
    sitting = await sit_down(bot, matched)
    assert "请先看" in sitting.message.text and "没有园区" not in sitting.message.text
    assert "有改动\n3亿元 → 30亿元" in sitting.message.text


async def test_an_issue_put_right_says_so_and_shows_what_was_mended(bot: RunningBot) -> None:
    published = await bot.publish(made_issue(made_article("旧标题")), push=False)
    sitting = await sit_down(
        bot,
        await bot.database.read(prepared_again, published.issue_id or 0),
    )
    assert "更正已发布的" in sitting.message.text
    await sitting.press("1")
    await sitting.press("标题")
    await sitting.type("新标题", shows="旧标题 → 新标题")
    await sitting.press("返回", shows="旧标题 → 新标题")


async def test_a_card_opens_in_the_message_and_goes_back(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(made_article("甲事"), made_article("乙事", LINFEN)))
    await sitting.press("2", shows="第 2 篇，共 2 篇")
    assert "乙事" in sitting.message.text and "甲事" not in sitting.message.text
    await sitting.press("‹ 上一篇", shows="甲事")
    await sitting.press("下一篇 ›", shows="乙事")
    await sitting.press("返回", shows="2 篇")
    assert "发布并推送" in await sitting.labels()
    assert len(bot.owner.chat.from_bot) == 1


async def test_a_doubt_that_was_looked_at_is_settled(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(doubtful(made_article("甲事"), "headline_like_navigation")))
    assert "请先看" in sitting.message.text
    await sitting.press("1", shows="⚠")
    await sitting.press("没问题")
    assert "⚠" not in sitting.message.text and "没问题" not in await sitting.labels()
    assert not (await sitting.article()).doubts


async def test_settling_a_doubt_about_what_is_published_puts_nothing_right(bot: RunningBot) -> None:
    published = await bot.publish(made_issue(made_article("甲事")), push=False)
    issue = await bot.database.read(prepared_again, published.issue_id or 0)
    known = doubtful(replace(issue.articles[0], changed=True), "headline_like_navigation")
    sitting = await sit_down(bot, replace(issue, articles=(known,)))
    await sitting.press("1")
    await sitting.press("没问题")
    assert not (await sitting.article()).mended


async def test_the_whole_text_comes_below(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(article_of("甲事", "第一段。", "第二段。")))
    await sitting.press("1")
    await sitting.told("原文")
    below = await bot.pushed(bot.owner, "第二段。")
    assert below is not sitting.message and "甲事" in below.text


async def test_where_its_message_is_gone_a_new_one_is_sent(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(made_article("甲事")))
    bot.owner.chat.remove(sitting.message)
    bot.owner.press(sitting.message, "1")
    card = await bot.pushed(bot.owner, "第 1 篇")
    bot.owner.press(card, "标题")
    await bot.api.wait_until(lambda: "请发送新的标题" in card.text, what="question")
    assert (await sitting.draft()).preview == (bot.owner.id, card.message_id)


async def test_buttons_of_a_draft_that_was_decided_on_say_so(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(made_article("甲事")))
    data = sitting.message.button("1").data
    await bot.owner.press(sitting.message, wording.DISCARD).answered()
    assert "已定为不发布" in (await bot.owner.forge_press(sitting.message, data or "").answered()).text


async def test_readers_have_none_of_its_buttons(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(made_article("甲事")))
    reader = bot.api.user(1)
    own = await reader.ask("/help")
    data = f"d_article:{sitting.draft_id}:{(await sitting.article()).key}"
    assert "失效" in (await reader.forge_press(own, data).answered()).text


def large_issue(count: int, headline: str, brief: str) -> PreparedIssue:
    articles = []
    for number in range(count):
        park = Park(f"第{number}开发区" + "长" * 200, confirmed=False)
        made = made_article(f"{number}{headline}", park, body=brief)
        articles.append(doubtful(made, *(f"reason{n}" * 20 for n in range(40))) if number % 2 else made)
    return made_issue(*articles, newspaper="报" * 500)


@pytest.mark.parametrize("count", [1, 6, 60, 300])
@pytest.mark.parametrize("headline", ["短", "标题" * 1000, "<&>" * 500])
def test_any_draft_fits_messages_and_every_article_has_its_button(
    database: Database, count: int, headline: str
) -> None:
    draft = draft_of(
        database, replace(large_issue(count, headline, "事" * 400 + "。"), link="https://a.cn/" + "a" * 980)
    )
    stored = database.read_now(stored_articles, draft.issue)
    found: list[str] = []
    page, pages = 1, 2
    while page < pages:
        text, rows = preview_page(draft, stored, page)
        flat = [button for row in rows for button in row]
        assert visible_length(text) <= 4096 and entity_count(text) <= ENTITIES
        assert len(flat) + 5 <= BUTTONS and all(len(row) <= 8 for row in rows)
        assert all(len(data.encode()) <= CALLBACK_DATA_BYTES for _, data in flat)
        found += [label for label, data in flat if data.startswith("d_article")]
        page += 1
        pages = page + any(label == wording.NEXT for label, _ in flat)
    assert sorted(map(int, found)) == list(range(1, count + 1))


def test_an_article_without_headline_park_and_brief_is_shown(database: Database) -> None:
    bare = article_of("", "短。")
    bare = replace(bare, park=None, brief=replace(bare.brief, pieces=(), sentences=()))
    text, _ = preview_page(draft_of(database, made_issue(bare)), {})
    assert wording.WITHOUT_HEADLINE in text and wording.WITHOUT_PARK in text and wording.NO_BRIEF in text


async def test_pages_are_turned_and_going_back_finds_the_page(bot: RunningBot) -> None:
    sitting = await sit_down(bot, large_issue(60, "短", "事" * 100 + "。"))
    await sitting.press("下一页", shows="第 2 页")
    number = next(label for label in await sitting.labels() if label.isdigit())
    await sitting.press(number, shows=f"第 {number} 篇")
    await sitting.press("返回", shows="第 2 页")
    await sitting.press("上一页", shows="第 1 页")


def test_a_headline_in_several_blocks_is_one_line(database: Database) -> None:
    article = article_of("甲事", "一段。")
    blocks = (Block(Kind.HEADLINE, "上\n行"), Block(Kind.HEADLINE, "下行"), *article.article.blocks[1:])
    article = replace(article, article=replace(article.article, blocks=blocks))
    text, _ = preview_page(draft_of(database, made_issue(article)), {})
    assert "<b>上 行 下行</b>" in text
