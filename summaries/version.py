"""The version of what makes briefs and the figures under them: another as soon as a line of that code is.

It is made of the text of the modules, so that nobody has to think of raising it. Line ends, blank lines and
lines that are comments don't count: the same code has the same version on every Python and however it was
checked out. A docstring does count, though the briefs stay the same: to make them anew costs little.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

PROJECT = Path(__file__).parent.parent
MAKERS = (
    "parsing/article.py",
    "parsing/park_list.py",
    "parsing/park_names.py",
    "parsing/parks.py",
    "parsing/unknown_parks.py",
    "summaries/beside.py",
    "summaries/brief.py",
    "summaries/choice.py",
    "summaries/cues.py",
    "summaries/features.py",
    "summaries/figure_line.py",
    "summaries/figures.py",
    "summaries/names.py",
    "summaries/news_table.py",
    "summaries/openings.py",
    "summaries/owners.py",
    "summaries/park_forms.py",
    "summaries/park_table.py",
    "summaries/pieces.py",
    "summaries/ranker.py",
    "summaries/sentences.py",
    "summaries/standing.py",
    "summaries/subjects.py",
    "summaries/worth.py",
)
"""The modules that decide what a brief and its figure line say."""


def code_of(source: str) -> str:
    """The lines of a module's source that are code: those that are neither blank nor a comment."""
    lines = (line.rstrip() for line in source.split("\n"))
    return "\n".join(line for line in lines if line and not line.lstrip().startswith("#"))


def version_of(project: Path) -> str:
    """The version of the ranker whose modules lie under `project`. Raises OSError where one is missing."""
    digest = hashlib.sha256()
    for name in MAKERS:
        code = code_of((project / name).read_text(encoding="utf-8"))
        digest.update(f"{name}\n{code}\n".encode())
    return digest.hexdigest()[:12]


RANKER = version_of(PROJECT)
"""The version of the ranker that is running; stored with each brief."""
