"""The projects of a draft's articles: looked for before it is shown, and what an editor decides of them.

Looking is in three steps, as for stories (storage/desk/retelling.py): `questions` reads what is known,
`answered` reads the article (bot/working runs it), `keep_answers` keeps what was found.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from projects.archive import Anchor, Built, BuiltTelling, Decision, Filed, Ruling, build
from projects.article import Article
from projects.project import Stage
from projects.timeline import standing
from storage.archive import prepared as prepared_issues
from storage.archive.filed_articles import article_to_read, telling_articles
from storage.archive.prepared import (
    FoundProject,
    FoundProjects,
    PreparedArticle,
    PreparedIssue,
    SaidOfProject,
)
from storage.database import Db
from storage.desk import drafts, retelling
from storage.parks import stored_parks
from storage.people import deeds
from storage.projects import decisions as project_decisions
from storage.projects import projects, rulings
from storage.projects.numbers import known_numbers
from storage.projects.projects import Project
from storage.projects.renamed_tellings import Key, renames

MOST_KNOWN = 200
"""So many of a park's newest articles are read again to know a project by: about a second's work."""
DRAFT = 0
"""In place of the number of the first article that isn't stored yet; the next ones count down from it."""
WHAT = {
    Ruling.SAME: deeds.PROJECTS_MERGED,
    Ruling.APART: deeds.PROJECT_SPLIT,
    Ruling.NAME: deeds.PROJECT_RENAMED,
    Ruling.NONE: deeds.PROJECT_DROPPED,
}


@dataclass(frozen=True)
class Asked:
    """An article of a draft, by its key there, and as of when it is asked about.

    `article_id` is the published article that it puts right, if any.
    """

    key: int
    of: str
    article: Article
    article_id: int | None = None


@dataclass(frozen=True)
class Question:
    """A draft's articles about one park, and that park's articles that tell of projects.

    `known` is of which project each telling is, by its article and the name there.
    """

    asked: tuple[Asked, ...]
    filed: tuple[Filed, ...]
    decisions: tuple[Decision, ...]
    known: Mapping[tuple[int, str], int]


def questions(db: Db, issue: PreparedIssue) -> tuple[Question, ...]:
    """Which new or corrected articles of an issue are to be read for projects: those not read as of now.

    A question for each park, so that its known articles are read once however many of the issue are about it.
    """
    newest, day = retelling.newest_article(db), issue.published_on.isoformat()
    by_park: dict[int | None, list[Asked]] = defaultdict(list)
    for each in issue.articles:
        of = f"{newest} {retelling.fingerprint(issue, each)}"
        read = each.projects is not None and each.projects.of == of
        if each.is_news and each.park is not None and not read:
            article = article_to_read(each.article, day, each.park_name)
            by_park[park_of(db, each)].append(Asked(each.key, of, article, each.article_id))
    return tuple(_question(db, park_id, asked) for park_id, asked in by_park.items())


def answered(question: Question) -> dict[int, FoundProjects]:
    """By an article's key its projects, and which known one each is. Takes milliseconds for each article.

    An article that is put right stands in the place of what is published, as it will in the ledger.
    """
    keys = {each.article_id or DRAFT - place: each for place, each in enumerate(question.asked)}
    here = [Filed(number, 0, each.article) for number, each in keys.items()]
    others = [each for each in question.filed if each.article_id not in keys]
    filed = sorted((*others, *here), key=_place)
    built, known = _built(filed, question, keys.keys())
    numbers = known_numbers(built, known)
    found: dict[int, list[FoundProject]] = defaultdict(list)
    for telling in built.tellings:
        number = telling.anchor.article_id
        if number in keys:
            stands, _ = standing(_points(built, telling.number))
            found[number].append(_found(telling, numbers.get(telling.number), stands))
    return {each.key: FoundProjects(each.of, tuple(found[number])) for number, each in keys.items()}


def keep_answers(db: Db, draft_id: int, answers: Mapping[int, FoundProjects]) -> None:
    """Keeps what was found for a draft, as long as it is open."""
    draft = drafts.get_draft(db, draft_id)
    if draft.state != drafts.OPEN:
        return
    articles = tuple(
        replace(each, projects=answer)
        if (answer := answers.get(each.key)) is not None
        and answer.of.endswith(retelling.fingerprint(draft.issue, each))
        else each
        for each in draft.issue.articles
    )
    after = prepared_issues.to_json(replace(draft.issue, articles=articles))
    db.execute("UPDATE drafts SET prepared = ? WHERE id = ?", [after, draft_id])


def known_project(db: Db, article: PreparedArticle, found: FoundProject) -> Project | None:
    """The stored project that one of a draft is: as an editor said, else as it was read."""
    said = {each.ruling: each for each in article.said if each.name == found.name}
    if Ruling.SAME in said:
        return projects.get_project(db, said[Ruling.SAME].project_id)
    if Ruling.APART in said or found.project_id is None:
        return None
    return projects.get_project(db, found.project_id)


