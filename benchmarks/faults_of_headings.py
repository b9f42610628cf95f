"""Faults of headings: the wrong line for the headline, false section heads, and what they cut apart."""

from __future__ import annotations

from benchmarks import story_words as words
from benchmarks.block_edits import (
    Blocks,
    Own,
    Scene,
    Split,
    cut,
    of_kind,
    paragraph,
    paragraphs,
    places,
    prefixed,
    put,
    rewritten,
    sentences,
    without,
)
from parsing.article import Block, Kind

SHORTEST_HEADLINE = 6


def _retitled(scene: Scene, blocks: Blocks, title: str) -> Blocks | None:
    """Another line is the headline; the headline's own is lost, or stands beside it, or in the body."""
    at = places(blocks, Kind.HEADLINE)
    if not at or not title:
        return None
    old = blocks[at[0]].text
    new = rewritten(blocks, at[0], title)
    way = scene.chance.choice(("lost", "beside", "beside", "body"))
    if way == "beside":
        return put(new, at[0] + 1, Block(Kind.SUBHEAD, old))
    return prefixed(new, old) if way == "body" else new


def _headline_in_body(scene: Scene, blocks: Blocks) -> Blocks | None:
    headline = of_kind(blocks, Kind.HEADLINE)
    if headline is None:
        return None
    rest = without(blocks, Kind.HEADLINE)
    at = places(rest)[0]
    if scene.chance.random() < 0.5:
        return prefixed(rest, headline.text + scene.chance.choice(("", " ")))
    return put(rest, at, paragraph(headline.text))


def _sentence_as_headline(scene: Scene, blocks: Blocks) -> Blocks | None:
    at = places(blocks)[0]
    text = blocks[at].text
    first = sentences(text)[0]
    end = (
        len(first)
        if scene.chance.random() < 0.5
        else next((n for n, c in enumerate(text, 1) if c in ",，"), 0)
    )
    if not SHORTEST_HEADLINE <= end < len(text) - SHORTEST_HEADLINE:
        return None
    return _retitled(scene, rewritten(blocks, at, text[end:]), text[:end])


def _column_name_as_headline(scene: Scene, blocks: Blocks) -> Blocks | None:
    return _retitled(scene, blocks, scene.chance.choice(words.COLUMN_NAMES))


def _date_as_headline(scene: Scene, blocks: Blocks) -> Blocks | None:
    return _retitled(scene, blocks, scene.masthead)


def _byline_as_headline(scene: Scene, blocks: Blocks) -> Blocks | None:
    byline = of_kind(blocks, Kind.BYLINE)
    if byline is None:
        return None
    return _retitled(
        scene, without(blocks, Kind.BYLINE), f"本报记者 {byline.text.strip('()（）').split()[-1]}"
    )


def _caption_as_headline(scene: Scene, blocks: Blocks) -> Blocks | None:
    caption = of_kind(blocks, Kind.CAPTION)
    return _retitled(scene, without(blocks, Kind.CAPTION), caption.text) if caption else None


def _subhead_as_headline(_: Scene, blocks: Blocks) -> Blocks | None:
    heads, subs = places(blocks, Kind.HEADLINE), places(blocks, Kind.SUBHEAD)
    if not heads or not subs:
        return None
    one, other = blocks[heads[0]].text, blocks[subs[0]].text
    return rewritten(rewritten(blocks, heads[0], other), subs[0], one)


def _headline_cut(scene: Scene, blocks: Blocks) -> Blocks | None:
    """One of a headline's two lines is read, the other is lost or opens the body."""
    at = places(blocks, Kind.HEADLINE)
    text = blocks[at[0]].text if at else ""
    halves = text.split(" ", 1)
    if len(halves) == 1:
        if len(text) < 2 * SHORTEST_HEADLINE:
            return None
        middle = len(text) // 2 + scene.chance.randint(-2, 2)
        halves = [text[:middle], text[middle:]]
    kept, lost = halves if scene.chance.random() < 0.7 else reversed(halves)
    new = rewritten(blocks, at[0], kept)
    return prefixed(new, lost) if scene.chance.random() < 0.4 else new


def _kicker_in_headline(_: Scene, blocks: Blocks) -> Blocks | None:
    kicker, at = of_kind(blocks, Kind.KICKER), places(without(blocks, Kind.KICKER), Kind.HEADLINE)
    if kicker is None or not at:
        return None
    rest = without(blocks, Kind.KICKER)
    return rewritten(rest, at[0], kicker.text + rest[at[0]].text)


