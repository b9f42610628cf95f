"""Giving an article another headline: typed, of any words, in place of what was read."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.desk.articles.headline import LONGEST_HEADLINE
from bot.desk.articles.reshaping import moved, with_headline
from parsing.article import Article, Block, Kind
from summaries.brief import Brief, Piece
from tests.desk.sitting import article_of, sit_down
from tests.made_issues import LINYI, made_issue
from tests.running_bot import RunningBot

BODY = "临猗现代农业产业示范区的果品产业园今天开工，总投资3亿元。项目明年投产。"


async def test_a_typed_headline_replaces_the_one_that_was_read(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(article_of("A02版", BODY)))
    key = (await sitting.article()).key
    await sitting.press("1")
    await sitting.press("标题", shows="A02版")
    await sitting.type(" 果品产业园  开工 ", shows="果品产业园 开工")
    article = await sitting.article()
    assert article.article.headline == "果品产业园 开工" and article.mended and article.key == key
    assert article.headline_words.endswith("开工")
    assert "A02" not in "".join(block.text for block in article.article.blocks)
    assert article.brief.sentences and article.park == LINYI


async def test_what_an_editor_chose_stays_under_another_headline(bot: RunningBot) -> None:
    two_lines = article_of("上行", BODY)
    blocks = (two_lines.article.blocks[0], Block(Kind.HEADLINE, "下行"), *two_lines.article.blocks[1:])
    brief = replace(two_lines.brief, pieces=(Piece(2, 0, 5),), sentences=(BODY[:5],))
    chosen = replace(
        two_lines,
        article=Article(blocks),
        brief=brief,
        brief_chosen=True,
        doubts=("headline_broken", "garbled"),
    )
    sitting = await sit_down(bot, made_issue(chosen))
    await sitting.press("1")
    await sitting.press("标题")
    await sitting.type("一行", shows="一行")
    article = await sitting.article()
    assert article.brief_chosen and article.brief.pieces == (Piece(1, 0, 5),)
    assert article.article.blocks[1].text[:5] == article.brief.sentences[0]
    assert article.doubts == ("garbled",)


async def test_a_park_that_was_not_known_is_read_from_the_headline(bot: RunningBot) -> None:
    unknown = replace(article_of("旧", "今天开工。投资3亿元。"), park=None, doubts=("no_park",))
    sitting = await sit_down(bot, made_issue(unknown))
    await sitting.press("1")
    await sitting.press("标题")
    await sitting.type("临猗现代农业产业示范区果品项目开工", shows="【临猗现代农业产业示范区】")
    article = await sitting.article()
    assert article.park is not None and article.park.name == LINYI.name and not article.doubts


async def test_one_that_is_too_long_is_asked_for_again(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(article_of("旧", BODY)))
    await sitting.press("1")
    await sitting.press("标题")
    refused = await bot.owner.ask("字" * (LONGEST_HEADLINE + 1))
    assert str(LONGEST_HEADLINE) in refused.text
    await sitting.type("字" * LONGEST_HEADLINE, shows="字" * 20)
    assert (await sitting.article()).article.headline == "字" * LONGEST_HEADLINE


kinds = st.sampled_from(list(Kind))
blocks_of = st.lists(st.builds(Block, kinds, st.text("甲乙丙 ", min_size=1, max_size=6)), max_size=10)


@given(blocks_of)
def test_all_but_the_headline_stays(blocks: list[Block]) -> None:
    before = Article(tuple(blocks))
    after = with_headline(before, "新")
    assert after.texts(Kind.HEADLINE) == ("新",)
    assert [block for block in after.blocks if block.kind is not Kind.HEADLINE] == [
        block for block in blocks if block.kind is not Kind.HEADLINE
    ]


@given(blocks_of)
def test_a_brief_points_at_the_same_words(blocks: list[Block]) -> None:
    before = Article(tuple(blocks))
    pieces = tuple(
        Piece(number, 0, len(block.text))
        for number, block in enumerate(blocks)
        if block.kind is Kind.PARAGRAPH
    )
    brief = Brief(pieces, tuple(blocks[piece.block].text for piece in pieces), "test")
    after = with_headline(before, "新")
    for piece, sentence in zip(moved(brief, before, after).pieces, brief.sentences, strict=True):
        assert after.blocks[piece.block].text[piece.start : piece.end] == sentence
