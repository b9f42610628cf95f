"""Who is named in an article: its park, other zones, firms, projects and places, each with where it stands.

Only what a name ends in is known beforehand (有限公司, 项目, 开发区); where it begins is read from the words
before it. The short form of a firm counts once its full name has stood in the article.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from parsing.park_names import PROVINCES, ZONE_TAILS
from parsing.unknown_parks import places
from summaries.park_forms import park_forms, park_places

PARK, ZONE, FIRM, PROJECT, PLACE = "park", "zone", "firm", "project", "place"
BRACKETS = "〔〕"
MOST_READ = 30_000  # characters of an article; what is longer is none, and is read so far
MOST_NAMES = 500
EARLY = 80  # characters: a place named so early is where it takes place
OFTEN = 4  # times that an article names a place it is about
LONGEST_STEM = 22  # characters of a name before what it ends in

_FIRM_END = re.compile(
    r"(?:集团)?(?:股份|责任)?有限(?:责任)?公司|集团公司|股份公司|(?<=[\u4e00-\u9fff]{2})集团(?!军|队|化)"
    r"|(?<=[\u4e00-\u9fff]{4})公司"
)
_PROJECT_END = re.compile(
    r"项目(?:[一二三四]期)?|工程(?:[一二三四]期)?(?!师|机|院|技|建|量|中|学)|基地(?:[一二三四]期)?"
    r"|(?:产业园|科技园|科创园|创新园|物流园)(?!区)|生产线"
)
_ZONE_END = re.compile("|".join(ZONE_TAILS))
_PROVINCE = re.compile("(?:" + "|".join(PROVINCES) + ")(?:省|市(?!场)|自治区)?")
_WIDE = re.compile(r"全[省市县国州区](?!第|首|唯|最|领|率)|我[国省市县]|国内|全球|当地")
_PLACED = re.compile(r"(?:^|在|位于|来自|地处|赴|、|和|与|至|——|[，。,；;：“])(?=[\u4e00-\u9fff])")
_PLACE_MARK = re.compile(r"自治[县州旗区]|[省市县区州盟旗]")
# What can't be part of a name: it begins after the last of these.
_BOUNDARY = re.compile(
    r"[\s,，。、；;：:！!？?（）()《》〈〉…—\-~～]|[的了着在由被把让使从给]"
    r"|(?<=[一-鿿])[和与及](?=[一-鿿]{3})"
    r"|对(?!外)|向|位于|来自|投资(?=[\u4e00-\u9fff]{4})|建设(?=[\u4e00-\u9fff]{4})|总投资[\d.]+亿元|联合"
    r"|其中|以及|包括"
    r"|这[家个条座款项]|该|本(?!溪|田|钢)|一[家个批座条]"
    r"|[两三四五六七八九十几多各]+[家个]|\d[\d.,]*(?:亿|万)?(?:元|亩|吨|个|家|套|平方米|平方公里|千瓦|条"
    r"|栋)?|等(?=[\u4e00-\u9fff]{4})"
    r"|今年|去年|目前|日前|近日|上午|下午|记者|走进|来到|推动|推进|加快|支持|服务|引进|引入|签约|落户|入驻"
    r"|依托|围绕|随着|通过|根据|按照|为(?!民)|是|有(?!限|色|机"
    r"|研)|将|已|正|以|新建|围|与会|负责|协助|帮助|导致|成立|开展|举办|其|我|他|她|以及|还是|至|于(?!都|田"
    r"|洪)"
)
_NO_FIRM = re.compile(
    r"(?:家|个|批|多|上市|子|分|母|总|外资|合资|龙头|建筑|相关|大型|骨干|代表|联合|国有|民营|中小|物业|物流"
    r"|保险|信托|投资|运营|管理|开发|平台|跨国|世界|知名|企业)$"
    r"|^(?:各|本|该|有|多|全|国内|中外)"
)
_NO_PROJECT = re.compile(
    r"^(?:重点|重大|产业|工业|新|建设|投资|续建|新建|在建|储备|开工|复工|签约|配套|相关|各类|省级|市级"
    r"|国家级|招商|招商引资|优质|亿元|建筑|技改|民生|基础设施|系统|一批"
    r"|大|好|高质量|主导|特色|中|和|及|等|续|前期|部分|这些|示范|转型|科技|社会|百亿|十大|落地|具体|个|条"
    r"|多条|自动化|首条|第一条|智能|扩产|合作|入园|主体|生产|制造"
    r"|研发|加工|种植|养殖|原料|创新|能源|新能源|节能|龙头|大数据|以上|年度|推进|实施|承担|科研|攻关|扶贫)+$"
)
_NOT_IN_NAME = re.compile(
    r"等|推动|协调|解决|建成|完成|加速|实施|推行|营造|抓好|紧盯|压缩|助力|筑牢|保障|优先|认识|承包|利用"
    r"|试行|持续|培育|跻身|再添"
    r"|纳入|借助|办理|启动|申报|招引|谋划|储备|抓|全面|大力|积极|努力|扎实|高效|有序|确保|实现|打造|提升"
    r"|提供|也有|还|不断|带动|涉及|共|促"
    r"|高质量发展|[一二三四]季度|月份|相关|相继|陆续|各|所有|多|十大|若干|某"
)
_NOT_A_FIRM = re.compile(
    "不仅|不但|可|提高|认为|表示|如果|因为|由于|这|那|本次|上述|据|称|同时|但|而|又|再|也"
)
_PLACE_START = re.compile(
    "^(?:中国|" + "|".join(PROVINCES) + r")(?:省|市)?|^[\u4e00-\u9fff]{2,3}[省市县](?=[\u4e00-\u9fff]{2})"
)
_TRADE = re.compile(
    r"(?:科技|新材料|材料|新能源|能源|食品|橡胶|机械|制造|装备|电子|电气|化工|医药|制药|药业|生物|生物科技"
    r"|机具|电线|电缆|电力|汽车|农业|农业科技|实业|投资|建设|工程|环保"
    r"|光电|光伏|半导体|网络|信息|技术|贸易|商贸|物流|纺织|服饰|钢铁|焦化|煤业|重工|铸造|锻造|股份|控股"
    r"|发展|开发|人力资源)+$"
)


@dataclass(eq=False, slots=True)
class Entity:
    """Somebody or something that is named: what kind it is, its forms, and whether a park's place or headline
    has it.
    """

    kind: str
    name: str
    home: bool = False
    in_headline: bool = False
    scope: str = ""
    places: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start` to `end` of a paragraph name `entity`."""

    start: int
    end: int
    entity: Entity


