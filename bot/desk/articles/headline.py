"""Giving an article another headline."""

from __future__ import annotations

import html
from dataclasses import replace

from bot import wording
from bot.cards.buttons import OnPress
from bot.desk.articles.open_article import show_article
from bot.desk.articles.reshaping import moved, with_headline
from bot.desk.draft.asking import ask
from bot.desk.draft.holding import at_desk
from bot.desk.draft.mending import change_article, open_article, prepare
from bot.desk.draft.preview_page import shown_headline
from bot.desk.draft.seat import Seat
from bot.desk.notes.doubts import ABOUT_HEADLINE, ABOUT_PARK, without_doubts_about
from parsing.article import Article
from storage.archive.prepared import PreparedArticle
from storage.people.awaited import Awaited

WHAT = "headline"
LONGEST_HEADLINE = 200
LONGEST_SHOWN = 400


async def press_headline(seat: Seat, draft_id: int, key: int) -> None:
    """`d_headline:<draft>:<key>`: asks for another headline."""
    _, article = await open_article(seat, draft_id, key)
    await ask_headline(seat, draft_id, article)


async def ask_headline(seat: Seat, draft_id: int, article: PreparedArticle) -> None:
    """Asks for the headline of an article."""
    headline = html.escape(shown_headline(article, LONGEST_SHOWN))
    await ask(seat, draft_id, article.key, WHAT, wording.ASK_HEADLINE.format(headline=headline))


async def take_headline(seat: Seat, asked: Awaited, text: str) -> None:
    """Puts a typed headline in place of the one there is."""
    headline = " ".join(text.split())
    if not headline or len(headline) > LONGEST_HEADLINE:
        await seat.tell(wording.HEADLINE_TOO_LONG.format(most=LONGEST_HEADLINE))
        return
    _, before = await open_article(seat, asked.draft_id, asked.key)
    article = with_headline(before.article, headline)
    after = _under_headline(before, article, await prepare(seat, article, park=before.park_name))
    await change_article(seat, asked.draft_id, before, after)
    await show_article(seat, asked.draft_id, asked.key)


def _under_headline(before: PreparedArticle, article: Article, fresh: PreparedArticle) -> PreparedArticle:
    """The article with what is made anew of its text, and with what an editor had chosen for it.

    So does the brief of an article that is published: who puts its headline right means just that. A park
    that is known stays: the headline may be read for one that is not.
    """
    after = replace(
        before,
        article=article,
        brief=fresh.brief,
        key_figures=fresh.key_figures,
        headline_words=fresh.headline_words,
        body_words=fresh.body_words,
        doubts=without_doubts_about(before.doubts, ABOUT_HEADLINE),
    )
    if before.brief_chosen or before.article_id is not None:
        brief = moved(before.brief, before.article, article)
        after = replace(after, brief=brief, key_figures=before.key_figures)
    if before.park is None and not before.mended and fresh.park is not None:
        doubts = without_doubts_about(after.doubts, ABOUT_PARK)
        after = replace(after, park=fresh.park, mentions=fresh.mentions, doubts=doubts)
    return after


PRESSES: dict[str, OnPress] = {"d_headline": at_desk(press_headline, ids=2)}
