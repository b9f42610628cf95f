"""Keeping on the command line: backup, restore, check, prune, export, and moving house."""
