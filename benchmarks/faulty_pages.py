"""Made-up pages as they are read: about one article in twenty is faulty, and it is known which and how.

    python -m benchmarks.faulty_pages [--pages 400] [--seed 7] [--reader] > FILE

Whoever doubts what was read, a rule or a person, is measured by them: which faults are noticed, and how
many correct articles are suspected. Each line is a page, {"newspaper", "date", "articles": [{"blocks":
[[kind, text], …], "park", "wrong", "fault"}]}. The kinds are those of parsing/article.py, `park` is what
parsing/parks.py ties the article to as read, and `fault` is empty where it was read right. A seed gives
the same pages each time. With `--reader` the faults are not made: the stories are set as pages and read, and
what our reader itself gets wrong is marked `by_the_reader` (pages_read.py says how it is known).

Which faults, and where they were seen. “Reader”: our own, in docs/parsing.md or when the stories were set
as a page, cut into columns and read. Numbers are threads of the projects named; without any, it stands to
reason.

* Borders of articles, the most frequent wherever newspapers are cut up. `run_together` (reader: after an
  unsigned article, a headline passes for a section head), `neighbours_end_as_headline` (reader: who signs
  a notice), `cut_at_section_head`, `cut_at_column_end`, `tail_of_neighbour`, `neighbours_paragraph`,
  `neighbours_headline`, `furniture_as_article` (GeneralNewsExtractor 60, 92, 108: the copyright line for
  the text).
* Headings. `leftover_as_section_head` (reader: the start of a paragraph that a cut left alone),
  `word_as_byline` (reader: 时间 after a full stop), `paragraph_broken` (all2md 442: 196 breaks in
  mid-sentence left after mending), `headline_in_body`, `section_head_in_body` (reader; xberg 1609: welded
  into the prose), `headline_cut` (xberg 1605, 1650), `headline_doubled` (trafilatura 160),
  `sentence_as_headline` (xberg 1599: body text promoted), `column_name_as_headline` (trafilatura 295:
  “Main menu”), `subhead_as_headline`, `caption_as_headline` (reader), `date_as_headline`,
  `byline_as_headline`, `kicker_in_headline` (MinerU 2548: two headings on one row).
* Strays. `page_number_inside`, `masthead_inside` (pdf_oxide 553: inside a paragraph), `navigation_inside`
  (trafilatura 160: the share block; newspaper 128: menus), `imprint_inside` (GeneralNewsExtractor 60,
  96), `advertisement_inside`, `related_links_inside`, `turned_page_mark_inside`, `caption_in_body`
  (reader; dataseer-web 40, xberg 1738), `byline_in_body`, `table_as_prose` (marker 952, pdf_oxide 668).
* The wrong park. `neighbours_kicker`, `neighbours_caption` (MinerU 1072, Cosmos 103), `park_misread`
  (PaddleOCR 10673: the name of a city; Umi-OCR 733: signs that the dictionary lacks).
* Lost. `start_lost` (readability.php 84, newspaper4k 353), `middle_lost` (newspaper4k 81, pdf_oxide
  1539), `end_lost` (trafilatura 234, 304), `body_lost` (GeneralNewsExtractor 57, 108).
* Out of order. `columns_out_of_order` (MinerU 909, 4219, pdfminer.six 564, pdfplumber 1303),
  `columns_interleaved` (pdf_oxide 1410, pdfplumber 620), `read_across` (pdf_oxide 1253: an old
  newspaper), `paragraphs_swapped` (MinerU 1536), `text_doubled` (trafilatura 879).
* Characters. `wrong_encoding`, `unreadable_characters` (pdfminer.six 771, pdf-inspector 400: the fonts of
  some words only), `digits_lost` (PaddleOCR 5420: figures; 7901, 8083: the point, so that 1.6 is 16),
  `punctuation_lost` (PaddleOCR 8027: every comma), `lookalike_characters` (PaddleOCR 3030),
  `stray_spaces` (MinerU 909).

How often each occurs is our estimate: its weight, as if dealt from a pack of cards, so that all come up
in a few hundred pages. Some are plain (a whole article in the wrong encoding), some show in one
character, and some nobody can see who has only the article, such as a paragraph missing between two full
stops. Those stay in, for they happen too: full marks are not to be had. What comes of a file or a font
often befalls a second article of its page. Left out is what does no harm: a paragraph that a cut after a
full stop made two. A neighbour that lost no more than a caption, or a kicker without which its park is
known, counts as right.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import faults_of_headings as headings
from benchmarks import faults_of_neighbours as neighbours
from benchmarks import faults_of_strays as strays
from benchmarks import faults_of_text as texts
from benchmarks.block_edits import Blocks, Scene, without
from benchmarks.made_stories import PageStyle, Story, StoryWriter, park_of
from benchmarks.pages_read import made_readings
from parsing.article import Kind

OWN = {**headings.OWN, **strays.OWN, **texts.OWN}
SPLITS = {**headings.SPLITS, **strays.SPLITS}
PAIRS = neighbours.PAIRS
WEIGHTS = {name: weight for faults in (OWN, SPLITS, PAIRS) for name, (weight, _) in faults.items()}
FAULTS = tuple(WEIGHTS)

ARTICLES_A_PAGE = (3, 4, 5, 5, 6, 6, 7, 8, 9)
# How often a fault befalls an article; some befall two, so that about 5 % come out faulty.
FAULT_RATE = 0.042
# What comes from the file, its fonts or its template befalls another article of the page this often.
OF_THE_FILE = frozenset(
    (
        *("wrong_encoding", "unreadable_characters", "digits_lost", "punctuation_lost", "stray_spaces"),
        *("headline_in_body", "navigation_inside", "imprint_inside"),
    )
)
ANOTHER_SHARE = 0.3
BY_THE_READER = "by_the_reader"
DEFAULT_PAGES, DEFAULT_SEED = 400, 7


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as read, and the story that it is told by; no story where there is none to read."""

    blocks: Blocks
    park: str
    story: Story | None
    fault: str = ""

    @property
    def wrong(self) -> bool:
        """Whether it was read wrongly."""
        return bool(self.fault)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page as read."""

    newspaper: str
    date: str
    articles: tuple[ReadArticle, ...]


class FaultDeck:
    """Deals faults as often as their weights say. What fits no article of a page is kept for the next."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._cards: list[str] = []
        self._kept: list[str] = []

    def befall(self, page: FaultyPage) -> None:
        """One fault happens to a page, if any of those tried fits."""
        for name in self._kept:
            if page.suffer(name):
                self._kept.remove(name)
                return
        for _ in range(len(FAULTS)):
            name = self._deal()
            if page.suffer(name):
                return
            self._kept.append(name)

    def _deal(self) -> str:
        if not self._cards:
            more = [name for name, weight in WEIGHTS.items() for _ in range(weight - 1)]
            # Each once before any comes again: a few hundred pages hold them all.
            self._cards = self._chance.sample(more, len(more)) + self._chance.sample(FAULTS, len(FAULTS))
        return self._cards.pop()


