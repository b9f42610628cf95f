"""The list that each migration of the database enters itself into."""

from __future__ import annotations

from sqlite_utils import Migrations

migrations = Migrations("park_briefs")
