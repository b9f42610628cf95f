"""What was found in an article about each entry, before it is judged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from projects.article import Span
from projects.project import Promise, Stage
from projects.steps import Mood


@dataclass
class Event:
    """A step told of an entry: `first` in the sentence that tells its first, `direct` in one that names it.

    `day` is the day that the article gives, `landing` a bare 落地. `about` is the last day of a month or a
    part of the year that it gives instead of a day, `solemn` a start told with 正式, 奠基 and the like in the
    first paragraph.
    """

    stage: Stage
    mood: Mood
    span: Span
    day: dt.date | None
    headline: bool
    first: bool
    landing: bool = False
    direct: bool = False
    about: dt.date | None = None
    solemn: bool = False


@dataclass
class Cells:
    """Everything an article tells of one entry; `working` where it says that a plant or a line runs.

    `weak` are steps told in words that are not plain, in sentences that name the entry.
    """

    events: list[Event] = field(default_factory=list)
    weak: list[Event] = field(default_factory=list)
    investments: list[Span] = field(default_factory=list)
    sizes: list[Span] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    working: bool = False
