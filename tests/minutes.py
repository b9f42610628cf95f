"""How long a soak or a fuzzing is to take, as the command line says it."""

from __future__ import annotations

import argparse
import math


def minutes(text: str) -> float:
    """A number above 0, for argparse: with none, nothing would be tried and nothing found."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of minutes above 0")
    return value
