"""Names of settings: a misspelt one is told with the right one it is nearest to, instead of being ignored."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path

from dotenv import dotenv_values

from bot.exit_status import ConfigurationError

# How alike two names are, from 0 to 1, as difflib measures it. In `.env` every name is meant for us, so the
# nearest is named however far it is; in the environment only what can hardly be anything else.
NEAR_IN_FILE = 0.5
NEAR_IN_ENVIRONMENT = 0.85
# Not ours alone: other programs have these, and others that are like them.
STANDARD = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY")
RETIRED = {"LANGUAGE": "the bot speaks Chinese, and no other language is there to choose"}


def check_names(file: Path, fields: Sequence[str]) -> None:
    """Looks through the names in a file of NAME=value lines; none is to be missing from `fields`.

    Raises ConfigurationError for the first that is none of ours, or has no value; OSError and
    UnicodeDecodeError where the file can't be read.
    """
    if not file.is_file():
        return
    known = [field.upper() for field in fields]
    for name, value in dotenv_values(file, encoding="utf-8", interpolate=False).items():
        if reason := RETIRED.get(name.upper()):
            raise ConfigurationError(f"{file}: {name} is no setting any more ({reason}): take the line out")
        if name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=NEAR_IN_FILE)
            advice = f"did you mean {near[0]}?" if near else "README.md lists them all"
            raise ConfigurationError(f"{file}: there is no setting {name}; {advice}")
        if value is None:
            raise ConfigurationError(f"{file}: {name} has no value: write {name}=value")


def near_misses(names: Iterable[str], fields: Sequence[str]) -> list[str]:
    """A sentence for each name in the environment that is almost one of ours, and so has no effect."""
    known = [field.upper() for field in fields]
    ours = [name for name in known if name not in STANDARD]
    misspelt = (name for name in sorted(names) if name.upper() not in known)
    return [
        f"the environment variable {name} has no effect; did you mean {near[0]}?"
        for name in misspelt
        if (near := difflib.get_close_matches(name.upper(), ours, n=1, cutoff=NEAR_IN_ENVIRONMENT))
    ]
