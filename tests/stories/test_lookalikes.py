"""Stories in the same words stay apart and their reprints are found."""

from __future__ import annotations

from benchmarks.lookalikes import figures

STORIES = 120


def test_reprints_are_found_and_lookalikes_are_not() -> None:
    missed, pairs, merged = figures(STORIES, seed=1)
    assert pairs > 10 * STORIES
    assert missed <= 0.05 * STORIES
    assert merged <= 0.002 * pairs
