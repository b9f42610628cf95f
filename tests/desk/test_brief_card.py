"""An article's brief, chosen by its editor: tapped or typed, and always word for word."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.punctuation import narrowed
from bot.desk.articles.article_sentences import NotInArticle, pieces_of_typed
from bot.transport.telegram_limits import BUTTONS
from parsing.article import Article, Block, Kind
from storage.desk import drafts, issues
from storage.moments import now
from summaries.article_brief import article_sentences, text_of
from tests.desk.sitting import Sitting, article_of, sit_down
from tests.made_issues import LINYI, made_issue
from tests.running_bot import RunningBot

FIRST = "园区今天开工。总投资3亿元，用地200亩。"
SECOND = "项目明年投产。带动就业500人。"


async def at_brief(bot: RunningBot, *paragraphs: str) -> Sitting:
    sitting = await sit_down(bot, made_issue(article_of("甲事", *(paragraphs or (FIRST, SECOND)))))
    await sitting.press("1")
    await sitting.press("简报", shows="1. ")
    return sitting


async def brief(sitting: Sitting) -> str:
    return (await sitting.article()).brief.text


async def test_sentences_are_tapped_on_and_off(bot: RunningBot) -> None:
    sitting = await at_brief(bot)
    assert "✓ 1. 园区今天开工。" in sitting.message.text and "2. 总投资3亿元" in sitting.message.text
    await sitting.press("4", shows="✓ 4.")
    assert await brief(sitting) == "园区今天开工。带动就业500人。"
    assert "简报（16 字）" in sitting.message.text
    await sitting.press("✓ 1")
    assert await brief(sitting) == "带动就业500人。"
    await sitting.press("2", shows="✓ 2.")
    article = await sitting.article()
    assert article.brief.text == "总投资3亿元，用地200亩。带动就业500人。", "in the article's order"
    assert article.brief_chosen and article.mended
    for piece, sentence in zip(article.brief.pieces, article.brief.sentences, strict=True):
        assert text_of(article.article, piece) == sentence
    await sitting.press("完成", shows="编辑选定")


async def test_what_the_brief_takes_from_a_sentence_is_bold(bot: RunningBot) -> None:
    sitting = await at_brief(bot)
    await sitting.type("用地200亩。", shows="✓ 2.")
    assert "✓ 2. 总投资3亿元，<b>用地200亩。</b>" in sitting.message.html
    assert [label for label in await sitting.labels() if not label[-1].isdigit()] == ["重选", "完成"]


async def test_a_press_that_is_handled_twice_does_no_more_than_once(bot: RunningBot) -> None:
    sitting = await at_brief(bot)
    data = sitting.message.button("4").data or ""
    await sitting.press("4", shows="✓ 4.")
    await bot.owner.forge_press(sitting.message, data).answered()
    await bot.handled_all()
    assert await brief(sitting) == "园区今天开工。带动就业500人。"


async def test_the_key_figures_are_those_that_the_brief_leaves_out(bot: RunningBot) -> None:
    article = article_of(
        "示范区一季度开门红", f"{LINYI.name}今天开工。示范区一季度产值12亿元。示范区新签约项目8个。"
    )
    sitting = await sit_down(bot, made_issue(article))
    await sitting.press("1")
    await sitting.press("简报")
    await sitting.press("3", shows="✓ 3.")
    assert not any("8个" in figure for figure in (await sitting.article()).key_figures)
    await sitting.press("✓ 3")
    assert any("8个" in figure for figure in (await sitting.article()).key_figures)


async def test_the_ranker_chooses_again(bot: RunningBot) -> None:
    sitting = await at_brief(bot)
    await sitting.press("4", shows="✓ 4.")
    await sitting.press("重选")
    article = await sitting.article()
    assert not article.brief_chosen and article.brief.ranker != "editor"


async def test_a_chosen_brief_is_published_as_it_was_chosen(bot: RunningBot) -> None:
    sitting = await at_brief(bot)
    await sitting.press("4", shows="✓ 4.")
    await sitting.press("✓ 1")
    await bot.database.write(issues.publish_draft, sitting.draft_id, push=False, moment=now())
    assert "带动就业500人。" in (await bot.api.user(1).ask("/park 临猗")).text
    assert await bot.rows("SELECT ranker, brief FROM revisions") == [("editor", "带动就业500人。")]


async def test_typed_words_are_taken_where_they_stand_in_the_article(bot: RunningBot) -> None:
    sitting = await at_brief(bot)
    await sitting.type("用地 200亩。\n项目明年投产。", shows="简报（14 字）")
    assert await brief(sitting) == "用地200亩。项目明年投产。"
    assert (await sitting.article()).brief_chosen


async def test_other_words_are_refused_up_to_where_they_agree(bot: RunningBot) -> None:
    sitting = await at_brief(bot)
    before = await brief(sitting)
    refused = await bot.owner.ask("总投资30亿元，用地200亩。")
    assert "到“总投资”都相同" in refused.text and "“30亿元" in refused.text
    refused = await bot.owner.ask("与本文毫无关系")
    assert "没有“" in refused.text
    assert await brief(sitting) == before
    await sitting.type("项目明年投产", shows="项目明年投产。")


async def test_a_long_article_has_pages(bot: RunningBot) -> None:
    paragraphs = ["".join(f"第{100 * p + n}件事今天办成了。" for n in range(30)) for p in range(10)]
    sitting = await at_brief(bot, *paragraphs)
    seen: set[str] = set()
    while True:
        labels = await sitting.labels()
        assert len(labels) <= BUTTONS and len(sitting.message.text) <= 4096
        seen |= {label.removeprefix("✓ ") for label in labels if label.removeprefix("✓ ").isdigit()}
        if "下一页" not in labels:
            break
        await sitting.press("下一页")
    assert seen == {str(number) for number in range(1, 301)}
    await sitting.press("300", shows="✓ 300.")
    assert (await brief(sitting)).endswith("第929件事今天办成了。")


async def test_a_brief_has_an_end(bot: RunningBot) -> None:
    sitting = await at_brief(bot, "短句在此。" + "长" * 600 + "。")
    assert "最多" in await sitting.told("2")
    assert await brief(sitting) == "短句在此。"


async def test_a_sentence_that_is_not_there_is_a_foreign_button(bot: RunningBot) -> None:
    sitting = await at_brief(bot)
    key = (await sitting.article()).key
    data = f"d_sentence:{sitting.draft_id}:{key}:99:1"
    assert "失效" in (await bot.owner.forge_press(sitting.message, data).answered()).text


@pytest.mark.parametrize("typed", ["", "。", "……", " \n "])
def test_nothing_is_not_in_the_article(typed: str) -> None:
    with pytest.raises(NotInArticle):
        pieces_of_typed(Article((Block(Kind.PARAGRAPH, "园区开工"),)), typed)


texts = st.text(st.sampled_from("园区开工，。！ 3.5亿\n“”"), max_size=40)
any_article = st.lists(texts, max_size=5).map(
    lambda paragraphs: Article(tuple(Block(Kind.PARAGRAPH, text) for text in paragraphs))
)


@given(any_article, texts)
def test_what_is_taken_of_typed_words_is_what_was_typed(article: Article, typed: str) -> None:
    try:
        pieces = pieces_of_typed(article, typed)
    except NotInArticle as error:
        assert "".join(error.agrees.split()) in "".join(typed.split())
        return
    taken = "".join("".join(text_of(article, piece).split()) for piece in pieces)
    assert pieces and set(narrowed(taken)) <= set(narrowed(typed))
    assert list(pieces) == sorted(pieces, key=lambda piece: (piece.block, piece.start))


@given(any_article, st.data())
def test_every_sentence_of_the_article_may_be_typed(article: Article, data: st.DataObject) -> None:
    sentences = article_sentences(article)
    if not sentences:
        return
    sentence = text_of(article, data.draw(st.sampled_from(sentences)))
    [piece] = pieces_of_typed(article, sentence)
    assert "".join(text_of(article, piece).split()) == "".join(sentence.split())


@given(any_article)
def test_sentences_stand_where_they_say(article: Article) -> None:
    sentences = article_sentences(article)
    assert all(text_of(article, piece).strip() for piece in sentences)
    assert len(set(sentences)) == len(sentences)


async def test_an_article_that_changed_meanwhile_is_not_overwritten(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = await at_brief(bot)
    run = bot.parts.worker.run

    async def change_first(*given: Any, **named: Any) -> object:
        before = await sitting.article()
        await bot.database.write(
            drafts.change_draft,
            sitting.draft_id,
            bot.owner.id,
            lambda issue: issue.with_article(replace(before, park=None)),
            now(),
        )
        return await run(*given, **named)

    monkeypatch.setattr(bot.parts.worker, "run", change_first)
    assert "已经变了" in await sitting.told("4")
    article = await sitting.article()
    assert article.park is None and not article.brief_chosen
