"""`make soak` and `make fuzz` take a time in which something can be found, or say that it is none."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from tests.minutes import minutes

PROJECT = Path(__file__).parent.parent.parent


def test_a_time_in_which_nothing_is_tried_is_none() -> None:
    for text in ("0", "-1", "nan", "inf", "1 2", "", "ten"):
        with pytest.raises(argparse.ArgumentTypeError, match="is no number of minutes above 0"):
            minutes(text)
    assert (minutes("0.5"), minutes("15")) == (0.5, 15.0)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("tests.fuzzing", "--minutes=nan"), "'nan' is no number of minutes above 0"),
        (("tests.soak", "--minutes=0"), "'0' is no number of minutes above 0"),
        (("tests.soak", "--keep=."), "name a new folder"),
    ],
)
def test_the_command_line_says_so(arguments: tuple[str, ...], says: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.splitlines()[-1].endswith(says)
