"""The projects that a draft's article tells of, and what an editor says of each, for when it is published."""

from __future__ import annotations

import html
from collections.abc import Callable

from bot import wording
from bot.cards import buttons, paging
from bot.cards.buttons import OnPress
from bot.desk.draft.asking import ask, in_rows
from bot.desk.draft.holding import at_desk
from bot.desk.draft.mending import ArticleChanged, article_of, change
from bot.desk.draft.preview_page import shown_headline
from bot.desk.draft.seat import Seat
from bot.desk.notes.project_lines import card_text, projects_of
from bot.desk.projects.tidy_page import OFFERED_A_PAGE, offer, others_like
from projects.archive import Ruling
from storage.archive.prepared import FoundProject, PreparedArticle, PreparedIssue, SaidOfProject
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.desk import draft_projects, drafts
from storage.desk.draft_projects import known_project
from storage.people.awaited import Awaited
from storage.projects import projects, rulings
from storage.projects.rulings import LONGEST_NAME, NoName

WHAT = "draft_project_name"
MOST_SHOWN = 10
BUTTONS_A_ROW = 5
Say = Callable[[PreparedArticle, FoundProject], PreparedArticle]


async def press_projects(seat: Seat, draft_id: int, key: int) -> None:
    """`d_projects:<draft>:<key>`: shows the projects that an article tells of."""
    await seat.draft(draft_id)
    await seat.show(draft_id, *await seat.context.parts.database.read(_list, draft_id, key))


async def press_project(seat: Seat, draft_id: int, key: int, number: int) -> None:
    """`d_project:<draft>:<key>:<number>`: shows one of them."""
    await seat.draft(draft_id)
    await _show(seat, draft_id, key, number)


async def press_merge(seat: Seat, draft_id: int, key: int, number: int, page: int) -> None:
    """`d_pmerge:<draft>:<key>:<number>:<page>`: asks which known project it is."""
    await seat.draft(draft_id)
    text, rows = await seat.context.parts.database.read(_merge_page, draft_id, key, number, page)
    if rows:
        await seat.show(draft_id, text, rows)
    else:
        await seat.tell(text)


async def press_into(seat: Seat, draft_id: int, key: int, number: int, project_id: int) -> None:
    """`d_pinto:<draft>:<key>:<number>:<project>`: it is that known project."""
    if await seat.context.parts.database.read(projects.get_project, project_id) is None:
        raise ArticleChanged
    await _say(seat, draft_id, key, number, Ruling.SAME, project_id)


async def press_apart(seat: Seat, draft_id: int, key: int, number: int) -> None:
    """`d_papart:<draft>:<key>:<number>`: it isn't the known project that it was found to be."""
    project = await seat.context.parts.database.read(_known, draft_id, key, number)
    if project is None:
        raise ArticleChanged
    await _say(seat, draft_id, key, number, Ruling.APART, project)


async def press_none(seat: Seat, draft_id: int, key: int, number: int) -> None:
    """`d_pnone:<draft>:<key>:<number>`: it is no project."""
    await _say(seat, draft_id, key, number, Ruling.NONE)


async def press_name(seat: Seat, draft_id: int, key: int, number: int) -> None:
    """`d_pname:<draft>:<key>:<number>`: asks for a name."""
    draft = await seat.draft(draft_id)
    found = _found(article_of(draft, key), number)
    text = wording.ASK_PROJECT_NAME.format(name=html.escape(found.name), most=LONGEST_NAME)
    await ask(seat, draft_id, key, WHAT, text, typed=str(number))


async def take_name(seat: Seat, asked: Awaited, text: str) -> None:
    """A typed name: the project is to have it."""
    try:
        name = rulings.wished_name(text)
    except NoName:
        await seat.tell(wording.PROJECT_NAME_TOO_LONG.format(most=LONGEST_NAME))
        return
    await _say(seat, asked.draft_id, asked.key, int(asked.typed), Ruling.NAME, text=name)


async def press_undo(seat: Seat, draft_id: int, key: int, number: int) -> None:
    """`d_pundo:<draft>:<key>:<number>`: takes back what was said of it last."""
    await _change(
        seat, draft_id, key, number, lambda article, found: draft_projects.without_said(article, found.name)
    )


async def _say(
    seat: Seat, draft_id: int, key: int, number: int, ruling: Ruling, project_id: int = 0, *, text: str = ""
) -> None:
    def said(article: PreparedArticle, found: FoundProject) -> PreparedArticle:
        return draft_projects.with_said(article, SaidOfProject(found.name, ruling, project_id, text))

    await _change(seat, draft_id, key, number, said)


