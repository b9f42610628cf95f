"""The card of an article in a draft: what it is, why to look at it, and what can be changed."""

from __future__ import annotations

import html
from dataclasses import replace

from bot import wording
from bot.cards import buttons
from bot.cards.article_card import full_text, link_html
from bot.cards.brief_html import with_bold_figures
from bot.cards.buttons import OnPress
from bot.desk.draft.holding import at_desk
from bot.desk.draft.mending import article_of, change_article, open_article
from bot.desk.draft.preview_page import shown_headline, shown_parks, stored_articles
from bot.desk.draft.seat import Seat
from bot.desk.notes.change_lines import change_lines
from bot.desk.notes.doubts import in_words
from bot.desk.notes.project_lines import project_lines, projects_of
from bot.desk.notes.repeat_lines import repeat_lines, repeated_cards, story_buttons
from storage.archive.articles import Card
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.desk import drafts
from storage.desk.drafts import Draft

# A message holds 4,096 characters: so much of each part at most.
LONGEST_HEADLINE_SHOWN = 400
LONGEST_BRIEF_SHOWN = 1_200
LONGEST_PARKS_SHOWN = 300
LONGEST_FIGURES_SHOWN = 200
MOST_DOUBTS_SHOWN = 10
LONGEST_DOUBT_SHOWN = 60


async def press_article(seat: Seat, draft_id: int, key: int) -> None:
    """`d_article:<draft>:<key>`: opens an article."""
    await open_article(seat, draft_id, key)
    await show_article(seat, draft_id, key)


async def press_text(seat: Seat, draft_id: int, key: int) -> None:
    """`d_text:<draft>:<key>`: sends the whole text below, as readers will see it."""
    draft, article = await open_article(seat, draft_id, key)
    await seat.tell()
    for text in full_text(article.article, card_of(draft.issue, article)):
        await seat.show_below(text)


async def press_settled(seat: Seat, draft_id: int, key: int) -> None:
    """`d_settled:<draft>:<key>`: an editor has looked at the article, and nothing about it is doubtful."""
    _, article = await open_article(seat, draft_id, key)
    await change_article(seat, draft_id, article, replace(article, doubts=()))
    await show_article(seat, draft_id, key)


async def show_article(seat: Seat, draft_id: int, key: int) -> None:
    """Shows an article's card in the draft's message. Raises ArticleChanged where it is there no more."""
    text, rows = await seat.context.parts.database.read(_card, draft_id, key)
    await seat.show(draft_id, text, rows)


def card_of(issue: PreparedIssue, article: PreparedArticle) -> Card:
    """An article of a draft as readers will be shown it."""
    return Card(
        id=0,
        revision=0,
        headline=article.article.headline,
        brief=article.brief.text,
        park_id=None,
        park=article.park.name if article.park else "",
        newspaper=issue.newspaper,
        published_on=issue.published_on,
        page=issue.page,
        key_figures=article.key_figures,
        link=article.link or issue.link,
        subhead=article.article.subhead,
    )


def _card(db: Db, draft_id: int, key: int) -> tuple[str, Buttons]:
    draft = drafts.get_draft(db, draft_id)
    article = article_of(draft, key)
    stored = stored_articles(db, replace(draft.issue, articles=(article,)))
    changes = () if article.article_id not in stored else change_lines(stored[article.article_id], article)
    place = draft.issue.articles.index(article)
    head = [
        wording.ARTICLE_CARD_PLACE.format(number=place + 1, count=len(draft.issue.articles)),
        wording.ARTICLE_CARD_PARK.format(parks=shown_parks(article, LONGEST_PARKS_SHOWN)),
        f"<b>{html.escape(shown_headline(article, LONGEST_HEADLINE_SHOWN))}</b>",
    ]
    about = [
        wording.DOUBT_LINE.format(reasons=html.escape(doubt[:LONGEST_DOUBT_SHOWN]))
        for doubt in in_words(article)[:MOST_DOUBTS_SHOWN]
    ]
    if article.link:
        about.append(link_html(article.link, wording.READ_AT_SOURCE))
    repeated = repeated_cards(db, replace(draft.issue, articles=(article,)))
    about += repeat_lines(article, repeated)
    about += filter(None, (project_lines(db, replace(draft.issue, articles=(article,))).get(article.key),))
    if article.article_id is not None:
        about += changes or ((wording.PUBLISHED_BEFORE,) if draft.issue.of_issue is None else ())
    if draft.issue.is_urgent(article):
        head.append(wording.ARTICLE_IS_URGENT)
    groups = ("\n".join(group) for group in (head, _brief(article), about))
    return "\n\n".join(filter(None, groups)), _buttons(draft, place)


