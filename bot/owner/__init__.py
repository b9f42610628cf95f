"""Owners' commands, one file each; `bot.commands` finds them here.

In come an owner's questions about the bot; out go its numbers, what could not be sent, and who edits it.
"""
