"""Retracting an issue, or one article of it, on the command line, and letting it stand again."""

from __future__ import annotations

from collections.abc import Iterator

from bot.settings.configuration import Settings
from bot.terminal.input import issue_values
from bot.terminal.input.opened import opened
from bot.terminal.issues.behind import behind_lines
from bot.terminal.issues.issue_writing import Done, carry_out, reinstate_articles, retract_articles
from bot.terminal.output.printing import counted, did
from bot.terminal.output.told import Told


def retract(
    settings: Settings, issue_id: int, article_id: int | None, reason: str, *, sounds: bool, dry_run: bool
) -> Told:
    """Takes articles out of every answer and tells whoever has them why. Raises Refusal."""
    reason = issue_values.reason(reason)
    with opened(settings, dry_run=dry_run) as database:
        done = carry_out(
            database, settings.owner_ids, retract_articles, issue_id, article_id, reason, sounds=sounds
        )
    value = {
        "issue": issue_id,
        "article": article_id,
        "retracted": done.retracted,
        "already": done.already,
        "owed": done.corrections,
    }
    return Told((*_lines(issue_id, done, dry_run=dry_run), *behind_lines(done.behind)), value)


def reinstate(settings: Settings, issue_id: int, article_id: int | None, *, dry_run: bool) -> Told:
    """Lets an article stand again, or those of an issue that were retracted together last. Raises Refusal."""
    with opened(settings, dry_run=dry_run) as database:
        done = carry_out(database, settings.owner_ids, reinstate_articles, issue_id, article_id)
    value = {
        "issue": issue_id,
        "article": article_id,
        "reinstated": done.reinstated,
        "owed": done.corrections,
    }
    line = "nothing of it is retracted" if article_id is None else f"article {article_id} is not retracted"
    if done.reinstated:
        reinstated = f"{did('reinstate', dry_run=dry_run)} {counted(done.reinstated, 'article')}"
        line = f"{reinstated}, {counted(done.corrections, 'correction')} owed"
    return Told((f"issue {issue_id}: {line}", *behind_lines(done.behind)), value)


def _lines(issue_id: int, done: Done, *, dry_run: bool) -> Iterator[str]:
    if done.retracted:
        retracted = f"{did('retract', dry_run=dry_run)} {counted(done.retracted, 'article')}"
        yield f"issue {issue_id}: {retracted}, {counted(done.corrections, 'retraction')} owed"
    if done.already:
        was = "was" if done.already == 1 else "were"
        yield f"issue {issue_id}: {counted(done.already, 'article')} {was} retracted before"
    if not done.retracted and not done.already:
        yield f"issue {issue_id}: it has no articles"
