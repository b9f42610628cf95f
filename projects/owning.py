"""Whose each entry is: the brand of its firm, and the words that name its owner."""

from __future__ import annotations

import re

from projects.entries import Entry, Found, Mention
from projects.firms import LINE_OF_BUSINESS


def own(found: Found) -> None:
    """Gives each entry the brand of the firm beside it or of the only one, and its owner's words."""
    brands = list(dict.fromkeys(firm.brand for firm in found.firms if firm.full)) or list(
        dict.fromkeys(firm.brand for firm in found.firms)
    )
    taken = {entry.brand for entry in found.entries if entry.brand}
    alone = {entry.brand for entry in found.entries if entry.names[0][2] == "firm"}
    brands = [brand for brand in brands if brand not in alone or len(found.entries) == 1]
    free = [brand for brand in brands if brand not in taken]
    for entry in found.entries:
        entry.brand = entry.brand or _beside(entry, found)
    unowned = [entry for entry in found.entries if not entry.brand and not entry.listed]
    named = {entry.brand for entry in found.entries if entry.brand}
    for entry in unowned:
        only = len(brands) == 1 and (
            len(found.entries) == 1 or _in_one_paragraph(entry, brands[0], named, found)
        )
        if only:
            entry.brand = brands[0]
        elif len(named) == 1 and all(kind == "phase" for _, _, kind in entry.names):
            entry.brand = next(iter(named))  # 一期, beside the second phase of the only firm
        elif len(free) == 1 and len(unowned) == 1:
            entry.brand = free[0]
    for entry in found.entries:
        theirs = [firm for firm in found.firms if firm.brand == entry.brand]
        full = [firm for firm in theirs if firm.full]
        if entry.owner is None and theirs:
            entry.owner = (full or theirs)[0].span


def _in_one_paragraph(entry: Entry, brand: str, named: set[str], found: Found) -> bool:
    """Whether an entry is told of with a firm; `named` are brands that entries have by their own names."""
    if named == {brand}:
        return True  # the article is about this firm
    if all(kind == "phase" for _, _, kind in entry.names) and len({f.brand for f in found.firms}) == 1:
        return True
    blocks = {firm.span.block for firm in found.firms if firm.brand == brand}
    return any(span.block in blocks for span, _, _ in entry.names)


def _beside(entry: Entry, found: Found) -> str:
    """The brand of a firm that stands right before a name of the entry: 镁途科技的|支架生产线."""
    for span, _, _ in entry.names:
        for firm in found.firms:
            if firm.span.block == span.block and 0 <= span.start - firm.span.end <= 1:
                return firm.brand
    return ""


def join_brand_alone(found: Found) -> None:
    """晟轩铝业项目 is the firm's only other project: a name that has nothing but its firm joins it."""
    for number, entry in enumerate(found.entries):
        if not entry.brand or len(entry.names) != 1 or entry.listed:
            continue
        text = entry.names[0][1]
        if not re.fullmatch(rf".{{0,4}}{entry.brand}(?:{LINE_OF_BUSINESS.pattern})?(?:项目|工程)?", text):
            continue
        others = [
            at
            for at, other in enumerate(found.entries)
            if at != number and other.brand == entry.brand and other.names and not other.phases
        ]
        if len(others) == 1:
            for span, name, kind in entry.names:
                found.entries[others[0]].tell(span, name, kind)
            found.mentions = [
                Mention(m.span, tuple(others[0] if at == number else at for at in m.entries), m.named)
                for m in found.mentions
            ]
            entry.names = []
