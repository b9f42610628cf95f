"""The 全文, 出处 and 展开整段 buttons: the whole text behind a brief, and what it was taken from."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.article_card import full_text
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.card_buttons import letter_button, source_button, told_elsewhere_buttons
from bot.cards.pressing import send_below, show, tell
from bot.cards.sources import sources
from bot.context import Context
from parsing.article import Article
from storage.archive import articles
from storage.archive.articles import Card
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.incoming import openings
from storage.moments import now
from summaries.brief import Piece


async def show_full_text(
    update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]
) -> None:
    """`full:<article>`: sends the whole article below, with buttons to what the brief was taken from, to
    write to the editors about it, and to who else tells its story.

    Of one that readers may not have here, the brief and where it can be read.
    """
    found = await _found(context, query, ids)
    if found is None:
        return
    article, card, _ = found
    texts = full_text(article, card)
    own = (*source_button(card), letter_button(card))
    under = (own, *((button,) for button in told_elsewhere_buttons(card)))
    for number, text in enumerate(texts, 1):
        await send_below(query, text, under if number == len(texts) else ())
    day = now().astimezone(ZoneInfo(context.parts.settings.timezone)).date()
    await context.parts.incoming.write(openings.count_opening, update.update_id, card.id, day)


async def show_sources(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`source:<article>`: sends the sentences the brief was taken from, bold, with those beside them."""
    found = await _found(context, query, ids)
    if found is None:
        return
    told, card = sources(*found), found[1]
    under: Buttons = ()
    if told.folded:
        under = (((wording.BUTTON_UNFOLD, buttons.data("source_all", card.id)),),)
    elif not card.full_text:
        under = ((letter_button(card),),)  # where there is no full text, readers write back from here
    for number, text in enumerate(told.texts, 1):
        await send_below(query, text, under if number == len(told.texts) else ())


async def unfold_sources(
    update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]
) -> None:
    """`source_all:<article>`: shows the whole paragraphs that the brief was taken from, in place."""
    found = await _found(context, query, ids)
    if found is None:
        return
    first, *more = sources(*found, unfolded=True).texts
    await show(query, first, ())
    for text in more:
        await send_below(query, text)


async def _found(
    context: Context, query: CallbackQuery, ids: tuple[int, ...]
) -> tuple[Article, Card, tuple[Piece, ...]] | None:
    """The article of the pressed button; where it is gone, the reader is told and this is None."""
    if len(ids) != 1:
        raise ForeignButton(query.data)
    found = await context.parts.database.read(_read, ids[0])
    await tell(query, "" if found else wording.ARTICLE_GONE)
    return found


def _read(db: Db, article_id: int) -> tuple[Article, Card, tuple[Piece, ...]] | None:
    article, card = articles.get_article(db, article_id), articles.get_card(db, article_id)
    if article is None or card is None:
        return None
    return article, card, articles.get_pieces(db, article_id)


PRESSES: dict[str, OnPress] = {
    "full": OnPress(show_full_text, shows_below=True),
    "source": OnPress(show_sources, shows_below=True),
    "source_all": OnPress(unfold_sources, shows_below=True),
}
