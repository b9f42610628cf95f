"""Reading behind a brief: 全文 in whole, 出处 with the brief's sentences bold; old buttons still work."""

from __future__ import annotations

import html
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.cards.sources import sources
from parsing.article import Article, Block, Kind
from playground.standin.bot_api import BotApi
from playground.standin.message_html import parse
from storage.archive.articles import Card
from storage.archive.prepared import PreparedArticle
from storage.database import Db
from summaries.brief import Brief, Piece
from tests.made_issues import DAY, LINYI, made_article, made_issue
from tests.running_bot import RunningBot, running_bot
from tests.waiting import press_for_edit, press_for_message

FIRST = "临猗的果园里来了采摘机器人。它们一天摘两吨苹果。"
SECOND = "这一段没有被摘用。"
THIRD = "收购价每公斤3.6元。果农<王某>说：“比去年好。”"


def story() -> PreparedArticle:
    blocks = (
        Block(Kind.KICKER, "临猗现代农业产业示范区"),
        Block(Kind.HEADLINE, "机器人进果园"),
        Block(Kind.DATELINE, "本报讯"),
        Block(Kind.PARAGRAPH, FIRST),
        Block(Kind.SECTION_HEAD, "价格"),
        Block(Kind.PARAGRAPH, SECOND),
        Block(Kind.PARAGRAPH, THIRD),
        Block(Kind.CAPTION, "机器人在摘苹果。"),
        Block(Kind.BYLINE, "（张三）"),
    )
    pieces = (Piece(3, FIRST.index("它们"), len(FIRST)), Piece(6, 0, THIRD.index("果农")))
    sentences = tuple(blocks[piece.block].text[piece.start : piece.end] for piece in pieces)
    return PreparedArticle(
        Article(blocks, ("张三",)), Brief(pieces, sentences, "test"), LINYI, (), "机器人 果园", ""
    )