class FaultyPage:
    """A page to which faults happen, at most one to each article."""

    def __init__(self, chance: random.Random, style: PageStyle, stories: list[Story]) -> None:
        self._chance = chance
        self._style = style
        self.articles = [ReadArticle(story.blocks, story.park, story) for story in stories]

    def suffer(self, name: str) -> bool:
        """The fault befalls an article that none befell yet; false where it fits none."""
        befallen = self._once(name)
        while befallen and name in OF_THE_FILE and self._chance.random() < ANOTHER_SHARE and self._once(name):
            pass
        return befallen

    def _once(self, name: str) -> bool:
        order = self._chance.sample(range(len(self.articles)), len(self.articles))
        return any(self._befalls(name, at) for at in order if not self.articles[at].wrong)

    def _befalls(self, name: str, at: int) -> bool:
        if name in PAIRS:
            return self._pair(name, at)
        article = self.articles[at]
        made: tuple[Blocks, ...] | None = None
        if name in OWN:
            own = OWN[name][1](self._scene(at), article.blocks)
            made = None if own is None or own == article.blocks else (own,)
        else:
            made = SPLITS[name][1](self._scene(at), article.blocks)
        if made is None:
            return False
        self.articles[at : at + 1] = [self._as_read(blocks, article, name) for blocks in made]
        return True

    def _pair(self, name: str, at: int) -> bool:
        if at + 1 >= len(self.articles) or self.articles[at + 1].wrong:
            return False
        one, other = self.articles[at : at + 2]
        made = PAIRS[name][1](self._scene(at), one.blocks, other.blocks)
        if made is None or made[0] == one.blocks:
            return False
        mine, theirs = made
        left = [] if theirs is None else [_left_over(theirs, other, name)]
        self.articles[at : at + 2] = [self._as_read(mine, one, name), *left]
        return True

    def _as_read(self, blocks: Blocks, article: ReadArticle, name: str) -> ReadArticle:
        if blocks == article.blocks:
            return article
        story = None if name == "furniture_as_article" else article.story
        return ReadArticle(blocks, park_of(blocks), story, name)

    def _scene(self, at: int) -> Scene:
        others = (article for number, article in enumerate(self.articles) if number != at)
        titles = (block.text for one in others for block in one.blocks if block.kind is Kind.HEADLINE)
        return Scene(self._chance, self._style.newspaper, self._style.day, tuple(titles))


