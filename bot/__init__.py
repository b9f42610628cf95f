"""The Telegram face: readers' commands, the editor's desk, delivery and its schedule."""

import os

# python-telegram-bot then gives waiting times as timedelta, which is what it will always do one day.
os.environ.setdefault("PTB_TIMEDELTA", "1")
