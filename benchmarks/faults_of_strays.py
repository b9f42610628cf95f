"""Faults of strays: lines of the page, or from elsewhere in the article, that are read inside its body."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from benchmarks import story_words as words
from benchmarks.block_edits import (
    Blocks,
    Own,
    Scene,
    Split,
    cut,
    of_kind,
    paragraph,
    paragraphs,
    places,
    put,
    rewritten,
    without,
)
from parsing.article import Block, Kind

# How many strays stand inside a paragraph and not between two.
GLUED_SHARE = 0.45


def _stray(line_of: Callable[[Scene], str], scene: Scene, blocks: Blocks) -> Blocks | None:
    """A line of the page inside the body: between two paragraphs, or in the middle of one that it cuts."""
    one = scene.chance
    line = line_of(scene)
    at = one.choice(places(blocks))
    text = blocks[at].text
    inside = cut(one, text)
    if inside and one.random() < GLUED_SHARE:
        return rewritten(blocks, at, text[:inside] + line + text[inside:])
    where = one.choice((places(blocks)[0], at + 1, places(blocks)[-1] + 1))
    return put(blocks, where, paragraph(line))


def _navigation(scene: Scene) -> str:
    return scene.chance.choice(
        (
            "上一篇 下一篇 放大 缩小 默认",
            "分享到: 微信 微博 QQ空间 复制链接",
            "首页 > 新闻 > 园区 > 正文",
            "字号: 大 中 小 打印 收藏 关闭",
            "返回目录 | 返回首页 | 版面导航",
            "扫一扫在手机上阅读",
            "点击查看原图",
            "展开全文",
        )
    )


def _imprint(scene: Scene) -> str:
    one = scene.chance
    name, other = (one.choice(words.SURNAMES) + one.choice(words.GIVEN) for _ in range(2))
    return one.choice(
        (
            f"责任编辑:{name} 校对:{other}",
            f"本版责编:{name} 美编:{other}",
            f"(责编:{name}、{other})",
            f"版权所有 {scene.newspaper}社 未经授权不得转载",
            f"Copyright © 2026 {scene.newspaper} All Rights Reserved",
            f"来源:{scene.newspaper} 作者:{name} 编辑:{other}",
            f"特别声明:本文为{scene.newspaper}原创,转载请注明出处",
        )
    )


def _advertisement(scene: Scene) -> str:
    one = scene.chance
    phone = f"035{one.randint(1, 9)}-{one.randint(2000000, 8999999)}"
    return one.choice(
        (
            f"广告热线:{phone} 欢迎刊登",
            f"遗失声明 {one.choice(words.FIRM_STARTS)}商贸有限公司不慎将公章遗失,声明作废。",
            f"{one.choice(words.FIRM_STARTS)}家居春季大促 全场五折起 订购电话{phone}",
            f"注销公告 {one.choice(words.FIRM_STARTS)}物流有限公司拟注销,请债权人四十五日内申报债权。",
            f"旺铺招租 临街{one.randint(40, 300)}平方米 电话{phone}",
        )
    )


def _turned_page(scene: Scene) -> str:
    return scene.chance.choice(("（下转第3版）", "(下转2版)", "（上接第1版）", "(上接A1版)"))


def _related(scene: Scene) -> str:
    titles = scene.chance.sample(scene.headlines, min(2, len(scene.headlines)))
    return f"{scene.chance.choice(('相关阅读:', '推荐阅读:', '今日导读:', '延伸阅读 '))}{' '.join(titles)}"


def _table(scene: Scene) -> str:
    """The cells of a table, row after row or column after column, as if they were a sentence."""
    one = scene.chance
    heads = ("指标", "单位", "本期", "同比(%)")
    rows = [
        (name, unit, str(one.randint(20, 9900)), f"{one.uniform(-9, 29):.1f}")
        for name, unit in one.sample(_INDICATORS, one.randint(3, 6))
    ]
    table = [heads, *rows]
    if one.random() < 0.3:
        table = list(zip(*table, strict=True))
    gap = one.choice((" ", "", " "))
    return gap.join(cell for row in table for cell in row)


_INDICATORS = (
    ("工业增加值", "亿元"),
    ("固定资产投资", "亿元"),
    ("进出口总额", "万元"),
    ("工业用电量", "万千瓦时"),
    ("新签项目", "个"),
    ("新增就业", "人"),
    ("技术合同成交额", "万元"),
    ("税收收入", "亿元"),
)


def _caption_in_body(scene: Scene, blocks: Blocks) -> Blocks | None:
    caption = of_kind(blocks, Kind.CAPTION)
    if caption is None:
        return None
    return _stray(lambda _: caption.text, scene, without(blocks, Kind.CAPTION))


def _byline_in_body(scene: Scene, blocks: Blocks) -> Blocks | None:
    byline = of_kind(blocks, Kind.BYLINE)
    if byline is None:
        return None
    rest = without(blocks, Kind.BYLINE)
    at = places(rest)[0] if scene.chance.random() < 0.4 else places(rest)[-1]
    text = rest[at].text
    return rewritten(rest, at, f"{byline.text} {text}" if at == places(rest)[0] else f"{text} {byline.text}")


def _furniture_as_article(scene: Scene, blocks: Blocks) -> tuple[Blocks, Blocks] | None:
    one = scene.chance
    lines = [
        one.choice((_imprint, _advertisement, _related, _navigation))(scene) for _ in range(one.randint(1, 3))
    ]
    title = one.choice((scene.masthead, one.choice(words.COLUMN_NAMES), _navigation(scene), _imprint(scene)))
    return blocks, (Block(Kind.HEADLINE, title), *paragraphs(lines))


OWN: dict[str, tuple[int, Own]] = {
    "navigation_inside": (2, partial(_stray, _navigation)),
    "imprint_inside": (2, partial(_stray, _imprint)),
    "advertisement_inside": (2, partial(_stray, _advertisement)),
    "page_number_inside": (2, partial(_stray, lambda scene: scene.folio)),
    "masthead_inside": (1, partial(_stray, lambda scene: scene.masthead)),
    "turned_page_mark_inside": (1, partial(_stray, _turned_page)),
    "related_links_inside": (1, partial(_stray, _related)),
    "table_as_prose": (2, partial(_stray, _table)),
    "caption_in_body": (2, _caption_in_body),
    "byline_in_body": (1, _byline_in_body),
}
SPLITS: dict[str, tuple[int, Split]] = {"furniture_as_article": (2, _furniture_as_article)}
