"""Whether a piece stands alone: it says whose it is, and nothing that it rests on is cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summaries.features import Sentence, Told
from summaries.figures import FIGURE
from summaries.names import PARK, PLACE, ZONE, Entity
from summaries.openings import Opening
from summaries.owners import ELSEWHERE, NOBODY, Owner
from summaries.park_forms import ITSELF

# What compares with, or is a part of, something that stood before.
_MEASURES = re.compile(
    r"(?:均|都|也|分别|共|约)*(?:同比|环比|比(?!亚|利)|较(?:上|去|前|年)|增幅|增速|涨幅|降幅"
    r"|增长|下降|上涨|占比|占(?!地|领|据)|分别|合计"
    r"|总计|共计|共(?=\d)"
    r"|其中|另有|还有|另外?|平均|排名|位[居列]|名列|居(?!民|家)|列(?!车)|是|为(?=\d)|约(?=\d)|达(?!产)|超(?!高|大|级)|第[一二三四]"
    r"|[一二三四五][是、])"
)
_TOTAL = re.compile(
    r"(?:预计|计划|项目|累计|合计|概算|年度)*(?:总?投资|总[^部体]|合计|共计|占地|建筑面积|用地|协议|签约)"
)
_AMONG = re.compile(r"其中")
QUESTION_MARKS = ("？", "?")
_ASKS = ("怎么办", "怎么样", "是什么", "为什么", "哪些", "哪里", "几何", "何在", "如何")
_DEMANDS = re.compile(
    r"(?:强调|指出|要求|希望|嘱托|叮嘱|提出)(?:要|，|$)|^(?:会议|会上).{0,6}(?:强调|指出|要求)"
)
_MUST = re.compile(r"[“]?(?:要(?!素|求|点|闻|害|塞)|必须|务必|切实把|应当|各级|希望|请)")
_SHOWS = ("显示", "介绍", "了解到", "获悉", "公告", "披露", "公布")
_ASKED = re.compile(r"^(?:有关|各|相关|全[省市县区])[^,，]{0,8}要")
_LEAD_IN = re.compile(
    r"(?:据(?:悉|了解|介绍|统计|报道)|此外|另外|同时|与此同时|一方面|另一方面|(?:记者|笔者)?(?:了解到|获悉)"
    r"|其次|首先|不仅如此|除此之外|在此基础上)$"
)
_CONTRAST = re.compile(r"却|则(?!是指)|反而|倒是|答案")
_SUCH = re.compile(r"答案|^[^,，]{2,4}一行|这样的|像这样|这一[幕切举]|此举|这种|这些")
_FROM = re.compile(r"[从自](?!动|主|身)(?![\d年今去])|[^,，]{0,6}(?:时|后)$")
_CEREMONY = re.compile(r"出席|主持(?:会议|仪式)")
_VERY_LOOSE = re.compile(
    r"像这样|这样的|此举|这[一种类些]|该(?!公司|项目|企业|园区|区|基地|工程)|以此|对此|为此|前者|后者|上述"
    r"|与此"
)
# A clause that ends in such a noun has said something only if a verb stands in it.
_ONLY_A_NAME = re.compile(
    r"(?:局|公司|企业|集团|项目|基地|园区|开发区|产业园|中心|服务商|供应商|平台|城市|示范区|[省市县]|技术"
    r"|产品|材料|产业|行业|工程|品牌|阶段|时期|背后|现场|车间|同志|负责人)$"
)
_SAYS = re.compile(
    r"[了着过将已正有是达获超占增降减升列需共拟]|成为|落户|落地|开工|投产|投用|建成|签约|竣工|启动|启用"
    r"|入驻|推动|吸引|实现|完成|成立|设立|建立|举行|举办|召开|揭牌|挂牌|上线|下线"
    r"|发布|推出|获批|入选|跻身|位居|位于|拥有|提供|带动|覆盖|涉及|包括|突破|打造|引进|培育|拓展|延伸|迁至"
    r"|聚集|集聚|销往|供应|深耕|引导|支持|承担|采用|参与|布局|形成|加快|推进"
)


AWAY = 4  # a piece with a quarter of its characters about another place is off the park
NO_TELLING = "there is no telling whose it is"
PART = "is a part of what stood before"
MEASURES = "measures what stood before"
POINTS_BACK = "points back"
DEMANDS = "demands what is to be done"
DASHES = "—―-"
_SOMEWHERE = (PARK, PLACE, ZONE)
_NO_NAMES = frozenset(
    ("当地", "国内", "全球", "我国", "全国", "全省", "全市", "全县", "全区", "我省", "我市", "我县")
)
_COMPARES = re.compile("同比|环比|增长|占比")
LEANING = frozenset((NO_TELLING, PART, MEASURES, POINTS_BACK))
"""Refusals that hold no more once the sentence before stands before it."""


_ASPECT = re.compile("[了着已]|正在|将")


@dataclass(frozen=True, slots=True)
class Standing:
    """`refused`: why a piece can't stand in a brief, empty where it can.

    `subject`: who has to be named before it, unless the reader was told last of them anyway.
    """

    refused: str = ""
    subject: Entity | None = None


class Stands:
    """Which runs of clauses of one sentence stand alone. `park` has no name where none is known."""

    def __init__(self, sentence: Sentence, park: Entity) -> None:
        self.sentence, self._clauses, self.park = sentence, sentence.clauses, park
        texts = [told.text for told in self._clauses]
        end = len(texts)
        # What demands has one of the words that are said, which were looked for already.
        self._demanded = next(
            (
                n
                for n, told in enumerate(self._clauses)
                if "said" in told.features and _DEMANDS.search(told.text)
            ),
            end,
        )
        self._must = next((n for n, text in enumerate(texts) if _MUST.match(text) or _ASKED.match(text)), end)
        self._among = next((n for n, text in enumerate(texts) if _AMONG.match(text)), end)
        self._subject = next((n for n, told in enumerate(self._clauses) if _tells_a_subject(told)), end)
        self._plain = [_fault_of(told, sentence.number) for told in self._clauses]
        self._such = [_SUCH.search(text) is not None for text in texts]
        self._starts = [self._fault_of_start(first) for first in range(end)]

    def limit(self, first: int) -> int:
        """Where every piece that starts with clause `first` and stands alone has to end before."""
        if self._starts[first]:
            return first
        faulty = next((n for n in range(first, len(self._plain)) if self._plain[n]), len(self._plain))
        return min(faulty, self._demanded + 1, self._must)

    def of(self, first: int, last: int) -> Standing:
        """How clauses `first` to `last` stand alone."""
        if self._starts[first]:
            return Standing(self._starts[first])
        if refused := next((fault for fault in self._plain[first : last + 1] if fault), ""):
            return Standing(refused)
        if last > self._demanded or last >= self._must:
            return Standing(DEMANDS)
        if any(self._such[first : min(first + 2, last + 1)]):
            return Standing(POINTS_BACK)
        if first == last and (_only_a_name(self._clauses[first]) or _ends_in_its_name(self._clauses[first])):
            return Standing("says nothing of what it names")
        if self.park.name and elsewhere(self._clauses[first : last + 1]):
            return Standing("is about another place")
        return self._whose(first, last)

    def _fault_of_start(self, first: int) -> str:
        """Why no piece may start with this clause: what it can't do without stands before it."""
        text = self._clauses[first].text
        if self._subject < first and self._clauses[first].owner is NOBODY:
            return NO_TELLING
        if _LEAD_IN.match(text):
            return "begins with what only leads in"
        if _VERY_LOOSE.match(text) and not (first == 0 and text.startswith("该")):
            return POINTS_BACK
        if _AMONG.match(text):
            return PART
        if not first:
            return MEASURES if _COMPARES.match(text) else ""
        before = self._clauses[first - 1]
        if before.clause.mark in DASHES or _MEASURES.match(text):
            return MEASURES
        if _CONTRAST.search(text) or _needed_before(before):
            return PART
        if _TOTAL.match(text) and any(match.lastgroup == "count" for match in FIGURE.finditer(before.text)):
            return "is the total of what stood before"
        return PART if self._among < first and before.clause.mark not in ";；" else ""

    def _whose(self, first: int, last: int) -> Standing:
        """Who has to be named before the piece, or that nobody can be."""
        owners = [told.owner for told in self._clauses[first : last + 1]]
        head = owners[0]
        opening = next(
            (each.opening for each in owners if each.opening is not Opening.ADVERBIAL), head.opening
        )
        cut = self._subject < first
        entity = head.entity
        if head.named or (opening is Opening.OWN and not cut) or opening is Opening.PLACE:
            return Standing()
        if named_in(self._clauses[first : last + 1], entity):
            return Standing()
        if opening is Opening.PARK:
            unknown = entity is None and self.park.name
            return Standing("means another zone" if unknown else "")
        if (
            entity is not None
            and entity.kind == PLACE
            and named_in(self._clauses[first : last + 1], self.park)
        ):
            return Standing()
        if entity is None or (entity.kind == PARK and not entity.name):
            return Standing(self._fault_of_nobody(head, opening, cut))
        if entity.kind == ZONE or entity.name in _NO_NAMES or not (entity.places or entity.in_headline):
            return Standing(NO_TELLING)
        return Standing(subject=entity)

    def _fault_of_nobody(self, head: Owner, opening: Opening, cut: bool) -> str:
        """Why a piece whose owner has no name can't stand; empty where it can all the same."""
        placed = head.opening is Opening.ADVERBIAL and any(
            mention.entity.kind in _SOMEWHERE for mention in head.mentions
        )
        if opening in (Opening.LOOSE, Opening.FIRM) and placed:
            return ""
        opens_the_article = opening is Opening.CARRIED and not cut and self.sentence.number == 0
        return "" if opens_the_article else NO_TELLING


