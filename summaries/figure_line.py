"""数字看点: the key figures of an article that its brief had no room for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summaries.brief import Brief
from summaries.figures import FIGURE
from summaries.sentences import Clause, sentences

if TYPE_CHECKING:
    from parsing.article import Article

KEY_FIGURES = 4
LONGEST = 16  # characters of one key figure; more would not be read at a glance

# What a reader of park news looks for first; higher first.
_TOPICS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (8, re.compile(r"总投资|投资(?:额|金额)?(?:达|约|超|为)?$|募集|基金|注册资本")),
    (7, re.compile(r"年?产值|营业额|营收|营业收入|销售收入|销售额|订单额?|税收|利润|出口额|进出口")),
    (6, re.compile(r"投产|交付|封顶|竣工|完工|建成|开工|通车|投用|达产|投运")),
    (5, re.compile(r"项目|企业|岗位|就业|生产线|产线|楼宇|厂房|年产|日产|产能|产量")),
    (4, re.compile(r"面积|占地|全长|里程|规划")),
)
_EVENT = re.compile(r"投产|交付|封顶|竣工|完工|建成|开工|通车|投用|达产|投运|启用|签约|落户|上线|开业|试运行")
_CUT_LEFT = re.compile(
    r"[、“”‘’《》（）()]|(?:已有|已经|已|将|正在|其中|目前|预计(?=[0-9])|实现|吸引|推动|培育|完成|带动|提供|拥有|共有|的)"
)
_CUT_RIGHT = re.compile(
    r"[、“”‘’《》（）(),，。;；：:0-9]"
    r"|(?:的|和|及|与|到|至|以及|等|并|已|将|正|在|为|入驻|参会|实现|进行|提升|增加|建设|相继|陆续|同步)"
)
_RANGE = re.compile(
    r"(?:提升|增加|提高|增长|扩大|下降|降低|减少|缩短|[增升涨扩降减跌缩])?[至到为]|[-—~～至]+"
)
_SPAN_OF_TIME = re.compile(r"[年月日天周岁届次]$|小时$|分钟$|工作日$")
_COUNTED = re.compile(
    r"[个家项条栋幢座台套件辆艘架列人名位户批种类款支只枚部块宗笔份]$|以上$|[多余]$|[万亿]$"
)


def key_figures(brief: Brief, headline: str, paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Up to four key figures of the article that are not in `brief`, each verbatim with its noun.

    `brief` is the brief made of the same `paragraphs`; `headline` is what the reader has seen already: its
    figures are not repeated. Money, dates of delivery and counts of projects come before sizes; the result
    is in the article's order, each at most 16 characters long.
    """
    taken = {match[0] for text in (brief.text, headline) for match in FIGURE.finditer(text)}
    spans: dict[int, list[tuple[int, int]]] = {}
    for piece in brief.pieces:
        spans.setdefault(piece.block, []).append((piece.start, piece.end))
    found: list[tuple[int, int, str, str]] = []
    for block, paragraph in enumerate(paragraphs):
        for clauses in sentences(paragraph):
            for clause in clauses:
                if any(start <= clause.start < end for start, end in spans.get(block, ())):
                    continue
                for worth, figure, words in _of_clause(paragraph, clause):
                    found.append((-worth, len(found), figure, words))
    chosen: list[tuple[int, str]] = []
    for _, order, figure, words in sorted(found):
        if len(chosen) == KEY_FIGURES:
            break
        if figure not in taken:
            taken.update(match[0] for match in FIGURE.finditer(words))
            chosen.append((order, words))
    return tuple(words for _, words in sorted(chosen))


def key_figures_of_article(article: Article, brief: Brief) -> tuple[str, ...]:
    """The key figures of `article` that are not in `brief`, whose pieces point into `article.blocks`."""
    from parsing.article import Kind

    texts = [block.text if block.kind is Kind.PARAGRAPH else "" for block in article.blocks]
    return key_figures(brief, article.headline, texts)


def _of_clause(paragraph: str, clause: Clause) -> list[tuple[int, str, str]]:
    """The figures of one clause as (worth, figure, figure with its noun)."""
    text = paragraph[clause.start : clause.end]
    matches = list(FIGURE.finditer(text))
    found: list[tuple[int, str, str]] = []
    for number, match in enumerate(matches):
        kind = match.lastgroup
        if (kind == "percent" and len(matches) > 1) or (kind == "count" and _SPAN_OF_TIME.search(match[0])):
            continue
        before = matches[number - 1] if number else None
        ceiling = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        if _RANGE.fullmatch(text, match.end(), ceiling) or (
            before and _RANGE.fullmatch(text, before.end(), match.start())
        ):
            continue  # half of a range, which would not fit
        words = _dated(text, match, ceiling) if kind == "date" else _counted(text, match, before, ceiling)
        if words is not None:
            worth = max((worth for worth, topic in _TOPICS if topic.search(words)), default=1)
            found.append((2 * worth + (kind == "amount"), match[0], words))
    return found


def _dated(text: str, match: re.Match[str], ceiling: int) -> str | None:
    """A date of some year with what is to happen then, or None."""
    words = text[match.start() : ceiling]
    return (
        words
        if match[0][0].isdigit() and "年" in match[0] and len(words) <= LONGEST and _EVENT.search(words)
        else None
    )


def _counted(text: str, match: re.Match[str], before: re.Match[str] | None, ceiling: int) -> str | None:
    """A figure with the noun it counts, or None where there is no telling within the limit."""
    left = text[before.end() if before else 0 : match.start()]
    cuts = [cut.end() for cut in _CUT_LEFT.finditer(left)]
    if cuts:
        left = left[cuts[-1] :]
    elif before and before.lastgroup != "date":
        left = ""  # the rest of what the figure before counts
    right = text[match.end() : ceiling]
    cut = _CUT_RIGHT.search(right)
    right = right[: cut.start()] if cut else right
    words = None
    if _COUNTED.search(match[0]) and right:
        words = match[0] + right
        if 2 <= len(left) <= LONGEST - len(words):
            words = left + words
    elif len(left) >= 2:
        words = left + match[0]
    elif right:
        words = match[0] + right
    return words if words and len(words) <= LONGEST else None
