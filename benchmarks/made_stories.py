"""Made-up newspaper articles of many kinds, as a reader gives them back when it makes no mistake.

News of two to twelve paragraphs, items of one, long reports with section heads, interviews, notices, picture
news, articles that name several parks, economic reports full of figures, science, and news of no park. What a
correct article may look like on a real page and yet odd is in them on purpose: notices that end in a date
without a full stop, headlines of three characters or a whole question, rare characters in names, unsigned and
undated ones, a park that the body never names, growth of 40 %, and 分享, 扫码, 版权 and 打印 in prose.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace
from functools import lru_cache

from benchmarks import story_sentences as say
from benchmarks import story_words as words
from benchmarks.story_pen import Pen, Pools
from parsing.article import Article, Block, Kind
from parsing.park_list import Park, bundled_parks
from parsing.parks import Gazetteer

_MIDDLE = (
    say.DETAILS,
    say.DETAILS,
    say.DETAILS,
    say.QUOTES,
    say.QUOTES,
    say.SERVICES,
    say.FIGURES,
    say.PASTS,
)
_PARAGRAPHS = (2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 10, 12)
# How many sentences a paragraph has: newspapers differ in it, and so do stories.
_SIZES = ((1, 1, 2), (1, 2, 2, 3), (2, 3, 4), (4, 5, 6))
# More would make a story say things twice.
MOST_SENTENCES = 30
_OFFICIAL = (say.POLICIES, say.POLICIES, say.POLICIES, say.SERVICES, say.FIGURES, say.DETAILS)
OFFICIAL_SHARE = 0.3
_KINDS = {
    "news": 30,
    "brief": 16,
    "report": 12,
    "plain": 10,
    "figures": 8,
    "picture": 7,
    "several": 6,
    "science": 6,
    "interview": 5,
    "notice": 5,
}
NO_PARK = frozenset(("plain", "science"))
UNLISTED_SHARE = 0.05
FIRST_DAY, DAYS = dt.date(2026, 1, 5), 330


@dataclass(frozen=True, slots=True)
class Story:
    """One article: its blocks in order, the park it is about (empty for none), and its kind of story."""

    blocks: tuple[Block, ...]
    park: str
    kind: str


@dataclass(frozen=True, slots=True)
class PageStyle:
    """How a newspaper sets its articles: what those of one page have in common."""

    newspaper: str
    day: dt.date
    full: bool
    kickers: float
    datelines: float
    signs: str

    @classmethod
    def drawn(cls, chance: random.Random) -> PageStyle:
        """A style at random; half of the pages are of the newspaper that the bot began with."""
        newspaper = words.NEWSPAPERS[0] if chance.random() < 0.5 else chance.choice(words.NEWSPAPERS)
        return cls(
            newspaper,
            FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS)),
            full=chance.random() < 0.5,
            kickers=chance.choice((0.95, 0.9, 0.4, 0.0)),
            datelines=chance.choice((0.9, 0.7, 0.3)),
            signs=chance.choice(("name", "name", "reporter", "brackets", "dateline", "none")),
        )


@lru_cache(maxsize=1)
def parks() -> tuple[Park, ...]:
    """The listed parks whose name means them and no other."""
    names = Gazetteer.bundled().names
    return tuple(park for park in bundled_parks() if [one.name for one in names(park.name)] == [park.name])


def park_of(blocks: tuple[Block, ...]) -> str:
    """The park that the reader ties an article of these blocks to; empty for none."""
    main = Gazetteer.bundled().park_of(Article(blocks)).main
    return main.name if main else ""


class StoryWriter:
    """Writes the stories of one page."""

    def __init__(self, chance: random.Random, style: PageStyle) -> None:
        self._chance = chance
        self._style = style
        self._pools = Pools(chance)
        self._trades: list[words.Trade] = []
        self._parks: list[Park] = []
        self._sizes: tuple[int, ...] = _SIZES[0]
        self._roles: tuple[tuple[str, ...], ...] = _MIDDLE
        self._told: set[str] = set()

    def write(self) -> Story:
        """The next story of the page, about another trade and another park than those before."""
        one = self._chance
        kind = one.choices(list(_KINDS), list(_KINDS.values()))[0]
        self._trades = self._trades or one.sample(words.TRADES, len(words.TRADES))
        self._parks = self._parks or one.sample(parks(), len(parks()))
        self._sizes = one.choice(_SIZES)
        self._told.clear()
        self._roles = _OFFICIAL if one.random() < OFFICIAL_SHARE else _MIDDLE
        park = None if kind in NO_PARK else self._parks.pop()
        if park and one.random() < UNLISTED_SHARE:
            park = Park(one.choice(words.UNLISTED_PARKS), confirmed=False)
        pen = Pen(one, self._trades.pop(), park, self._style.day, full=self._style.full)
        blocks = self._dressed(kind, pen, self._body(kind, pen))
        named = park.name if park else ""
        if park and park_of(blocks) != named:
            # Without it the text alone would be taken for another park's.
            rest = (block for block in blocks if block.kind is not Kind.KICKER)
            blocks = (Block(Kind.KICKER, park.name), *rest)
        return Story(blocks, named, kind)

    def _say(self, pen: Pen, *roles: tuple[str, ...]) -> Block:
        """A paragraph of one sentence for each role that has one left which the story hasn't told yet."""
        patterns = [pattern for role in roles if (pattern := self._untold(role))]
        return Block(Kind.PARAGRAPH, "".join(map(pen.write, patterns or [self._pools.draw(roles[0])])))

    def _untold(self, role: tuple[str, ...]) -> str:
        for _ in role:
            pattern = self._pools.draw(role)
            if pattern not in self._told:
                self._told.add(pattern)
                return pattern
        return ""

    def _middle(self, pen: Pen) -> Block:
        one = self._chance
        return self._say(pen, *one.choices(self._roles, k=one.choice(self._sizes)))

    def _line(self, pen: Pen, kind: Kind, patterns: tuple[str, ...]) -> Block:
        return Block(kind, pen.write(self._pools.draw(patterns)))

    def _body(self, kind: str, pen: Pen) -> list[Block]:
        one = self._chance
        opening = self._say(pen, say.LEADS, one.choice(self._roles))
        closing = self._say(pen, *one.choice(((say.PLANS,), (say.SERVICES, say.PLANS), (say.QUOTES,))))
        if kind == "brief":
            return [self._say(pen, say.LEADS, *one.choices(_MIDDLE, k=one.choice((0, 1, 1, 2))))]
        if kind == "picture":
            return [self._say(pen, say.LEADS, *one.choices(_MIDDLE, k=one.choice((0, 1))))]
        if kind == "report":
            return self._report(pen, opening, closing)
        if kind == "interview":
            return self._interview(pen, opening)
        if kind == "notice":
            return self._notice(pen)
        if kind == "several":
            return [opening, self._visit(pen), self._middle(pen), closing]
        if kind == "science":
            return [
                self._say(pen, *[say.SCIENCE] * one.choice((1, 2, 3))) for _ in range(one.choice((2, 3, 4)))
            ]
        if kind == "figures":
            tables = [
                self._say(pen, *[say.FIGURES] * one.choice((2, 2, 3))) for _ in range(one.choice((1, 2, 3)))
            ]
            return [self._say(pen, say.OVERVIEWS, say.FIGURES), *tables, closing]
        fit = min(one.choice(_PARAGRAPHS), MOST_SENTENCES // max(self._sizes) + 2)
        return [opening, *(self._middle(pen) for _ in range(fit - 2)), closing]

    def _report(self, pen: Pen, opening: Block, closing: Block) -> list[Block]:
        one = self._chance
        body = [opening, self._middle(pen)]
        for _ in range(one.choice((2, 3, 3, 4))):
            body.append(self._line(pen, Kind.SECTION_HEAD, say.SECTION_HEADS))
            few = self._sizes is _SIZES[-1]
            body += [self._middle(pen) for _ in range(1 if few else one.choice((1, 2, 2, 3)))]
        return [*body, closing]

    def _interview(self, pen: Pen, opening: Block) -> list[Block]:
        one = self._chance
        ask, answer = one.choice((("记者:", pen.person() + ":"), ("问:", "答:")))
        # Short questions are read as section heads as often as not, which does no harm.
        kind = one.choice((Kind.PARAGRAPH, Kind.SECTION_HEAD))
        body = [opening]
        for _ in range(one.choice((2, 3, 4, 5))):
            question = pen.write(ask + self._pools.draw(say.QUESTIONS))
            said = self._middle(pen).text.replace("“", "‘").replace("”", "’")
            body += [Block(kind, question), Block(Kind.PARAGRAPH, pen.write(answer) + said)]
        return body

    def _notice(self, pen: Pen) -> list[Block]:
        one = self._chance
        start = pen.write("[因工作需要|经研究决定|根据有关规定],现将有关事项[公告|通告]如下:")
        items = [self._pools.draw(say.NOTICE_ITEMS) for _ in range(one.choice((2, 3, 4)))]
        numbered = [pen.write(f"{'一二三四'[number]}、{item}") for number, item in enumerate(items)]
        # The lines of who gives notice and when are often taken for furniture.
        ends = [pen.write("{park}管委会"), pen.write("{year0}年{day}")]
        last = ends if one.random() < 0.3 else ["特此公告。"][: one.randint(0, 1)]
        return [Block(Kind.PARAGRAPH, text) for text in (start, *numbered, *last)]

    def _visit(self, pen: Pen) -> Block:
        one = self._chance
        others = [park.name for park in one.sample(parks(), 3) if park != pen.park][:2]
        names = [one.choice((name, name.replace("经济技术开发区", "经开区"))) for name in others]
        told = one.choice(
            (
                "{park}还[派人|组团]到%s、%s[学习|考察],带回[代办审批|标准厂房]的做法。",
                "[同场|一同]签约的还有%s和%s,[三方|三家]将[共用|共建]一个{trade}检测平台。",
            )
        )
        return Block(Kind.PARAGRAPH, pen.write(told) % tuple(names))

    def _dressed(self, kind: str, pen: Pen, body: list[Block]) -> tuple[Block, ...]:
        """The body with what stands above, in and below it."""
        one, style = self._chance, self._style
        plain = say.OFFICIAL_HEADLINES if self._roles is _OFFICIAL else say.HEADLINES
        heads = {"notice": say.NOTICE_HEADS, "science": say.SCIENCE_HEADS}.get(kind, plain)
        above = [self._line(pen, Kind.HEADLINE, heads)]
        if kind in ("news", "report", "interview") and one.random() < 0.2:
            above.append(self._line(pen, Kind.SUBHEAD, say.SUBHEADS))
        if pen.park and one.random() < style.kickers:
            kicker = Block(Kind.KICKER, pen.park.name if one.random() < 0.8 else pen.write("{park}"))
            above = [*above, kicker] if one.random() < 0.1 else [kicker, *above]
        captions = 1 if kind == "picture" else one.choice((0, 0, 0, 1)) if kind != "notice" else 0
        for _ in range(captions):
            at = 0 if one.random() < 0.7 else one.randrange(len(body))
            body = [*body[:at], self._caption(pen), *body[at:]]
        signer = pen.person()
        dated = kind not in ("notice", "interview") and one.random() < style.datelines
        if dated or style.signs == "dateline":
            dateline = self._dateline(pen, signer)
            at = next(number for number, block in enumerate(body) if block.kind is Kind.PARAGRAPH)
            body = [*body[:at], dateline, *body[at:]] if kind != "notice" else body
        if kind != "notice" and style.signs not in ("none", "dateline") and one.random() < 0.9:
            body = [*body, self._byline(pen, signer, photo=kind == "picture")]
        return (*above, *body)

    def _caption(self, pen: Pen) -> Block:
        scene = self._line(pen, Kind.CAPTION, say.SCENES)
        credit = self._chance.choice(
            (f"{pen.person()}摄", f"本报记者 {pen.person()} 摄", "资料图", pen.write("{alias}供图"), "")
        )
        return replace(scene, text=scene.text + credit)

    def _dateline(self, pen: Pen, signer: str) -> Block:
        if self._style.signs == "dateline":
            return Block(Kind.DATELINE, pen.write("本报讯(记者") + " " + signer + pen.write(")"))
        own = self._style.newspaper
        return Block(Kind.DATELINE, self._chance.choice((own, own, "本报讯", f"{own}讯")))

    def _byline(self, pen: Pen, signer: str, *, photo: bool) -> Block:
        if photo:
            return Block(Kind.BYLINE, f"本报记者 {signer} 摄影报道")
        second = f" {pen.person()}" if self._chance.random() < 0.15 else ""
        forms = {
            "name": signer + second,
            "reporter": f"本报记者 {signer}",
            "brackets": pen.write("(") + signer + pen.write(")"),
        }
        return Block(Kind.BYLINE, forms[self._style.signs])
