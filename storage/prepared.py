"""An issue made ready to be stored: read, its parks told apart, its briefs written, its words cut."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from parsing.article import Article
from parsing.parks import Park
from summaries.brief import Brief


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """One article with all that is made of it before it is stored.

    `headline_words` and `body_words` are space-separated words for the search index, with a mark among them
    where a clause ends; `key_figures` what stands under the brief.
    """

    article: Article
    brief: Brief
    park: Park | None
    mentions: tuple[Park, ...]
    headline_words: str
    body_words: str
    key_figures: tuple[str, ...] = ()

    @property
    def content_hash(self) -> str:
        """What the article says, regardless of spacing, punctuation and width: hex SHA-256."""
        said = "".join((self.article.headline, *self.article.paragraphs))
        normal = unicodedata.normalize("NFKC", said)
        return hashlib.sha256("".join(c for c in normal if c.isalnum()).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PreparedIssue:
    """The articles of one page or file; `source_name` is the file's name as the editor knows it."""

    source_name: str
    newspaper: str
    published_on: dt.date
    date_assumed: bool
    page: str
    furniture: tuple[str, ...]
    articles: tuple[PreparedArticle, ...]


def to_json(issue: PreparedIssue) -> str:
    """The issue as JSON text, from which `from_json` makes an equal one."""
    return _adapter().dump_json(issue).decode()


def from_json(text: str) -> PreparedIssue:
    """The issue behind what `to_json` returned."""
    return _adapter().validate_json(text)


@cache
def _adapter() -> TypeAdapter[PreparedIssue]:
    return TypeAdapter(PreparedIssue)
