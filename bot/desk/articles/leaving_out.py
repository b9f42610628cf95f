"""Taking an article out of a draft, and bringing it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot import wording
from bot.cards.buttons import OnPress
from bot.desk.draft.holding import at_desk
from bot.desk.draft.mending import ArticleChanged, change, check, open_article
from bot.desk.draft.seat import Seat
from bot.desk.draft.showing import show_page
from storage.archive.prepared import PreparedArticle, PreparedIssue


async def press_drop(seat: Seat, draft_id: int, key: int) -> None:
    """`d_drop:<draft>:<key>`: takes an article out of the draft."""
    draft, article = await open_article(seat, draft_id, key)
    # Where stored articles were put together, one would be retracted and nothing stand in its place.
    stays = draft.issue.of_issue is not None or draft.issue.absorbed
    if stays and article.article_id is not None:
        await seat.tell(wording.PUBLISHED_STAYS)
        return
    await change(seat, draft_id, _without(article))
    await seat.tell(wording.LEFT_OUT)
    await show_page(seat, draft_id)


async def press_restore(seat: Seat, draft_id: int, key: int) -> None:
    """`d_restore:<draft>:<key>`: brings an article back to where it stood."""
    await seat.draft(draft_id)
    await change(seat, draft_id, _with_again(key))
    await show_page(seat, draft_id, key=key)


def _without(article: PreparedArticle) -> Callable[[PreparedIssue], PreparedIssue]:
    def changed(issue: PreparedIssue) -> PreparedIssue:
        place = check(issue, article)
        left = (*issue.articles[:place], *issue.articles[place + 1 :])
        return replace(issue, articles=left, left_out=(*issue.left_out, (place, article)))

    return changed


def _with_again(key: int) -> Callable[[PreparedIssue], PreparedIssue]:
    def changed(issue: PreparedIssue) -> PreparedIssue:
        for number, (place, article) in enumerate(issue.left_out):
            if article.key == key:
                articles = (*issue.articles[:place], article, *issue.articles[place:])
                left_out = (*issue.left_out[:number], *issue.left_out[number + 1 :])
                return replace(issue, articles=articles, left_out=left_out)
        raise ArticleChanged

    return changed


PRESSES: dict[str, OnPress] = {
    "d_drop": at_desk(press_drop, ids=2),
    "d_restore": at_desk(press_restore, ids=2),
}
