"""What keeps a file from being opened as a database, told as what storage raises."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from storage.files.carrying_over import AlteredTables
from storage.files.examining import (
    AnotherProgramsDatabase,
    NewerDatabase,
    NotADatabase,
    OutdatedDatabase,
    is_damage,
)
from storage.files.faults import (
    StorageAltered,
    StorageDamaged,
    StorageForeign,
    StorageNewer,
    StorageOutdated,
    StorageUnusable,
)
from storage.files.migrating import BrokenReferences


@contextlib.contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Raises StorageUnusable, or the kind of it that tells what keeps a file from being opened."""
    try:
        yield
    except NotADatabase as error:
        raise StorageDamaged(f"{path} is no database, or a damaged one ({error})") from error
    except AnotherProgramsDatabase as error:
        raise StorageForeign(f"{path} is another program's database ({error})") from error
    except NewerDatabase as error:
        raise StorageNewer(f"{path} has been opened by a newer version ({error})") from error
    except OutdatedDatabase as error:
        raise StorageOutdated(f"{path} is of an old version from before 0.1.0 ({error})") from error
    except AlteredTables as error:
        raise StorageAltered(f"{path} has other tables than its version made ({error})") from error
    except BrokenReferences as error:
        raise StorageDamaged(f"{path} has rows that point at nothing ({error})") from error
    except (OSError, ValueError, sqlite3.Error) as error:
        if is_damage(error):
            raise StorageDamaged(f"{path} is a damaged database ({error})") from error
        raise StorageUnusable(f"{path}: {error}") from error
