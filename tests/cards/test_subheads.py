"""A card whose headline is a slogan says beside it what happened, in lists and in digests."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.slogan import says_less_than
from parsing.article import Article, Block, Kind
from storage.archive.prepared import PreparedArticle
from summaries.brief import Brief
from tests.made_issues import made_article, made_issue
from tests.running_bot import RunningBot

SLOGAN, NEWS = "加速项目建设提效能 构建转型发展新引擎", "刘俊义赴大同经开区现场办公"


@pytest.mark.parametrize(
    ("headline", "subhead", "says_less"),
    [
        (SLOGAN, NEWS, True),
        (NEWS, SLOGAN, False),
        ("聚力“ 主引擎” 跑出“ 加速度”", "——全省开发区项目建设活力涌动", True),
        ("小杂粮做成大文章", "阳曲现代农业产业示范区延伸产业链见闻", True),
        ("链筑产业新生态 集聚发展新动能", "", False),
        ("临猗果业提质增效 冷链物流加快发展", "示范区见闻", False),
        ("新增3条生产线 冲刺1亿元目标", "企业扩产见闻", False),
        ("一季度企业复工复产有序推进", "襄垣经开区见闻", False),
        ("亚宝大健康创新基地项目一期建设正酣", "综改区唐槐园区见闻", False),
        ("名味食品有限公司投产", "园区再添新军", False),
    ],
)
def test_a_slogan_says_less_than_its_subhead(headline: str, subhead: str, *, says_less: bool) -> None:
    assert says_less_than(headline, subhead, "临猗现代农业产业示范区") is says_less


@given(
    st.text("聚力主引擎 跑出，“加速度”0123", max_size=40),
    st.text("园区新闻经开3", max_size=9),
    st.text(max_size=9),
)
def test_any_headline_is_read(headline: str, subhead: str, park: str) -> None:
    says_less = says_less_than(headline, subhead, park)
    assert not (says_less and (not subhead or any(char.isdigit() for char in headline)))


def under(article: PreparedArticle, subhead: str) -> PreparedArticle:
    first, *others = article.article.blocks
    return replace(
        article, article=Article((first, Block(Kind.SUBHEAD, subhead), *others)), brief=moved(article)
    )


def moved(article: PreparedArticle) -> Brief:
    pieces = tuple(replace(piece, block=piece.block + 1) for piece in article.brief.pieces)
    return replace(article.brief, pieces=pieces)


async def test_the_subhead_stands_under_a_slogan_in_answers_and_digests(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    await reader.ask("/digest 立即")
    await bot.publish(
        made_issue(under(made_article(SLOGAN, body="开工。"), NEWS), under(made_article("苹果丰收"), SLOGAN))
    )
    pushed = await bot.pushed(reader, NEWS)
    for message in (pushed, await reader.ask("/park 临猗")):
        assert f"<b>{SLOGAN}</b>\n{NEWS}\n" in message.html
        assert message.text.count(SLOGAN) == 1
