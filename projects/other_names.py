"""Names that are none by themselves: items of lists, 二期, a firm that is building, its new lines, 该项目."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile

from projects.article import HEADLINE, Article, Span
from projects.clauses import Clause
from projects.days import times_of
from projects.entries import Found, Mention, named
from projects.firms import Firm
from projects.heads import PHASE
from projects.kinds import is_general, phase_of
from projects.lists import lists_in
from projects.project import LADDER, Stage
from projects.same_names import same_name
from projects.steps import WORKING_ON, Mood, steps_of
from projects.sums import investments_in, sizes_in


def add_lists(found: Found, article: Article) -> None:
    """Takes in the items of lists that end in 等项目."""
    for block in article.blocks():
        for listed in lists_in(article.block(block), article.park):
            numbers = []
            for start, end in listed.items:
                span, text = Span(block, start, end), article.block(block)[start:end]
                number = _entry_of(found, span, text)
                numbers.append(number)
            found.mentions = [
                mention
                for mention in found.mentions
                if not (mention.span.block == block and listed.items[0][0] <= mention.span.start < listed.end)
            ]
            span = Span(block, listed.items[0][0], listed.end)
            found.mentions.append(Mention(span, tuple(dict.fromkeys(numbers)), named=True))


def _entry_of(found: Found, span: Span, text: str) -> int:

    for number, entry in enumerate(found.entries):
        if any(same_name(other, text) for other in entry.texts):
            if all(other != span for other, _, _ in entry.names):
                entry.tell(span, text, "listed")
            entry.listed = True
            return number
    found.entries.append(named(span, text, "listed", place_alone=False, listed=True))
    return len(found.entries) - 1


def add_phases(found: Found, article: Article, known: Sequence[str] = ()) -> None:
    """二期 alone, where it is told with a step, a sum or a time of its own, is a project of its own."""
    has_firms = bool(found.firms) or any(brand in text for brand in known for text in article.paragraphs)
    for block in article.blocks():
        text = article.block(block)
        taken = [(m.span.start, m.span.end) for m in found.mentions if m.span.block == block and m.entries]
        covered = {at for start, end in taken for at in range(start, end)}
        for match in _PHASE.finditer(text):
            if match.start() not in covered:
                _add_phase(found, block, text, match, has_firms)


def _add_phase(found: Found, block: int, text: str, match: re.Match[str], has_firms: bool) -> None:
    phase, span = phase_of(match[0]), Span(block, match.start(), match.end())
    leads = not _TOLD_BEFORE.search(text[max(0, match.start() - 4) : match.start()])
    entries = [number for number, entry in enumerate(found.entries) if phase in entry.phases]
    if entries:
        found.mentions.append(Mention(span, (entries[0],), named=leads))
        found.entries[entries[0]].tell(span, match[0], "phase")
        return
    whole = [number for number, entry in enumerate(found.entries) if not entry.phases]
    if phase == "一" and whole:
        found.mentions.append(Mention(span, (_topic_of(found, span, whole),), named=True))
        return
    before = _SENTENCE.split(text[max(0, match.start() - 8) : match.start()])[-1]
    sentence = before + _SENTENCE.split(text[match.start() : match.start() + LONGEST_SENTENCE], maxsplit=1)[0]
    if not (found.entries or has_firms) or not _has_news(sentence):
        return
    found.entries.append(named(span, match[0], "phase", place_alone=False))
    found.mentions.append(Mention(span, (len(found.entries) - 1,), named=leads))


def _topic_of(found: Found, span: Span, numbers: Sequence[int]) -> int:
    """Which of these entries is named last before a span; the first of them where none is."""
    before = [
        mention
        for mention in found.mentions
        if mention.span.block == span.block
        and mention.span.start < span.start
        and mention.entries
        and mention.entries[-1] in numbers
    ]
    if before:
        return max(before, key=lambda mention: mention.span.start).entries[-1]
    earlier = [
        m
        for m in found.mentions
        if m.named and m.entries and -1 < m.span.block < span.block and m.entries[-1] in numbers
    ]
    return max(earlier, key=lambda m: (m.span.block, m.span.start)).entries[-1] if earlier else numbers[0]


def _has_news(sentence: str) -> bool:
    steps = steps_of(sentence)
    if investments_in(sentence):
        return True
    if _IN_DOUBT.search(sentence):
        return False
    if any(step.mood is Mood.AHEAD and step.stage in LADDER[3:] for step in steps) and times_of(
        sentence, None
    ):
        return True  # 二期预计在今年底竣工
    return bool(WORKING_ON.search(sentence) or any(step.mood is Mood.REACHED for step in steps))


LONGEST_SENTENCE = 200
_PHASE = re.compile(rf"{PHASE}(?:项目|工程)?")
_SENTENCE = re.compile(r"[。！？;；]")
_IN_DOUBT = re.compile(r"什么时候|何时|预留|留好")
_TOLD_BEFORE = re.compile(r"(?:投产|投运|投用|开工|建成|运行|竣工|封顶|运营|满产|达产)的$")
_FIRM_BUILDING = re.compile(r"(?:正在建设|在建)的$")
_ADDS = re.compile(
    r"(?:计划|拟|将|正在?)(?:投资)?(?P<thing>(?:新增|新建|增上|扩建|再建"
    r"|新上)[\d一二两三四五六七八九十第]{1,8}(?:条|座|栋)[^,，。;；]{0,14}?(?:生产线|产线|线|车间"
    r"|厂房|工厂))"
)
_LINE = re.compile(
    r"(?:一条|首条|一个)(?P<thing>[^,，。;；]{4,24}?(?:生产线|工厂))(?=(?:正式|建成|近日"
    r"|日前)?(?:投产|开工|建成|投用|竣工))"
)


def add_fallbacks(found: Found, article: Article, clauses: Sequence[Clause], known: Sequence[str]) -> None:
    """What counts only where nothing better names it: a firm that is building, its new lines, 该项目."""
    firms: dict[int, list[Firm]] = defaultdict(list)
    for firm in found.firms:
        firms[firm.span.block].append(firm)
    for number, clause in enumerate(clauses):
        if clause.block == HEADLINE:
            continue
        for firm in firms[clause.block]:
            if clause.start <= firm.span.start < clause.end and _stands_for_one(
                found, article, clauses, number, firm, known
            ):
                _add_firm(found, firm)
        _add_defined(found, article, clause)
        if not found.entries:
            _add_line(found, article, clause)
    _add_sites(found, article, known)
    if not found.entries:
        _add_firm_alone(found, article)


# 古乍线河姆渡段|是余姚市…的一项重要交通工程: what an article itself calls a project.
_DEFINED = re.compile(
    r"(?P<name>[^是的为,，。；：“”()（）\s]{4,18})(?:项目)?是[^,，。；]{0,40}?(?:一[项个]|重点|重大"
    r"|重要|标志性|民生|中的重中)"
    r"[^,，。；]{0,20}?(?:工程|项目|之重)$"
)


def _add_defined(found: Found, article: Article, clause: Clause) -> None:
    """A road or the like without one of the usual last words, where its article says that it is a project."""
    match = _DEFINED.match(clause.text)
    if match is None or clause.block == HEADLINE or is_general(match["name"] + "项目"):
        return
    span = Span(clause.block, clause.start, clause.start + match.end("name"))
    if any(
        m.span.block == span.block and m.span.start < span.end and span.start < m.span.end
        for m in found.mentions
    ):
        return
    behind = article.block(clause.block)[clause.end : clause.end + LONGEST_SENTENCE]
    if not (_has_news(behind) or sizes_in(behind)):
        return
    found.entries.append(named(span, match["name"], "defined", place_alone=False))
    found.mentions.append(Mention(span, (len(found.entries) - 1,), named=True))


def _stands_for_one(
    found: Found, article: Article, clauses: Sequence[Clause], number: int, firm: Firm, known: Sequence[str]
) -> bool:
    """Whether a firm stands for its undertaking: one that is being built, or is known and takes a step."""
    if any(firm.brand in text for entry in found.entries for text in entry.texts):
        return False
    if _has_one_unowned(found, known):
        return False
    clause = clauses[number]
    text = article.block(clause.block)
    if firm.full and (
        _PAID_FOR.search(text[max(0, firm.span.start - 16) : firm.span.start])
        or _OPENS.match(text, firm.span.end)
    ):
        return True
    before = text[max(0, firm.span.start - 6) : firm.span.start]
    if _FIRM_BUILDING.search(before):
        return True
    if firm.brand not in known:
        return False
    told = [article.block(clause.block)[firm.span.end : clause.end]]
    behind = [each for each in clauses[number + 1 : number + 4] if each.sentence == clause.sentence]
    told += [each.text for each in takewhile(lambda each: not _names_another(found, each, firm), behind)]
    return any(
        step.mood is not Mood.SPOKEN_OF and step.stage in _STEPS for text in told for step in steps_of(text)
    )


def _names_another(found: Found, clause: Clause, firm: Firm) -> bool:
    """Whether a clause names a project or another firm: what it tells is told of that."""
    spans = [mention.span for mention in found.mentions if mention.entries]
    spans += [other.span for other in found.firms if other.brand != firm.brand]
    return any(span.block == clause.block and clause.start <= span.start < clause.end for span in spans)


def _has_one_unowned(found: Found, known: Sequence[str]) -> bool:
    """Whether one project has no firm by its name: then the firm of the article is most likely its own."""
    brands = {firm.brand for firm in found.firms} | set(known)
    unowned = [
        entry
        for entry in found.entries
        if not entry.listed and not any(brand in text for brand in brands for text in entry.texts)
    ]
    told = {brand for brand in brands for text in found.texts if brand in text}
    return len(unowned) == 1 or (len(unowned) > 1 and len(told) == 1)


_PAID_FOR = re.compile(r"投资[^,，。；]{1,10}的$")  # 总投资12亿的|湖北新日电动车有限公司
_OPENS = re.compile(r"(?:正式|顺利|日前|近日|今天|一期|全面){0,2}(?:开业|投产|奠基|落成|竣工|试产|试生产)")
_STEPS = frozenset(Stage) - {Stage.SIGNED, Stage.PLANNED, Stage.PREPARING, Stage.COMPLETED}


def _add_firm(found: Found, firm: Firm) -> None:
    found.entries.append(
        named(firm.span, firm.name, "firm", brand=firm.brand, owner=firm.span, place_alone=False)
    )
    found.mentions.append(Mention(firm.span, (len(found.entries) - 1,), named=True))


def _add_sites(found: Found, article: Article, known: Sequence[str]) -> None:
    """A building site that a known brand names: 华越储能|工地."""
    if _has_one_unowned(found, known):
        return
    for brand in known:
        if any(brand in text for entry in found.entries for text in entry.texts):
            continue
        for block, text in enumerate(article.paragraphs):
            at = text.find(brand)
            match = _SITE.match(text, at + len(brand)) if at >= 0 else None
            if match:
                span = Span(block, at, match.end())
                site = named(span, text[at : match.end()], "site", brand=brand, place_alone=False)
                found.entries.append(site)
                found.mentions.append(Mention(span, (len(found.entries) - 1,), named=True))
                break


_SITE = re.compile(r"[\u4e00-\u9fff]{0,8}?(?=工地|厂区|施工现场)")


def _add_line(found: Found, article: Article, clause: Clause) -> None:
    for pattern in (_ADDS, _LINE):
        match = pattern.search(clause.text)
        if match is None or (pattern is _ADDS and not any(firm.full for firm in found.firms)):
            continue
        span = Span(clause.block, clause.start + match.start("thing"), clause.start + match.end("thing"))
        found.entries.append(named(span, match["thing"], "line", place_alone=False, fallback=True))
        found.mentions.append(Mention(span, (len(found.entries) - 1,), named=True))
        return


def _add_firm_alone(found: Found, article: Article) -> None:
    """An article that has only 该项目 and the firm: the firm that is named last before it names it."""
    full = [firm for firm in found.firms if firm.full]
    for block in article.blocks():
        text = article.block(block)
        match = _THIS_PROJECT.search(text)
        if match is None or not full or not _is_told(text[match.end() :]):
            continue
        before = [f for f in found.firms if f.span.block == block and f.span.end <= match.start()]
        brand = (before or full)[-1].brand
        firm = next((firm for firm in full if firm.brand == brand), full[0])
        _add_firm(found, firm)
        span = Span(block, match.start(), match.end())
        found.mentions.append(Mention(span, (len(found.entries) - 1,), named=True))
        return


_THIS_PROJECT = re.compile(r"该项目|该工程|这个项目|这一项目")


def _is_told(behind: str) -> bool:
    """Whether the two sentences behind 该项目 tell a step."""
    told = "。".join(re.split(r"[。！？；\n]", behind[: 2 * LONGEST_SENTENCE])[:2])
    return any(step.mood is not Mood.SPOKEN_OF for step in steps_of(told))
