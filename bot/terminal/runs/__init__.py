"""Runs: what each command of the command line calls, with its parsed words; a file for each few of them.

Each imports what it needs when it runs, so that no command waits for what another needs.
"""
