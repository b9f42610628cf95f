"""Page files on the command line: read in the worker process, shown or published."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from bot.exit_status import BAD_CONFIGURATION, BAD_INPUT, Refusal
from bot.people.publications import record_publication
from bot.serving.opening import open_database, open_worker
from bot.settings.configuration import Settings
from bot.working.page_reading import prepare_issue
from bot.working.worker import Worker, WorkerFault
from parsing.documents import Limits
from parsing.unreadable import UnreadableDocument
from storage import deeds, issues, stored_parks
from storage.database import Db, StorageError
from storage.issues import Published
from storage.moments import now
from storage.prepared import PreparedIssue

P = ParamSpec("P")
T = TypeVar("T")


def read_file(
    settings: Settings,
    path: Path,
    task: Callable[Concatenate[bytes, str, Limits, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """What `task(data, name, limits, …)` makes of a file. Raises Refusal with a line that says what to do."""
    with open_worker(settings) as worker:
        return _read(worker, settings.limits, path, task, *args, **kwargs)


def publish_files(settings: Settings, paths: Sequence[Path]) -> Iterator[str]:
    """Publishes files one by one, yielding a line for each. Raises Refusal at the first that can't be."""
    with open_database(settings) as database, open_worker(settings) as worker:
        for path in paths:
            issue = _read(
                worker, settings.limits, path, prepare_issue, database.read_now(stored_parks.known_parks)
            )
            try:
                published = database.write_now(_publish, issue, settings.owner_ids)
            except StorageError as error:
                raise Refusal(f"{path}: not published: {error}", BAD_CONFIGURATION) from error
            yield f"{path}: {_told(published)}"


def _publish(db: Db, issue: PreparedIssue, owner_ids: Collection[int]) -> Published:
    moment = now()
    published = issues.publish(db, issue, push=True, moment=moment)
    record_publication(db, deeds.COMMAND_LINE, owner_ids, published, push=True, moment=moment)
    return published


def _told(published: Published) -> str:
    if not published.added:
        return f"nothing new, all {published.known} articles were published before"
    known = f", {published.known} published before" if published.known else ""
    return f"published {published.added} articles{known}, owed to {published.chats_owed} chats"


def _read(
    worker: Worker,
    limits: Limits,
    path: Path,
    task: Callable[Concatenate[bytes, str, Limits, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    try:
        with path.open("rb") as file:
            # One byte over the limit is enough to be refused; a file without end must not be read to its end.
            data = file.read(limits.file_bytes + 1)
    except (OSError, ValueError) as error:
        raise Refusal(f"{path}: {getattr(error, 'strerror', None) or error}", BAD_INPUT) from error
    try:
        return worker.run_now(task, data, _name(path), limits, *args, **kwargs)
    except UnreadableDocument as error:
        raise Refusal(f"{path}: {error}", BAD_INPUT) from error
    except WorkerFault as error:
        raise Refusal(f"{path}: could not be read: {error}", BAD_INPUT) from error


def _name(path: Path) -> str:
    """The file's name as text that can be stored, whatever bytes the file system holds."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
