"""Articles put together, divided and left out: no character is lost, and old buttons do no harm."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.articles.reshaping import divided, joined
from bot.working.worker import WorkerDied
from parsing.article import Article, Block, Kind
from storage.archive.known_articles import match_stored
from storage.archive.newest_articles import newest
from storage.archive.published_issues import prepared_again
from storage.desk import issues
from storage.moments import now
from tests.desk.sitting import Sitting, article_of, sit_down
from tests.made_issues import LINFEN, LINYI, made_article, made_issue
from tests.running_bot import RunningBot

WHOLE = article_of("甲事", "第一段今天开工。", "第二段明天投产。", section_head="后来的事")


async def keys(sitting: Sitting) -> list[int]:
    return [article.key for article in (await sitting.draft()).issue.articles]


async def test_an_article_becomes_part_of_the_one_before(bot: RunningBot) -> None:
    first = replace(article_of("甲事", "甲段今天开工。"), park=LINFEN)
    sitting = await sit_down(
        bot, made_issue(first, article_of("乙事", "乙段明天投产。"), made_article("丙事"))
    )
    before = await keys(sitting)
    await sitting.press("2", shows="乙事")
    await sitting.press("并入上一篇", shows="第 1 篇，共 2 篇")
    article = await sitting.article()
    assert [(block.kind, block.text) for block in article.article.blocks] == [
        (Kind.HEADLINE, "甲事"),
        (Kind.PARAGRAPH, "甲段今天开工。"),
        (Kind.SECTION_HEAD, "乙事"),
        (Kind.PARAGRAPH, "乙段明天投产。"),
    ]
    assert article.park == LINFEN and "投产" in article.body_words
    after = await keys(sitting)
    assert after[0] not in before and after[1] == before[2]


async def test_an_old_card_of_what_was_joined_says_so(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(made_article("甲事"), made_article("乙事")))
    _, second = await keys(sitting)
    await sitting.press("2")
    await sitting.press("并入上一篇", shows="共 1 篇")
    data = f"d_headline:{sitting.draft_id}:{second}"
    assert "已经变了" in (await bot.owner.forge_press(sitting.message, data).answered()).text


async def test_the_first_article_has_nothing_to_be_joined_to(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(made_article("甲事"), made_article("乙事")))
    await sitting.press("1")
    assert "并入上一篇" not in await sitting.labels()


async def test_articles_that_are_no_neighbours_any_more_are_not_joined(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(*map(made_article, ("甲事", "乙事", "丙事"))))
    first, _, third = await keys(sitting)
    data = f"d_join:{sitting.draft_id}:{third}:{first}"
    assert "已经变了" in (await bot.owner.forge_press(sitting.message, data).answered()).text
    assert len(await keys(sitting)) == 3


async def test_of_two_published_articles_one_is_taken_into_the_other(bot: RunningBot) -> None:
    published = await bot.publish(made_issue(made_article("甲事"), made_article("乙事")), push=False)
    sitting = await sit_down(bot, await bot.database.read(prepared_again, published.issue_id or 0))
    first, second = (article.article_id for article in (await sitting.draft()).issue.articles)
    await sitting.press("2")
    await sitting.press("并入上一篇", shows="共 1 篇")
    issue = (await sitting.draft()).issue
    [article] = issue.articles
    assert article.article_id == first and article.is_news
    [(absorbed, reason)] = issue.absorbed
    assert absorbed == second and "《甲事》" in reason
    await bot.database.write(issues.publish_draft, sitting.draft_id, push=False, moment=now())
    assert await bot.rows("SELECT id, retracted_at IS NULL FROM articles ORDER BY id") == [
        (first, 1),
        (second, 0),
    ]


async def test_dividing_what_was_joined_leaves_both_published_articles(bot: RunningBot) -> None:
    published = await bot.publish(made_issue(made_article("甲事"), made_article("乙事")), push=False)
    sitting = await sit_down(bot, await bot.database.read(prepared_again, published.issue_id or 0))
    before = [article.article_id for article in (await sitting.draft()).issue.articles]
    await sitting.press("2")
    await sitting.press("并入上一篇", shows="共 1 篇")
    await sitting.press("拆开")
    await sitting.press("2", shows="第 2 篇")
    issue = (await sitting.draft()).issue
    assert [article.article_id for article in issue.articles] == before and not issue.absorbed
    await bot.database.write(issues.publish_draft, sitting.draft_id, push=False, moment=now())
    assert await bot.rows("SELECT count(*), sum(retracted_at IS NULL) FROM articles") == [(2, 2)]


async def test_an_article_is_divided_at_its_section_head(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(WHOLE))
    before = await keys(sitting)
    await sitting.press("1")
    await sitting.press("拆开", shows="2. 第二段明天投产。")
    await sitting.press("2", shows="后来的事")
    first, second = (await sitting.draft()).issue.articles
    assert first.article.headline == "甲事" and first.article.paragraphs == ("第一段今天开工。",)
    assert second.article.headline == "后来的事" and second.article.paragraphs == ("第二段明天投产。",)
    assert second.brief.sentences == ("第二段明天投产。",) and not set(before) & set(await keys(sitting))
    await sitting.press("并入上一篇", shows="共 1 篇")
    assert (await sitting.article()).article.blocks == WHOLE.article.blocks, "which is undone by joining"


async def test_a_half_without_a_head_is_asked_for_its_headline(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(article_of("甲事", "第一段今天开工。", "第二段明天投产。")))
    await sitting.press("1")
    await sitting.press("拆开")
    await sitting.press("2", shows="请发送新的标题")
    await sitting.type("乙事", shows="第 2 篇，共 2 篇")
    assert (await sitting.article(2)).article.headline == "乙事"


async def test_the_first_half_stays_the_published_article(bot: RunningBot) -> None:
    whole = replace(WHOLE, park=LINFEN)
    published = await bot.publish(made_issue(whole), push=False)
    sitting = await sit_down(bot, await bot.database.read(prepared_again, published.issue_id or 0))
    await sitting.press("1")
    await sitting.press("拆开")
    await sitting.press("2")
    first, second = (await sitting.draft()).issue.articles
    assert first.article_id is not None and first.park is not None and first.park.name == LINFEN.name
    assert second.article_id is None
    await bot.database.write(issues.publish_draft, sitting.draft_id, push=False, moment=now())
    assert await bot.rows("SELECT count(*) FROM articles WHERE issue_id = 1") == [(2,)]


async def test_one_paragraph_cannot_be_divided(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(made_article("甲事")))
    await sitting.press("1")
    assert "只有一段" in await sitting.told("拆开")
    key = (await sitting.article()).key
    for paragraph in (0, 1, 99):
        data = f"d_cut:{sitting.draft_id}:{key}:{paragraph}"
        assert "失效" in (await bot.owner.forge_press(sitting.message, data).answered()).text


async def test_a_long_article_is_divided_on_any_page(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(article_of("甲事", *(f"第{n}段。" * 50 for n in range(60)))))
    await sitting.press("1")
    await sitting.press("拆开", shows="2. ")
    await sitting.press("下一页", shows="22. ")
    await sitting.press("下一页", shows="60. ")
    assert len(sitting.message.text) <= 4096
    await sitting.press("60")
    assert len((await sitting.article(1)).article.paragraphs) == 59


async def test_what_is_left_out_comes_back_with_one_tap(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(*map(made_article, ("甲事", "乙事", "丙事"))))
    before = (await sitting.draft()).issue.articles
    await sitting.press("2")
    await sitting.press("去掉", shows="2 篇")
    assert "乙事，今天开工" not in sitting.message.text
    await sitting.press("恢复“乙事”", shows="3 篇")
    issue = (await sitting.draft()).issue
    assert issue.articles == before and not issue.left_out


async def test_what_is_left_out_is_not_published(bot: RunningBot) -> None:
    sitting = await sit_down(bot, made_issue(made_article("甲事"), made_article("乙事")))
    await sitting.press("1")
    await sitting.press("去掉", shows="1 篇")
    await bot.database.write(issues.publish_draft, sitting.draft_id, push=False, moment=now())
    assert await bot.rows("SELECT headline FROM revisions") == [("乙事",)]


async def test_a_published_article_is_not_left_out_of_its_correction(bot: RunningBot) -> None:
    published = await bot.publish(made_issue(made_article("甲事")), push=False)
    sitting = await sit_down(bot, await bot.database.read(prepared_again, published.issue_id or 0))
    await sitting.press("1")
    assert "已经发布" in await sitting.told("去掉")


async def test_what_published_articles_were_put_together_in_is_not_left_out(bot: RunningBot) -> None:
    """Else one of them would be retracted for a text that isn't published."""
    page = made_issue(made_article("甲事"), made_article("乙事"), made_article("丙事"))
    await bot.publish(page, push=False)
    sitting = await sit_down(bot, await bot.database.read(match_stored, page))
    await sitting.press("2")
    await sitting.press("并入上一篇", shows="共 2 篇")
    assert "不能在这里去掉" in await sitting.told("去掉")
    assert len(await keys(sitting)) == 2


