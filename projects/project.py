"""What an article tells of one project."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from projects.article import Article, Span


class Stage(StrEnum):
    """Where a project stands. The first nine are a ladder; the last two are beside it."""

    PLANNED = "谋划"
    SIGNED = "签约"
    PREPARING = "前期"
    STARTED = "开工"
    BUILDING = "在建"
    TOPPED_OUT = "封顶"
    COMPLETED = "竣工"
    TRIAL = "试产"
    RUNNING = "投产"
    ENLARGING = "扩建"
    HALTED = "停滞"

    @property
    def rung(self) -> int | None:
        """How high on the ladder, from 0; None beside it."""
        return LADDER.index(self) if self in LADDER else None


LADDER = tuple(Stage)[:9]


@dataclass(frozen=True)
class Promise:
    """A step that lies ahead, with a time. `due` is the last day meant, None where the year is unknown."""

    what: Span
    when: Span
    step: Stage
    due: dt.date | None


@dataclass
class Telling:
    """What one article tells of one project. `reached` is the day the article gives for its stage.

    `brand` is the word its firm is known by (云舟), `former` those of the firm before it was renamed.
    """

    name: Span
    mentions: list[Span] = field(default_factory=list)
    owner: Span | None = None
    stage: Stage | None = None
    stage_evidence: Span | None = None
    reached: dt.date | None = None
    investment: Span | None = None
    size: list[Span] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    brand: str = ""
    former: tuple[str, ...] = ()

    def spans(self) -> list[Span]:
        """Every cell's span."""
        cells = [self.name, *self.mentions, self.owner, self.stage_evidence, self.investment, *self.size]
        promised = [span for promise in self.promises for span in (promise.what, promise.when)]
        return [span for span in [*cells, *promised] if span is not None]

    def wordings(self, article: Article) -> list[str]:
        """The name and the other wordings, as printed, without repeats."""
        return list(dict.fromkeys(article.text(span) for span in (self.name, *self.mentions)))