def with_said(article: PreparedArticle, said: SaidOfProject) -> PreparedArticle:
    """The article with what an editor says of one of its projects, in place of what differs from it.

    It is one with a known project, or with none of them; both say more than the other. A name and its being
    none stand beside.
    """
    alike = {Ruling.SAME, Ruling.APART} if said.ruling in (Ruling.SAME, Ruling.APART) else {said.ruling}
    kept = tuple(each for each in article.said if each.name != said.name or each.ruling not in alike)
    return replace(article, said=(*kept, said))


def without_said(article: PreparedArticle, name: str) -> PreparedArticle:
    """The article without the last that an editor said of a project of it."""
    last = next((each for each in reversed(article.said) if each.name == name), None)
    return replace(article, said=tuple(each for each in article.said if each is not last))


def take_in(db: Db, article_id: int, prepared: PreparedArticle, person: int, moment: dt.datetime) -> None:
    """Keeps what an editor said of the projects of an article that is stored now, each as a deed.

    What it was about and is no more is left out, and so are projects of other parks.
    """
    for said in prepared.said:
        others = list[Anchor]()
        if said.ruling in (Ruling.SAME, Ruling.APART):
            project = projects.get_project(db, said.project_id)
            if project is None or project.park_id != park_of(db, prepared):
                continue
            apart = said.ruling is Ruling.APART
            others = (rulings.all_anchors_of if apart else rulings.anchors_of)(db, project.id)
            others = [each for each in others if each.article_id != article_id]
        number = project_decisions.keep(
            db,
            said.ruling,
            [Anchor(article_id, said.name)],
            others,
            text=said.text,
            person=person,
            moment=moment,
        )
        if number is not None:
            detail = rulings.told(project_decisions.get(db, number))
            deeds.record(db, person, WHAT[said.ruling], moment, article_id=article_id, detail=detail)


def _question(db: Db, park_id: int | None, asked: Sequence[Asked]) -> Question:
    if park_id is None:
        return Question(tuple(asked), (), (), {})
    corrected = [each.article_id for each in asked if each.article_id is not None]
    filed = telling_articles(db, park_id, MOST_KNOWN, corrected)
    rows = db.execute(
        """
        SELECT t.article_id, t.name, t.project_id
        FROM project_tellings t JOIN projects j ON j.id = t.project_id
        WHERE j.park_id = ? AND t.article_id IN (SELECT value FROM json_each(?))
        """,
        [park_id, json.dumps([*corrected, *(each.article_id for each in filed)])],
    )
    known = {(article_id, name): project_id for article_id, name, project_id in rows}
    decisions = project_decisions.decisions_of(db, park_id)
    return Question(tuple(asked), tuple(filed), tuple(decisions), known)


def _place(filed: Filed) -> tuple[dt.date, bool, int]:
    """The ledger's order: by day, then as they were stored; the draft's new ones last."""
    return filed.article.day or dt.date.min, filed.article_id <= DRAFT, abs(filed.article_id)


def _built(
    filed: Sequence[Filed], question: Question, here: Collection[int]
) -> tuple[Built, Mapping[Key, int]]:
    """The ledger with a draft's articles (`here`), and of which project each telling was.

    One that the draft names otherwise stays the same, as in renamed_tellings.follow, decisions with it.
    """
    built = build(filed, question.decisions)
    told = {(each.anchor.article_id, each.anchor.name) for each in built.tellings}
    before = {key for key in question.known if key[0] in here}
    renamed = renames(before, {key for key in told if key[0] in here})
    if not renamed:
        return built, question.known
    known = {(key[0], renamed.get(key, key[1])): number for key, number in question.known.items()}
    decisions = [_renamed(each, renamed) for each in question.decisions]
    return build(filed, decisions), known


def _renamed(decision: Decision, renamed: Mapping[Key, str]) -> Decision:
    def under_new_name(anchor: Anchor) -> Anchor:
        return replace(anchor, name=renamed.get((anchor.article_id, anchor.name), anchor.name))

    other = decision.other and under_new_name(decision.other)
    return replace(decision, anchor=under_new_name(decision.anchor), other=other)


def _points(built: Built, number: int) -> Iterator[tuple[Stage | None, dt.date]]:
    for each in built.tellings:
        if each.number == number:
            yield each.telling.stage, each.telling.reached or each.day


def _found(telling: BuiltTelling, project_id: int | None, stands: Stage | None) -> FoundProject:
    promises = tuple(f"{promise.time}{promise.words}" for promise in telling.promises)
    return FoundProject(
        telling.anchor.name,
        str(telling.telling.stage or ""),
        telling.investment,
        promises,
        project_id,
        str(stands or ""),
    )


def park_of(db: Db, prepared: PreparedArticle) -> int | None:
    """The park that an article is about, where it is a known one."""
    found = stored_parks.exactly_named(db, prepared.park_name)
    return next((number for number, name in found.items() if name == prepared.park_name), None)
