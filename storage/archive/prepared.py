"""An issue made ready to be stored: read, its parks told apart, its briefs written, its words cut."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, replace
from functools import cache

from pydantic import TypeAdapter

from parsing.article import Article
from parsing.parks import Park
from projects.archive import Ruling
from storage.content_hash import content_hash
from summaries.brief import Brief


@dataclass(frozen=True, slots=True)
class Retelling:
    """Whose story an article tells again, as far as was looked.

    `of` tells what was looked at (storage.desk.retelling.fingerprint): it holds as long as that is the same.
    `keys` are those of its text; `repeats` the stored article whose story it tells, `relation` what it is to
    that one (same, correction, reprint; by_hand where an editor said so). `apart` are stored articles whose
    story an editor said that it doesn't tell.
    """

    of: str
    keys: tuple[int, ...] = ()
    repeats: int | None = None
    relation: str = ""
    apart: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundProject:
    """A project that an article tells of, in its words: `project_id` is the known one that it is, if any.

    `stands` is where it stands by all that is told of it, this article's words among that.
    """

    name: str
    stage: str
    investment: str
    promises: tuple[str, ...]
    project_id: int | None
    stands: str = ""


@dataclass(frozen=True, slots=True)
class FoundProjects:
    """The projects of an article; `of` tells what was read, and what was known then.

    `readable` is whether it could be read.
    """

    of: str
    found: tuple[FoundProject, ...]
    readable: bool = True


@dataclass(frozen=True, slots=True)
class SaidOfProject:
    """What an editor said of a project that an article of a draft tells of, by its name there.

    `project_id` is the known project that it is (same), or isn't (apart); `text` the name that it is given.
    """

    name: str
    ruling: Ruling
    project_id: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """One article with all that is made of it before it is stored.

    `headline_words` and `body_words` are space-separated words for the search index, with a mark among them
    where a clause ends; `key_figures` what stands under the brief. `also` are further parks that it is about,
    `mentions` those it only names. `doubts` say why an editor should look at it (parsing.doubt).

    In a draft it has a `key`, a number that no other text of the draft has had: an article made of two, or
    half of one, has a new one. `article_id` is the stored article that it is, or that it puts right where
    `mended` by an editor or `changed` since; `brief_chosen` says that an editor chose the brief. `link` is
    the address of its own page, empty where it stands on that of the issue.
    `retelling` is None until somebody has looked whether it tells a story again, `projects` until it was read
    for them; `said` is what an editor decided of those.
    """

    article: Article
    brief: Brief
    park: Park | None
    mentions: tuple[Park, ...]
    headline_words: str
    body_words: str
    key_figures: tuple[str, ...] = ()
    also: tuple[Park, ...] = ()
    doubts: tuple[str, ...] = ()
    key: int = 0
    article_id: int | None = None
    mended: bool = False
    changed: bool = False
    brief_chosen: bool = False
    retelling: Retelling | None = None
    link: str = ""
    projects: FoundProjects | None = None
    said: tuple[SaidOfProject, ...] = ()

    @property
    def content_hash(self) -> str:
        """What the article says, regardless of how it was set: hex SHA-256."""
        return content_hash(self.article.headline, self.article.paragraphs)

    @property
    def park_name(self) -> str:
        """The name of the park it is about, empty where there is none."""
        return self.park.name if self.park is not None else ""

    @property
    def is_news(self) -> bool:
        """Whether publishing it would change anything: it is new, or other than what is stored."""
        return self.article_id is None or self.mended or self.changed

    def without_park_doubts(self) -> PreparedArticle:
        """The article as one whose parks an editor has told: which they are is doubtful no more."""
        left = (doubt for doubt in self.doubts if "park" not in doubt or "headline" in doubt)
        return replace(self, doubts=tuple(left))


@dataclass(frozen=True, slots=True)
class PreparedIssue:
    """The articles of one page or file; `source_name` is the file's name as the editor knows it.

    `link` is the page's address, empty where unknown; `source_hash` tells the file's text, empty where there
    was none. `of_issue` is the published issue that a draft puts right; `mended` says that its newspaper,
    day, page or link were changed by an editor. `absorbed` are stored articles that became part of another
    one here, with the reason that readers are given; `next_key` is the key of the next new text. `left_out`
    are articles that an editor took out, each with the place it had, so that it can come back. `bases` are
    the stored articles that a draft builds upon, each with the revision that it was made of, `newest` the
    last of all articles that were stored then. `full_text` says whether readers may have the whole texts.
    `urgent` is the key of the article that waits for no digest, 0 where there is none such.
    `newspaper_vouched` says that an editor knows the newspaper, though nothing of it is stored.
    """

    source_name: str
    newspaper: str
    published_on: dt.date
    date_assumed: bool
    page: str
    furniture: tuple[str, ...]
    articles: tuple[PreparedArticle, ...]
    link: str = ""
    source_hash: str = ""
    of_issue: int | None = None
    mended: bool = False
    next_key: int = 1
    absorbed: tuple[tuple[int, str], ...] = ()
    left_out: tuple[tuple[int, PreparedArticle], ...] = ()
    bases: tuple[tuple[int, int], ...] = ()
    newest: int | None = None
    looked_to: int | None = None
    newspaper_vouched: bool = False
    full_text: bool = True
    urgent: int = 0

    def is_urgent(self, article: PreparedArticle) -> bool:
        """Whether an article is the urgent one of the issue."""
        return self.urgent != 0 and article.key == self.urgent

    def article(self, key: int) -> PreparedArticle | None:
        """The article with a key, or None where the draft has it no more."""
        return next((article for article in self.articles if article.key == key), None)

    def with_article(self, changed: PreparedArticle) -> PreparedIssue:
        """The issue with an article in place of the one that has its key."""
        articles = (changed if article.key == changed.key else article for article in self.articles)
        return replace(self, articles=tuple(articles))

    def keyed(self) -> PreparedIssue:
        """The issue with a key for every article that has none; no key is given twice in the life of a
        draft.
        """
        fresh = itertools.count(self.next_key)
        articles = tuple(
            article if article.key else replace(article, key=next(fresh)) for article in self.articles
        )
        return replace(self, articles=articles, next_key=next(fresh))


def to_json(issue: PreparedIssue) -> str:
    """The issue as JSON text, from which `from_json` makes an equal one."""
    return _adapter().dump_json(issue).decode()


def from_json(text: str) -> PreparedIssue:
    """The issue behind what `to_json` returned."""
    return _adapter().validate_json(text)


@cache
def _adapter() -> TypeAdapter[PreparedIssue]:
    return TypeAdapter(PreparedIssue)
