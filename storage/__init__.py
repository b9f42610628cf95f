"""Storage: all that is kept, in SQLite. A room for each noun; docs/architecture.md has a picture of them.

`database.Database` opens a file and runs jobs; the rooms have the jobs, functions of a `db`. Knows no
Telegram.
"""