async def test_the_sources_are_the_paragraphs_with_the_briefs_sentences_bold(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await bot.publish(made_issue(story()), push=False)
    shown = await press_for_message(reader, await reader.ask("/park 临猗"), "出处")
    assert "临猗的果园里来了采摘机器人。<b>它们一天摘两吨苹果。</b>" in shown.html
    assert "<b>收购价每公斤3.6元。</b>果农&lt;王某&gt;说：" in shown.html
    assert SECOND not in shown.text and "……" in shown.text
    assert "机器人进果园" in shown.text and "科学导报 · 2026年4月4日" in shown.text


async def test_a_name_before_a_piece_is_shown_and_its_source_told(bot: RunningBot) -> None:
    blocks = (
        Block(Kind.HEADLINE, "机器人进果园"),
        Block(Kind.PARAGRAPH, "山西果丰农机有限公司造采摘机器人。机器人受果农欢迎。"),
        Block(Kind.PARAGRAPH, "主打产品日产量约2台。"),
    )
    brief = Brief(
        (Piece(2, 0, 11),), ("主打产品日产量约2台。",), "test", (Piece(1, 0, 10),), ("山西果丰农机有限公司",)
    )
    article = PreparedArticle(Article(blocks, ()), brief, LINYI, (), "机器人 果园", "")
    reader = bot.api.user(1)
    await bot.publish(made_issue(article), push=False)
    answer = await reader.ask("/park 临猗")
    assert "〔山西果丰农机有限公司〕主打产品日产量约2台。" in answer.text
    shown = await press_for_message(reader, answer, "出处")
    assert "<b>山西果丰农机有限公司</b>造采摘机器人。" in shown.html
    assert "<b>主打产品日产量约2台。</b>" in shown.html


async def test_the_full_text_has_everything_in_its_place(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await bot.publish(made_issue(story()), push=False)
    shown = await press_for_message(reader, await reader.ask("/park 临猗"), "全文")
    order = [
        "【临猗",
        "机器人进果园",
        "本报讯 临猗的果园",
        "价格",
        SECOND,
        "收购价",
        "机器人在摘",
        "（张三）",
        "科学导报",
    ]
    places = [shown.text.index(words) for words in order]
    assert places == sorted(places)
    assert shown.buttons == (("出处", "纠错"),)
    assert "收购价" in (await press_for_message(reader, shown, "出处")).text


async def test_each_card_of_a_list_has_its_own_buttons(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await bot.publish(made_issue(made_article("第一件"), story()), push=False)
    answer = await reader.ask("/park 临猗")
    assert answer.buttons[:2] == (("全文 1", "出处 1"), ("全文 2", "出处 2"))
    assert "它们一天摘两吨苹果" in (await press_for_message(reader, answer, "出处 1")).text
    assert "第一件" in (await press_for_message(reader, answer, "全文 2")).text


async def test_an_article_without_a_brief_has_no_sources_to_show(bot: RunningBot) -> None:
    plain = made_article("只有标题")
    unbriefed = PreparedArticle(plain.article, Brief((), (), "test"), LINYI, (), "", "")
    await bot.publish(made_issue(unbriefed), push=False)
    assert (await bot.api.user(1).ask("/park 临猗")).buttons[0] == ("全文",)


async def test_a_button_whose_article_is_gone_says_so(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await bot.publish(made_issue(story()), push=False)
    answer = await reader.ask("/park 临猗")

    def remove(db: Db) -> None:
        db.execute("DELETE FROM articles")

    await bot.database.write(remove)
    for label in ("全文", "出处"):
        assert (await reader.press(answer, label).answered()).text == "这篇文章已经不在了。"
    await bot.handled_all()
    assert len(reader.chat.from_bot) == 1


async def test_old_buttons_work_after_a_restart_and_new_articles(tmp_path: Path) -> None:
    api = BotApi()
    reader = api.user(1)
    async with running_bot(tmp_path, api=api) as bot:
        await bot.publish(made_issue(*(made_article(f"旧事{number}") for number in range(6))), push=False)
        answer = await reader.ask("/park 临猗")
        search = await reader.ask("/search 开工")
    async with running_bot(tmp_path, api=api) as bot:
        await bot.publish(made_issue(*(made_article(f"新事{number}") for number in range(3))), push=False)
        await press_for_edit(reader, answer, "下一页", shows="共 9 条")
        assert "旧事3" in answer.text
        await press_for_edit(reader, search, "下一页")
        assert "旧事0" in search.text or "旧事3" in search.text


async def test_a_button_out_of_telegrams_reach_answers_below(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await bot.publish(made_issue(*(made_article(f"第{number}件") for number in range(7))), push=False)
    answer = await reader.ask("/park 临猗")
    data = next(b.data for row in answer.keyboard.rows for b in row if b.text == "下一页")
    reader.chat.remove(answer)
    reader.forge_press(answer, data)
    assert "第0件" in (await bot.pushed(reader, "第0件")).text


async def test_the_sources_leave_out_what_stands_further_away_until_unfolded(bot: RunningBot) -> None:
    body = "".join(f"第{number}句。" for number in range(1, 10))
    one, two = body.index("第3句"), body.index("第8句")
    pieces = (Piece(1, one, one + 4), Piece(1, two, two + 4))
    blocks = (Block(Kind.HEADLINE, "机器人进果园"), Block(Kind.PARAGRAPH, body))
    brief = Brief(pieces, ("第3句。", "第8句。"), "test")
    await bot.publish(made_issue(PreparedArticle(Article(blocks), brief, LINYI, (), "", "")), push=False)
    reader = bot.api.user(1)
    shown = await press_for_message(reader, await reader.ask("/park 临猗"), "出处")
    assert "……第2句。<b>第3句。</b>第4句。……第7句。<b>第8句。</b>第9句。\n" in shown.html
    assert shown.buttons == (("展开整段",),)
    await press_for_edit(reader, shown, "展开整段", shows="第1句。第2句。")
    assert "第1句。第2句。<b>第3句。</b>第4句。第5句。" in shown.html and not shown.buttons


SENTENCES = st.lists(
    st.text("园区新建，<&“”0", max_size=9).map(lambda words: words + "。"), min_size=1, max_size=9
)


@given(SENTENCES, st.data())
def test_every_source_is_shown_bold_and_nothing_that_isnt_there(made: list[str], data: st.DataObject) -> None:
    text = "".join(made)
    start = data.draw(st.integers(0, len(text) - 1))
    piece = Piece(1, start, data.draw(st.integers(start + 1, len(text))))
    article = Article((Block(Kind.HEADLINE, "题"), Block(Kind.PARAGRAPH, text)))
    card = Card(1, 1, "题", "简报", 1, "临猗", "科学导报", DAY, "")
    folded, whole = (sources(article, card, [piece], unfolded=each) for each in (False, True))
    for told in (folded, whole):
        (message,) = told.texts
        shown, _ = parse(message)
        paragraph = shown.split("\n\n")[1]
        assert all(part in text for part in paragraph.split("……"))
        assert f"<b>{html.escape(text[piece.start : piece.end])}</b>".strip() in message
    assert whole.folded is False and (folded.folded or folded == whole)