def _tells_a_subject(told: Told) -> bool:
    """Whether a cut that takes this clause off may take the subject off."""
    return told.owner.opening is not Opening.ADVERBIAL and not told.text.endswith(_SHOWS)


def _fault_of(told: Told, number: int) -> str:
    """Why no piece may have this clause of sentence `number` in it."""
    if told.clause.mark in QUESTION_MARKS or told.text.endswith(_ASKS):
        return "asks a question"
    ceremony = number and "scene" in told.features and _CEREMONY.search(told.text)
    return "tells who was there" if ceremony else ""


def _needed_before(before: Told) -> bool:
    """Whether an adverbial clause tells where or from where, without which the next one is not true."""
    if before.owner.opening is not Opening.ADVERBIAL:
        return False
    somewhere = any(mention.entity.kind in _SOMEWHERE for mention in before.owner.mentions)
    return (somewhere and before.text[:1] in "在从") or _FROM.match(before.text) is not None


def named_in(clauses: Sequence[Told], entity: Entity | None) -> bool:
    """Whether the clauses name the entity."""
    if entity is None:
        return False
    for told in clauses:
        if any(mention.entity is entity for mention in told.owner.mentions):
            return True
        if entity.kind == PARK and ITSELF.search(told.text):
            return True
    return False


def elsewhere(clauses: Sequence[Told]) -> bool:
    """Whether a clause opens with the name of another place, or a quarter of the characters are about one."""
    total = away = 0
    for told in clauses:
        owner = told.owner
        if owner.named and owner.scope == ELSEWHERE and owner.entity and owner.entity.kind in (PLACE, ZONE):
            return True
        length = len(told.text)
        total += length
        away += length * (owner.scope == ELSEWHERE)
    return AWAY * away > total


def _only_a_name(told: Told) -> bool:
    """Whether a clause ends in a noun, and no verb makes it say something."""
    text = told.text
    if _ONLY_A_NAME.search(text) is None:
        return False
    start = told.clause.start
    opens = next((each.end - start for each in told.owner.mentions if each.start == start), 0)
    if not opens and _ASPECT.search(text):
        return False
    return _SAYS.search((text[opens:] if opens else text.rpartition("的")[2])[:-2]) is None


def _ends_in_its_name(told: Told) -> bool:
    """Whether a clause describes somebody and ends with the name: 位于经开区的富美科技有限公司."""
    end = told.clause.start + len(told.text)
    return any(
        mention.end == end and told.text[: mention.start - told.clause.start].endswith("的")
        for mention in told.owner.mentions
    )
