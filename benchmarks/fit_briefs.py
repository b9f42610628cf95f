"""Fit the weights of summaries/weights.py.

    python -m benchmarks.fit_briefs DIRECTORY [--leave-one-out] [--folds 8] [--seeds 2] [--write]

DIRECTORY holds park_dev.jsonl, park_train.jsonl (articles with picked briefs and key facts) and
public_train.jsonl, public_dev.jsonl (general news with reference summaries); benchmarks/brief_scores.py
tells their form. Needs numpy.

PARK_NEWS is fitted on the park articles of both files, NEWS on public_train alone. What is fitted: the
expected closeness to the picked briefs (for park articles with half the share of key facts) of a brief drawn
with a probability proportional to exp(points), less a ridge on the weights. Briefs are drawn from a pool for
each article: random ones leaning towards what was picked, then, round by round, what the weights so far
choose and near misses of it; the mean of the weights of the three rounds whose own choices are best is taken.
Without --write nothing is changed. What is printed is cross-validated: every park article is scored with
weights fitted without it, public_dev with weights that never saw it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.brief_scores import Sample, lead, news_samples, park_samples
from benchmarks.brief_scores import cut as cut_news
from benchmarks.brief_tasks import REPEATED_PAIR, Task, make_tasks, seed_pool

WEIGHTS_FILE = Path(__file__).parent.parent / "summaries" / "weights.py"
NEAR_MISSES, ROUNDS, STEPS = 12, 7, 150
AVERAGED = 3  # the best rounds; their mean chooses better on other articles than any of them
RIDGE = {"PARK_NEWS": 0.005, "NEWS": 0.0003}
SCALE = 1000  # points of one standard deviation at weight 1
NEWS_PER_SOURCE = 200
# What an editor would never turn round; with so few articles chance would, here and there.
_WELCOME = (
    "amount|count|percent|figure|figures|figure beyond dates|figures beyond dates|event|result|size|plan"
    "|first|name|project|purpose cut off before|said cut off before|slogan tail cut off|lead-in cut off"
    "|zone, seldom named"
)
_UNWELCOME = (
    "slogan|slogan without facts|slogan tail|purpose|scene|said|pronoun|quoted|short|ends in slogan tail"
    "|starts with scene|starts with said|date cut off before|starts carrying on"
    "|under 16 characters|under 26 characters"
)
SIGNS = {
    "PARK_NEWS": dict.fromkeys(_WELCOME.split("|"), 1) | dict.fromkeys(_UNWELCOME.split("|"), -1),
    "NEWS": {},
}


def fit(tasks: Sequence[Task], masses: Sequence[float], column: str, names: Sequence[str]) -> np.ndarray:
    """Weights of `column` (whole numbers, one a feature) that make the best-rewarded briefs the likeliest."""
    signs = np.array([SIGNS[column].get(name, 0) for name in names])
    dice = np.random.default_rng(0)
    pairs = [(task, mass) for task, mass in zip(tasks, masses, strict=True) if task.texts]
    for task, _ in pairs:
        if not task.seeds:
            task.pool = {}
            seed_pool(task, dice)
            task.seeds = task.pool
        task.pool = dict(task.seeds)  # nothing is left of an earlier fit, which may have seen other articles
    deviation = np.concatenate([_pool_matrix(task) for task, _ in pairs]).std(axis=0) + 1e-9
    weights = np.zeros(len(deviation))
    tried: list[tuple[float, np.ndarray]] = []
    for _ in range(ROUNDS):
        weights = _ascend(pairs, weights, deviation, RIDGE[column], signs)
        points = np.rint(weights / deviation * SCALE)
        rewards = sum(mass * _explore(task, points, dice) for task, mass in pairs)
        tried.append((rewards, points))
    tried.sort(key=lambda round_: -round_[0])
    return np.rint(np.mean([points for _, points in tried[:AVERAGED]], axis=0))


def _explore(task: Task, points: np.ndarray, dice: np.random.Generator) -> float:
    """Adds what these weights choose and near misses of it to the pool; returns the chosen brief's reward."""
    chosen = task.best(points)
    task.add(chosen)
    worth = task.matrix @ points
    for _ in range(NEAR_MISSES):
        noise = dice.normal(size=len(worth)) * worth.std() / 2
        costs = np.maximum(8, np.array(task.costs)) ** dice.choice([0, 0.3])
        task.add(task.greedy((worth + noise) / costs))
    return task.reward(chosen)


