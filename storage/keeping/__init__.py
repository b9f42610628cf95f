"""Keeping the database and the file beside it: backing up, restoring, checking, and what stays how long."""