class Names:
    """The names of an article: `mentions[block]` in order, none inside another; `park` is always there."""

    def __init__(self, headline: str, paragraphs: Sequence[str], park: str) -> None:
        self.park = Entity(PARK, park, home=True)
        self._home = park_places(park)
        self._by_name: dict[str, Entity] = dict.fromkeys(park_forms(park), self.park)
        texts = [headline[:MOST_READ], *_within(paragraphs)]
        found = [list(self._full_names(text)) for text in texts]
        whole = "\n".join(texts)
        short = self._short_forms(whole)
        all_mentions = []
        for text, spans in zip(texts, found, strict=True):
            spans += (
                [(m.start(), m.end(), self._by_name[m[0]]) for m in short.finditer(text)] if short else []
            )
            all_mentions.append(_apart(spans))
        for mention in all_mentions[0]:
            mention.entity.in_headline = True
        self._bring_home(whole, all_mentions)
        self.headline = all_mentions[0]
        self.mentions = all_mentions[1:]
        for block, mentions in enumerate(self.mentions):
            for mention in mentions:
                mention.entity.places.append((block, mention.start, mention.end))

    def cost(self, entity: Entity | None) -> int:
        """What it takes to set the name of `entity` before a piece; nothing where the headline names it."""
        if entity is None or entity.in_headline or not entity.places:
            return 0
        return min(end - start for _, start, end in entity.places) + len(BRACKETS)

    def _bring_home(self, text: str, all_mentions: list[list[Mention]]) -> None:
        """Places that the article comes back to, or opens with, are where it takes place: no other places."""
        found = [
            mention.entity
            for mentions in all_mentions
            for mention in mentions
            if mention.entity.kind == PLACE
        ]
        home = {_PLACE_MARK.sub("", entity.name) for entity in found if entity.home}
        opening = (
            [mention for mention in all_mentions[1] if mention.start < EARLY] if all_mentions[1:] else []
        )
        first = next(
            (each.entity for each in (*all_mentions[0], *opening) if each.entity.kind == PLACE), None
        )
        if first is not None:
            home.add(_PLACE_MARK.sub("", first.name))
        for entity in dict.fromkeys(found[:MOST_NAMES]):
            core = _PLACE_MARK.sub("", entity.name)
            entity.home = entity.home or core in home or text.count(core) >= OFTEN

    def _entity(self, kind: str, name: str, *, home: bool = False) -> Entity:
        known = self._by_name.get(name)
        if known is None:
            known = self._by_name[name] = Entity(kind, name, home)
        return known

    def _full_names(self, text: str) -> Iterator[tuple[int, int, Entity]]:
        for form in park_forms(self.park.name):
            at = text.find(form)
            while at >= 0:
                yield at, at + len(form), self.park
                at = text.find(form, at + 1)
        for kind, ends, refused, marks in (
            (FIRM, _FIRM_END, _NO_FIRM, ("公司", "集团")),
            (PROJECT, _PROJECT_END, _NO_PROJECT, ("项目", "工程", "基地", "园", "生产线")),
            (ZONE, _ZONE_END, None, ("区", "园", "城")),
        ):
            for match in ends.finditer(text) if any(char in text for char in marks) else ():
                start = _name_start(text, match.start())
                stem = text[start : match.start()]
                if len(stem) < 2 or (refused and refused.search(stem)):
                    continue
                if (
                    kind == FIRM
                    and match[0] == "公司"
                    and (_NOT_IN_NAME.search(stem) or _NOT_A_FIRM.search(stem))
                ):
                    continue
                if kind == PROJECT and (
                    len(stem) < 4 or _NOT_IN_NAME.search(stem) or stem.count("“") != stem.count("”")
                ):
                    continue
                if kind == ZONE:
                    placed = next((at for at in range(len(stem) - 1) if _place_at(stem, at)), None)
                    if placed is None:
                        continue
                    start += placed
                    if _NOT_IN_NAME.search(text, start, match.start()) or _ZONE_END.search(
                        text, start, match.start()
                    ):
                        continue
                yield start, match.end(), self._entity(kind, text[start : match.end()])
        yield from self._places(text)

    def _places(self, text: str) -> Iterator[tuple[int, int, Entity]]:
        for match in _PROVINCE.finditer(text):
            name = match[0]
            end = match.end()
            if text[end : end + 1].strip() and (place := _place_at(text, end)) and text[end - 1] != "市":
                end += len(place)
                if mark := _PLACE_MARK.match(text, end):
                    end = mark.end()
            core = re.sub("(?<=..)(?:省|市|自治区)$", "", name)
            yield (
                match.start(),
                end,
                self._entity(
                    PLACE,
                    text[match.start() : end],
                    home=core in self._home or text[match.end() : end] in self._home,
                ),
            )
        for match in _WIDE.finditer(text):
            yield match.start(), match.end(), self._entity(PLACE, match[0], home=True)
        for match in _PLACED.finditer(text):
            at = match.end()
            if place := _place_at(text, at):
                end = at + len(place)
                home = place in self._home
                if mark := _PLACE_MARK.match(text, end):
                    end = mark.end()
                elif not home and len(place) == 2 and place not in _cities():
                    continue  # a county of two characters without its mark may be any word
                yield at, end, self._entity(PLACE, text[at:end], home=home)

    def _short_forms(self, text: str) -> re.Pattern[str] | None:
        """A pattern of the short forms that the press makes of the firms' names: 富美科技 of
        山东富美科技有限公司.
        """
        for name, entity in list(self._by_name.items())[:MOST_NAMES]:
            if entity.kind == FIRM:
                core = _PLACE_START.sub("", _FIRM_END.sub("", name))
                brand = _TRADE.sub("", core)
                for form in (core, brand + core[len(brand) : len(brand) + 2], brand):
                    if (
                        len(form) >= 2 + (form == brand)
                        and form not in self._by_name
                        and text.count(form) > text.count(name)
                    ):
                        self._by_name[form] = entity
            elif entity.kind == PROJECT and len(name) >= 6:
                for cut in ("项目", "工程"):
                    form = name.removesuffix(cut)
                    if form != name and form not in self._by_name:
                        self._by_name[form] = entity
        forms = [name for name, entity in self._by_name.items() if entity.kind in (FIRM, PROJECT)]
        if not forms:
            return None
        return re.compile("|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form)))))


@cache
def _cities() -> frozenset[str]:
    from parsing.unknown_parks import cities

    return cities()


def _within(paragraphs: Sequence[str]) -> Iterator[str]:
    """The paragraphs, up to MOST_READ characters of all of them."""
    room = MOST_READ
    for paragraph in paragraphs:
        yield paragraph[:room]
        room = max(0, room - len(paragraph))


def _place_at(text: str, at: int) -> str:
    """The known place whose name starts at `at`, the longest; empty where there is none."""
    known = places()
    for length in (5, 4, 3, 2):
        if text[at : at + length] in known and len(text) >= at + length:
            return text[at : at + length]
    return ""


def _name_start(text: str, end: int) -> int:
    """Where the name begins whose last part begins at `end`."""
    floor = max(0, end - LONGEST_STEM)
    start = floor
    for match in _BOUNDARY.finditer(text, floor, end):
        start = match.end()
    if text[start : start + 1] in "”’》":
        start += 1
    return min(start, end)


_RANKS = {PARK: 0, FIRM: 1, PROJECT: 2, ZONE: 3, PLACE: 4}


def _apart(spans: list[tuple[int, int, Entity]]) -> list[Mention]:
    """The spans as mentions in order; of two that overlap the park stays, then a firm, the longer one."""
    starts: list[int] = []
    kept: list[Mention] = []
    for rank in range(len(_RANKS)):
        added = []
        end = -1
        for start, stop, entity in sorted(
            (span for span in spans if _RANKS[span[2].kind] == rank), key=lambda span: (span[0], -span[1])
        ):
            at = bisect(starts, start)
            free = (at == 0 or kept[at - 1].end <= start) and (at == len(kept) or kept[at].start >= stop)
            if free and start >= end:
                added.append(Mention(start, stop, entity))
                end = stop
        if added:
            kept = sorted((*kept, *added), key=lambda mention: mention.start)
            starts = [mention.start for mention in kept]
    return kept
