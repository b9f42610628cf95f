"""The tables of the database: schema.sql is what they are, and here is how a released database comes to it.

A change to the tables is made in schema.sql, from which new databases are made, and as a migration at the end
of this file, which brings one that exists to the same; one that has been released stays as it is.
"""

from __future__ import annotations

from pathlib import Path

from storage import unreleased
from storage.tables import Tables

migrations = Tables("park_briefs", Path(__file__).with_name("schema.sql"), unreleased.DATABASE)
