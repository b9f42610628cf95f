"""What each feature is worth, in points. Written by benchmarks/fit_briefs.py."""

RANKER = "0"
REPEATED_PAIR = 0
PARK_NEWS: dict[str, int] = {}
NEWS: dict[str, int] = {}
