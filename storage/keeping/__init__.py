"""Keeping the database and the file beside it: backing up, restoring, checking, and what stays how long.

Come in by `backup`, `restore`, `check`, `repair`, `moving`, `public_archive` and `retention`.
"""