def _brief(article: PreparedArticle) -> list[str]:
    """The brief's lines, HTML: its text, its key figures, and whether an editor chose it."""
    text = article.brief.text
    clipped = text if len(text) <= LONGEST_BRIEF_SHOWN else text[:LONGEST_BRIEF_SHOWN] + wording.AND_SO_ON
    lines = [with_bold_figures(clipped) if text else wording.NO_BRIEF]
    if article.key_figures:
        figures = wording.FIGURE_SEPARATOR.join(article.key_figures)[:LONGEST_FIGURES_SHOWN]
        lines.append(wording.KEY_FIGURES.format(figures=html.escape(figures)))
    if article.brief_chosen:
        lines.append(wording.BRIEF_IS_CHOSEN)
    return lines


def _buttons(draft: Draft, place: int) -> Buttons:
    articles = draft.issue.articles
    article = articles[place]

    def button(label: str, verb: str, *more: int) -> Button:
        return label, buttons.data(verb, draft.id, article.key, *more)

    shaping = [button(wording.BUTTON_SPLIT, "d_split", 1), button(wording.BUTTON_LEAVE_OUT, "d_drop")]
    if place:
        shaping.insert(0, button(wording.BUTTON_JOIN, "d_join", articles[place - 1].key))
    turning: list[Button] = []
    if place:
        turning.append((wording.BUTTON_BEFORE, buttons.data("d_article", draft.id, articles[place - 1].key)))
    turning.append(button(wording.BUTTON_BACK, "d_return"))
    if place + 1 < len(articles):
        turning.append((wording.BUTTON_BEHIND, buttons.data("d_article", draft.id, articles[place + 1].key)))
    reading = [button(wording.BUTTON_WHOLE_TEXT, "d_text")]
    if article.doubts:
        reading.append(button(wording.BUTTON_SETTLED, "d_settled"))
    if article.article_id is None:
        is_urgent = draft.issue.is_urgent(article)
        label = wording.BUTTON_NOT_URGENT if is_urgent else wording.BUTTON_URGENT_ARTICLE
        reading.append(button(label, "d_urgent", int(not is_urgent)))
    return (
        (button(wording.BUTTON_PARK, "d_park"), button(wording.BUTTON_ANOTHER_PARK, "d_also")),
        (button(wording.BUTTON_HEADLINE, "d_headline"), button(wording.BUTTON_BRIEF, "d_brief", 1)),
        tuple(shaping),
        tuple(reading),
        *story_buttons(draft, article),
        *_projects(draft, article),
        tuple(turning),
    )


def _projects(draft: Draft, article: PreparedArticle) -> Buttons:
    found = projects_of(article)
    if not found or article.article_id is not None:
        return ()
    label = wording.BUTTON_PROJECTS_OF_ARTICLE.format(count=len(found))
    return (((label, buttons.data("d_projects", draft.id, article.key)),),)


PRESSES: dict[str, OnPress] = {
    "d_article": at_desk(press_article, ids=2),
    "d_text": at_desk(press_text, ids=2),
    "d_settled": at_desk(press_settled, ids=2),
}
