"""试发给我: what readers would get of a draft, sent to the editor alone."""

from __future__ import annotations

from collections.abc import Sequence

from bot import wording
from bot.cards.buttons import OnPress
from bot.delivery.packing import pack
from bot.desk.draft.holding import at_desk
from bot.desk.draft.seat import Seat
from storage.archive.articles import Card
from storage.archive.prepared import PreparedArticle, PreparedIssue


async def press_try(seat: Seat, draft_id: int) -> None:
    """`tryout:<draft>`: sends the messages that a reader would get who follows everything."""
    draft = await seat.draft(draft_id)
    news = [article for article in draft.issue.articles if article.is_news]
    await seat.tell(wording.TRYOUT_FOLLOWS if news else wording.NOTHING_NEW)
    names = sorted({article.park.name for article in news if article.park is not None})
    cards = [(article.key, as_card(article, draft.issue, names)) for article in news]
    for message in pack(cards) if cards else ():
        await seat.show_below(message.text)


def as_card(article: PreparedArticle, issue: PreparedIssue, names: Sequence[str]) -> Card:
    """An article of a draft as readers will see it: its number is its key, its park's that among the
    `names`.
    """
    parks = [park.name for park in (article.park, *article.also) if park is not None]
    return Card(
        id=article.key,
        revision=0,
        headline=article.article.headline,
        brief=article.brief.text,
        park_id=None if article.park is None else names.index(article.park.name),
        park=wording.LIST_SEPARATOR.join(parks),
        newspaper=issue.newspaper,
        published_on=issue.published_on,
        page=issue.page,
        key_figures=article.key_figures,
        link=article.link or issue.link,
        full_text=issue.full_text,
        subhead=article.article.subhead,
        other_parks=tuple(parks[1:]),
    )


PRESSES: dict[str, OnPress] = {"tryout": at_desk(press_try)}
