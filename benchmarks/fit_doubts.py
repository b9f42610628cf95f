"""Learn how much each reason to doubt an article counts, and measure what comes of it.

    python -m benchmarks.fit_doubts CASES... [--held-out CASES...] [--enough 0.9]

CASES are files of pages as read (benchmarks/doubts.py tells their form); each file is a source of its own,
such as the pages of one generator. For every reason that occurs in a source it is counted how much more
often articles read wrongly give it than those read right, as a logarithm, of which `--enough` is the whole
weight, 1. What was set before, by real articles, is one more source. Between the mean of the sources and the
one that says least the middle is taken: a reason has to hold on pages of every make. Printed are the weights,
beside those that parsing/doubt/reason.py holds, and three measurements: the sources themselves; the held-out
pages; and the sources twice over with half of the kinds of faults held out, the weights learned from the
other half.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.doubts import Judged, cases_in, judged_case, share
from parsing.doubt import Doubt
from parsing.doubt.reason import ENOUGH, SURE, WEIGHTS

# Added to the articles that give a reason, wrong or right, so that a few of them prove little.
CHANCE_WRONG, CHANCE_RIGHT = 0.5, 1.5
ENOUGH_EVIDENCE = 0.9
FOLDS = 2
# Parks are new, or there is none, as often where all is read right.
TOLD_ONLY = (Doubt.NEW_PARK, Doubt.NO_PARK)
# Weights are told no more finely.
STEP = 0.05
# The weights as they were set by real articles (docs/parsing.md): one more source. What isn't told here was
# enough alone, or there was no such reason.
SET_BEFORE = {
    **dict.fromkeys(
        (
            Doubt.LOOSE_SUBJECT,
            Doubt.HEADLINE_TOO_LONG,
            Doubt.HEADLINE_NEARER_NEIGHBOUR,
            Doubt.NO_PUNCTUATION,
            Doubt.VERY_LONG,
            Doubt.BEGINS_WITHOUT_A_START,
            Doubt.OUT_OF_ORDER,
            Doubt.LONE_SECTION_HEAD,
        ),
        0.6,
    ),
    **dict.fromkeys(
        (
            Doubt.HEADLINE_TORN,
            Doubt.LEAD_WITHOUT_HEADLINE,
            Doubt.UNSIGNED_AMONG_SIGNED,
            Doubt.UNDATED_AMONG_DATED,
            Doubt.OTHER_ZONE_NAMED,
            # One of 54 real articles read right gives these.
            Doubt.CAPTION_OF_NEIGHBOUR,
            Doubt.KICKER_IN_HEADLINE,
        ),
        0.35,
    ),
    # Eight of 31 articles of the web that are read right give it.
    Doubt.LEAD_LATER: 0.1,
}
NEW_REASONS = (
    Doubt.CLOSE_TO_NEIGHBOUR,
    Doubt.PARK_OF_NEIGHBOUR,
    Doubt.LEAD_WITHOUT_PLACE_OR_DAY,
)
Weights = Mapping[Doubt, float]


def evidence(articles: Sequence[Judged]) -> dict[Doubt, float]:
    """How much rather a wrong article gives each reason that occurs, as a logarithm."""
    wrong = Counter(doubt for article in articles if article.wrong for doubt in article.doubts)
    right = Counter(doubt for article in articles if not article.wrong for doubt in article.doubts)
    all_wrong = sum(article.wrong for article in articles)
    all_right = len(articles) - all_wrong
    return {
        doubt: log((wrong[doubt] + CHANCE_WRONG) / (all_wrong + 1))
        - log((right[doubt] + CHANCE_RIGHT) / (all_right + 1))
        for doubt in {*wrong, *right}
    }


def learned(sources: Sequence[Sequence[Judged]], enough: float) -> dict[Doubt, float]:
    """The weights; what occurs in no source, or says nothing of the reading, as before."""
    found = [evidence(source) for source in sources]
    weights = dict(WEIGHTS)
    for doubt in Doubt:
        values = [min(1.0, max(0.0, each[doubt] / enough)) for each in found if doubt in each]
        if doubt not in NEW_REASONS:
            values.append(SET_BEFORE.get(doubt, SURE))
        if values and doubt not in TOLD_ONLY:
            weights[doubt] = round((min(values) + sum(values) / len(values)) / 2 / STEP) * STEP
    return weights


def flagged(article: Judged, weights: Weights) -> bool:
    """Whether an article's reasons are enough by these weights."""
    return sum(weights[doubt] for doubt in article.doubts) >= ENOUGH - 1e-9


def measure(name: str, articles: Sequence[Judged], weights: Weights) -> None:
    """Print the share flagged, and the share of the wrong ones caught."""
    wrong = [article for article in articles if article.wrong]
    caught = sum(flagged(article, weights) for article in wrong)
    flags = sum(flagged(article, weights) for article in articles)
    print(f"{name:32} flagged {share(flags, len(articles))}   caught {share(caught, len(wrong))}")


def by_kinds(sources: Sequence[Sequence[Judged]], enough: float) -> None:
    """Measure each half of the kinds of faults by weights learned from the other half."""
    kinds = sorted({article.fault for source in sources for article in source if article.wrong})
    random.Random(0).shuffle(kinds)
    for fold in range(FOLDS):
        held = {*kinds[fold::FOLDS]}
        known = [[one for one in source if one.fault not in held] for source in sources]
        weights = learned(known, enough)
        for number, source in enumerate(sources, 1):
            unknown = [one for one in source if not one.wrong or one.fault in held]
            measure(f"source {number}, other kinds, half {fold + 1}", unknown, weights)


def judged(paths: Iterable[Path]) -> list[Judged]:
    """The articles of files of cases."""
    return [article for case in cases_in(paths) for article in judged_case(case)]


def main() -> int:
    """Print the weights and the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("cases", nargs="+", type=Path, metavar="CASES")
    parser.add_argument("--held-out", nargs="*", type=Path, default=[], metavar="CASES")
    parser.add_argument("--enough", type=float, default=ENOUGH_EVIDENCE)
    options = parser.parse_args()
    sources = [judged([path]) for path in options.cases]
    weights = learned(sources, options.enough)
    found = [evidence(source) for source in sources]
    print("reason                        learned   held   evidence of each source")
    order: Callable[[Doubt], float] = weights.__getitem__
    for doubt in sorted(Doubt, key=order, reverse=True):
        each = "".join(f"{one[doubt]:7.1f}" if doubt in one else "      –" for one in found)
        print(f"{doubt.value:30}{weights[doubt]:7.2f}{WEIGHTS[doubt]:7.2f}   {each}")
    held_out = [(str(path.name), judged([path])) for path in options.held_out]
    for name, by in (("as learned", weights), ("as held in reason.py", WEIGHTS)):
        print(f"\n{name}")
        for number, source in enumerate(sources, 1):
            measure(f"source {number}", source, by)
        for path, articles in held_out:
            measure(path, articles, by)
    print("\nwith half of the kinds of faults held out")
    by_kinds(sources, options.enough)
    return 0


if __name__ == "__main__":
    sys.exit(main())
