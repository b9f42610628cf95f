"""Follows of projects that become one, and of those that come apart again."""

from __future__ import annotations

from storage.database import Db


def go_over(db: Db, project_id: int, into: int) -> None:
    """Lets those who follow a project follow the one that it became a part of, each once."""
    numbers = {"one": project_id, "into": into}
    db.execute(
        """
        UPDATE follows SET begun_for = (
            SELECT json_group_array(value) FROM (
                SELECT value FROM json_each(coalesce(follows.begun_for, json_array(follows.project_id)))
                UNION SELECT value FROM json_each(coalesce(o.begun_for, json_array(o.project_id)))
            )
        )
        FROM follows o
        WHERE follows.project_id = :into AND o.project_id = :one AND o.chat_id = follows.chat_id
        """,
        numbers,
    )
    db.execute(
        """
        DELETE FROM follows WHERE project_id = :one
            AND chat_id IN (SELECT chat_id FROM follows WHERE project_id = :into)
        """,
        numbers,
    )
    db.execute(
        """
        UPDATE follows SET project_id = :into, begun_for = coalesce(begun_for, json_array(:one))
        WHERE project_id = :one
        """,
        numbers,
    )


def give_back(db: Db, project_id: int, merged: int) -> None:
    """Lets those who followed a project before it was merged follow it alone; who followed both, both."""
    numbers = {"one": project_id, "merged": merged}
    db.execute(
        """
        INSERT OR IGNORE INTO follows (chat_id, kind, project_id, followed_at, after_issue)
        SELECT chat_id, kind, :one, followed_at, after_issue FROM follows
        WHERE project_id = :merged AND :one IN (SELECT value FROM json_each(begun_for))
        ORDER BY id
        """,
        numbers,
    )
    db.execute(
        """
        UPDATE follows SET begun_for = (
            SELECT json_group_array(value) FROM json_each(follows.begun_for) WHERE value <> :one
        )
        WHERE project_id = :merged AND begun_for IS NOT NULL
        """,
        numbers,
    )
    db.execute("DELETE FROM follows WHERE project_id = :merged AND begun_for = '[]'", numbers)
    db.execute(
        """
        UPDATE follows SET begun_for = NULL
        WHERE project_id = :merged AND begun_for = json_array(:merged)
        """,
        numbers,
    )