def _pool_matrix(task: Task) -> np.ndarray:
    return np.array([task.matrix[list(key)].sum(axis=0) for key in task.pool])


def _ascend(
    pairs: Sequence[tuple[Task, float]],
    weights: np.ndarray,
    deviation: np.ndarray,
    ridge: float,
    signs: np.ndarray,
) -> np.ndarray:
    """Adam (Kingma and Ba 2015) on the expected reward less the ridge; signed weights keep their side."""
    blocks = []
    rewards = []
    for task, _ in pairs:
        block = _pool_matrix(task) / deviation
        blocks.append(block - block.mean(axis=0))
        rewards.append(np.array(list(task.pool.values())))
    sizes = [len(block) for block in blocks]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    rows, reward = np.concatenate(blocks), np.concatenate(rewards)
    mass = np.repeat(np.array([mass for _, mass in pairs]), sizes)
    mass /= sum(mass for _, mass in pairs)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    weights = weights.copy()
    for step in range(STEPS):
        points = rows @ weights
        points = np.exp(points - np.repeat(np.maximum.reduceat(points, starts), sizes))
        chance = points / np.repeat(np.add.reduceat(points, starts), sizes)
        expected = np.repeat(np.add.reduceat(chance * reward, starts), sizes)
        slope = rows.T @ (mass * chance * (reward - expected)) - ridge * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope * slope
        stride = 0.1 * (1 - step / STEPS) + 0.005
        weights += (
            stride * first / (1 - 0.9 ** (step + 1)) / (np.sqrt(second / (1 - 0.99 ** (step + 1))) + 1e-8)
        )
        weights[weights * signs < 0] = 0
    return weights


def park_masses(tasks: Sequence[Task]) -> list[float]:
    """How much each park article counts: once for each set of picks."""
    return [float(len(task.sample.references)) for task in tasks]


def folds_of(tasks: Sequence[Task], folds: int, seed: int) -> list[list[int]]:
    """The numbers of the tasks, shuffled and dealt into folds."""
    order = list(range(len(tasks)))
    random.Random(seed).shuffle(order)
    return [order[start::folds] for start in range(folds)]


def cross_validate(
    tasks: Sequence[Task], names: Sequence[str], folds: Sequence[list[int]]
) -> dict[int, list[str]]:
    """The pieces of each held-out article's brief, made with weights fitted without its fold."""
    briefs: dict[int, list[str]] = {}
    for held_out in folds:
        rest = [task for number, task in enumerate(tasks) if number not in held_out]
        weights = fit(rest, park_masses(rest), "PARK_NEWS", names)
        for number in held_out:
            task = tasks[number]
            briefs[number] = [task.texts[piece] for piece in task.best(weights)]
    return briefs


def park_report(
    tasks: Sequence[Task], names: Sequence[str], dev: int, runs: dict[str, list[list[int]]]
) -> dict[str, list[str]]:
    """Print the cross-validated scores of the first `dev` articles and of the others, beside the lead's.

    `runs` are folds by what they are called. Returns the briefs of the first run by article.
    """

    def scores(briefs: dict[int, list[str]]) -> np.ndarray:
        rows = []
        for number, brief in sorted(briefs.items()):
            sample, text = tasks[number].sample, "".join(brief)
            rows.append((100 * sample.closeness(text), sample.facts_kept(text)))
        return np.array(rows)

    leads = {number: lead(task.sample.paragraphs) for number, task in enumerate(tasks)}
    first: dict[str, list[str]] = {}
    for called, folds in runs.items():
        briefs = cross_validate(tasks, names, folds)
        first = first or {tasks[number].sample.name: brief for number, brief in briefs.items()}
        for name, part in (("park_dev", range(dev)), ("park_train", range(dev, len(tasks)))):
            numbers = [number for number in part if number in briefs]
            if numbers:
                ours = scores({number: briefs[number] for number in numbers}).mean(axis=0)
                base = scores({number: leads[number] for number in numbers}).mean(axis=0)
                print(
                    f"{name}, {called}: F {ours[0]:.1f} ({ours[0] / base[0]:.2f} x lead)"
                    f"  facts {ours[1]:.3f} ({ours[1] / base[1]:.2f} x lead)",
                    flush=True,
                )
    return first


