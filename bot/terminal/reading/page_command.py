"""Page files on the command line, read in the worker process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from bot.exit_status import BAD_INPUT, Refusal
from bot.serving.opening import open_worker
from bot.settings.configuration import Settings
from bot.terminal.input.given_file import given_file
from bot.working.page_reading import prepare_issue
from bot.working.worker import Worker, WorkerFault
from parsing.documents import Limits
from parsing.unreadable import UnreadableDocument
from storage.archive.prepared import PreparedIssue
from storage.database import Database
from storage.parks import stored_parks

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


def read_page(worker: Worker, limits: Limits, path: Path, database: Database) -> PreparedIssue:
    """A file as an issue ready to be stored, read with the parks that the database knows. Raises Refusal."""
    return _read(worker, limits, path, prepare_issue, database.read_now(stored_parks.known_parks))


def _read(
    worker: Worker,
    limits: Limits,
    path: Path,
    task: Callable[Concatenate[bytes, str, Limits, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    try:
        with given_file(path, limits.file_bytes) as data:
            return worker.run_now(task, data, _name(path), limits, *args, **kwargs)
    except UnreadableDocument as error:
        raise Refusal(f"{path}: {error}", BAD_INPUT) from error
    except WorkerFault as error:
        raise Refusal(f"{path}: could not be read: {error}", BAD_INPUT) from error


def _name(path: Path) -> str:
    """The file's name as text that can be stored, whatever bytes the file system holds."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
