"""Choosing the sentences of an article's brief: tapped on and off, or typed word for word."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace

from bot import wording
from bot.cards import buttons, paging
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.punctuation import widened
from bot.desk.articles.article_sentences import (
    NotInArticle,
    is_chosen,
    pieces_of_typed,
    shown_length,
    with_sentence,
)
from bot.desk.draft.asking import ask, in_rows
from bot.desk.draft.holding import at_desk
from bot.desk.draft.mending import change_article, open_article
from bot.desk.draft.preview_page import shown_headline
from bot.desk.draft.seat import Seat
from parsing.article import Article
from storage.archive.prepared import PreparedArticle
from storage.archive.revisions import CHOSEN_BY_EDITOR
from storage.deliveries.messages import Button, Buttons
from storage.people.awaited import Awaited
from summaries.article_brief import article_sentences, brief_of, text_of
from summaries.brief import Brief, Piece

WHAT = "brief"
# Longer, a brief is none, and a push couldn't hold several.
LONGEST_BRIEF = 500
SENTENCES_A_PAGE = 15
LONGEST_PAGE = 2_000
LONGEST_SENTENCE = 300
BUTTONS_A_ROW = 5
LONGEST_SHOWN = 900
MOST_QUOTED = 60
# A figure is quoted whole: 3600万元 for 3200万元 differs from its first digit on.
_BEGUN_FIGURE = re.compile(r"(?<![\d.])[\d.]{1,30}\Z")


async def press_brief(seat: Seat, draft_id: int, key: int, page: int) -> None:
    """`d_brief:<draft>:<key>:<page>`: shows the article's sentences."""
    _, article = await open_article(seat, draft_id, key)
    await _show(seat, draft_id, article, page)


async def press_sentence(seat: Seat, draft_id: int, key: int, number: int, on: int) -> None:
    """`d_sentence:<draft>:<key>:<number>:<1 or 0>`: puts a sentence into the brief, or takes it out."""
    _, article = await open_article(seat, draft_id, key)
    sentences = article_sentences(article.article)
    if not 1 <= number <= len(sentences):
        raise ForeignButton(f"sentence {number}")
    brief = with_sentence(article.article, article.brief, sentences[number - 1], chosen=bool(on))
    if shown_length(brief) > max(LONGEST_BRIEF, shown_length(article.brief)):
        await seat.tell(wording.BRIEF_WOULD_BE_TOO_LONG.format(most=LONGEST_BRIEF))
        return
    article = await _with_brief(seat, draft_id, article, brief)
    await _show(seat, draft_id, article, _page_of(_pages(article.article, sentences), number))


async def press_rerank(seat: Seat, draft_id: int, key: int) -> None:
    """`d_rerank:<draft>:<key>`: the brief that the ranker chooses."""
    from bot.working.page_reading import new_briefs

    _, before = await open_article(seat, draft_id, key)
    [(brief, figures)] = await seat.context.parts.worker.run(
        new_briefs, ((before.article, before.park_name),)
    )
    after = replace(before, brief=brief, key_figures=figures, brief_chosen=False)
    _, article = await change_article(seat, draft_id, before, after)
    await _show(seat, draft_id, article, 1)


async def take_brief(seat: Seat, asked: Awaited, text: str) -> None:
    """Makes a brief of typed words where they stand in the article; else says how far they do."""
    _, article = await open_article(seat, asked.draft_id, asked.key)
    try:
        pieces = pieces_of_typed(article.article, text)
    except NotInArticle as error:
        await seat.tell(_refusal(error))
        return
    brief = brief_of(article.article, pieces, CHOSEN_BY_EDITOR)
    if shown_length(brief) > LONGEST_BRIEF:
        await seat.tell(wording.BRIEF_WOULD_BE_TOO_LONG.format(most=LONGEST_BRIEF))
        return
    article = await _with_brief(seat, asked.draft_id, article, brief)
    await _show(seat, asked.draft_id, article, 1)


def _refusal(error: NotInArticle) -> str:
    agrees = _BEGUN_FIGURE.sub("", error.agrees) if error.differs[:1].isdigit() else error.agrees
    differs = html.escape((error.agrees[len(agrees) :] + error.differs)[:MOST_QUOTED])
    if not agrees:
        return wording.NOT_IN_ARTICLE.format(differs=differs)
    return wording.NOT_IN_ARTICLE_FROM.format(agrees=html.escape(agrees[-MOST_QUOTED:]), differs=differs)


