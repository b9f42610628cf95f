"""Changing a draft: one transaction each, on what the draft holds then, if the article is still the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.desk.draft.seat import Seat
from parsing.article import Article
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.database import Db
from storage.desk import drafts
from storage.desk.drafts import Draft
from storage.moments import now
from storage.parks import stored_parks
from storage.people import awaited

Change = Callable[[PreparedIssue], PreparedIssue]


class ArticleChanged(Exception):
    """The article that a button or an answer is about was changed meanwhile, or is in the draft no more."""


def article_of(draft: Draft, key: int) -> PreparedArticle:
    """The article with a key. Raises ArticleChanged where there is none."""
    article = draft.issue.article(key)
    if article is None:
        raise ArticleChanged
    return article


async def open_article(seat: Seat, draft_id: int, key: int) -> tuple[Draft, PreparedArticle]:
    """A draft that this person may change, and its article. Raises what `held_draft` does, ArticleChanged."""
    draft = await seat.draft(draft_id)
    return draft, article_of(draft, key)


async def prepare(seat: Seat, article: Article, *, park: str = "") -> PreparedArticle:
    """All that is made of a text, anew, in the worker; its brief for the park it is known to be about.

    Without a name that is the park that the text is read to be about. Raises WorkerFault.
    """
    from bot.working.page_reading import prepare_article

    parts = seat.context.parts
    parks = await parts.database.read(stored_parks.known_parks)
    return await parts.worker.run(prepare_article, article, parks, park)


async def change(seat: Seat, draft_id: int, how: Change) -> Draft:
    """Changes a draft and ends the waiting for an answer. Raises what `change_draft` and `how` raise."""
    return await seat.context.parts.database.write(change_in, seat.person, draft_id, how)


async def change_article(
    seat: Seat, draft_id: int, before: PreparedArticle, after: PreparedArticle
) -> tuple[Draft, PreparedArticle]:
    """Puts an article in place of what it was. Raises ArticleChanged where that isn't in the draft now."""
    draft = await change(seat, draft_id, in_place_of(before, after))
    return draft, article_of(draft, after.key)


def change_in(db: Db, person: int, draft_id: int, how: Change) -> Draft:
    """Changes a draft, for the editor who has it, who is then waited for no more."""
    draft = drafts.change_draft(db, draft_id, person, how, now())
    awaited.stop(db, person)
    return draft


def in_place_of(before: PreparedArticle, after: PreparedArticle) -> Change:
    """The change that puts a mended article in place of another."""

    def changed(issue: PreparedIssue) -> PreparedIssue:
        check(issue, before)
        return issue.with_article(marked(before, after))

    return changed


def marked(before: PreparedArticle, after: PreparedArticle) -> PreparedArticle:
    """What became of an article, marked as mended where it is another but for its doubts."""
    after = replace(after, key=before.key, link=after.link or before.link)
    differs = replace(after, doubts=(), mended=True) != replace(before, doubts=(), mended=True)
    return replace(after, mended=before.mended or differs)


def check(issue: PreparedIssue, expected: PreparedArticle) -> int:
    """The place of an article in the issue. Raises ArticleChanged where it isn't there as it was read."""
    for place, article in enumerate(issue.articles):
        if article.key == expected.key:
            if article != expected:
                break
            return place
    raise ArticleChanged
