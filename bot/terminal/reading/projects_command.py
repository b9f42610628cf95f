"""The projects that a file of articles tells of, on the command line; no database is needed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from bot.exit_status import BAD_INPUT, Refusal
from bot.serving.opening import cache_of, prepare_words
from bot.settings.configuration import Settings
from bot.terminal.input.json_lines import json_lines
from projects.article import Article
from projects.ledger import Ledger, Line
from projects.outcomes import Outcome


def read_projects(settings: Settings, path: Path, as_of: str | None) -> dict[str, list[dict[str, Any]]]:
    """Each article's projects by its id, with the number of each and the outcomes of its promises.

    Each article is read knowing only those of earlier days, and of its own day those before it in the file.
    Outcomes are those of the day `as_of` (YYYY-MM-DD), without one of the last article's. Raises Refusal,
    with the number of the line, for a line that is no article.
    """
    day = _day(as_of)
    articles = sorted(json_lines(path, Article.of_json), key=lambda each: each[1].day or dt.date.min)
    prepare_words(cache_of(settings))
    ledger = Ledger()
    lines = {name: ledger.read(article) for name, article in articles}
    day = day or next((article.day for _, article in reversed(articles) if article.day), dt.date.max)
    return {name: [_told(ledger, line, day) for line in found] for name, found in lines.items()}


def _day(as_of: str | None) -> dt.date | None:
    if as_of is None:
        return None
    try:
        return dt.date.fromisoformat(as_of)
    except ValueError:
        raise Refusal(f"--as-of wants a day such as 2026-03-31, not {as_of!r}", BAD_INPUT) from None


def _told(ledger: Ledger, line: Line, day: dt.date) -> dict[str, Any]:
    article, telling = line.article, line.telling
    return {
        "project_id": f"P{line.number}",
        "name": article.text(telling.name),
        "mentions": [name for name in telling.wordings(article) if name != article.text(telling.name)],
        "owner": article.text(telling.owner) if telling.owner else "",
        "stage": telling.stage or "",
        "stage_evidence": article.text(telling.stage_evidence) if telling.stage_evidence else "",
        "reached_on": telling.reached.isoformat() if telling.reached else None,
        "investment": article.text(telling.investment) if telling.investment else "",
        "size": [article.text(span) for span in telling.size],
        "promises": [
            {
                "what": article.text(promise.what),
                "when": article.text(promise.when),
                "by": promise.due.isoformat() if promise.due else None,
                "step": promise.step,
                "outcome": _outcome(ledger.outcome(line, promise, day)),
            }
            for promise in telling.promises
        ],
    }


def _outcome(outcome: Outcome) -> str:
    """As it is printed: what nothing was heard of is still open."""
    return Outcome.OPEN if outcome is Outcome.SILENT else outcome
