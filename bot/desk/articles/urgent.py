"""加急: one article of a draft that waits for no digest."""

from __future__ import annotations

from dataclasses import replace

from bot.cards.buttons import ForeignButton, OnPress
from bot.desk.articles.open_article import show_article
from bot.desk.draft.holding import at_desk
from bot.desk.draft.mending import ArticleChanged, change, open_article
from bot.desk.draft.seat import Seat
from storage.archive.prepared import PreparedIssue


async def press_urgent(seat: Seat, draft_id: int, key: int, wanted: int) -> None:
    """`d_urgent:<draft>:<key>:<0|1>`: makes an article the urgent one, in place of another; or none."""
    _, article = await open_article(seat, draft_id, key)
    if wanted > 1 or article.article_id is not None:  # what is published is pushed already
        raise ForeignButton(f"{draft_id}:{key}:{wanted}")

    def changed(issue: PreparedIssue) -> PreparedIssue:
        found = issue.article(key)
        if found is None or found.article_id is not None:
            raise ArticleChanged
        return replace(issue, urgent=key if wanted else (0 if issue.urgent == key else issue.urgent))

    await change(seat, draft_id, changed)
    await show_article(seat, draft_id, key)


PRESSES: dict[str, OnPress] = {"d_urgent": at_desk(press_urgent, ids=3)}
