"""Articles as read, some of them wrongly: made-up pages taken apart, and faults put into a few articles."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from parsing import parse_page
from parsing.article import Block, Kind
from parsing.parks import Gazetteer
from tests.parsing_pages import PageMaker


@dataclass
class ReadArticle:
    """One article as read, its park by name, and the fault that was put into it."""

    blocks: list[Block]
    park: str
    fault: str = ""

    def places(self, kind: Kind = Kind.PARAGRAPH) -> list[int]:
        """Where its blocks of one kind stand."""
        return [number for number, block in enumerate(self.blocks) if block.kind is kind]

    def without(self, *kinds: Kind) -> list[Block]:
        """Its blocks but those of these kinds."""
        return [block for block in self.blocks if block.kind not in kinds]

    def set_text(self, number: int, text: str) -> None:
        """Put another text into a block."""
        self.blocks[number] = Block(self.blocks[number].kind, text)


ReadPage = list[ReadArticle]
Fault = Callable[[random.Random, ReadPage, int], bool]
_LINES = (
    "分享到：微信 微博 复制链接",
    "责任编辑：李然",
    "上一篇：没有了",
    "广告热线：0351-7537423",
    "遗失声明 某某商贸公司不慎将公章遗失，声明作废。",
    "当前位置：首页 > 新闻 > 正文",
    "图为生产车间。王磊 摄",
)


def _article(blocks: tuple[Block, ...], park: str) -> ReadArticle:
    return ReadArticle(list(blocks), park)


def read_page(seed: int) -> ReadPage:
    """A made-up page as the reader takes it apart; made so that all of it is read right, nearly always."""
    page = parse_page(PageMaker(seed).make().text)
    parks = (Gazetteer.bundled().park_of(article).main for article in page.articles)
    return [
        _article(article.blocks, park.name if park else "")
        for article, park in zip(page.articles, parks, strict=True)
    ]


def _run_together(one: random.Random, page: ReadPage, at: int) -> bool:
    if at + 1 == len(page):
        return False
    following = page.pop(at + 1)
    for block in following.blocks:
        heading = block.kind in (Kind.KICKER, Kind.HEADLINE, Kind.SUBHEAD)
        page[at].blocks.append(Block(Kind.SECTION_HEAD if heading else block.kind, block.text))
    return True


def _cut_off(one: random.Random, page: ReadPage, at: int) -> bool:
    article = page[at]
    number = one.choice(article.places())
    text = article.blocks[number].text
    half = max(4, len(text) // 2)
    while half > 1 and text[half - 1] in "。！？!?”":
        half -= 1
    article.blocks = article.blocks[: number + 1]
    article.set_text(number, text[:half])
    return True


def _headline_lost(one: random.Random, page: ReadPage, at: int) -> bool:
    page[at].blocks = page[at].without(Kind.HEADLINE, Kind.SUBHEAD)
    return True


def _other_headline(one: random.Random, page: ReadPage, at: int) -> bool:
    for number in page[at].places(Kind.HEADLINE):
        page[at].set_text(number, one.choice(_LINES))
    return True


def _line_inside(one: random.Random, page: ReadPage, at: int) -> bool:
    number = one.choice(page[at].places())
    page[at].blocks.insert(number + one.randint(0, 1), Block(Kind.PARAGRAPH, one.choice(_LINES)))
    return True


def _said_twice(one: random.Random, page: ReadPage, at: int) -> bool:
    number = one.choice(page[at].places())
    page[at].blocks.insert(number, page[at].blocks[number])
    return True


def _decoded_wrongly(one: random.Random, page: ReadPage, at: int) -> bool:
    for number, block in enumerate(page[at].blocks):
        page[at].set_text(number, block.text.encode().decode("gb18030", "replace"))
    return True


def _digits_lost(one: random.Random, page: ReadPage, at: int) -> bool:
    for number in page[at].places():
        text = page[at].blocks[number].text
        page[at].set_text(number, "".join(character for character in text if not character.isdigit()))
    return True


def _kicker_of_neighbour(one: random.Random, page: ReadPage, at: int) -> bool:
    parks = {article.park for article in page} - {page[at].park, ""}
    if not parks or not any(page[at].park in block.text for block in page[at].without(Kind.KICKER)):
        return False
    page[at].park = min(parks)
    page[at].blocks = [Block(Kind.KICKER, page[at].park), *page[at].without(Kind.KICKER)]
    return True


def _no_body(one: random.Random, page: ReadPage, at: int) -> bool:
    page[at].blocks = page[at].without(Kind.PARAGRAPH, Kind.SECTION_HEAD, Kind.BYLINE, Kind.DATELINE)
    return True


def _headline_of_neighbour(one: random.Random, page: ReadPage, at: int) -> bool:
    others = [block for article in page if article is not page[at] for block in article.blocks]
    headlines = [block.text for block in others if block.kind is Kind.HEADLINE]
    for number in page[at].places(Kind.HEADLINE) if headlines else ():
        page[at].set_text(number, one.choice(headlines))
    return bool(headlines)


def _paragraph_of_neighbour(one: random.Random, page: ReadPage, at: int) -> bool:
    others = [article for article in page if article is not page[at] and len(article.places()) > 1]
    if not others:
        return False
    other = one.choice(others)
    moved = other.blocks.pop(one.choice(other.places()))
    page[at].blocks.insert(one.choice(page[at].places()), moved)
    return True


def _cut_in_two(one: random.Random, page: ReadPage, at: int) -> bool:
    places = page[at].places()
    if len(places) < 2:
        return False
    half = one.choice(places[1:])
    rest = ReadArticle(page[at].blocks[half:], page[at].park, "cut in two, the second part")
    page[at].blocks = page[at].blocks[:half]
    page.insert(at + 1, rest)
    return True


def _order_mixed(one: random.Random, page: ReadPage, at: int) -> bool:
    places = page[at].places()
    first, last = page[at].blocks[places[0]], page[at].blocks[places[-1]]
    page[at].blocks[places[0]], page[at].blocks[places[-1]] = last, first
    return first != last


FAULTS: dict[str, Fault] = {
    "two articles run together": _run_together,
    "cut off in mid-sentence": _cut_off,
    "headline lost": _headline_lost,
    "another line for the headline": _other_headline,
    "a line of the page inside": _line_inside,
    "a paragraph twice": _said_twice,
    "decoded wrongly": _decoded_wrongly,
    "digits lost": _digits_lost,
    "kicker of a neighbour": _kicker_of_neighbour,
    "no body": _no_body,
    "headline of a neighbour": _headline_of_neighbour,
    "paragraph of a neighbour": _paragraph_of_neighbour,
    "cut in two": _cut_in_two,
    "first and last paragraph exchanged": _order_mixed,
}


def damaged_pages(pages: int, share: float, seed: int = 1) -> list[ReadPage]:
    """So many made-up pages, with a fault in about this share of their articles."""
    one = random.Random(seed)
    made = [read_page(number) for number in range(pages)]
    names = sorted(FAULTS)
    for page in made:
        for at in range(len(page) - 1, -1, -1):
            if at < len(page) and one.random() < share and page[at].places(Kind.HEADLINE):
                name = one.choice(names)
                if page[at].places() and FAULTS[name](one, page, at):
                    page[at].fault = name
    return made
