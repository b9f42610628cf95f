"""What each feature of a clause or piece is worth, in points. Fitted by benchmarks/fit_briefs.py."""

from __future__ import annotations

RANKER = "0"

WEIGHTS: dict[str, int] = {}
