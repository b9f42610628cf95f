"""Keeping the newspapers by hand: giving one another name, merging two that are one."""

from __future__ import annotations

from parsing.newspaper_names import newspaper_key, newspaper_name
from storage.archive import newspapers
from storage.archive.newspapers import Newspaper
from storage.database import Db


class NewspaperUnknown(Exception):
    """No newspaper has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no newspaper is called {name!r}")
        self.name = name


class NewspaperNameTaken(Exception):
    """Another newspaper has this name: the two could be merged."""

    def __init__(self, other: Newspaper) -> None:
        super().__init__(f"{other.name!r} is another newspaper")
        self.other = other


class NewspaperNameEmpty(Exception):
    """Nothing is left of the name without marks and blanks."""


class NewspaperMergerRefused(Exception):
    """A newspaper can't be merged into itself."""


def named(db: Db, name: str) -> Newspaper:
    """The newspaper with this name. Raises NewspaperUnknown."""
    found = newspapers.find_newspaper(db, name)
    if found is None:
        raise NewspaperUnknown(name)
    return found


def rename(db: Db, newspaper_id: int, name: str) -> bool:
    """Gives a newspaper another name, under which it is shown from now on; it goes on answering to the old.

    Returns False where it is called so already. Raises NewspaperNameTaken, NewspaperNameEmpty.
    """
    kept = newspaper_name(name)
    if not newspaper_key(kept):
        raise NewspaperNameEmpty(name)
    other = newspapers.find_newspaper(db, kept)
    if other is not None and other.id != newspaper_id:
        raise NewspaperNameTaken(other)
    changed = db.execute(
        "UPDATE newspapers SET name = :name WHERE id = :id AND name <> :name",
        {"name": kept, "id": newspaper_id},
    )
    newspapers.add_name(db, newspaper_id, kept)
    db.execute("UPDATE newspaper_names SET name = ? WHERE key = ?", [kept, newspaper_key(kept)])
    return changed.rowcount > 0


def add_alias(db: Db, newspaper_id: int, alias: str) -> bool:
    """Lets a newspaper answer to one more name; returns False where it did already.

    Raises NewspaperNameTaken, NewspaperNameEmpty.
    """
    if not newspaper_key(alias):
        raise NewspaperNameEmpty(alias)
    other = newspapers.find_newspaper(db, alias)
    if other is not None and other.id != newspaper_id:
        raise NewspaperNameTaken(other)
    newspapers.add_name(db, newspaper_id, alias)
    return other is None


def merge(db: Db, newspaper_id: int, into_id: int) -> int:
    """Makes one newspaper part of another: its issues, names and followers are the other's from now on.

    What is of it later, under any of its names, is of the other. Returns how many issues went over. Raises
    NewspaperMergerRefused.
    """
    if newspaper_id == into_id:
        raise NewspaperMergerRefused
    both = {"one": newspaper_id, "into": into_id}
    moved = db.execute("UPDATE issues SET newspaper_id = :into WHERE newspaper_id = :one", both).rowcount
    db.execute("UPDATE newspaper_names SET newspaper_id = :into WHERE newspaper_id = :one", both)
    # Of two follows of one chat the older stays: it owes more.
    db.execute(
        """
        UPDATE follows SET after_issue = min(after_issue, coalesce((
            SELECT o.after_issue FROM follows o WHERE o.chat_id = follows.chat_id AND o.newspaper_id = :one
        ), after_issue)) WHERE newspaper_id = :into
        """,
        both,
    )
    db.execute("UPDATE OR IGNORE follows SET newspaper_id = :into WHERE newspaper_id = :one", both)
    db.execute("DELETE FROM follows WHERE newspaper_id = :one", both)
    db.execute("UPDATE newspapers SET merged_into_id = :into WHERE id = :one OR merged_into_id = :one", both)
    return moved


def told_twice(db: Db, newspaper_id: int, into_id: int) -> tuple[tuple[int, int], ...]:
    """The articles that two newspapers both have of one day, word for word: (of the one, of the other)."""
    rows = db.execute(
        """
        SELECT a.id, b.id FROM issues i CROSS JOIN articles a ON a.issue_id = i.id AND a.retracted_at IS NULL
            CROSS JOIN articles b ON b.content_hash = a.content_hash AND b.published_on = a.published_on
                AND b.retracted_at IS NULL
            CROSS JOIN issues j ON j.id = b.issue_id AND j.newspaper_id = :into
        WHERE i.newspaper_id = :one ORDER BY a.id, b.id
        """,
        {"one": newspaper_id, "into": into_id},
    )
    return tuple((int(one), int(other)) for one, other in rows)
