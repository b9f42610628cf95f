"""The same stories set as a page and read by the reader itself: its own faults, and how often they happen.

A page is set as an editor hands it over: paragraphs cut by columns, captions in the hole of their photo,
lines of furniture above and below. What comes back is compared with the stories. An article was read right
if its headings, captions and signatures and the text of its body are those of a story. Where a paragraph
ends does not count, nor whether an interview's question passes for a section head, nor a notice's last lines.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.block_edits import Blocks, Scene
from benchmarks.made_stories import PageStyle, Story, StoryWriter, park_of
from benchmarks.story_words import COLUMN_NAMES
from parsing import parse_page
from parsing.article import Article, Kind

CUT_SHARE, SHORTEST_CUT = 0.3, 90
HOLE_SHARE = 0.4
FURNITURE_SHARE = 0.4
_LINES = (Kind.KICKER, Kind.HEADLINE, Kind.SUBHEAD, Kind.DATELINE, Kind.CAPTION, Kind.BYLINE)
_QUESTION_MARKS = ("?", "？")


@dataclass(frozen=True, slots=True)
class Reading:
    """An article that the reader made of a page, the story nearest to it, and whether it is that story."""

    blocks: Blocks
    park: str
    story: Story
    right: bool


def set_page(chance: random.Random, style: PageStyle, stories: list[Story]) -> str:
    """The text of a page with these stories."""
    scene = Scene(chance, style.newspaper, style.day, ())
    lines = [scene.masthead] if chance.random() < FURNITURE_SHARE else []
    if chance.random() < FURNITURE_SHARE:
        lines.append(chance.choice(COLUMN_NAMES))
    for story in stories:
        lines += _set(chance, story.blocks)
    if chance.random() < FURNITURE_SHARE:
        lines.append("本版责编:张三 校对:李四")
    return "\n\n".join(lines)


def _set(chance: random.Random, blocks: Blocks) -> Iterator[str]:
    """The lines of an article: dateline and byline stand in a paragraph, long ones are cut."""
    start = ""
    for at, block in enumerate(blocks):
        if block.kind is Kind.DATELINE:
            start = f"{block.text} "
        elif block.kind is Kind.PARAGRAPH:
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            signed = following is not None and following.kind is Kind.BYLINE
            yield from _cut(
                chance, f"{start}{block.text}{f' {following.text}' if signed and following else ''}"
            )
            start = ""
        elif block.kind is Kind.CAPTION and chance.random() < HOLE_SHARE:
            yield f"\n\n{block.text}"
        elif block.kind is not Kind.BYLINE:
            yield block.text


def _cut(chance: random.Random, text: str) -> list[str]:
    if len(text) < SHORTEST_CUT or chance.random() > CUT_SHARE:
        return [text]
    at = chance.randint(25, len(text) - 20)
    return [text[:at], text[at:]]


def read_stories(chance: random.Random, style: PageStyle, stories: list[Story]) -> list[Reading]:
    """What the reader makes of a page with these stories."""
    signs = [Counter(_body(story.blocks)) for story in stories]
    readings = []
    for article in parse_page(set_page(chance, style, stories)).articles:
        read = Counter(_body(article.blocks))
        near = max(range(len(stories)), key=lambda at: sum((signs[at] & read).values()))
        story = stories[near]
        readings.append(Reading(article.blocks, park_of(article.blocks), story, _same(article, story)))
    return readings


def made_readings(pages: int, seed: int) -> Iterator[tuple[PageStyle, list[Reading]]]:
    """So many pages, and how the reader reads them."""
    chance = random.Random(seed)
    for _ in range(pages):
        style = PageStyle.drawn(chance)
        writer = StoryWriter(chance, style)
        stories = [writer.write() for _ in range(chance.randint(3, 9))]
        yield style, read_stories(chance, style, stories)


def _same(article: Article, story: Story) -> bool:
    of_story = Article(story.blocks)
    if any(article.texts(kind) != of_story.texts(kind) for kind in _LINES):
        return False
    if _section_heads(article) != _section_heads(of_story):
        return False
    read, told = _body(article.blocks), _body(story.blocks)
    if story.kind == "notice" and told.startswith(read):
        return len(told) - len(read) <= len("".join(of_story.paragraphs[-2:]))
    return read == told


def _section_heads(article: Article) -> list[str]:
    return [text for text in article.section_heads if not text.endswith(_QUESTION_MARKS)]


def _body(blocks: Blocks) -> str:
    return "".join(block.text for block in blocks if block.kind in (Kind.PARAGRAPH, Kind.SECTION_HEAD))
