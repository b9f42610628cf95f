"""What is other in an article than in its stored revision, in words."""

from __future__ import annotations

import html
from dataclasses import dataclass

from bot import wording
from bot.desk.notes.changes import Replaced, changes_between
from parsing.article import Article
from storage.archive.prepared import PreparedArticle

MOST_TOLD = 6
LONGEST_TOLD = 40


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as it is stored: its text, the parks it is about as readers see them, its brief.

    One that was `retracted` stands in no answer.
    """

    article: Article
    parks: str
    brief: str
    retracted: bool = False


def parks_of(article: PreparedArticle) -> tuple[str, ...]:
    """The names of the parks that an article is about."""
    return tuple(park.name for park in (article.park, *article.also) if park is not None)


def change_lines(stored: Stored, article: PreparedArticle) -> tuple[str, ...]:
    """What is other, each as a line of HTML; empty where nothing is."""
    changes = changes_between(stored.article, article.article)
    lines = []
    if changes.headline:
        lines.append(wording.CHANGED_HEADLINE.format(change=_told(changes.headline)))
    parks = wording.LIST_SEPARATOR.join(parks_of(article))
    if set(stored.parks.split(wording.LIST_SEPARATOR)) != set(parks.split(wording.LIST_SEPARATOR)):
        before, after = stored.parks or wording.WITHOUT_PARK, parks or wording.WITHOUT_PARK
        lines.append(wording.CHANGED_PARK.format(change=_told(Replaced(before, after))))
    lines += [_told(each) for each in changes.words[:MOST_TOLD]]
    if len(changes.words) > MOST_TOLD:
        lines.append(wording.CHANGED_MORE.format(count=len(changes.words) - MOST_TOLD))
    for sentence, texts in (
        (wording.CHANGED_ADDED, changes.added),
        (wording.CHANGED_REMOVED, changes.removed),
    ):
        if texts:
            lines.append(sentence.format(count=len(texts), text=html.escape(_clipped(texts[0]))))
    if not changes and stored.brief != article.brief.text:
        lines.append(wording.CHANGED_BRIEF)
    return tuple(lines)


def _told(change: Replaced) -> str:
    before, after = html.escape(_clipped(change.before)), html.escape(_clipped(change.after))
    if not change.before.strip():
        return wording.CHANGED_INSERTED.format(text=after)
    if not change.after.strip():
        return wording.CHANGED_DELETED.format(text=before)
    return wording.CHANGED_WORDS.format(before=before, after=after)


def _clipped(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_TOLD else text[:LONGEST_TOLD] + "…"
