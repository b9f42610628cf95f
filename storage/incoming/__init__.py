"""Incoming: the file beside the database. Updates until they are handled, searches, and what was opened.

Every `db` here is that file (storage/tables/incoming_file.py). Come in by `incoming` for updates, by
`searches` for what was asked.
"""
