"""数字看点: the key figures of an article that its brief had no room for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summaries.brief import Brief
from summaries.features import Reading, Sentence, Told, read
from summaries.figures import FIGURE
from summaries.names import PARK
from summaries.openings import lead_of
from summaries.owners import ELSEWHERE, IN_PARK
from summaries.pieces import may_end
from summaries.standing import Stands

if TYPE_CHECKING:
    from parsing.article import Article

KEY_FIGURES = 4
LONGEST = 30  # characters of one key figure; more would not be read at a glance
SHORTEST = 5

# What a reader of park news looks for first; higher first.
_TOPICS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (8, re.compile(r"总投资|投资(?:额|金额)?(?:达|约|超|为)?|募集|基金|注册资本")),
    (7, re.compile(r"年?产值|营业额|营收|营业收入|销售收入|销售额|订单额?|税收|利润|出口额|进出口")),
    (6, re.compile(r"投产|交付|封顶|竣工|完工|建成|开工|通车|投用|达产|投运")),
    (5, re.compile(r"项目|企业|岗位|就业|生产线|产线|楼宇|厂房|年产|日产|产能|产量")),
    (4, re.compile(r"面积|占地|全长|里程|规划")),
)
_EVENT = re.compile(
    r"投产|交付|封顶|竣工|完工|建成|开工|通车|投用|达产|投运|启用|签约|落户|上线|开业|试运行|获批|成立"
)
# A phrase that begins so leans on what stood before it.
_LEANS = re.compile(
    r"[这其他她它该此还有也又另并而且却则即是为被把让使都均约近超达比较较同环的及和与或等第后前]|占(?!地)"
    r"|其中|包括|以及|分别|总计|合计"
)
# Where a phrase may begin in the middle of a clause: with its verb, or with what is measured.
_BEGINS = re.compile(
    r"(?:计划|预计|项目)?总投资|年(?:产值|产量|产能|产|营业额|销售收入|上缴税收)|新增|吸引|带动|提供|实现"
    r"|完成|建设(?!成)|建成|拥有|共有|现有|集聚|聚集|培育|引进"
    r"|安置|覆盖|涵盖|规划(?:建设|面积)|总?建筑面积|占地|设立|发布|签约|开工|投产|入驻|落户|出口额|销售收入"
    r"|营业收入|营收|税收|利润"
)
_SPAN_OF_TIME = re.compile(r"[年月日天周岁届次]$|小时$|分钟$|工作日$")
_FROM = re.compile(r"从|由(?=\d)")
_BRACKETS = ("“”", "‘’", "（）", "()", "《》", "「」")


def key_figures(brief: Brief, headline: str, paragraphs: Sequence[str], *, park: str = "") -> tuple[str, ...]:
    """Up to four key figures of the article that are not in `brief`, each verbatim with what it counts.

    `brief` is the brief made of the same `paragraphs`; `headline` is what the reader has seen already: its
    figures are not repeated. Only what is `park`'s, or names whose it is, is shown. Money, dates of delivery
    and counts of projects come before sizes; the result is in the article's order, each at most LONGEST
    characters long.
    """
    return key_figures_of_reading(brief, headline, paragraphs, read(headline, paragraphs, park))


def key_figures_of_reading(
    brief: Brief, headline: str, paragraphs: Sequence[str], reading: Reading
) -> tuple[str, ...]:
    """The same, of an article that has been read already."""
    taken = {match[0] for text in (brief.text, headline) for match in FIGURE.finditer(text)}
    spans: dict[int, list[tuple[int, int]]] = {}
    for piece in brief.pieces:
        spans.setdefault(piece.block, []).append((piece.start, piece.end))
    found: list[tuple[int, int, str]] = []
    for sentence in reading.sentences:
        stands = Stands(sentence, reading.names.park)
        for number, told in enumerate(sentence.clauses):
            start = told.clause.start
            if any(first <= start < last for first, last in spans.get(sentence.block, ())):
                continue
            phrase = _phrase(sentence, number, stands)
            if phrase:
                found.append((-_worth(phrase), len(found), phrase))
    chosen: list[tuple[int, str]] = []
    for _, order, phrase in sorted(found):
        figures = {match[0] for match in FIGURE.finditer(phrase)}
        if len(chosen) < KEY_FIGURES and not figures & taken:
            taken |= figures
            chosen.append((order, phrase))
    return tuple(phrase for _, phrase in sorted(chosen))


def key_figures_of_article(article: Article, brief: Brief, *, park: str = "") -> tuple[str, ...]:
    """The key figures of `article` that are not in `brief`, whose pieces point into `article.blocks`."""
    from parsing.article import Kind

    texts = [block.text if block.kind is Kind.PARAGRAPH else "" for block in article.blocks]
    return key_figures(brief, article.headline, texts, park=park)


def _worth(phrase: str) -> int:
    """How much a reader looks for it."""
    topic = max((worth for worth, topic in _TOPICS if topic.search(phrase)), default=1)
    return 2 * topic + any(match.lastgroup == "amount" for match in FIGURE.finditer(phrase))


def _phrase(sentence: Sentence, number: int, stands: Stands) -> str:
    """The key figure that a clause tells, or nothing where it tells none that can stand by itself."""
    told = sentence.clauses[number]
    if not _is_told_of_the_park(sentence, number, stands) or not may_end(sentence, number, number):
        return ""
    text = told.text[_lead(told) :]
    if len(text) > LONGEST:
        text = _end_of(text)
    if not SHORTEST <= len(text) <= LONGEST or _LEANS.match(text) or not _counts(text):
        return ""
    return "" if any(text.count(pair[0]) != text.count(pair[1]) for pair in _BRACKETS) else text


def _lead(told: Told) -> int:
    """How much at the start of a clause only tells when; nothing where it is a year or an event's day."""
    lead = lead_of(told.text)
    return 0 if any(char.isdigit() for char in told.text[:lead]) else lead


def _end_of(text: str) -> str:
    """The end of a long clause from where a verb or measure begins, if no figure is cut off."""
    first = FIGURE.search(text)
    if first is None:
        return ""
    starts = [match.start() for match in _BEGINS.finditer(text, 0, first.start())]
    fitting = [start for start in starts if len(text) - start <= LONGEST]
    return text[fitting[0] :] if fitting and not _FROM.search(text, 0, fitting[0]) else ""


def _counts(text: str) -> bool:
    """Whether a phrase tells an amount, a count or the day of an event, not only how long it took."""
    kinds = [(match.lastgroup, match[0]) for match in FIGURE.finditer(text)]
    for kind, figure in kinds:
        if kind == "date":
            if "年" in figure and figure[0].isdigit() and _EVENT.search(text):
                return True
        elif not (kind == "count" and _SPAN_OF_TIME.search(figure)):
            return True
    return False


def _is_told_of_the_park(sentence: Sentence, number: int, stands: Stands) -> bool:
    """Whether a figure of this clause is the park's, or its owner is named where the phrase begins."""
    told = sentence.clauses[number]
    alone = stands.of(number, number)
    owner = told.owner
    if alone.refused or owner.speech:
        return False
    if not stands.park.name:
        return alone.subject is None
    if owner.entity is not None and owner.entity.kind == PARK and owner.scope == IN_PARK:
        return True
    return owner.named and owner.scope != ELSEWHERE and len(told.text) <= LONGEST