async def _with_brief(seat: Seat, draft_id: int, before: PreparedArticle, brief: Brief) -> PreparedArticle:
    """Gives an article a brief that an editor chose, with the key figures that it leaves out."""
    from summaries.figure_line import key_figures_of_article

    figures = await seat.context.parts.worker.run(
        key_figures_of_article, before.article, brief, park=before.park_name
    )
    brief = replace(brief, ranker=CHOSEN_BY_EDITOR)
    after = replace(before, brief=brief, key_figures=figures, brief_chosen=True)
    return (await change_article(seat, draft_id, before, after))[1]


async def _show(seat: Seat, draft_id: int, article: PreparedArticle, page: int) -> None:
    """Shows the brief and a page of sentences, and waits for one to be typed."""
    sentences = article_sentences(article.article)
    pages = _pages(article.article, sentences)
    page = max(1, min(page, len(pages)))
    brief = article.brief
    shown = html.escape(widened(brief.text[:LONGEST_SHOWN])) or wording.NO_BRIEF
    parts = [
        f"<b>{html.escape(shown_headline(article))}</b>",
        wording.BRIEF_NOW.format(brief=shown, length=shown_length(brief)),
    ]
    lines, row, wide = [], list[Button](), _widened(article.article)
    for number in pages[page - 1]:
        sentence = sentences[number - 1]
        text = _with_chosen_bold(wide, sentence, brief)
        chosen = is_chosen(brief, sentence)
        label = wording.CHOSEN.format(label=number) if chosen else str(number)
        lines.append(f"{label}. {text}")
        row.append((label, buttons.data("d_sentence", draft_id, article.key, number, int(not chosen))))
    parts += ["\n".join(lines), wording.ASK_BRIEF]
    ids = (draft_id, article.key)
    rows: Buttons = (
        *in_rows(row, BUTTONS_A_ROW),
        paging.turning(page, more=page < len(pages), verb="d_brief", ids=ids),
        ((wording.BUTTON_RERANK, buttons.data("d_rerank", *ids)),),
    )
    text = "\n\n".join(filter(None, parts))
    await ask(seat, draft_id, article.key, WHAT, text, tuple(filter(None, rows)), leave=wording.BUTTON_DONE)


def _widened(article: Article) -> Article:
    """The article with punctuation as readers see it; every place in it stays true."""
    blocks = tuple(replace(block, text=widened(block.text)) for block in article.blocks)
    return replace(article, blocks=blocks)


def _with_chosen_bold(article: Article, sentence: Piece, brief: Brief) -> str:
    """A sentence, HTML, what the brief takes from it in bold; cut where it is too long to be shown."""
    end = min(sentence.end, sentence.start + LONGEST_SENTENCE)
    parts, place = [], sentence.start
    for piece in sorted(brief.pieces, key=lambda piece: piece.start):
        start, stop = max(piece.start, place), min(piece.end, end)
        if piece.block == sentence.block and start < stop:
            before = text_of(article, Piece(sentence.block, place, start))
            chosen = text_of(article, Piece(sentence.block, start, stop))
            parts += [html.escape(before), f"<b>{html.escape(chosen)}</b>"]
            place = stop
    return "".join((*parts, html.escape(text_of(article, Piece(sentence.block, place, end))))).strip()


def _pages(article: Article, sentences: Sequence[Piece]) -> list[list[int]]:
    """The numbers of the sentences on each page: as many as fit."""
    pages: list[list[int]] = [[]]
    length = 0
    for number, sentence in enumerate(sentences, 1):
        size = min(sentence.end - sentence.start, LONGEST_SENTENCE)
        if pages[-1] and (length + size > LONGEST_PAGE or len(pages[-1]) == SENTENCES_A_PAGE):
            pages.append([])
            length = 0
        pages[-1].append(number)
        length += size
    return pages


def _page_of(pages: Sequence[Sequence[int]], number: int) -> int:
    return next(page for page, numbers in enumerate(pages, 1) if number in numbers)


PRESSES: dict[str, OnPress] = {
    "d_brief": at_desk(press_brief, ids=3),
    "d_sentence": at_desk(press_sentence, ids=4),
    "d_rerank": at_desk(press_rerank, ids=2),
}
