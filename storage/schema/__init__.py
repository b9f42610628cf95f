"""The tables, as migrations: one file each, run once, in this order, all that are new in one transaction.

A change to the tables is a new file at the end of the list; one that has been released stays as it is.
"""

from __future__ import annotations

# isort: off - the order in which they are imported is the order in which they run
from storage.schema import (
    m001_parks,
    m002_articles,
    m003_chats,
    m004_incoming,
    m005_schedules,
    m010_turns,
    m011_search,
    m012_asking,
    m013_key_figures,
    m014_following,
    m015_turns_of_pushes,
    m016_message_numbers,
    m017_publishing,
    m018_holds,
    m019_follow_order,
    m020_keywords_of_chats,
)
from storage.schema.migration_list import migrations

# isort: on

__all__ = [
    "m001_parks",
    "m002_articles",
    "m003_chats",
    "m004_incoming",
    "m005_schedules",
    "m010_turns",
    "m011_search",
    "m012_asking",
    "m013_key_figures",
    "m014_following",
    "m015_turns_of_pushes",
    "m016_message_numbers",
    "m017_publishing",
    "m018_holds",
    "m019_follow_order",
    "m020_keywords_of_chats",
    "migrations",
]
