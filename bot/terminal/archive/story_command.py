"""Stories on the command line: which articles tell one, and putting them together or taking them apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.exit_status import BAD_CONFIGURATION, BAD_INPUT, Refusal
from bot.people import folding
from bot.serving.opening import open_database
from bot.settings.configuration import Settings
from bot.terminal.input.opened import opened
from bot.terminal.output.printing import INDENT, counted
from bot.terminal.output.told import Told
from storage.archive import stories
from storage.archive.stories import NoSuchArticle, Telling
from storage.database import StorageError
from storage.moments import now
from storage.people.deeds import COMMAND_LINE


def show(settings: Settings, article_id: int) -> Told:
    """The articles that tell the story of one, the first first. Raises Refusal."""
    with open_database(settings) as database:
        try:
            tellings = database.read_now(stories.tellings_of, article_id)
        except NoSuchArticle as error:
            raise _unknown(error) from error
    return Told(tuple(_lines(tellings)), _value(tellings))


def fold(settings: Settings, article_id: int, into: int, *, dry_run: bool) -> Told:
    """Makes two articles tell one story: listed once, pushed once. Raises Refusal."""
    if article_id == into:
        raise Refusal("these are one article, and tell one story as it is", BAD_INPUT)
    with opened(settings, dry_run=dry_run) as database:
        try:
            done = database.write_now(
                lambda db: (
                    folding.fold(db, COMMAND_LINE, settings.owner_ids, article_id, into, now()),
                    stories.tellings_of(db, article_id),
                )
            )
        except NoSuchArticle as error:
            raise _unknown(error) from error
        except StorageError as error:
            raise Refusal(f"nothing was written: {error}", BAD_CONFIGURATION) from error
    changed, tellings = done
    verb = "would tell" if dry_run else "tell"
    first = f"articles {article_id} and {into} {verb} one story now"
    if not changed:
        first = f"articles {article_id} and {into} tell one story already"
    return Told((first, *_lines(tellings)), _value(tellings) | {"changed": changed})


def unfold(settings: Settings, article_id: int, *, dry_run: bool) -> Told:
    """Makes an article tell a story of its own. Raises Refusal."""
    with opened(settings, dry_run=dry_run) as database:
        try:
            changed = database.write_now(folding.unfold, COMMAND_LINE, settings.owner_ids, article_id, now())
        except NoSuchArticle as error:
            raise _unknown(error) from error
        except StorageError as error:
            raise Refusal(f"nothing was written: {error}", BAD_CONFIGURATION) from error
    verb = "would tell" if dry_run else "tells"
    line = f"article {article_id} {verb} a story of its own now"
    if not changed:
        line = f"article {article_id} tells a story of its own already"
    return Told((line,), {"article": article_id, "changed": changed})


def _unknown(error: NoSuchArticle) -> Refusal:
    return Refusal(f"there is no {error}: `issue show` prints the numbers of an issue's articles", BAD_INPUT)


def _lines(tellings: Sequence[Telling]) -> Iterator[str]:
    yield f"a story that {counted(len(tellings), 'article')} tell{'s' if len(tellings) == 1 else ''}"
    for each in tellings:
        retracted = ", retracted" if each.retracted else ""
        page = f" page {each.page}" if each.page else ""
        where = f"{each.newspaper} {each.published_on.isoformat()}{page}".strip()
        yield f"{INDENT}article {each.article_id}, issue {each.issue_id}: {where}{retracted}"
        yield f"{INDENT * 2}{each.headline}"


def _value(tellings: Sequence[Telling]) -> dict[str, Any]:
    standing = [each.article_id for each in tellings if not each.retracted]
    return {
        "stands": standing[0] if standing else None,
        "articles": [
            {
                "id": each.article_id,
                "issue": each.issue_id,
                "newspaper": each.newspaper,
                "published_on": each.published_on.isoformat(),
                "page": each.page,
                "headline": each.headline,
                "retracted": each.retracted,
            }
            for each in tellings
        ],
    }
