"""An editor says of an article in a draft that it tells a stored one again, or that it doesn't."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import OnPress
from bot.desk.articles.open_article import show_article
from bot.desk.draft.asking import in_rows, leaving_button
from bot.desk.draft.holding import at_desk
from bot.desk.draft.mending import ArticleChanged, article_of, change_in
from bot.desk.draft.preview_page import shown_headline
from bot.desk.draft.retold import look
from bot.desk.draft.seat import Seat
from bot.desk.notes.repeat_lines import headline_of, paper_of, repeated_cards
from storage.archive import articles, story_choice
from storage.archive.articles import Card
from storage.archive.prepared import PreparedArticle
from storage.archive.stories import NoSuchArticle
from storage.database import Db
from storage.desk import drafts, retelling
from storage.desk.drafts import Draft
from stories.matching import Relation

Mend = Callable[[Db, Draft, PreparedArticle], PreparedArticle]
BUTTONS_A_ROW = 4


async def press_apart(seat: Seat, draft_id: int, key: int) -> None:
    """`d_apart:<draft>:<key>`: it tells another story than it was found to."""
    await _change(seat, draft_id, key, lambda db, _, article: retelling.said_apart(db, article))


async def press_same(seat: Seat, draft_id: int, key: int) -> None:
    """`d_same:<draft>:<key>`: asks which stored article tells the same story."""
    await seat.draft(draft_id)
    article, cards = await seat.context.parts.database.read(_near, draft_id, key)
    if not cards:
        await seat.tell(wording.SAME_NONE)
        return
    row = [
        (str(number), buttons.data("d_setsame", draft_id, key, card.id))
        for number, card in enumerate(cards, 1)
    ]
    text = same_question(html.escape(shown_headline(article)), cards)
    await seat.show(draft_id, text, (*in_rows(row, BUTTONS_A_ROW), (leaving_button(draft_id, key),)))


async def press_set_same(seat: Seat, draft_id: int, key: int, article_id: int) -> None:
    """`d_setsame:<draft>:<key>:<article>`: it tells the story of that article."""

    def said(db: Db, _: Draft, article: PreparedArticle) -> PreparedArticle:
        card = articles.get_card(db, article_id)
        if article.article_id is not None or card is None or card.retracted:
            raise ArticleChanged
        return retelling.said_same(db, article, article_id)

    await _change(seat, draft_id, key, said)


async def press_revise(seat: Seat, draft_id: int, key: int) -> None:
    """`d_revise:<draft>:<key>`: it corrects the article whose story it tells, in its own newspaper."""
    await _change(seat, draft_id, key, _as_stored(Relation.CORRECTION))


async def press_known(seat: Seat, draft_id: int, key: int) -> None:
    """`d_known:<draft>:<key>`: it is the article whose story it tells, and isn't published again."""
    await _change(seat, draft_id, key, _as_stored(Relation.SAME))


def same_question(headline: str, cards: tuple[Card, ...]) -> str:
    """Asks which of these articles tells the same as the one of this headline, HTML."""
    lines = [
        wording.SAME_ARTICLE_LINE.format(
            number=number, paper=html.escape(paper_of(card)), headline=html.escape(headline_of(card))
        )
        for number, card in enumerate(cards, 1)
    ]
    return "\n".join((wording.ASK_SAME.format(headline=headline), *lines))


async def _change(seat: Seat, draft_id: int, key: int, how: Mend) -> None:
    await seat.context.parts.database.write(_change_in, seat.person, draft_id, key, how)
    await look(seat.context.parts, draft_id)
    await show_article(seat, draft_id, key)


def _change_in(db: Db, person: int, draft_id: int, key: int, how: Mend) -> None:
    """Changes an article of a draft; what it tells is looked for anew. Raises ArticleChanged."""
    draft = drafts.held_draft(db, draft_id, person)
    try:
        after = how(db, draft, article_of(draft, key))
    except NoSuchArticle as error:
        raise ArticleChanged from error
    change_in(db, person, draft_id, lambda issue: replace(issue.with_article(after), looked_to=None))


def _as_stored(relation: Relation) -> Mend:
    """The change that takes an article for the stored one to which it has this relation."""

    def taken(db: Db, draft: Draft, article: PreparedArticle) -> PreparedArticle:
        found = article.retelling
        if found is None or found.repeats is None or found.relation != relation.value:
            raise ArticleChanged
        if article.article_id == found.repeats:  # pressed twice
            return article
        taken_already = any(each.article_id == found.repeats for each in draft.issue.articles)
        card = repeated_cards(db, replace(draft.issue, articles=(article,))).get(article.key)
        if article.article_id is not None or taken_already or card is None or card.id != found.repeats:
            raise ArticleChanged
        corrects = relation is Relation.CORRECTION
        return replace(
            article, article_id=found.repeats, changed=corrects, mended=article.mended and corrects
        )

    return taken


def _near(db: Db, draft_id: int, key: int) -> tuple[PreparedArticle, tuple[Card, ...]]:
    draft = drafts.get_draft(db, draft_id)
    article = article_of(draft, key)
    keys = () if article.retelling is None else article.retelling.keys
    parks = [park.name for park in (article.park, *article.also) if park is not None]
    return article, story_choice.near(db, keys, draft.issue.published_on, parks)


PRESSES: dict[str, OnPress] = {
    "d_apart": at_desk(press_apart, ids=2),
    "d_same": at_desk(press_same, ids=2),
    "d_setsame": at_desk(press_set_same, ids=3),
    "d_revise": at_desk(press_revise, ids=2),
    "d_known": at_desk(press_known, ids=2),
}
