"""What a draft says of the projects that its articles tell of: in the preview, and in a card of their own."""

from __future__ import annotations

import html
from collections.abc import Iterator

from bot import wording
from projects.archive import Ruling
from storage.archive.prepared import FoundProject, PreparedArticle, PreparedIssue, SaidOfProject
from storage.database import Db
from storage.desk.draft_projects import known_project
from storage.projects import projects, rulings

NAME_SHOWN = 30
NAMED_IN_PREVIEW = 3
PROMISES_SHOWN = 4
LONGEST_FACT = 60


def projects_of(article: PreparedArticle) -> tuple[FoundProject, ...]:
    """The projects that were found in an article."""
    return () if article.projects is None else article.projects.found


def project_lines(db: Db, issue: PreparedIssue) -> dict[int, str]:
    """For each article of a draft that tells of projects, by its key, which those are, a line of HTML.

    Of one that puts right what is published it is what the ledger will say then, and of which projects it
    tells no longer.
    """
    found = {article.key: _line(db, article) for article in issue.articles if article.is_news}
    return {key: line for key, line in found.items() if line}


def card_text(db: Db, article: PreparedArticle, number: int) -> str:
    """One of an article's projects in full, HTML: name, stage, money, promises, and which known one it is."""
    found = projects_of(article)[number - 1]
    facts = [found.stage, found.investment[:LONGEST_FACT]]
    if found.promises:
        promises = wording.FOUND_SEPARATOR.join(
            each[:LONGEST_FACT] for each in found.promises[:PROMISES_SHOWN]
        )
        facts.append(wording.PROMISED.format(promises=promises))
    return wording.PROJECT_OF_ARTICLE.format(
        number=number,
        name=html.escape(found.name),
        facts=html.escape(wording.FACT_SEPARATOR.join(filter(None, facts))) or wording.NO_FACTS,
        which=html.escape("".join(_which(db, article, found))),
    )


def _line(db: Db, article: PreparedArticle) -> str:
    found, lost = projects_of(article), _lost(db, article)
    if not found:
        return html.escape(wording.PROJECTS_LOST_ALL.format(projects=lost)) if lost else ""
    named = wording.FOUND_SEPARATOR.join(
        wording.FOUND_PROJECT.format(name=_named(article, each), which=_shortly(db, article, each))
        for each in found[:NAMED_IN_PREVIEW]
    )
    if len(found) > NAMED_IN_PREVIEW:
        named += wording.MORE_PROJECTS.format(count=len(found))
    if lost:
        named += wording.PROJECTS_LOST.format(projects=lost)
    return html.escape(wording.FOUND_PROJECTS.format(projects=named))


def _lost(db: Db, article: PreparedArticle) -> str:
    """The projects that a published article tells of and, once it is put right, no longer does."""
    if article.article_id is None or article.projects is None or not article.projects.readable:
        return ""
    told = {known.id for each in article.projects.found if (known := known_project(db, article, each))}
    lost = [each for each in projects.projects_of_article(db, article.article_id) if each.id not in told]
    named = wording.FOUND_SEPARATOR.join(each.name[:NAME_SHOWN] for each in lost[:NAMED_IN_PREVIEW])
    more = len(lost) > NAMED_IN_PREVIEW
    return named + (wording.MORE_PROJECTS.format(count=len(lost)) if more else "")


def _named(article: PreparedArticle, found: FoundProject) -> str:
    given = next((each.text for each in article.said if _is(each, found, Ruling.NAME)), "")
    return (given or found.name)[:NAME_SHOWN]


def _shortly(db: Db, article: PreparedArticle, found: FoundProject) -> str:
    if any(_is(each, found, Ruling.NONE) for each in article.said):
        return wording.PROJECT_IS_NONE
    known = known_project(db, article, found)
    if known is None:
        return wording.PROJECT_IS_NONE if _is_dropped(db, article, found) else wording.PROJECT_IS_NEW
    if article.article_id is not None and found.stands != (known.stage or ""):
        return wording.PROJECT_WILL_STAND.format(stage=found.stands or wording.NO_STAGE)
    return wording.PROJECT_IS_KNOWN_AT.format(stage=known.stage) if known.stage else wording.PROJECT_IS_KNOWN


def _which(db: Db, article: PreparedArticle, found: FoundProject) -> Iterator[str]:
    said = {each.ruling: each for each in article.said if each.name == found.name}
    if Ruling.NONE in said:
        yield wording.PROJECT_IS_NONE
        return
    known = known_project(db, article, found)
    if known is not None:
        form = wording.SAID_MERGED if Ruling.SAME in said else wording.IS_KNOWN_PROJECT
        stage = wording.MERGE_STAGE.format(stage=known.stage) if known.stage else ""
        yield form.format(name=known.name, stage=stage)
    elif Ruling.APART in said and (other := projects.get_project(db, said[Ruling.APART].project_id)):
        yield wording.SAID_APART.format(name=other.name)
    else:
        yield wording.PROJECT_IS_NONE if _is_dropped(db, article, found) else wording.PROJECT_IS_NEW
    if Ruling.NAME in said:
        yield wording.SAID_NAME.format(name=said[Ruling.NAME].text)


def _is_dropped(db: Db, article: PreparedArticle, found: FoundProject) -> bool:
    """Whether it is one of which an editor said for good that it is none, and nobody says otherwise here."""
    if any(_is(each, found, ruling) for each in article.said for ruling in (Ruling.SAME, Ruling.APART)):
        return False
    return found.project_id is not None and rulings.is_dropped(db, found.project_id)


def _is(said: SaidOfProject, found: FoundProject, ruling: Ruling) -> bool:
    return said.name == found.name and said.ruling is ruling
