"""News of projects as it is set: what moved on or fell due, each with its source."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator, Sequence

from bot import wording
from bot.cards import buttons
from bot.cards.article_card import BLANK_LINE
from bot.cards.punctuation import widened
from bot.transport.telegram_limits import BUTTONS, MESSAGE_TEXT, visible_length
from storage.deliveries.messages import Button, Buttons
from storage.projects.outgoing_news import News

BUTTONS_OF_NEWS = 2
MOST_IN_A_MESSAGE = BUTTONS // BUTTONS_OF_NEWS
PROMISE_SAID = 1
"""Behind the numbers of `project_says`: where the promise stands is asked for, not the stage."""
LONGEST_WORDS = 200
NAME_IN_NEWS = 80


def stretches(news: Sequence[News]) -> Iterator[Sequence[News]]:
    """The news cut into what fits a message each, in its order."""
    start = length = 0
    for place, each in enumerate(news):
        added = visible_length(BLANK_LINE + f"{place}. " + entry_html(each))
        full = length + added > MESSAGE_TEXT - visible_length(wording.PROJECT_NEWS_TITLE)
        if place > start and (full or place - start == MOST_IN_A_MESSAGE):
            yield news[start:place]
            start, length = place, 0
        length += added
    if start < len(news):
        yield news[start:]


def news_html(news: Sequence[News]) -> str:
    """A message with this news, HTML; what no article says any more is struck out."""
    entries = [entry_html(each) for each in news]
    if len(entries) > 1:
        entries = [f"{number}. {entry}" for number, entry in enumerate(entries, 1)]
    return BLANK_LINE.join((f"<b>{wording.PROJECT_NEWS_TITLE}</b>", *entries))


def news_buttons(news: Sequence[News]) -> Buttons:
    """For each of the news its source and the project's card; none of what was taken back."""
    several = len(news) > 1
    return tuple(
        _buttons_of(each, number if several else 0) for number, each in enumerate(news, 1) if not each.gone
    )


def _buttons_of(news: News, number: int) -> tuple[Button, ...]:
    shown = str(number) if number else ""
    says = (news.project_id, news.article_id, *((PROMISE_SAID,) if news.due_on else ()))
    return (
        (wording.SAYS.format(number=shown).rstrip(), buttons.data("project_says", *says)),
        (wording.OPEN_PROJECT.format(number=shown).rstrip(), buttons.data("project", news.project_id)),
    )


def entry_html(news: News) -> str:
    """One piece of news, HTML."""
    said = news.said
    name = html.escape(said.name[:NAME_IN_NEWS])
    if news.gone:
        return wording.NEWS_TAKEN_BACK.format(name=name)
    if news.due_on is not None:
        return _due_html(news, name)
    lines = [f"<b>{_moved(news, name)}</b>"]
    if said.evidence:
        lines.append(wording.PROJECT_EVIDENCE.format(evidence=_words(said.evidence)))
    if said.investment:
        lines.append(wording.PROJECT_MONEY.format(investment=_words(said.investment)))
    lines += [wording.PROJECT_PROMISED.format(promise=_words(each)) for each in said.promises]
    lines.append(f"<i>{html.escape(wording.source_line(news.newspaper, news.published_on, ''))}</i>")
    return "\n".join(lines)


def _moved(news: News, name: str) -> str:
    said = news.said
    if not said.stage:
        return wording.PROJECT_TOLD.format(name=name)
    form = wording.PROJECT_MOVED if said.before else wording.PROJECT_MOVED_FIRST
    return form.format(name=name, before=said.before, stage=said.stage)


def _due_html(news: News, name: str) -> str:
    assert news.due_on is not None
    promise = "".join(news.said.promises)
    due = wording.PROMISE_DUE.format(
        name=f"<b>{name}</b>", promise=_words(promise), day=wording.date(news.due_on)
    )
    form = wording.LAST_HEARD if news.said.heard else wording.LAST_HEARD_NOTHING
    heard_on = wording.date(dt.date.fromisoformat(news.said.heard_on))
    return f"{due}\n{form.format(stage=news.said.heard, day=heard_on)}"


def _words(text: str) -> str:
    short = text if len(text) <= LONGEST_WORDS else text[:LONGEST_WORDS] + wording.AND_SO_ON
    return html.escape(widened(short))
