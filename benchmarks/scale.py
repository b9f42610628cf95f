"""How the bot's work grows, to 2,700 parks, 1,000,000 articles, 200,000 chats and 2,000,000 follows.

    python benchmarks/scale.py [--shares 1,10,100] [--folder FOLDER] [--into docs/scale.json]
    python benchmarks/scale.py --picture [--from docs/scale.json] [--into docs/scale.svg]

Fills a database of each share (percent of that, with all the parks) in a temporary folder below `--folder`,
otherwise below TMPDIR, measures in a process of its own what editors, readers and owners have it do
(benchmarks/scale_steps.py), and deletes it. The largest takes about 7 GB of disk meanwhile, and ten minutes.
Prints the figures, and writes them as JSON with `--into`; with `--picture` it draws stored ones.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import grown_archive, scale_picture, scale_steps
from benchmarks.grown_archive import Size

ARTICLES, CHATS = 1_000_000, 200_000
FIGURES, PICTURE = ROOT / "docs" / "scale.json", ROOT / "docs" / "scale.svg"


def measured(share: float, folder: Path | None) -> dict[str, float]:
    """The figures of one share of the whole, in percent."""
    size = Size(round(ARTICLES * share / 100), round(CHATS * share / 100))
    with tempfile.TemporaryDirectory(dir=folder, prefix="scale-") as name:
        path = Path(name) / "bot.db"
        spawning = multiprocessing.get_context("spawn")
        began = time.perf_counter()
        with spawning.Pool(1) as pool:
            pool.apply(grown_archive.fill, (path, size))
        filling = time.perf_counter() - began
        with spawning.Pool(1) as pool:
            figures: dict[str, float] = pool.apply(scale_steps.measure, (path, size))
    made = {"share": share, "articles": size.articles, "chats": size.chats, "follows": size.follows}
    return (
        made | {"filling": round(1000 * filling)} | {name: round(value, 3) for name, value in figures.items()}
    )


def told(found: list[dict[str, float]]) -> None:
    """Prints a line a step, a column a share."""
    for name in found[0]:
        print(f"{name:<26}" + "".join(f"{figures[name]:>14,.2f}" for figures in found), flush=True)


def main() -> None:
    """Measures, or draws."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shares", default="1,10,100", help="percent of the whole")
    parser.add_argument("--folder", type=Path, help="where the databases are made")
    parser.add_argument("--into", type=Path, help="where figures, or the picture, are stored")
    parser.add_argument("--picture", action="store_true", help="draws stored figures")
    parser.add_argument("--from", type=Path, default=FIGURES, dest="stored")
    options = parser.parse_args()
    if options.picture:
        figures = json.loads(options.stored.read_text(encoding="utf-8"))
        (options.into or PICTURE).write_text(scale_picture.drawn(figures), encoding="utf-8")
        return
    found: list[dict[str, float]] = []
    for share in options.shares.split(","):
        found.append(measured(float(share), options.folder))
        told(found)
        if options.into is not None:  # after each, since the largest takes long
            options.into.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
