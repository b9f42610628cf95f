"""Writing something about projects and the ledger that it makes, in one transaction: both, or neither."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bot.exit_status import BAD_CONFIGURATION, BAD_INPUT, Refusal
from bot.working.worker import Worker, WorkerFault
from projects.archive import Built, build
from storage.database import Database, Db, StorageError
from storage.projects import ledger_material
from storage.projects.ledger_material import Material, MaterialChanged

T = TypeVar("T")
TRIES = 5


def write_with_ledger(database: Database, worker: Worker, job: Callable[[Db], T]) -> tuple[T, dict[int, int]]:
    """Runs a job, and makes anew the ledgers of the parks that it leaves behind.

    The job runs twice: once to tell of what the ledgers are to be made, which leaves nothing, and, when the
    worker has made them, for good; no transaction waits for the making. Returns what the job returns, and
    how many projects each park has whose ledger was made. Raises what the job raises, and Refusal where the
    ledgers can't be made or the disk refuses; nothing is written then.
    """
    try:
        for _ in range(TRIES):
            materials = _materials(database, job)
            made = [(each, worker.run_now(build, each.filed, each.decisions)) for each in materials]
            try:
                done = database.write_now(_in_one_go, job, made)
            except MaterialChanged:
                continue
            return done, {material.park_id: _shown(built) for material, built in made}
    except WorkerFault as error:
        raise Refusal(f"nothing was written: the projects could not be read: {error}", BAD_INPUT) from error
    except StorageError as error:
        raise Refusal(f"nothing was written: {error}", BAD_CONFIGURATION) from error
    raise Refusal("nothing was written: pages are being published all the time: try again", BAD_INPUT)


class _Tried(Exception):
    """Takes back what a job did, and says of what ledgers are to be made behind it."""

    def __init__(self, materials: list[Material]) -> None:
        super().__init__()
        self.materials = materials


def _materials(database: Database, job: Callable[[Db], object]) -> list[Material]:
    try:
        database.write_now(_try, job)
    except _Tried as tried:
        return tried.materials
    raise AssertionError("a try ends with what it found")


def _try(db: Db, job: Callable[[Db], object]) -> None:
    before = ledger_material.changes_of(db)
    job(db)
    after = ledger_material.changes_of(db)
    parks = [park_id for park_id, changes in after.items() if before.get(park_id) != changes]
    raise _Tried([ledger_material.material_of(db, park_id) for park_id in parks])


def _in_one_go(db: Db, job: Callable[[Db], T], made: list[tuple[Material, Built]]) -> T:
    done = job(db)
    for material, built in made:
        ledger_material.put(db, material, built)
    return done


def _shown(built: Built) -> int:
    return len({telling.number for telling in built.tellings} - built.none)
