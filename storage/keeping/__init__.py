"""Keeping the database and the file beside it: backing up, restoring, checking."""
