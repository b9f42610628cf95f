"""Putting an article behind the one before it, and dividing one in two."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace

from bot import wording
from bot.cards import buttons, paging
from bot.cards.buttons import ForeignButton, OnPress
from bot.desk.articles.headline import ask_headline
from bot.desk.articles.open_article import show_article
from bot.desk.articles.reshaping import divided, joined, paragraphs_to_divide_at
from bot.desk.draft.asking import in_rows, leaving_button
from bot.desk.draft.holding import at_desk
from bot.desk.draft.mending import ArticleChanged, change, check, open_article, prepare
from bot.desk.draft.preview_page import shown_headline
from bot.desk.draft.seat import Seat
from bot.desk.notes.issue_lines import clipped
from parsing.article import Article
from parsing.parks import Park
from storage.archive.articles import get_article
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.content_hash import content_hash
from storage.database import Db
from storage.deliveries.messages import Button

PARAGRAPHS_A_PAGE = 20
BUTTONS_A_ROW = 5
START_OF_PARAGRAPH = 60
LONGEST_HEADLINE_OF_REASON = 60


async def press_join(seat: Seat, draft_id: int, key: int, before_key: int) -> None:
    """`d_join:<draft>:<key>:<key before>`: the article becomes part of the one before it."""
    draft, second = await open_article(seat, draft_id, key)
    _, first = await open_article(seat, draft_id, before_key)
    fresh = await prepare(seat, joined(first.article, second.article))
    new = _of_both(fresh, first, second)
    place = draft.issue.articles.index(first)
    changed = await change(seat, draft_id, _joining(first, second, new))
    await show_article(seat, draft_id, changed.issue.articles[place].key)


async def press_split(seat: Seat, draft_id: int, key: int, page: int) -> None:
    """`d_split:<draft>:<key>:<page>`: before which paragraph is the article divided?"""
    _, article = await open_article(seat, draft_id, key)
    paragraphs = paragraphs_to_divide_at(article.article)
    if not paragraphs:
        await seat.tell(wording.NOTHING_TO_SPLIT)
        return
    shown = paging.page_of(paragraphs, page, PARAGRAPHS_A_PAGE)
    row: list[Button] = []
    lines = [wording.ASK_SPLIT.format(headline=html.escape(shown_headline(article)))]
    for place, text in shown.shown:
        lines.append(f"{place + 1}. {html.escape(clipped(' '.join(text.split()), START_OF_PARAGRAPH))}")
        row.append((str(place + 1), buttons.data("d_cut", draft_id, key, place)))
    turning = paging.turning(page, more=shown.more, verb="d_split", ids=(draft_id, key))
    rows = (*in_rows(row, BUTTONS_A_ROW), turning, (leaving_button(draft_id, key),))
    await seat.show(draft_id, "\n".join(lines), tuple(filter(None, rows)))


async def press_cut(seat: Seat, draft_id: int, key: int, paragraph: int) -> None:
    """`d_cut:<draft>:<key>:<paragraph>`: divides the article before a paragraph, the first being 0."""
    draft, article = await open_article(seat, draft_id, key)
    if not 1 <= paragraph < len(article.article.paragraphs):
        raise ForeignButton(f"paragraph {paragraph}")
    first, second = divided(article.article, paragraph)
    first_half = _first_half(await prepare(seat, first), article)
    second_half = replace(await prepare(seat, second), mended=True)
    absorbed = await seat.context.parts.database.read(_absorbed_as, draft.issue, second_half)
    halves = first_half, replace(second_half, article_id=absorbed)
    place = draft.issue.articles.index(article)
    changed = await change(seat, draft_id, _dividing(article, halves))
    new = changed.issue.articles[place + 1]
    if new.article.headline:
        await show_article(seat, draft_id, new.key)
    else:
        await ask_headline(seat, draft_id, new)


def _of_both(fresh: PreparedArticle, first: PreparedArticle, second: PreparedArticle) -> PreparedArticle:
    """The article made of two, with what was chosen for the first, else for the second."""
    park = first.park or second.park or fresh.park
    also = _without(park, (*first.also, *second.also))
    mentions = (*fresh.mentions, *filter(None, (fresh.park, second.park)))
    article_id = second.article_id if first.article_id is None else first.article_id
    new = replace(
        fresh, park=park, also=also, mentions=_without(park, mentions), article_id=article_id, mended=True
    )
    if first.brief_chosen:  # its pieces are where they were
        new = replace(new, brief=first.brief, key_figures=first.key_figures, brief_chosen=True)
    return new


def _first_half(fresh: PreparedArticle, whole: PreparedArticle) -> PreparedArticle:
    """The first half of an article, which stays the article that it was."""
    half = replace(fresh, article_id=whole.article_id, mended=True)
    if whole.park is not None:
        half = replace(half, park=whole.park, also=whole.also, mentions=_without(whole.park, fresh.mentions))
    if whole.brief_chosen and _is_within(whole, fresh.article):
        half = replace(half, brief=whole.brief, key_figures=whole.key_figures, brief_chosen=True)
    return half


def _absorbed_as(db: Db, issue: PreparedIssue, half: PreparedArticle) -> int | None:
    """The stored article that was joined to another one here and says what this half does, if one is so."""
    for article_id, _ in issue.absorbed:
        stored = get_article(db, article_id)
        if stored is not None and content_hash(stored.headline, stored.paragraphs) == half.content_hash:
            return article_id
    return None


def _is_within(whole: PreparedArticle, first: Article) -> bool:
    return all(piece.block < len(first.blocks) for piece in whole.brief.pieces)


def _without(main: Park | None, parks: tuple[Park, ...]) -> tuple[Park, ...]:
    """Parks without the main one, and none of them twice."""
    by_name = {park.name: park for park in parks}
    if main is not None:
        by_name.pop(main.name, None)
    return tuple(by_name.values())


def _joining(
    first: PreparedArticle, second: PreparedArticle, new: PreparedArticle
) -> Callable[[PreparedIssue], PreparedIssue]:
    """The change that puts one article in place of two; ArticleChanged where they aren't neighbours."""

    def changed(issue: PreparedIssue) -> PreparedIssue:
        place = check(issue, first)
        if check(issue, second) != place + 1:
            raise ArticleChanged
        absorbed = issue.absorbed
        if first.article_id is not None and second.article_id not in (None, first.article_id):
            headline = shown_headline(first, LONGEST_HEADLINE_OF_REASON)
            absorbed = (*absorbed, (second.article_id, wording.ABSORBED.format(headline=headline)))
        articles = (*issue.articles[:place], new, *issue.articles[place + 2 :])
        return replace(issue, articles=articles, absorbed=absorbed)

    return changed


def _dividing(
    whole: PreparedArticle, halves: tuple[PreparedArticle, PreparedArticle]
) -> Callable[[PreparedIssue], PreparedIssue]:
    """The change that puts two articles in place of one; what one is stored as is absorbed no more."""

    def changed(issue: PreparedIssue) -> PreparedIssue:
        place = check(issue, whole)
        articles = (*issue.articles[:place], *halves, *issue.articles[place + 1 :])
        absorbed = tuple(each for each in issue.absorbed if each[0] != halves[1].article_id)
        return replace(issue, articles=articles, absorbed=absorbed)

    return changed


PRESSES: dict[str, OnPress] = {
    "d_join": at_desk(press_join, ids=3),
    "d_split": at_desk(press_split, ids=3),
    "d_cut": at_desk(press_cut, ids=3),
}