def fit_news(directory: Path) -> dict[str, int]:
    """The weights for general news, fitted on public_train; prints the score on public_dev."""
    train, dev = (news_samples(directory / name) for name in ("public_train.jsonl", "public_dev.jsonl"))
    random.Random(1).shuffle(train)
    by_source: dict[str, list[Sample]] = {}
    for sample in train:
        by_source.setdefault(sample.source, []).append(sample)
    used = [sample for source in sorted(by_source) for sample in by_source[source][:NEWS_PER_SOURCE]]
    tasks, columns = make_tasks([*used, *dev])
    share = Counter(sample.source for sample in used)
    weights = fit(tasks[: len(used)], [1 / share[sample.source] for sample in used], "NEWS", columns)
    by_dev: dict[str, list[float]] = {}
    for task in tasks[len(used) :]:
        brief = cut_news([task.texts[piece] for piece in task.best(weights)])
        by_dev.setdefault(task.sample.source, []).append(100 * task.sample.closeness(brief))
    means = {source: np.mean(values) for source, values in sorted(by_dev.items())}
    parts = "  ".join(f"{source} {mean:.2f}" for source, mean in means.items())
    print(f"public_dev: SCORE {np.mean(list(means.values())):.2f}  ({parts})", flush=True)
    return _named(columns, weights)


def _named(columns: Sequence[str], weights: np.ndarray) -> dict[str, int]:
    """The weights that are not zero by name, the strongest effect for one character or piece first."""
    named = {name: int(weight) for name, weight in zip(columns, weights, strict=True) if weight}
    return dict(sorted(named.items(), key=lambda item: (-abs(item[1]), item[0])))


def write_weights(columns: dict[str, dict[str, int]], note: str) -> None:
    """Write summaries/weights.py."""
    lines = [
        '"""What each feature of a clause or piece is worth, in points.',
        "",
        note,
        "",
        "Features of clauses (summaries/features.py) count characters: their weights are points a character;",
        "`figures …` count figures, and the features of whole pieces (summaries/pieces.py) are 1 or missing.",
        '"""',
        "",
        f"REPEATED_PAIR = {REPEATED_PAIR}",
        '"""Taken off for each pair of neighbouring characters that two pieces of a brief share."""',
    ]
    for name, weights in columns.items():
        lines += ["", f"{name}: dict[str, int] = {{"]
        lines += [f'    "{feature}": {weight},' for feature, weight in weights.items()]
        lines += ["}"]
    WEIGHTS_FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Fit the weights of the brief ranker.")
    parser.add_argument("directory", type=Path, help="folder of the articles with picks and summaries")
    parser.add_argument("--folds", type=int, default=8, help="folds of the cross-validation; 0 leaves it out")
    parser.add_argument("--seeds", type=int, default=2, help="cross-validations, each dealt differently")
    parser.add_argument("--leave-one-out", action="store_true", help="each article of park_dev by itself")
    parser.add_argument("--held-out", type=Path, help="write the cross-validated briefs to this file")
    parser.add_argument("--write", action="store_true", help="write summaries/weights.py")
    parser.add_argument("--only", choices=("park", "news"), help="look at one column; can't be written")
    arguments = parser.parse_args()
    if arguments.only and arguments.write:
        parser.error("--only and --write don't go together")
    columns: dict[str, dict[str, int]] = {}
    if arguments.only != "news":
        dev, train = (park_samples(arguments.directory / f"park_{part}.jsonl") for part in ("dev", "train"))
        tasks, names = make_tasks([*dev, *train])
        runs = {}
        if arguments.leave_one_out:
            runs["leave one out"] = [[number] for number in range(len(dev))]
        if arguments.folds:
            for seed in range(arguments.seeds):
                runs[f"{arguments.folds}-fold, deal {seed}"] = folds_of(tasks, arguments.folds, seed)
        if runs:
            held_out = park_report(tasks, names, len(dev), runs)
            if arguments.held_out:
                arguments.held_out.write_text(json.dumps(held_out, ensure_ascii=False), encoding="utf-8")
        columns["PARK_NEWS"] = _named(names, fit(tasks, park_masses(tasks), "PARK_NEWS", names))
    if arguments.only != "park":
        columns["NEWS"] = fit_news(arguments.directory)
    if arguments.write:
        write_weights(
            columns,
            "Written by benchmarks/fit_briefs.py: PARK_NEWS fitted on 95 park articles with picked\n"
            f"briefs and facts, NEWS on up to {NEWS_PER_SOURCE} articles of each of three sources of\n"
            "economic news with reference summaries.",
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
