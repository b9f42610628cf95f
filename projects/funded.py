"""What money is told of is a project, whatever it is called: 投资27亿元建设|滨河第二园区."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from projects.article import HEADLINE, Article, Span
from projects.clauses import Clause
from projects.crowds import CROWD
from projects.entries import Found, Mention, named
from projects.finding import add_repeats
from projects.kinds import is_bare, is_general, is_kind
from projects.same_names import same_name
from projects.sums import EACH, EACH_SUM, investments_in, of_many

MOST = 60
"""So many sums and ceremonies of an article are looked at: each is compared with the whole article."""
_PLAIN = r"[^，,。；;：:！!？?、“”\"()（）\s]"
# What such a thing's name ends with; more than the heads of other names, since money is told of it.
_THING = (
    r"(?:企业|公司|集团|园区|产业园|工业园|长廊|学校|医院|酒店|广场|商城|机械城|城|基地|中心|工厂|厂|厂房"
    r"|车间|生产线|产线|(?<![下上一在无有热])线|路|大道|大街|桥|站|港|码头|机场|市场|仓库|冷库|库|馆|楼|大厦|牧场|养殖场|矿"
    r"|公园|景区|小镇|综合体|电站|水库|装置|设施|体系|总部|新村|小区|安置房|[一二三四五]期)"
)
_ASIDE = r"(?:[(（][^()（）]{2,16}[)）])?"  # 1.8亿美元|(约13亿元人民币)|的…
_BUILD = r"(?:建设|新建|兴建|扩产|扩建|改建|建造|投建|设立|建立|兴办|创办|开发建设|建)"
# 投资5亿元建设|A园区, 投资5亿元,就地建设年产3万吨的|B企业
_OBJECT = re.compile(
    rf"{_ASIDE}(?:人民币)?(?:的|(?:[,，]?(?:用于|用来|在{_PLAIN}{{2,16}}?|就地))?(?:投资)?{_BUILD}(?:了|的)?"
    rf"(?:一[座条个家])?)(?P<thing>{_PLAIN}{{2,28}}?{_THING})"
    r"(?=[，,。；;！!]|$|正式|开业|开工|奠基|投产|竣工|落户|签约|动工|落成|启动|破土|全新|新|正|已|将|近日|日前|在|目前)"
)
# 总投资100亿元的|道合科技年产10万吨动力电池材料: known by what it makes.
_MAKES = re.compile(
    rf"{_ASIDE}(?:人民币)?的(?P<thing>(?=[^，,。；;、]{{2,24}}?(?:年产|第[\d.]{{1,4}}代|[\d.]{{1,6}}万?[吨套台件辆只]))"
    rf"{_PLAIN}{{6,40}}?)(?=[、，,。；;]|等|$)"
)
_HELD = re.compile(
    rf"(?P<thing>{_PLAIN}{{4,34}}?)(?:(?:正式|隆重|顺利|日前|近日){{0,2}}(?:举行|举办)(?:了|隆重的?)?)"
    r"(?:项目)?(?:集中)?(?:开工|奠基|动工|签约|落成|竣工|投产|启动|封顶|开业|揭牌|试产|投运)"
    r"(?:暨[^,，。]{2,8})?(?:仪式|典礼|活动)"
)
_SUBJECT = re.compile(
    r"(?P<thing>[^，,。；;：:！!？?、\s]{3,30}?)(?:项目)?(?:位于|坐落|地处|占地|总占地|总建筑|总用地"
    r"|(?:计划|估算|概算|预计)?总投资|投资总额|计划投资|由[^,，。]{2,20}投资|全长|总长|总规模)"
)
_LEAD = re.compile(
    r"^(?:据(?:了解|悉|介绍|透露)|其中|目前|近日|日前|今年|此外|另外|同时|当天|昨日|[\d年月日]{2,11}|由){1,4}"
)
_NOT_ITS_NAME = re.compile(
    r"该|这|其|把|从(?!化)|向(?!阳)|给(?!水)|此|本(?=[项公企])|我|他|它|们|是|了|为|将|已|被|使|让|与会|领导"
    r"|记者|正在|建成|完成|实现|通过|预计|计划|拟|今年|去年|个$|设备|资金|股权"
)
_ORDINAL = re.compile(r"第[一二三四五]")
_PLACED = re.compile(r"^(?:位于|坐落于?|地处|在)(?:.{2,24}的(?=.{4})|.*)")
_HOST = re.compile(r"(?:区|市|县|省|州|镇|乡|政府|公司|集团|委|局|会|部|办|院|部门|企业|现场|地|项目|工程)$")
_OTHERS = re.compile(r"(?:一家|某|外省|外地|省内|周边|邻近|隔壁|上下游)[^,，。]{0,10}(?:企业|公司|厂|园)")
LONGEST_BEFORE = 24
_TO_BUILD = re.compile(
    rf"{_ASIDE}(?:人民币)?(?:的|[,，]?(?:拟|计划|将|主要|用于|用来|就地|在[^，,。；]{{2,16}}?)?(?:投资)?"
    r"(?:建设|新建|兴建|建造|投建|建成)(?:了|的)?(?:一[座条个家])?)"
)
_BREAKS = re.compile(r"[，,。；;：:！!？?、和]")
_PRODUCTS = re.compile(
    rf"(?:(?!项目|工程|基地|工厂|园|生产线){_PLAIN}){{2,16}}(?:和|及|与|、)(?:(?!项目|工程)[^，,。；和]){{2,16}}(?:项目|工程)"
)
_PARTS_LISTED = re.compile(r"[、和及与]|等")  # 将建设养殖基地、加工厂和冷库: parts of what was named


def add_funded(found: Found, article: Article, clauses: Sequence[Clause]) -> None:
    """Takes in what money is spent on, or a ceremony is held for, where no name is found in that place.

    Notes in `found.funded` of which entry a sum is told, where the words about it say so.
    """
    taking = _Taking(found, article)
    for number, clause in enumerate(clauses):
        taking.each(clauses, number)
        if clause.block != HEADLINE:
            taking.spent(clause)
            taking.held(clause)
            taking.subject(clauses, number)
    if taking.added:
        add_repeats(found, article)


class _Taking:
    """Goes through one article."""

    def __init__(self, found: Found, article: Article) -> None:
        self._found, self._article = found, article
        self._named: dict[int, list[Mention]] = defaultdict(list)
        for mention in sorted(found.mentions, key=lambda each: each.span):
            if mention.entries:
                self._named[mention.span.block].append(mention)
        self._starts = {
            block: [mention.span.start for mention in mentions] for block, mentions in self._named.items()
        }
        self._looked_at = 0
        self.added = False

    def each(self, clauses: Sequence[Clause], number: int) -> None:
        """Gives each of the projects that stand before or behind 分别为 in its sentence its own sum."""
        clause = clauses[number]
        for match in EACH.finditer(clause.text):
            sums = [
                Span(clause.block, clause.start + one.start(), clause.start + one.end())
                for one in EACH_SUM.finditer(clause.text, *match.span("sums"))
            ]
            start, end = _sentence(clauses, number)
            low, high = (sums[-1].end, end) if match["of"] else (start, sums[0].start)
            told = [m for m in self._between(clause.block, low, high) if m.named]
            entries = list(dict.fromkeys(entry for mention in told for entry in mention.entries))
            self._found.funded.update(((span.block, span.start), None) for span in sums)
            if len(entries) == len(sums):
                self._found.each.extend(zip(sums, entries, strict=True))

    def spent(self, clause: Clause) -> None:
        """What a sum is spent on: 投资5亿元建设|…, 投资5亿元的|…."""
        text = self._article.block(clause.block)
        for start, end in investments_in(clause.text):
            if self._is_named_behind(clause, clause.start + start, clause.start + end):
                continue
            match = _OBJECT.match(text, clause.start + end) or _MAKES.match(text, clause.start + end)
            if match is None or of_many(clause.text[:start]) or _crowded(clause):
                continue
            thing = match["thing"]
            if is_bare(thing) or _NOT_ITS_NAME.search(thing):
                continue
            plain = (is_kind(thing) or is_general(thing)) and not _ORDINAL.search(thing)
            if not plain or self._has_firm(clause, clause.start + start):
                self._add(clause.block, match.start("thing"), thing, clause.start + start)

    def held(self, clause: Clause) -> None:
        """What a ceremony is held for: |…举行开工仪式."""
        match = _behind_lead(_HELD, clause)
        if match is None or _crowded(clause):
            return
        thing = _PLACED.sub("", match["thing"]).strip('“”"')
        if not _is_no_name(thing) and not _HOST.search(thing):
            self._add(clause.block, clause.start + clause.text.index(thing, match.start()), thing)

    def subject(self, clauses: Sequence[Clause], number: int) -> None:
        """What a sentence begins with that tells a total, where the article has the name once more."""
        clause = clauses[number]
        before = clauses[number - 1] if number else None
        if before and before.sentence == clause.sentence and not _LEAD.fullmatch(before.text):
            return
        match = _behind_lead(_SUBJECT, clause)
        if match is None or _crowded(clause):
            return
        told = ",".join(c.text for c in clauses[number : number + 6] if c.sentence == clause.sentence)
        thing = match["thing"].strip('“”"')
        if _tells_total(told) and not _is_no_name(thing) and self._is_repeated(thing):
            self._add(clause.block, clause.start + clause.text.index(thing, match.start()), thing)

    def _between(self, block: int, start: int, end: int) -> list[Mention]:
        """The mentions of entries that begin from `start` to before `end`."""
        starts = self._starts.get(block, [])
        return self._named[block][bisect_left(starts, start) : bisect_left(starts, end)]

    def _is_named_behind(self, clause: Clause, start: int, end: int) -> bool:
        """Whether a project is named behind a sum as what it is spent on; notes that it is of that."""
        text = self._article.block(clause.block)
        behind = _TO_BUILD.match(text, end)
        if behind is None:
            return False
        within = self._between(clause.block, end + 1, behind.end() + 1 + LONGEST_BEFORE)
        if not within or len(within[0].entries) != 1 or not within[0].named:
            return False
        mention = within[0]
        if behind[0].endswith("的"):
            if mention.span.start != behind.end():
                return self._is_joined(text, mention, behind.end(), clause.block, start)
        elif _BREAKS.search(text, behind.end(), mention.span.start) or _PARTS_LISTED.match(
            text, mention.span.end
        ):
            return False
        self._found.funded[clause.block, start] = mention.entries[0]
        return True

    def _is_joined(self, text: str, mention: Mention, first: int, block: int, money: int) -> bool:
        """Whether a project makes several things and its name begins with them: 亿元的|载体和过滤器项目."""
        whole = text[first : mention.span.end]
        if not _PRODUCTS.fullmatch(whole):
            return False
        self._found.entries[mention.entries[0]].tell(Span(block, first, mention.span.end), whole, "project")
        self._found.funded[block, money] = mention.entries[0]
        return True

    def _has_firm(self, clause: Clause, end: int) -> bool:
        return any(
            firm.span.block == clause.block and clause.start <= firm.span.start < end
            for firm in self._found.firms
        )

    def _is_repeated(self, thing: str) -> bool:
        """Whether the article has a name more than once; of so many names as it may be asked for."""
        self._looked_at += 1
        texts = (self._article.headline, *self._article.paragraphs)
        return self._looked_at <= MOST and sum(text.count(thing) for text in texts) > 1

    def _add(self, block: int, start: int, thing: str, money: int | None = None) -> None:
        """Notes that a thing is named there, of the entry that it is another name of, else of a new one.

        `money` is where the sum begins that is told of it.
        """
        self._looked_at += 1
        span = Span(block, start, start + len(thing))
        near = self._between(block, start - 2 * LONGEST_BEFORE, span.end)
        if self._looked_at > MOST:
            return
        over = [mention for mention in near if mention.span.end > start]
        if over:
            self._widen(over, span, thing, money)
            return
        entries = self._found.entries
        where = next(
            (
                number
                for number, entry in enumerate(entries)
                if any(same_name(other, thing) or thing in other for other in entry.texts)
            ),
            None,
        )
        if where is None:
            entries.append(named(span, thing, "funded", place_alone=False))
            where = len(entries) - 1
        else:
            entries[where].tell(span, thing, "funded")
        self._found.mentions.append(Mention(span, (where,), named=True))
        self.added = True
        if money is not None:
            self._found.funded[block, money] = where

    def _widen(self, over: Sequence[Mention], span: Span, thing: str, money: int | None) -> None:
        """Gives a project the longer name that is behind its money: 亿元的|汇禾集团首家|食品生产基地."""
        if len(over) != 1 or money is None or len(over[0].entries) != 1 or over[0].span.end != span.end:
            return
        self._found.entries[over[0].entries[0]].tell(span, thing, "funded")
        self._found.funded[span.block, money] = over[0].entries[0]


def _crowded(clause: Clause) -> bool:
    """Whether a clause tells of many at once, or of somebody without a name."""
    return bool(CROWD.search(clause.text) or _OTHERS.search(clause.text))


def _is_no_name(thing: str) -> bool:
    return bool(is_general(thing) or is_bare(thing) or is_kind(thing) or _NOT_ITS_NAME.search(thing))


def _behind_lead(pattern: re.Pattern[str], clause: Clause) -> re.Match[str] | None:
    """What a clause begins with, or goes on with behind 据了解, 近日 and the like."""
    lead = _LEAD.match(clause.text)
    return pattern.match(clause.text, lead.end() if lead else 0)


def _tells_total(told: str) -> bool:
    return any(
        told.startswith("总投资", start) and not of_many(told[:start]) for start, _ in investments_in(told)
    )


def _sentence(clauses: Sequence[Clause], number: int) -> tuple[int, int]:
    """Where the sentence of a clause begins and ends in its block."""
    first = last = number
    while first and clauses[first - 1].sentence == clauses[number].sentence:
        first -= 1
    while last + 1 < len(clauses) and clauses[last + 1].sentence == clauses[number].sentence:
        last += 1
    return clauses[first].start, clauses[last].end