async def test_a_published_article_that_stands_twice_is_not_retracted_by_joining_it(bot: RunningBot) -> None:
    page = made_issue(made_article("甲事"), made_article("甲事"))
    await bot.publish(made_issue(made_article("甲事")), push=False)
    sitting = await sit_down(bot, await bot.database.read(match_stored, page))
    await sitting.press("2")
    await sitting.press("并入上一篇", shows="共 1 篇")
    await sitting.press("返回")
    await sitting.press("更正", shows="更正 1 篇")
    assert (await bot.database.read(newest, limit=9)).total == 1


async def test_when_the_worker_fails_nothing_is_changed(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def die(*_: object) -> None:
        raise WorkerDied("made to")

    sitting = await sit_down(bot, made_issue(made_article("甲事"), made_article("乙事")))
    await sitting.press("2")
    monkeypatch.setattr(bot.parts.worker, "run", die)
    assert "没能改成" in await sitting.told("并入上一篇")
    assert len(await keys(sitting)) == 2


kinds = st.sampled_from(list(Kind))
articles = st.builds(
    lambda blocks, authors: Article(tuple(blocks), tuple(authors)),
    st.lists(st.builds(Block, kinds, st.sampled_from(["甲", "乙开发区", "丙丁", "李明"])), max_size=12),
    st.lists(st.sampled_from(["李明", "王 芳"]), unique=True, max_size=2),
)


def texts(*made: Article) -> Counter[str]:
    return Counter(block.text for article in made for block in article.blocks)


@given(articles, articles)
def test_joining_loses_nothing_and_leaves_one_headline(first: Article, second: Article) -> None:
    both = joined(first, second)
    assert texts(both) == texts(first, second)
    assert both.headline == first.headline and both.kicker == first.kicker
    assert both.paragraphs == (*first.paragraphs, *second.paragraphs)
    assert set(both.authors) == {*first.authors, *second.authors}


@given(articles, st.data())
def test_dividing_loses_nothing(article: Article, data: st.DataObject) -> None:
    if len(article.paragraphs) < 2:
        return
    paragraph = data.draw(st.integers(1, len(article.paragraphs) - 1))
    first, second = divided(article, paragraph)
    assert texts(first, second) == texts(article)
    assert first.paragraphs == article.paragraphs[:paragraph]
    assert second.paragraphs == article.paragraphs[paragraph:]
    assert {*first.authors, *second.authors} == set(article.authors)


def test_a_kicker_comes_back_as_one() -> None:
    blocks = (
        Block(Kind.KICKER, "临汾经开区"),
        Block(Kind.HEADLINE, "乙事"),
        Block(Kind.SUBHEAD, "副题"),
        Block(Kind.DATELINE, "本报讯"),
        Block(Kind.PARAGRAPH, "乙段。"),
    )
    first = made_article("甲事", LINYI).article
    _, second = divided(joined(first, Article(blocks)), 1)
    assert second.blocks == blocks
