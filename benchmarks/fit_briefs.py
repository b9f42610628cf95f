"""Fit summaries/park_table.py and summaries/news_table.py.

    python -m benchmarks.fit_briefs DIRECTORY [--leave-one-out] [--folds 8] [--seeds 2] [--write]

DIRECTORY holds park_dev.jsonl, park_train.jsonl (articles with picked briefs and key facts) and
public_train.jsonl, public_dev.jsonl (general news with reference summaries); benchmarks/brief_scores.py
tells their form. Needs numpy.

What is fitted is how much of a clause is picked, from all that summaries/features.py says of it: a ridge on
all features, and small trees (benchmarks/boosting.py) on what it leaves. The park's table learns from the
picks of the park articles of both files, the other from what the summaries of public_train say again. Without
--write nothing is changed. What is printed is cross-validated: every park article is scored with tables
fitted without it, public_dev with tables that never saw it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.boosting import Boosting
from benchmarks.boosting import Tree as GrownTree
from benchmarks.brief_scores import Sample, lead, news_samples, news_score, park_samples, park_scores
from benchmarks.brief_tasks import Task, make_tasks
from summaries.brief import Brief
from summaries.choice import ALL
from summaries.figure_line import key_figures_of_reading
from summaries.ranker import MAX_CHARS, MAX_SENTENCES, best_fitting, brief_of, score_candidates
from summaries.worth import SCALE, Model, Question, Tree

SUMMARIES = Path(__file__).parent.parent / "summaries"
RIDGE, NEWS_RIDGE = 3000.0, 10000.0
TREES, RATE, SHARE_OF_FEATURES, LEAST = 30, 0.1, 0.4, 40.0
SEEDS = (1,)  # the trees of each are averaged
ONE = ALL * SCALE
NEWS_PER_SOURCE = 400


def fit(tasks: Sequence[Task], names: Sequence[str], *, ridge: float = RIDGE, trees: int = TREES) -> Model:
    """The model that tells best how much of the tasks' clauses was picked, in whole numbers."""
    rows = np.concatenate([task.rows for task in tasks])
    picked = np.concatenate([task.picked for task in tasks])
    weights = np.concatenate([task.weights for task in tasks])
    weights = weights / weights.mean()
    start, line = _ridge(rows, picked, weights, ridge)
    boosting = Boosting(rows, weights, LEAST)
    left = picked - start - rows @ line
    grown = [
        tree
        for seed in SEEDS
        for tree in boosting.fit(left, trees=trees, rate=RATE, share=SHARE_OF_FEATURES, seed=seed)
    ]
    named = {name: int(weight) for name, weight in zip(names, np.rint(line * ONE), strict=True) if weight}
    ordered = dict(sorted(named.items(), key=lambda item: (-abs(item[1]), item[0])))
    return Model(round(start * ONE), ordered, [_tree(tree, names) for tree in grown])


def _ridge(
    rows: np.ndarray, picked: np.ndarray, weights: np.ndarray, ridge: float
) -> tuple[float, np.ndarray]:
    """Where the line starts and what one of each feature adds, all features being of equal spread for the
    ridge.
    """
    mean = np.average(rows, axis=0, weights=weights)
    spread = np.sqrt(np.average((rows - mean) ** 2, axis=0, weights=weights)) + 1e-9
    level = (rows - mean) / spread
    middle = np.average(picked, weights=weights)
    square = (level * weights[:, None]).T @ level + ridge * np.eye(rows.shape[1])
    line = np.linalg.solve(square, (level * weights[:, None]).T @ (picked - middle)) / spread
    return float(middle - mean @ line), line


def _tree(tree: GrownTree, names: Sequence[str]) -> Tree:
    def question(asked: tuple[int, float] | None) -> Question | None:
        return None if asked is None else (names[asked[0]], int(asked[1]))

    root = question(tree.root)
    assert root is not None
    leaves = [round(leaf * ONE / len(SEEDS)) for leaf in tree.leaves]
    low, high = (question(asked) for asked in tree.below)
    return root, low, high, (leaves[0], leaves[1], leaves[2], leaves[3])


def brief_with(model: Model, task: Task) -> Brief:
    """The brief of a task's article, made with this model."""
    paragraphs = task.sample.paragraphs
    scored = score_candidates(task.reading, paragraphs, model, MAX_CHARS)
    chosen = best_fitting(scored, task.reading, paragraphs, max_chars=MAX_CHARS, max_sentences=MAX_SENTENCES)
    return brief_of(chosen, task.reading, paragraphs)


def folds_of(count: int, folds: int, seed: int) -> list[list[int]]:
    """The numbers below `count`, shuffled and dealt into folds."""
    order = list(range(count))
    random.Random(seed).shuffle(order)
    return [order[start::folds] for start in range(folds)]


def cross_validate(
    tasks: Sequence[Task], names: Sequence[str], folds: Sequence[list[int]]
) -> Iterator[tuple[int, Brief]]:
    """The brief of each held-out article, made with a model fitted without its fold."""
    for held_out in folds:
        model = fit([task for number, task in enumerate(tasks) if number not in held_out], names)
        for number in held_out:
            yield number, brief_with(model, tasks[number])


def card_of(task: Task, brief: Brief) -> dict[str, object]:
    """What a reader is shown of the article, as the scorer of ownership takes it."""
    sample = task.sample
    figures = key_figures_of_reading(brief, sample.headline, sample.paragraphs, task.reading)
    return {"pieces": brief.shown, "figures": figures, "park": sample.park, "headline": sample.headline}


