"""Faults between two articles that stand side by side: what is one's is read as the other's."""

from __future__ import annotations

from benchmarks.block_edits import (
    ENDS,
    Blocks,
    Pair,
    Scene,
    body_run,
    cut,
    of_kind,
    paragraph,
    places,
    prefixed,
    put,
    rewritten,
    without,
)
from parsing.article import Block, Kind

LONGEST_LINE = 30
_HEADS = (Kind.KICKER, Kind.HEADLINE, Kind.SUBHEAD)


def _run_together(scene: Scene, blocks: Blocks, other: Blocks) -> tuple[Blocks, None]:
    """The next headline passes for a section head, or for (part of) a paragraph, or is lost as furniture."""
    way = scene.chance.choice(("section", "section", "section", "paragraph", "glued", "lost"))
    body = without(other, *_HEADS)
    heads = [block.text for block in other if block.kind in _HEADS]
    if way == "lost":
        return (*blocks, *body), None
    if way == "glued":
        return (*blocks, *prefixed(body, "".join(heads))), None
    kind = Kind.SECTION_HEAD if way == "section" else Kind.PARAGRAPH
    return (*blocks, *(Block(kind, text) for text in heads), *body), None


def _tail_of_neighbour(scene: Scene, blocks: Blocks, other: Blocks) -> tuple[Blocks, Blocks] | None:
    """The end of the next article, which the page sets below this one, is read on after it."""
    body = places(other)
    if len(body) < 2:
        return None
    at = scene.chance.choice(body[1:])
    inside = cut(scene.chance, other[at].text)
    if inside is None or scene.chance.random() < 0.4:
        return (*blocks, *other[at:]), other[:at]
    text = other[at].text
    left = rewritten(other[: at + 1], at, text[:inside])
    return (*blocks, paragraph(text[inside:]), *other[at + 1 :]), left


def _neighbours_caption(scene: Scene, blocks: Blocks, other: Blocks) -> tuple[Blocks, Blocks] | None:
    caption = of_kind(other, Kind.CAPTION)
    if caption is None:
        return None
    at = scene.chance.choice(places(blocks))
    return put(blocks, at, caption), without(other, Kind.CAPTION)


def _neighbours_kicker(scene: Scene, blocks: Blocks, other: Blocks) -> tuple[Blocks, Blocks] | None:
    kicker, own = of_kind(other, Kind.KICKER), of_kind(blocks, Kind.KICKER)
    if kicker is None:
        return None
    mine = (kicker, *without(blocks, Kind.KICKER))
    # Kickers one place off come to both; one that stands between two articles goes to the wrong one.
    theirs = without(other, Kind.KICKER)
    return mine, (own, *theirs) if own and scene.chance.random() < 0.5 else theirs


def _neighbours_headline(_: Scene, blocks: Blocks, other: Blocks) -> tuple[Blocks, Blocks] | None:
    one, two = places(blocks, Kind.HEADLINE), places(other, Kind.HEADLINE)
    if not one or not two:
        return None
    mine, theirs = blocks[one[0]].text, other[two[0]].text
    return rewritten(blocks, one[0], theirs), rewritten(other, two[0], mine)


def _neighbours_end_as_headline(_: Scene, blocks: Blocks, other: Blocks) -> tuple[Blocks, Blocks] | None:
    """The last line of the article before, short as a heading, is taken for the headline of the next."""
    at, body = places(other, Kind.HEADLINE), places(blocks)
    last = blocks[body[-1]].text
    if not at or len(body) < 2 or len(last) > LONGEST_LINE or last[-1] in ENDS:
        return None
    new = put(other, at[0], Block(Kind.HEADLINE, last), Block(Kind.SUBHEAD, other[at[0]].text), instead=1)
    return put(blocks, body[-1], instead=1), new


def _neighbours_paragraph(scene: Scene, blocks: Blocks, other: Blocks) -> tuple[Blocks, Blocks] | None:
    if len(places(other)) < 3 or len(places(blocks)) < 2:
        return None
    taken = scene.chance.choice(places(other)[1:])
    at = scene.chance.choice(places(blocks)[1:])
    rest = put(other, taken, instead=1)
    inside = cut(scene.chance, other[taken].text)
    if inside and scene.chance.random() < 0.5:
        text = other[taken].text
        return put(blocks, at, paragraph(text[inside:])), rewritten(other, taken, text[:inside])
    return put(blocks, at, other[taken]), rest


def _read_across(scene: Scene, blocks: Blocks, other: Blocks) -> tuple[Blocks, Blocks] | None:
    """A column of each side by side: their lines are read in turn."""
    (start, end), (first, last) = body_run(blocks), body_run(other)
    width = scene.chance.randint(13, 20)
    one, two = (
        [text[at : at + width] for at in range(0, len(text), width)]
        for text in (
            "".join(block.text for block in blocks[start:end]),
            "".join(block.text for block in other[first:last]),
        )
    )
    rows = min(len(one), len(two) - 3)
    if rows < 3:
        return None
    mixed = "".join(line for row in range(rows) for line in (one[row], two[row]))
    mine = put(blocks, start, paragraph(mixed + "".join(one[rows:])), instead=end - start)
    return mine, put(other, first, paragraph("".join(two[rows:])), instead=last - first)


PAIRS: dict[str, tuple[int, Pair]] = {
    "run_together": (5, _run_together),
    "tail_of_neighbour": (2, _tail_of_neighbour),
    "neighbours_caption": (2, _neighbours_caption),
    "neighbours_kicker": (3, _neighbours_kicker),
    "neighbours_headline": (1, _neighbours_headline),
    "neighbours_end_as_headline": (1, _neighbours_end_as_headline),
    "neighbours_paragraph": (2, _neighbours_paragraph),
    "read_across": (1, _read_across),
}