def _left_over(blocks: Blocks, article: ReadArticle, name: str) -> ReadArticle:
    """What a neighbour's fault leaves of an article: right where nothing went that would be missed."""
    park = park_of(blocks)
    unmissed = park == article.park and blocks in (
        without(article.blocks, Kind.CAPTION),
        without(article.blocks, Kind.KICKER),
    )
    return ReadArticle(blocks, park, article.story, "" if unmissed else name)


def made_pages(pages: int, seed: int) -> Iterator[ReadPage]:
    """So many pages as read."""
    chance = random.Random(seed)
    deck = FaultDeck(chance)
    until_next = chance.uniform(0, 2 / FAULT_RATE)
    for _ in range(pages):
        style = PageStyle.drawn(chance)
        writer = StoryWriter(chance, style)
        page = FaultyPage(chance, style, [writer.write() for _ in range(chance.choice(ARTICLES_A_PAGE))])
        until_next -= len(page.articles)
        while until_next < 0:
            deck.befall(page)
            until_next += chance.uniform(0, 2 / FAULT_RATE)
        yield ReadPage(style.newspaper, style.day.isoformat(), tuple(page.articles))


def pages_by_the_reader(pages: int, seed: int) -> Iterator[ReadPage]:
    """So many pages as our reader reads them, with the faults that it makes."""
    for style, readings in made_readings(pages, seed):
        articles = (
            ReadArticle(one.blocks, one.park, one.story, "" if one.right else BY_THE_READER)
            for one in readings
        )
        yield ReadPage(style.newspaper, style.day.isoformat(), tuple(articles))


def as_json(page: ReadPage) -> str:
    """The line that stands for a page."""
    articles = [
        {
            "blocks": [[str(block.kind), block.text] for block in article.blocks],
            "park": article.park,
            "wrong": article.wrong,
            "fault": article.fault,
        }
        for article in page.articles
    ]
    return json.dumps(
        {"newspaper": page.newspaper, "date": page.date, "articles": articles}, ensure_ascii=False
    )


def main() -> int:
    """Print the pages."""
    parser = argparse.ArgumentParser(description="Print made-up pages as read, one a line.")
    parser.add_argument("--pages", type=int, default=DEFAULT_PAGES)
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--reader", action="store_true", help="with the faults that our reader makes")
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    make = pages_by_the_reader if options.reader else made_pages
    for page in make(options.pages, options.seed):
        print(as_json(page))
    return 0


if __name__ == "__main__":
    sys.exit(main())