def _headline_doubled(scene: Scene, blocks: Blocks) -> Blocks | None:
    headline = of_kind(blocks, Kind.HEADLINE)
    if headline is None:
        return None
    if scene.chance.random() < 0.5:
        return prefixed(blocks, headline.text)
    return put(blocks, places(blocks)[0], paragraph(headline.text))


def _section_head_in_body(scene: Scene, blocks: Blocks) -> Blocks | None:
    heads = places(blocks, Kind.SECTION_HEAD)
    if not heads:
        return None
    at = scene.chance.choice(heads)
    if scene.chance.random() < 0.7:
        return put(blocks, at, paragraph(blocks[at].text + blocks[at + 1].text), instead=2)
    return put(blocks, at - 1, paragraph(blocks[at - 1].text + blocks[at].text), instead=2)


def _leftover_as_section_head(scene: Scene, blocks: Blocks) -> Blocks | None:
    """The start or the end of a paragraph that a column cut off stands alone and passes for a heading."""
    at = scene.chance.choice(places(blocks))
    text = blocks[at].text
    size = scene.chance.randint(4, 14)
    if len(text) < 4 * size:
        return None
    if scene.chance.random() < 0.6:
        return put(blocks, at, Block(Kind.SECTION_HEAD, text[:size]), paragraph(text[size:]), instead=1)
    return put(blocks, at, paragraph(text[:-size]), Block(Kind.SECTION_HEAD, text[-size:]), instead=1)


def _word_as_byline(scene: Scene, blocks: Blocks) -> Blocks | None:
    """A column ends a word or two after a full stop, and they pass for who signed."""
    starts = [at for at in places(blocks) if len(sentences(blocks[at].text)) > 1]
    if not starts:
        return None
    at = scene.chance.choice(starts)
    told = sentences(blocks[at].text)
    first = scene.chance.randrange(1, len(told))
    before, after = "".join(told[:first]), "".join(told[first:])
    size = scene.chance.choice((2, 2, 3))
    word = after[:size]
    if not word.isalpha() or not before.endswith("。"):
        return None
    return put(blocks, at, paragraph(before), Block(Kind.BYLINE, word), paragraph(after[size:]), instead=1)


def _paragraph_broken(scene: Scene, blocks: Blocks) -> Blocks | None:
    at = scene.chance.choice(places(blocks))
    text = blocks[at].text
    inside = cut(scene.chance, text)
    return put(blocks, at, *paragraphs((text[:inside], text[inside:])), instead=1) if inside else None


def _cut_at_section_head(scene: Scene, blocks: Blocks) -> tuple[Blocks, Blocks] | None:
    heads = places(blocks, Kind.SECTION_HEAD)
    if not heads:
        return None
    at = scene.chance.choice(heads)
    return blocks[:at], put(blocks[at:], 0, Block(Kind.HEADLINE, blocks[at].text), instead=1)


def _cut_at_column_end(scene: Scene, blocks: Blocks) -> tuple[Blocks, Blocks] | None:
    """The next column begins an article of its own, often with its first line for a headline."""
    one = scene.chance
    body = places(blocks)
    at = one.choice(body)
    text = blocks[at].text
    inside = cut(one, text)
    if inside is None or len(body) < 2:
        return None
    first, rest = (*blocks[:at], paragraph(text[:inside])), text[inside:]
    size = one.randint(7, 16)
    if one.random() < 0.6 and len(rest) > 2 * size:
        return first, (Block(Kind.HEADLINE, rest[:size]), paragraph(rest[size:]), *blocks[at + 1 :])
    return first, (paragraph(rest), *blocks[at + 1 :])


OWN: dict[str, tuple[int, Own]] = {
    "headline_in_body": (3, _headline_in_body),
    "sentence_as_headline": (3, _sentence_as_headline),
    "column_name_as_headline": (2, _column_name_as_headline),
    "date_as_headline": (1, _date_as_headline),
    "byline_as_headline": (1, _byline_as_headline),
    "subhead_as_headline": (1, _subhead_as_headline),
    "caption_as_headline": (1, _caption_as_headline),
    "headline_cut": (2, _headline_cut),
    "kicker_in_headline": (1, _kicker_in_headline),
    "headline_doubled": (1, _headline_doubled),
    "section_head_in_body": (1, _section_head_in_body),
    "leftover_as_section_head": (3, _leftover_as_section_head),
    "word_as_byline": (1, _word_as_byline),
    "paragraph_broken": (2, _paragraph_broken),
}
SPLITS: dict[str, tuple[int, Split]] = {
    "cut_at_section_head": (3, _cut_at_section_head),
    "cut_at_column_end": (3, _cut_at_column_end),
}
