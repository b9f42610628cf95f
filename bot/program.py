"""How the program was called, for advice that can be typed as it stands."""

from __future__ import annotations

import sys
from pathlib import Path

INSTALLED = "park-briefs"
FROM_ITS_FOLDER = "python run_bot.py"


def program() -> str:
    """The command that `pip install` lays down, or `python run_bot.py` in the project's folder."""
    return INSTALLED if Path(sys.argv[0]).stem == INSTALLED else FROM_ITS_FOLDER
