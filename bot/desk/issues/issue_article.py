"""An article of a published issue: what it says, who else tells its story, and what can be done to it."""

from __future__ import annotations

import html
from collections.abc import Sequence

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.pressing import show, tell
from bot.cards.punctuation import widened
from bot.context import Context
from bot.desk.draft.asking import in_rows
from bot.desk.notes.issue_lines import headline_of, parks_of, state_of
from bot.desk.notes.repeat_lines import HEADLINE_SHOWN, NAME_SHOWN
from storage.archive import published_issues, stories
from storage.archive.published_issues import PublishedArticle
from storage.archive.stories import Telling
from storage.database import Db
from storage.deliveries.messages import Button, Buttons

BRIEF_SHOWN = 600
OTHERS_NAMED = 5


async def press_article(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`i_article:<issue>:<article>`: shows an article of it."""
    if len(ids) != 2:
        raise ForeignButton(query.data)
    text, rows = await context.parts.database.read(article_page, *ids)
    await tell(query)
    await show(query, text, rows)


def article_page(db: Db, issue_id: int, article_id: int) -> tuple[str, Buttons]:
    """An article of an issue, and its buttons. Raises ForeignButton where it isn't one."""
    article = find_article(db, issue_id, article_id)
    others = tuple(each for each in stories.tellings_of(db, article_id) if each.article_id != article_id)
    text = wording.ARTICLE_IN_ISSUE.format(
        park=html.escape(parks_of(article)),
        headline=html.escape(headline_of(article)),
        state=state_of(article),
        brief=html.escape(widened(article.brief[:BRIEF_SHOWN])) or wording.NO_BRIEF,
    )
    if others:
        text += f"\n\n{_others_line(others)}"
    row: list[Button] = [
        (wording.BUTTON_VERSIONS, buttons.data("i_versions", issue_id, article_id)),
        (wording.BUTTON_TO_ISSUE, buttons.data("issue", issue_id)),
    ]
    if article.state == published_issues.RETRACTED:
        row.insert(0, (wording.BUTTON_REINSTATE, buttons.data("r_undo", issue_id, article_id)))
    else:
        row.insert(0, (wording.BUTTON_SAME, buttons.data("i_same", issue_id, article_id)))
        if others:
            row.insert(0, (wording.BUTTON_APART, buttons.data("i_apart", issue_id, article_id)))
        row.insert(0, (wording.BUTTON_RETRACT, buttons.data("r_ask", issue_id, article_id)))
        row.insert(0, (wording.BUTTON_MEND_ISSUE, buttons.data("i_mend", issue_id, article_id)))
    return text, in_rows(row, 2)


def find_article(db: Db, issue_id: int, article_id: int) -> PublishedArticle:
    """An article of an issue. Raises ForeignButton where it isn't one."""
    for article in published_issues.articles_of(db, issue_id):
        if article.id == article_id:
            return article
    raise ForeignButton(f"article {article_id} of issue {issue_id}")


def _others_line(others: Sequence[Telling]) -> str:
    """Who else tells the story of an article, a line of HTML."""
    named = [
        wording.paper_of_day(each.newspaper[:NAME_SHOWN], each.published_on, each.published_on.year)
        + f"《{each.headline[:HEADLINE_SHOWN]}》"
        for each in others[:OTHERS_NAMED]
    ]
    return wording.STORY_OF.format(others=html.escape(wording.LIST_SEPARATOR.join(named)))


PRESSES: dict[str, OnPress] = {"i_article": OnPress(press_article, shows_below=True)}
