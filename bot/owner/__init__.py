"""Owners' commands, one file each; `bot.commands` finds them here."""
