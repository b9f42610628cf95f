"""The newspaper that somebody names on the command line."""

from __future__ import annotations

from bot.exit_status import BAD_INPUT, Refusal
from bot.terminal.input import issue_values
from storage.archive import newspaper_upkeep, newspapers
from storage.archive.newspaper_upkeep import NewspaperUnknown
from storage.archive.newspapers import Newspaper
from storage.archive.prepared import PreparedIssue
from storage.database import Db


def named_newspaper(db: Db, name: str) -> Newspaper:
    """The newspaper with this name. Raises Refusal."""
    try:
        return newspaper_upkeep.named(db, name)
    except NewspaperUnknown as error:
        raise Refusal(
            f"no newspaper is called {issue_values.shown(name)}: `papers list` shows those there are",
            BAD_INPUT,
        ) from error


def check_newspaper(db: Db, issue: PreparedIssue) -> None:
    """Raises Refusal where an issue names a newspaper that nobody knows: its head may have been misread."""
    if newspapers.is_unknown(db, issue):
        named = issue_values.shown(issue.newspaper)
        raise Refusal(
            f"no newspaper is called {named}, which it names: --newspaper {named} if that is a new one,"
            " else the name of the one it is of (`papers list`)",
            BAD_INPUT,
        )


def check_known(db: Db, issue: PreparedIssue) -> None:
    """Raises Refusal where a correction names a newspaper nobody knows: nothing of it can be published."""
    if newspapers.is_unknown(db, issue):
        named = issue_values.shown(issue.newspaper)
        raise Refusal(
            f"no newspaper is called {named}, which it names: `papers alias` if that is a name of one there"
            " is, else `publish` publishes it",
            BAD_INPUT,
        )
