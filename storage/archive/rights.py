"""Whether readers may have the whole text of what an issue says: of what stands on others' sites they get the
brief and a link, unless an editor says that it may be shown.

It is kept beside the revisions, so that a correction leaves it as it is, and holds at once for every button
that was ever sent.
"""

from __future__ import annotations

from storage.database import Db


def set_full_text(db: Db, issue_id: int, allowed: bool) -> bool:
    """Lets readers have the whole text of a published issue, or not; whether that is other than before.

    False also where there is no such issue.
    """
    cursor = db.execute(
        "UPDATE issues SET full_text = ? WHERE id = ? AND full_text <> ?", [allowed, issue_id, allowed]
    )
    return cursor.rowcount > 0
