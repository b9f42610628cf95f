"""The public archive at the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import wording
from bot.exit_status import BAD_INPUT, Refusal
from bot.serving.opening import open_database
from bot.settings.configuration import Settings
from bot.terminal.output.printing import counted
from projects.outcomes import Outcome
from storage.keeping.pair import KeepingError
from storage.keeping.public_archive import export_archive
from storage.moments import now


def export_lines(settings: Settings, to: Path, *, force: bool) -> Iterator[str]:
    """Writes the public archive beside a running serve. Raises Refusal where it could not be written."""
    moment = now()
    today = moment.astimezone(ZoneInfo(settings.timezone)).date()
    with open_database(settings) as database:
        try:
            exported = export_archive(database, to, moment, today, _words, force=force)
        except KeepingError as error:
            raise Refusal(str(error), BAD_INPUT) from error
    yield (
        f"exported to {to}: {counted(exported.issues, 'issue')}, {counted(exported.articles, 'article')},"
        f" {counted(exported.parks, 'park')}, {counted(exported.projects, 'project')}"
    )
    if exported.parks_behind:
        yield (
            f"left out: the projects of {counted(exported.parks_behind, 'park')} whose articles are still"
            " being read; export again later, or read them now: projects rebuild --due"
        )


def _words(outcome: Outcome) -> str:
    return wording.OUTCOMES[outcome]
