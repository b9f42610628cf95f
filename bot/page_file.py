"""Page files on the command line: read in the worker process, shown or published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from bot.configuration import Settings
from bot.reading import prepare_issue
from bot.refusal import BAD_CONFIGURATION, BAD_INPUT, Refusal
from bot.rooms import open_database, open_worker
from bot.worker import Worker, WorkerFault
from parsing.unreadable import UnreadableDocument
from storage import issues, parks
from storage.database import StorageError
from storage.issues import Published
from storage.moments import now

P = ParamSpec("P")
T = TypeVar("T")


def read_file(
    settings: Settings,
    path: Path,
    task: Callable[Concatenate[bytes, str, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """What `task(data, name, …)` makes of a file. Raises Refusal with a line that says what to do."""
    with open_worker(settings) as worker:
        return _read(worker, path, task, *args, **kwargs)


def publish_files(settings: Settings, paths: Sequence[Path]) -> Iterator[str]:
    """Publishes files one by one, yielding a line for each. Raises Refusal at the first that can't be."""
    with open_database(settings) as database, open_worker(settings) as worker:
        for path in paths:
            issue = _read(worker, path, prepare_issue, database.read_now(parks.known_parks))
            try:
                published = database.write_now(issues.publish, issue, push=True, moment=now())
            except StorageError as error:
                raise Refusal(f"{path}: not published: {error}", BAD_CONFIGURATION) from error
            yield f"{path}: {_told(published)}"


def _told(published: Published) -> str:
    if not published.added:
        return f"nothing new, all {published.known} articles were published before"
    known = f", {published.known} published before" if published.known else ""
    return f"published {published.added} articles{known}, owed to {published.chats_owed} chats"


def _read(
    worker: Worker,
    path: Path,
    task: Callable[Concatenate[bytes, str, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refusal(f"{path}: {error.strerror}", BAD_INPUT) from error
    try:
        return worker.run_now(task, data, path.name, *args, **kwargs)
    except UnreadableDocument as error:
        raise Refusal(f"{path}: {error}", BAD_INPUT) from error
    except WorkerFault as error:
        raise Refusal(f"{path}: could not be read: {error}", BAD_INPUT) from error
