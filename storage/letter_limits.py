"""That there are too many letters: owners are told once a day."""

from __future__ import annotations

import datetime as dt

from storage.database import Db
from storage.moments import from_text, to_text

ONCE_IN = dt.timedelta(days=1)
_TOLD = "owners told that there are too many letters"


def is_to_be_told(db: Db, moment: dt.datetime) -> bool:
    """Whether owners are to be told now; then they count as told."""
    row = db.execute("SELECT value FROM markers WHERE name = ?", [_TOLD]).fetchone()
    if row is not None and dt.timedelta() <= moment - from_text(row[0]) < ONCE_IN:
        return False
    db.execute("INSERT OR REPLACE INTO markers (name, value) VALUES (?, ?)", [_TOLD, to_text(moment)])
    return True