def report(
    tasks: Sequence[Task], names: Sequence[str], dev: int, runs: dict[str, list[list[int]]], out: Path | None
) -> None:
    """Print the cross-validated scores of the first `dev` articles and of the others, beside the lead's.

    `runs` are folds by what they are called; the briefs and cards of the first are written into the folder
    `out`.
    """
    for called, folds in runs.items():
        briefs = dict(cross_validate(tasks, names, folds))
        for name, part in (("park_dev", range(dev)), ("park_train", range(dev, len(tasks)))):
            numbers = [number for number in part if number in briefs]
            if not numbers:
                continue
            samples: list[Sample] = [tasks[number].sample for number in numbers]
            ours = park_scores(samples, [briefs[number].sentences for number in numbers])
            base = park_scores(samples, [lead(sample.paragraphs) for sample in samples])
            pieces = sum(len(briefs[number].pieces) for number in numbers) / len(numbers)
            length = sum(len(briefs[number].text) for number in numbers) / len(numbers)
            print(
                f"{name}, {called}: F {ours['F']:.1f} ({ours['F'] / base['F']:.2f} x lead)"
                f"  facts {ours['facts']:.3f} ({ours['facts'] / base['facts']:.2f} x lead)"
                f"  pieces {pieces:.2f}  length {length:.1f}",
                flush=True,
            )
        if out is not None:
            named = {tasks[number].sample.name: number for number in sorted(briefs)}
            texts = {name: briefs[number].sentences for name, number in named.items()}
            cards = {name: card_of(tasks[number], briefs[number]) for name, number in named.items()}
            (out / "held_out.json").write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
            (out / "held_out_cards.json").write_text(json.dumps(cards, ensure_ascii=False), encoding="utf-8")
            out = None


def fit_news(directory: Path) -> Model:
    """The model of general news, fitted on public_train; prints the score on public_dev."""
    train, dev = (news_samples(directory / name) for name in ("public_train.jsonl", "public_dev.jsonl"))
    random.Random(1).shuffle(train)
    by_source: dict[str, list[Sample]] = {}
    for sample in train:
        by_source.setdefault(sample.source, []).append(sample)
    used = [sample for source in sorted(by_source) for sample in by_source[source][:NEWS_PER_SOURCE]]
    tasks, names = make_tasks([*used, *dev])
    model = fit(tasks[: len(used)], names, ridge=NEWS_RIDGE, trees=0)  # they bring nothing there
    briefs = [brief_with(model, task).sentences for task in tasks[len(used) :]]
    print(f"public_dev: SCORE {news_score(dev, briefs):.2f}", flush=True)
    return model


LEARNT_FROM = {
    "park": "95 park articles with picked briefs",
    "news": f"up to {NEWS_PER_SOURCE} articles of each of three sources of economic news with summaries",
}


def write_table(called: str, model: Model) -> None:
    """Write summaries/park_table.py or summaries/news_table.py."""
    name = f"{called.upper()}_NEWS" if called == "park" else called.upper()
    lines = [
        '"""How much of a clause is picked, by its features: summaries/worth.py tells how to read it.',
        "",
        f"Written by benchmarks/fit_briefs.py: fitted on {LEARNT_FROM[called]}.",
        '"""',
        "",
        "from summaries.worth import Model",
        "",
        "# fmt: off",
        f"{name} = Model(",
        f"    {model.start},",
        "    {",
        *(f'        "{feature}": {weight},' for feature, weight in model.weights.items()),
        "    },",
        "    [",
        *(f"        {as_written(tree)}," for tree in model.trees),
        "    ],",
        ")",
    ]
    (SUMMARIES / f"{called}_table.py").write_text("\n".join(lines) + "\n", encoding="utf-8")


def as_written(tree: Tree) -> str:
    """A tree as it stands in the table."""
    return repr(tree).replace("'", '"')


def main() -> int:
    parser = argparse.ArgumentParser(description="Fit the tables of the brief ranker.")
    parser.add_argument("directory", type=Path, help="folder of the articles with picks and summaries")
    parser.add_argument("--folds", type=int, default=8, help="folds of the cross-validation; 0 leaves it out")
    parser.add_argument("--seeds", type=int, default=2, help="cross-validations, each dealt differently")
    parser.add_argument("--leave-one-out", action="store_true", help="each article of park_dev by itself")
    parser.add_argument("--held-out", type=Path, help="folder for the cross-validated briefs and cards")
    parser.add_argument("--write", action="store_true", help="write the two tables")
    parser.add_argument("--only", choices=("park", "news"), help="only one of the tables")
    arguments = parser.parse_args()
    models: dict[str, Model] = {}
    if arguments.only != "news":
        dev, train = (park_samples(arguments.directory / f"park_{part}.jsonl") for part in ("dev", "train"))
        tasks, names = make_tasks([*dev, *train])
        runs = {}
        if arguments.leave_one_out:
            runs["leave one out"] = [[number] for number in range(len(dev))]
        if arguments.folds:
            for seed in range(arguments.seeds):
                runs[f"{arguments.folds}-fold, deal {seed}"] = folds_of(len(tasks), arguments.folds, seed)
        report(tasks, names, len(dev), runs, arguments.held_out)
        models["park"] = fit(tasks, names)
    if arguments.only != "park":
        models["news"] = fit_news(arguments.directory)
    if arguments.write:
        for called, model in models.items():
            write_table(called, model)
    return 0


if __name__ == "__main__":
    sys.exit(main())
