"""What the preview and an article's card say of a story that has been told before."""

from __future__ import annotations

import html
from collections.abc import Mapping

from bot import wording
from bot.cards import buttons
from storage.archive import articles, stories
from storage.archive.articles import Card
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.desk.drafts import Draft
from stories.matching import Relation

HEADLINE_SHOWN = 40
NAME_SHOWN = 30


def repeated_cards(db: Db, issue: PreparedIssue) -> dict[int, Card]:
    """For each article of a draft, by its key, the stored one whose story it tells, where that stands."""
    found = {}
    for article in issue.articles:
        of = None if article.retelling is None else article.retelling.repeats
        standing = None if of is None else _standing(db, of)
        if standing is not None:
            found[article.key] = standing
    return found


def repeat_lines(article: PreparedArticle, repeated: Mapping[int, Card]) -> list[str]:
    """Which story a new article tells again, HTML; nothing where it tells one of its own."""
    card = repeated.get(article.key)
    if card is None or article.retelling is None or article.article_id is not None:
        return []
    form = wording.REPEATS_OF.get(article.retelling.relation, wording.REPEATS)
    return [form.format(paper=html.escape(paper_of(card)), headline=html.escape(headline_of(card)))]


def story_buttons(draft: Draft, article: PreparedArticle) -> Buttons:
    """The buttons of a card by which an editor says whether its article tells a story again."""
    found = article.retelling

    def button(label: str, verb: str) -> Button:
        return label, buttons.data(verb, draft.id, article.key)

    if found is None or found.repeats is None:
        return () if article.article_id is not None else ((button(wording.BUTTON_SAME, "d_same"),),)
    row = [button(wording.BUTTON_APART, "d_apart")]
    if article.article_id is None:
        if found.relation == Relation.CORRECTION.value:
            row.append(button(wording.BUTTON_AS_CORRECTION, "d_revise"))
        elif found.relation == Relation.SAME.value:
            row.append(button(wording.BUTTON_AS_KNOWN, "d_known"))
        row.append((wording.BUTTON_SEE_OTHER, buttons.data("full", found.repeats)))
    elif article.article_id != found.repeats:
        return ()
    return (tuple(row),)


def paper_of(card: Card) -> str:
    """The newspaper and day of a stored article, plain text."""
    year = card.published_on.year
    return wording.paper_of_day(card.newspaper[:NAME_SHOWN], card.published_on, year)


def headline_of(card: Card) -> str:
    """The headline of a stored article, plain text, of a length for a line."""
    headline = " ".join(card.headline.split())
    if len(headline) > HEADLINE_SHOWN:
        headline = headline[:HEADLINE_SHOWN] + wording.AND_SO_ON
    return headline or wording.WITHOUT_HEADLINE


def _standing(db: Db, article_id: int) -> Card | None:
    card = articles.get_card(db, article_id)
    if card is not None and card.retracted:
        standing = stories.standing_for(db, article_id)
        card = None if standing is None else articles.get_card(db, standing)
    return card
