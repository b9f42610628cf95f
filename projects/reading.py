"""The way in: the projects that an article tells of."""

from __future__ import annotations

from collections.abc import Sequence

from projects.article import Article
from projects.attribution import brand_of_entry
from projects.clauses import clauses_of
from projects.filling import fill
from projects.finding import find
from projects.funded import add_funded
from projects.headings import join_headings
from projects.judging import telling_of
from projects.other_names import add_fallbacks, add_lists, add_phases
from projects.owning import join_brand_alone, own
from projects.project import Telling


def read_projects(article: Article, known: Sequence[str] = ()) -> list[Telling]:
    """The projects of an article in the order in which it names them; each cell is a span of it.

    `known` are brands of the park's projects that were told of before: a firm of theirs may stand for one.
    """
    found = find(article, known)
    add_lists(found, article)
    join_headings(found, article)
    add_phases(found, article, known)
    clauses = clauses_of(article)
    add_funded(found, article, clauses)
    add_fallbacks(found, article, clauses, known)
    for entry in found.entries:
        entry.brand = entry.brand or brand_of_entry(entry, found, known)
    own(found)
    join_brand_alone(found)
    cells = fill(found, article, clauses)
    tellings = (
        telling_of(entry, cells[number], article, found) for number, entry in enumerate(found.entries)
    )
    return [telling for telling in tellings if telling is not None]
