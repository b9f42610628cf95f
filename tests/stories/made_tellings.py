"""Invented articles to compare."""

from __future__ import annotations

import datetime
from dataclasses import replace

from stories.telling import Telling

DAY = datetime.date(2026, 4, 5)
STORY = Telling(
    newspaper="雁门日报",
    date=DAY,
    park="山西忻州经济开发区",
    headline="星垣新材料陶瓷球项目开工",
    paragraphs=(
        "4月3日，山西星垣新材料有限公司特种陶瓷球项目在山西忻州经济开发区破土动工，现场机械轰鸣。",
        "项目总投资1.6亿元，占地139亩，建设6条生产线，全部达产后年产值8亿元，带动就业163人。",
        "“我们是国内较早做陶瓷球的企业。”公司负责人表示。忻州经开区为项目配备了专班，全程代办各项手续。",
    ),
)


def other_paper(*paragraphs: str, days: int = 1, headline: str = "忻州经开区又添新项目") -> Telling:
    """The story in another newspaper, with these paragraphs."""
    date = DAY + datetime.timedelta(days=days)
    return replace(STORY, newspaper="河东商讯", date=date, headline=headline, paragraphs=paragraphs)


def with_words(telling: Telling, *exchanges: tuple[str, str]) -> Telling:
    """The telling with words exchanged in headline and text; each must occur."""
    headline, text = telling.headline, "\n".join(telling.paragraphs)
    for old, new in exchanges:
        assert old in headline + text
        headline, text = headline.replace(old, new), text.replace(old, new)
    return replace(telling, headline=headline, paragraphs=tuple(text.split("\n")))
