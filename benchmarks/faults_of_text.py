"""Faults in an article's own text: characters misread, passages lost, out of order or there twice."""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import pairwise

from benchmarks.block_edits import (
    Blocks,
    Own,
    Scene,
    body_run,
    cut,
    of_kind,
    paragraph,
    paragraphs,
    places,
    put,
    rewritten,
    without,
)
from parsing.article import Block, Kind

_MARKS = re.compile(r"[，,。、；;：:]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# What a recogniser takes for each other, and fonts with a wrong table too.
LOOKALIKES = str.maketrans(
    dict(
        zip(
            "日末己土人千大未入天目干士已产由厂问间候",
            "曰未已士入干太末人夭日千土己严甲广间问侯",
            strict=True,
        )
    )
)
_MISREAD_NAMES = str.maketrans(
    dict(
        zip(
            "临猗襄垣绛潞壶稷晋沁孝原同阳祁侯汾忻朔古兴左定大文交洪武平黎上清岚盐",
            "监倚囊恒降璐壹樱普泌考厚问阴祈候纷听塑占共在走太又父供式乎犁土请风监",
            strict=True,
        )
    )
)


def _lost_start(scene: Scene, blocks: Blocks) -> Blocks | None:
    at = places(blocks)
    if len(at) < 3:
        return None
    first = cut(scene.chance, blocks[at[0]].text)
    if first and scene.chance.random() < 0.5:
        return without(rewritten(blocks, at[0], blocks[at[0]].text[first:]), Kind.DATELINE)
    gone = scene.chance.choice(at[: min(2, len(at) - 2)])
    kept = [block for number, block in enumerate(blocks) if number > gone or block.kind is not Kind.PARAGRAPH]
    return without(tuple(kept), Kind.DATELINE)


def _lost_middle(scene: Scene, blocks: Blocks) -> Blocks | None:
    start, end = body_run(blocks)
    if end - start < 4:
        return None
    at = scene.chance.randrange(start + 1, end - 2)
    left, right = (cut(scene.chance, blocks[number].text) for number in (at, at + 1))
    if left is None or right is None or scene.chance.random() < 0.3:
        return put(blocks, at, instead=1)
    return put(blocks, at, paragraph(blocks[at].text[:left] + blocks[at + 1].text[right:]), instead=2)


def _lost_end(scene: Scene, blocks: Blocks) -> Blocks | None:
    at = places(blocks)
    if len(at) < 2:
        return None
    last = scene.chance.choice(at[len(at) // 2 :])
    text = blocks[last].text
    broken = cut(scene.chance, text)
    if broken is None or scene.chance.random() < 0.3:
        return blocks[:last]
    return put(blocks[: last + 1], last, paragraph(text[:broken]), instead=1)


def _lost_body(scene: Scene, blocks: Blocks) -> Blocks | None:
    text = blocks[places(blocks)[0]].text
    scrap = text[: scene.chance.randint(5, 16)] if scene.chance.random() < 0.5 else ""
    return (*without(blocks, Kind.PARAGRAPH, Kind.SECTION_HEAD), *paragraphs([scrap]))


def _columns_out_of_order(scene: Scene, blocks: Blocks) -> Blocks | None:
    start, end = body_run(blocks)
    text = "\n".join(block.text for block in blocks[start:end])
    columns = scene.chance.choice((2, 3, 3, 4))
    size = len(text) // columns
    if size < 50:
        return None
    cuts = [0, *(number * size + scene.chance.randint(-12, 12) for number in range(1, columns)), len(text)]
    pieces = [text[one:other] for one, other in pairwise(cuts)]
    order = list(range(columns))
    while order == sorted(order):
        scene.chance.shuffle(order)
    mixed = "".join(pieces[number] for number in order)
    return put(blocks, start, *paragraphs(mixed.split("\n")), instead=end - start)


def _columns_interleaved(scene: Scene, blocks: Blocks) -> Blocks | None:
    start, end = body_run(blocks)
    text = "".join(block.text for block in blocks[start:end])
    width = scene.chance.randint(13, 20)
    lines = [text[at : at + width] for at in range(0, len(text), width)]
    if len(lines) < 6:
        return None
    # Often only where a picture or a table leaves the columns side by side.
    rows = len(lines) // 2 if scene.chance.random() < 0.5 else scene.chance.randint(2, 3)
    at = scene.chance.randrange(len(lines) - 2 * rows + 1)
    across = [line for row in range(at, at + rows) for line in (lines[row], lines[row + rows])]
    return put(
        blocks,
        start,
        paragraph("".join((*lines[:at], *across, *lines[at + 2 * rows :]))),
        instead=end - start,
    )


def _paragraphs_swapped(scene: Scene, blocks: Blocks) -> Blocks | None:
    at = places(blocks)
    if len(at) < 3:
        return None
    one, other = sorted(scene.chance.sample(at, 2))
    return rewritten(rewritten(blocks, one, blocks[other].text), other, blocks[one].text)


def _doubled(scene: Scene, blocks: Blocks) -> Blocks | None:
    start, end = body_run(blocks)
    at = scene.chance.randrange(start, end)
    way = scene.chance.choice(("paragraph", "paragraph", "tail", "body"))
    text = blocks[at].text
    if way == "body":
        return put(blocks, end, *blocks[start:end])
    if way == "tail" and at + 1 < end and len(text) > 60:
        # Two clippings of a column overlap.
        return rewritten(blocks, at + 1, text[-scene.chance.randint(20, 45) :] + blocks[at + 1].text)
    return put(blocks, at + 1, blocks[at])


def _wrong_encoding(scene: Scene, blocks: Blocks) -> Blocks | None:
    read, taken_for = scene.chance.choice((("utf-8", "gb18030"), ("gb18030", "latin-1"), ("utf-8", "cp1252")))
    of_all = scene.chance.random() < 0.75
    bad = set(range(len(blocks))) if of_all else {scene.chance.choice(places(blocks, *Kind))}
    return tuple(
        Block(block.kind, block.text.encode(read, "replace").decode(taken_for, "replace"))
        if at in bad
        else block
        for at, block in enumerate(blocks)
    )


def _unreadable(scene: Scene, blocks: Blocks) -> Blocks | None:
    """Characters of a font without a table: each that is missing is missing everywhere."""
    one = scene.chance
    counted = Counter("".join(block.text for block in blocks if block.kind is Kind.PARAGRAPH))
    signs = sorted(sign for sign in counted if sign.isalpha())
    few = one.random() < 0.5
    missing = one.sample(signs, one.randint(1, 2) if few else len(signs) // one.randint(4, 10))
    way = one.choice(("\ufffd", "□", "private", "cid", "?"))
    stands = {
        ord(sign): {"private": chr(0xE000 + number * 7), "cid": f"(cid:{1200 + number * 13})"}.get(way, way)
        for number, sign in enumerate(missing)
    }
    return tuple(Block(block.kind, block.text.translate(stands)) for block in blocks)


def _digits_lost(scene: Scene, blocks: Blocks) -> Blocks | None:
    one = scene.chance
    if len(_NUMBER.findall("".join(block.text for block in blocks))) < 3:
        return None
    way = one.choice(("all", "point", "some"))

    def lose(found: re.Match[str]) -> str:
        if way == "point":
            return found[0].replace(".", "")
        return "" if way == "all" or one.random() < 0.35 else found[0]

    changed = (block.kind in (Kind.PARAGRAPH, Kind.HEADLINE) for block in blocks)
    return tuple(
        Block(block.kind, _NUMBER.sub(lose, block.text)) if change else block
        for block, change in zip(blocks, changed, strict=True)
    )


def _punctuation_lost(scene: Scene, blocks: Blocks) -> Blocks | None:
    one = scene.chance
    marks = one.choice((_MARKS, _MARKS, re.compile("[，,]")))
    instead = one.choice(("", "", " "))
    at = places(blocks)
    bad = set(at) if one.random() < 0.6 else {one.choice(at)}
    return tuple(
        Block(block.kind, marks.sub(instead, block.text)) if number in bad else block
        for number, block in enumerate(blocks)
    )


def _lookalikes(scene: Scene, blocks: Blocks) -> Blocks | None:
    share = scene.chance.choice((0.4, 0.8, 1.0))

    def misread(text: str) -> str:
        return "".join(sign.translate(LOOKALIKES) if scene.chance.random() < share else sign for sign in text)

    changed = tuple(Block(block.kind, misread(block.text)) for block in blocks)
    wrong = sum(
        one != other
        for old, new in zip(blocks, changed, strict=True)
        for one, other in zip(old.text, new.text, strict=True)
    )
    return changed if wrong >= 3 else None


def _stray_spaces(scene: Scene, blocks: Blocks) -> Blocks | None:
    at = scene.chance.choice(places(blocks))
    return rewritten(blocks, at, _spaced(scene.chance, blocks[at].text))


def _spaced(chance: random.Random, text: str) -> str:
    most = chance.choice((2, 6, 12))
    pieces, start = [], 0
    while start < len(text):
        size = chance.randint(1, most)
        pieces.append(text[start : start + size])
        start += size
    return " ".join(pieces)


def _park_misread(scene: Scene, blocks: Blocks) -> Blocks | None:
    kicker = of_kind(blocks, Kind.KICKER)
    place = kicker.text.removeprefix("山西")[:2] if kicker else ""
    misread = place.translate(_MISREAD_NAMES)
    if misread == place:
        return None
    kinds = tuple(Kind) if scene.chance.random() < 0.4 else (Kind.KICKER,)
    return tuple(
        Block(block.kind, block.text.replace(place, misread)) if block.kind in kinds else block
        for block in blocks
    )


OWN: dict[str, tuple[int, Own]] = {
    "start_lost": (3, _lost_start),
    "middle_lost": (2, _lost_middle),
    "end_lost": (3, _lost_end),
    "body_lost": (1, _lost_body),
    "columns_out_of_order": (3, _columns_out_of_order),
    "columns_interleaved": (2, _columns_interleaved),
    "paragraphs_swapped": (1, _paragraphs_swapped),
    "text_doubled": (2, _doubled),
    "wrong_encoding": (1, _wrong_encoding),
    "unreadable_characters": (2, _unreadable),
    "digits_lost": (2, _digits_lost),
    "punctuation_lost": (2, _punctuation_lost),
    "lookalike_characters": (1, _lookalikes),
    "stray_spaces": (1, _stray_spaces),
    "park_misread": (2, _park_misread),
}
