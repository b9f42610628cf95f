"""Which other articles tell the story of a published one: shown in /issue, put together and taken apart."""

from __future__ import annotations

import html

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.pressing import show, tell
from bot.context import Context
from bot.desk.articles.story_card import BUTTONS_A_ROW, same_question
from bot.desk.draft.asking import in_rows
from bot.desk.issues.issue_article import article_page, find_article
from bot.desk.notes.issue_lines import headline_of
from bot.people import folding
from bot.people.sender import person_of
from storage.archive import articles, stories, story_choice
from storage.archive.articles import Card
from storage.archive.published_issues import RETRACTED, PublishedArticle
from storage.database import Db
from storage.moments import now


async def press_apart(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`i_apart:<issue>:<article>`: it tells a story of its own."""
    issue_id, article_id = _numbers(query, ids, 2)
    parts = context.parts
    owners = tuple(parts.settings.owner_ids)
    done = await parts.database.write(_unfold, person_of(update), owners, issue_id, article_id)
    if not done:
        await tell(query, wording.NOT_IN_A_STORY)
    await _show_article(context, query, issue_id, article_id)


async def press_same(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`i_same:<issue>:<article>`: asks which other article tells the same story."""
    issue_id, article_id = _numbers(query, ids, 2)
    article, cards = await context.parts.database.read(_near, issue_id, article_id)
    if not cards:
        await tell(query, wording.SAME_NONE)
        return
    await tell(query)
    row = [
        (str(number), buttons.data("i_setsame", issue_id, article_id, card.id))
        for number, card in enumerate(cards, 1)
    ]
    back = ((wording.BUTTON_CANCEL, buttons.data("i_article", issue_id, article_id)),)
    text = same_question(html.escape(headline_of(article)), cards)
    await show(query, text, (*in_rows(row, BUTTONS_A_ROW), back))


async def press_set_same(
    update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]
) -> None:
    """`i_setsame:<issue>:<article>:<other>`: both tell one story."""
    issue_id, article_id, other = _numbers(query, ids, 3)
    parts = context.parts
    owners = tuple(parts.settings.owner_ids)
    done = await parts.database.write(_fold, person_of(update), owners, issue_id, article_id, other)
    if not done:
        await tell(query, wording.IN_ONE_STORY)
    await _show_article(context, query, issue_id, article_id)


async def _show_article(context: Context, query: CallbackQuery, issue_id: int, article_id: int) -> None:
    context.parts.wake_delivery.set()
    await tell(query)
    await show(query, *await context.parts.database.read(article_page, issue_id, article_id))


def _unfold(db: Db, person: int, owners: tuple[int, ...], issue_id: int, article_id: int) -> bool:
    find_article(db, issue_id, article_id)
    return folding.unfold(db, person, owners, article_id, now())


def _fold(db: Db, person: int, owners: tuple[int, ...], issue_id: int, article_id: int, other: int) -> bool:
    article, card = find_article(db, issue_id, article_id), articles.get_card(db, other)
    if card is None or card.retracted or article.state == RETRACTED or other == article_id:
        raise ForeignButton(f"article {other}")
    return folding.fold(db, person, owners, article_id, other, now())


def _near(db: Db, issue_id: int, article_id: int) -> tuple[PublishedArticle, tuple[Card, ...]]:
    article = find_article(db, issue_id, article_id)
    return article, story_choice.near_article(db, article_id, stories.members_of(db, article_id))


def _numbers(query: CallbackQuery, ids: tuple[int, ...], count: int) -> tuple[int, ...]:
    if len(ids) != count:
        raise ForeignButton(query.data)
    return ids


PRESSES: dict[str, OnPress] = {
    "i_apart": OnPress(press_apart, shows_below=True),
    "i_same": OnPress(press_same, shows_below=True),
    "i_setsame": OnPress(press_set_same, shows_below=True),
}