async def _change(seat: Seat, draft_id: int, key: int, number: int, how: Say) -> None:
    def changed(issue: PreparedIssue) -> PreparedIssue:
        article = issue.article(key)
        if article is None:
            raise ArticleChanged
        return issue.with_article(how(article, _found(article, number)))

    await change(seat, draft_id, changed)
    await _show(seat, draft_id, key, number)


async def _show(seat: Seat, draft_id: int, key: int, number: int) -> None:
    await seat.show(draft_id, *await seat.context.parts.database.read(_page, draft_id, key, number))


def _found(article: PreparedArticle, number: int) -> FoundProject:
    found = projects_of(article)
    if not 1 <= number <= len(found) or article.article_id is not None:
        raise ArticleChanged
    return found[number - 1]


def _list(db: Db, draft_id: int, key: int) -> tuple[str, Buttons]:
    article = article_of(drafts.get_draft(db, draft_id), key)
    found = projects_of(article)[:MOST_SHOWN]
    if not found:
        raise ArticleChanged
    texts = [card_text(db, article, number) for number in range(1, len(found) + 1)]
    row: list[Button] = [
        (str(number), buttons.data("d_project", draft_id, key, number)) for number in range(1, len(found) + 1)
    ]
    head = wording.PROJECTS_OF_ARTICLE.format(headline=html.escape(shown_headline(article)))
    back = ((wording.BUTTON_BACK, buttons.data("d_article", draft_id, key)),)
    return "\n\n".join((head, *texts)), (*in_rows(row, BUTTONS_A_ROW), back)


def _page(db: Db, draft_id: int, key: int, number: int) -> tuple[str, Buttons]:
    article = article_of(drafts.get_draft(db, draft_id), key)
    found = _found(article, number)

    def button(label: str, verb: str, *more: int) -> Button:
        return label, buttons.data(verb, draft_id, key, number, *more)

    first = [button(wording.BUTTON_MERGE_PROJECT, "d_pmerge", 1)]
    if known_project(db, article, found) is not None:
        first.append(button(wording.BUTTON_NOT_THIS_PROJECT, "d_papart"))
    second = [
        button(wording.BUTTON_RENAME_PROJECT, "d_pname"),
        button(wording.BUTTON_NO_PROJECT, "d_pnone"),
    ]
    text, last = card_text(db, article, number), list[Button]()
    if any(each.name == found.name for each in article.said):
        text += "\n\n" + wording.DECIDED_IN_DRAFT
        last.append(button(wording.BUTTON_UNDO_SAID, "d_pundo"))
    last.append((wording.BUTTON_TO_PROJECTS, buttons.data("d_projects", draft_id, key)))
    return text, (tuple(first), tuple(second), tuple(last))


def _merge_page(db: Db, draft_id: int, key: int, number: int, page: int) -> tuple[str, Buttons]:
    article = article_of(drafts.get_draft(db, draft_id), key)
    found, park_id = _found(article, number), draft_projects.park_of(db, article)
    known = known_project(db, article, found)
    near = [] if park_id is None else others_like(db, park_id, found.name, but=known.id if known else 0)
    if not near:
        return wording.NO_OTHER_PROJECT, ()
    text, rows = offer(near, page, lambda each: buttons.data("d_pinto", draft_id, key, number, each.id))
    more = page * OFFERED_A_PAGE < len(near)
    turning = paging.turning(page, more=more, verb="d_pmerge", ids=(draft_id, key, number))
    back = ((wording.BUTTON_CANCEL, buttons.data("d_project", draft_id, key, number)),)
    head = wording.ASK_MERGE_PROJECT.format(name=html.escape(found.name))
    return f"{head}\n{text}", tuple(filter(None, (*rows, turning, back)))


def _known(db: Db, draft_id: int, key: int, number: int) -> int | None:
    article = article_of(drafts.get_draft(db, draft_id), key)
    known = known_project(db, article, _found(article, number))
    return None if known is None else known.id


PRESSES: dict[str, OnPress] = {
    "d_projects": at_desk(press_projects, ids=2),
    "d_project": at_desk(press_project, ids=3),
    "d_pmerge": at_desk(press_merge, ids=4),
    "d_pinto": at_desk(press_into, ids=4),
    "d_papart": at_desk(press_apart, ids=3),
    "d_pnone": at_desk(press_none, ids=3),
    "d_pname": at_desk(press_name, ids=3),
    "d_pundo": at_desk(press_undo, ids=3),
}
