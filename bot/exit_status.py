"""What the command line says when it can't do what was asked, and the status it ends with."""

from __future__ import annotations

DONE = 0
BAD_INPUT = 1
BAD_CONFIGURATION = 2
ALREADY_RUNNING = 3
FAULT = 1


class Refusal(Exception):
    """A command could not be carried out; the message is one line for the terminal."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class ConfigurationError(Refusal):
    """A setting is missing, malformed or unusable; the message names it and says how to mend it."""

    def __init__(self, message: str) -> None:
        super().__init__(message, BAD_CONFIGURATION)
