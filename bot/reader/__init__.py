"""Readers' commands, one file each; `bot.commands` finds them here.

In come commands, plain words and presses; out go the answers to them.
"""
