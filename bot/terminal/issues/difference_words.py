"""What a page says otherwise than what is published, in a few words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.desk.notes.changes import changes_between
from bot.terminal.issues.issue_writing import Difference

MOST_TOLD = 3
LONGEST_TOLD = 40


def difference_words(differences: Sequence[Difference]) -> str:
    """The first differences of the first articles: 30亿元 → 3亿元; how many more articles there are."""
    told = ["; ".join(list(_words(each))[:MOST_TOLD]) for each in differences[:MOST_TOLD]]
    if len(differences) > MOST_TOLD:
        told.append(f"and {len(differences) - MOST_TOLD} more articles")
    return "; ".join(told)


def changed_words(before: str, after: str) -> str:
    """What stood there, and what does: 30亿元 → 3亿元."""
    return f"{_clipped(before) or 'nothing'} → {_clipped(after) or 'nothing'}"


def _words(difference: Difference) -> Iterator[str]:
    changes = changes_between(difference.stored, difference.read)
    for each in (*([changes.headline] if changes.headline else []), *changes.words):
        yield changed_words(each.before, each.after)
    for text in changes.added:
        yield changed_words("", text)
    for text in changes.removed:
        yield changed_words(text, "")
    if not changes:
        yield f"beside the text of {_clipped(difference.read.headline)}"


def _clipped(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_TOLD else text[:LONGEST_TOLD] + "…"
