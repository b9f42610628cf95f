"""How projects are set: a line in a list, and a card with time line and promises, each with its source."""

from __future__ import annotations

import html
from collections.abc import Sequence

from bot import wording
from bot.cards import buttons
from bot.cards.article_card import BLANK_LINE, split_html
from bot.cards.buttons import ForeignButton
from bot.cards.follow_buttons import follow_button
from bot.cards.punctuation import widened
from parsing.article import Article
from projects.article import HEADLINE, Span
from storage.archive.articles import Card
from storage.chats.follows import Kind, Target
from storage.deliveries.messages import Button, Buttons
from storage.projects.projects import Project, StoredPromise, TimeLine

LINES_SHOWN = 12
PROMISES_SHOWN = 8
SOURCES_A_ROW = 4
NAME_IN_LIST = 60
NAME_ON_BUTTON = 30
# The lists that a card can lead back to, by the verbs of their buttons: their numbers stand in sent buttons.
LISTS = ("due", "due_city", "projects")


def project_line(project: Project, *, with_park: bool = False) -> str:
    """A project in a list: its name, where it stands, when it was last heard of."""
    lines = [f"<b>{html.escape(project.name[:NAME_IN_LIST])}</b>"]
    if with_park:
        lines[0] += wording.PARK_MARK.format(park=html.escape(project.park))
    lines.append(f"{_standing(project)}　{wording.TOLD_ON.format(day=wording.date(project.told_on))}")
    return "\n".join(lines)


def project_html(project: Project, lines: Sequence[TimeLine], promises: Sequence[StoredPromise]) -> str:
    """A project's card: standing, owner and money as told last, the newest of its time line and promises."""
    parts = ["\n".join((f"<b>{html.escape(project.name)}</b>", *_facts(project, lines)))]
    shown = lines[-LINES_SHOWN:]
    told = [f"{number}. {_line(line)}" for number, line in enumerate(shown, 1)]
    if len(lines) > len(shown):
        told.insert(0, wording.EARLIER_LINES.format(count=len(lines) - len(shown)))
    parts.append("\n".join((f"<b>{wording.TIME_LINE_TITLE}</b>", *told)))
    if promises:
        kept = [promise_html(promise) for promise in _told_last(promises)[-PROMISES_SHOWN:]]
        parts.append("\n".join((f"<b>{wording.PROMISES_TITLE}</b>", *kept)))
    return split_html(parts)[0]


def project_buttons(project: Project, lines: Sequence[TimeLine], *, followed: bool) -> Buttons:
    """A button to the source of each shown line, one to follow it, one to the park's other projects."""
    says: list[Button] = [
        (wording.SAYS.format(number=number), buttons.data("project_says", project.id, line.article_id))
        for number, line in enumerate(lines[-LINES_SHOWN:], 1)
    ]
    rows = [tuple(says[at : at + SOURCES_A_ROW]) for at in range(0, len(says), SOURCES_A_ROW)]
    follow = follow_button(Target(Kind.PROJECT, project.id), followed=followed)
    return (*rows, (follow,), ((wording.PROJECTS_OF_PARK, buttons.data("projects", project.park_id)),))


def open_button(name: str, project_id: int, opened_from: Sequence[int] = ()) -> Button:
    """The button that opens a project's card, and from there again the list that it stands in.

    A list is the number of its verb in `LISTS`, and the two ids behind that.
    """
    return name[:NAME_ON_BUTTON], buttons.data("project", project_id, *opened_from)


def back_row(opened_from: Sequence[int]) -> tuple[Button, ...]:
    """The button back to the list that a card was opened from; none for none. Raises ForeignButton."""
    if not opened_from:
        return ()
    if len(opened_from) != 3 or not 1 <= opened_from[0] <= len(LISTS):
        raise ForeignButton(str(opened_from))
    return ((wording.BUTTON_BACK, buttons.data(LISTS[opened_from[0] - 1], *opened_from[1:])),)


def _told_last(promises: Sequence[StoredPromise]) -> list[StoredPromise]:
    """Of tellings of one promise, a step by a day, the last."""
    by_promise = {
        (promise.step, promise.due_on) if promise.due_on else promise.id: promise for promise in promises
    }
    return sorted(by_promise.values(), key=promises.index)


def promise_html(promise: StoredPromise, *, with_day: bool = True) -> str:
    """A promise in its own words, and what became of it: nothing that was not told."""
    outcome = wording.OUTCOMES[promise.outcome]
    if with_day and promise.due_on is not None:
        outcome = wording.DUE_BY.format(outcome=outcome, day=wording.date(promise.due_on))
    words = wording.PROMISE.format(time=promise.time, words=promise.words, outcome=outcome)
    return html.escape(widened(words))


def says_html(article: Article, card: Card, name: str, span: Span) -> str:
    """Where an article says what a line tells, those words bold; alone where readers get no whole text."""
    text = widened(article.headline if span.block == HEADLINE else article.paragraphs[span.block])
    words = html.escape(text[span.start : span.end])
    if card.full_text or span.block == HEADLINE:
        quoted = f"{html.escape(text[: span.start])}<b>{words}</b>{html.escape(text[span.end :])}"
    else:
        quoted = f"<b>{words}</b>"
    source = wording.source_line(card.newspaper, card.published_on, card.page)
    parts = (wording.SAYS_TITLE.format(name=html.escape(name)), quoted, f"<i>{html.escape(source)}</i>")
    return split_html((BLANK_LINE.join(parts),))[0]


def investor_html(lines: Sequence[TimeLine]) -> str:
    """Who builds a project and what is invested, as told last, on one line; empty where neither was told."""
    owner, money = _told_of(lines)
    return html.escape(wording.INVESTOR_SEPARATOR.join(each for each in (owner, money) if each))


def _facts(project: Project, lines: Sequence[TimeLine]) -> list[str]:
    facts = [wording.PARK_MARK.format(park=html.escape(project.park)) + _standing(project)]
    owner, money = _told_of(lines)
    if owner:
        facts.append(html.escape(wording.OWNER.format(owner=owner)))
    if money:
        facts.append(html.escape(money))
    return facts


def _told_of(lines: Sequence[TimeLine]) -> tuple[str, str]:
    """The owner and the money that were told last; the money with the word for what it is."""
    owner = next((line.owner for line in reversed(lines) if line.owner), "")
    money = next((line.investment for line in reversed(lines) if line.investment), "")
    named = not money or wording.INVESTED in money
    return owner, money if named else wording.INVESTMENT.format(words=money)


def _standing(project: Project) -> str:
    if project.stage is None:
        return wording.NO_STAGE
    if project.stage_on is None:
        return str(project.stage)
    return wording.STAGE_SINCE.format(stage=project.stage, day=wording.date(project.stage_on))


def _line(line: TimeLine) -> str:
    newspaper = f"《{line.newspaper}》" if line.newspaper else ""
    stage = str(line.stage) if line.stage else wording.NO_STAGE
    if line.reached_on and line.reached_on != line.day:
        stage = wording.STAGE_SINCE.format(stage=stage, day=wording.date(line.reached_on))
    told = wording.TIME_LINE.format(day=wording.date(line.day), newspaper=newspaper, stage=stage)
    return html.escape(widened(told))
