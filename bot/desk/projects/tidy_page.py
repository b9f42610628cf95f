"""A published project as an editor puts it right: its card, and what it may be put together with or lose."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

from bot import wording
from bot.cards import buttons, paging
from bot.cards.buttons import ForeignButton
from bot.desk.draft.asking import in_rows
from bot.desk.notes.day_words import moment_words
from bot.desk.notes.naming_editors import name_of
from projects.archive import Ruling
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.people.deeds import COMMAND_LINE
from storage.projects import decisions as project_decisions
from storage.projects import projects, rulings
from storage.projects.decisions import StoredDecision
from storage.projects.projects import Project, TimeLine

OFFERED_A_PAGE = 8
MOST_LOOKED_THROUGH = 500
ARTICLES_OFFERED = 12
DECISIONS_SHOWN = 6
NAME_SHOWN = 40
BUTTONS_A_ROW = 4


def tidy_page(db: Db, project_id: int, zone: str) -> tuple[str, Buttons]:
    """The card by which an editor puts a project right, as it is now; no buttons where there is none."""
    project = projects.get_project(db, project_id)
    if project is None:
        return _dropped_page(db, project_id)
    decisions = project_decisions.about_project(db, project.id)[-DECISIONS_SHOWN:]
    told_by = len({line.article_id for line in projects.time_line(db, project.id)})
    text = wording.TIDY_PROJECT.format(
        name=html.escape(project.name),
        park=html.escape(project.park),
        stage=project.stage or wording.NO_STAGE,
        count=told_by,
    )
    if decisions:
        lines = [_decision_line(db, number, each, zone) for number, each in enumerate(decisions, 1)]
        text += "\n\n" + "\n".join((wording.DECISIONS_TITLE, *lines))
    first: list[Button] = [(wording.BUTTON_MERGE_PROJECT, buttons.data("p_merge", project.id, 1))]
    if told_by > 1:
        first.append((wording.BUTTON_TAKE_OUT, buttons.data("p_split", project.id)))
    return text, (
        tuple(first),
        (
            (wording.BUTTON_RENAME_PROJECT, buttons.data("p_name", project.id)),
            (wording.BUTTON_NO_PROJECT, buttons.data("p_drop", project.id)),
        ),
        *_undoing(project.id, decisions),
        ((wording.BUTTON_TO_PROJECT, buttons.data("project", project.id)),),
    )


def merge_page(db: Db, project_id: int, page: int) -> tuple[str, Buttons]:
    """Asks which project it is one with: those of its park, the likest names first. Raises ForeignButton."""
    project = the_project(db, project_id)
    near = others_like(db, project.park_id, project.name, but=project.id)
    if not near:
        return wording.NO_OTHER_PROJECT, ()
    text, rows = offer(near, page, lambda each: buttons.data("p_into", project.id, each.id))
    turning = paging.turning(page, more=page * OFFERED_A_PAGE < len(near), verb="p_merge", ids=(project.id,))
    head = wording.ASK_MERGE_PROJECT.format(name=html.escape(project.name))
    return f"{head}\n{text}", tuple(filter(None, (*rows, turning, _back(project.id))))


def split_page(db: Db, project_id: int) -> tuple[str, Buttons]:
    """Asks which article tells of something else; no buttons where one alone tells of it.

    Raises ForeignButton.
    """
    project = the_project(db, project_id)
    by_article = {line.article_id: line for line in projects.time_line(db, project.id)}
    if len(by_article) < 2:
        return wording.ONE_ARTICLE_ALONE, ()
    shown = list(by_article.values())[-ARTICLES_OFFERED:]
    lines = [_telling_line(number, line) for number, line in enumerate(shown, 1)]
    row: list[Button] = [
        (str(number), buttons.data("p_out", project.id, line.article_id))
        for number, line in enumerate(shown, 1)
    ]
    head = wording.ASK_TAKE_OUT.format(name=html.escape(project.name))
    return "\n".join((head, *lines)), (*in_rows(row, BUTTONS_A_ROW), _back(project.id))


def others_like(db: Db, park_id: int, name: str, *, but: int = 0) -> list[Project]:
    """The projects of a park, those first whose names share most with `name`, then the newest."""
    found, _ = projects.projects_of(db, [park_id], limit=MOST_LOOKED_THROUGH)
    pairs = _pairs(name)
    return sorted(
        (each for each in found if each.id != but), key=lambda each: -len(pairs & _pairs(each.name))
    )


def offer(near: Sequence[Project], page: int, data: Callable[[Project], str]) -> tuple[str, Buttons]:
    """A page of projects to choose from: numbered lines and a button each. Raises ForeignButton below 1."""
    shown = paging.page_of(near, page, OFFERED_A_PAGE).shown
    lines = [
        wording.MERGE_LINE.format(
            number=number, name=html.escape(each.name[:NAME_SHOWN]), stage=each.stage or ""
        ).rstrip()
        for number, each in enumerate(shown, 1)
    ]
    row: list[Button] = [(str(number), data(each)) for number, each in enumerate(shown, 1)]
    return "\n".join(lines), in_rows(row, BUTTONS_A_ROW)


def the_project(db: Db, project_id: int) -> Project:
    """The project. Raises ForeignButton where there is none any more."""
    project = projects.get_project(db, project_id)
    if project is None:
        raise ForeignButton(f"project {project_id}")
    return project


def _dropped_page(db: Db, project_id: int) -> tuple[str, Buttons]:
    if not rulings.is_dropped(db, project_id):
        return wording.PROJECT_GONE, ()
    decisions = project_decisions.about_project(db, project_id)
    last = decisions[-1:]
    undo = tuple(
        (wording.BUTTON_UNDO_SAID, buttons.data("p_undo", project_id, each.made.id)) for each in last
    )
    given = [each.made.text for each in decisions if each.made.ruling is Ruling.NAME]
    about = html.escape((given or [rulings.told(each) for each in last] or [""])[-1])
    return wording.PROJECT_DROPPED.format(name=about), (undo,) if undo else ()


def _undoing(project_id: int, decisions: Sequence[StoredDecision]) -> Buttons:
    row: list[Button] = [
        (
            wording.BUTTON_UNDO_DECISION.format(number=number),
            buttons.data("p_undo", project_id, each.made.id),
        )
        for number, each in enumerate(decisions, 1)
    ]
    return in_rows(row, BUTTONS_A_ROW)


def _decision_line(db: Db, number: int, decision: StoredDecision, zone: str) -> str:
    by_command = decision.person == COMMAND_LINE
    return wording.DECISION_LINE.format(
        number=number,
        ruling=wording.RULINGS[decision.made.ruling],
        about=html.escape(rulings.told(decision)),
        who=wording.BY_COMMAND_LINE if by_command else name_of(db, decision.person),
        when=moment_words(decision.at, zone),
    )


def _telling_line(number: int, line: TimeLine) -> str:
    newspaper = f"《{line.newspaper}》" if line.newspaper else ""
    return html.escape(
        wording.TAKE_OUT_LINE.format(
            number=number,
            day=wording.date(line.day),
            newspaper=newspaper,
            name=line.name,
            stage=line.stage or "",
        ).rstrip()
    )


def _back(project_id: int) -> tuple[Button, ...]:
    return ((wording.BUTTON_TO_PROJECTS, buttons.data("p_edit", project_id)),)


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)}
