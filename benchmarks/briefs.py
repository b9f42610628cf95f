"""Measure briefs beside the peers: quality, speed and memory, on the same articles in one run.

    python -m benchmarks.briefs DIRECTORY [--rounds 3] [--held-out FILE] [--write]

DIRECTORY holds park_dev.jsonl and public_dev.jsonl (benchmarks/brief_scores.py tells their form). The peers
are needed beside the bot's own requirements: pip install sumy textrank4zh snownlp scipy lxml_html_clean. Each
contestant runs in a process of its own, one after the other, `--rounds` times over, so that a busy machine
slows all alike; the best round counts. --write puts the table into docs/briefs.md.

Every peer ranks whole sentences; its best ones that fit the budget are taken, three at most, in the article's
order. jieba.lcut makes no brief: it is the floor that others are compared with, one pass of segmentation.

The shipped weights for park news were fitted on park_dev.jsonl too, so their row says how well they fit; the
row of --held-out, made by cross-validation, says what to expect of other articles.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.brief_scores import (
    MAX_CHARS,
    MAX_PIECES,
    SENTENCE,
    Sample,
    lead,
    news_samples,
    news_score,
    park_samples,
    park_scores,
)

DOCUMENT = Path(__file__).parent.parent / "docs" / "briefs.md"
BEGIN, END = "<!-- table: benchmarks/briefs.py -->", "<!-- end of table -->"
FLOOR = "jieba.lcut"
OURS = "Park Briefs"

Contestant = Callable[[str, Sequence[str]], Sequence[str]]


def split(paragraphs: Sequence[str]) -> list[str]:
    """The whole sentences of an article."""
    return [found.strip() for text in paragraphs for found in SENTENCE.findall(text) if found.strip()]


def fitting(sentences: Sequence[str], best_first: Sequence[int]) -> list[str]:
    """The best sentences that fit the budget, in the article's order; the best one cut off if none fits."""
    taken: list[int] = []
    room = MAX_CHARS
    for number in best_first:
        if len(taken) < MAX_PIECES and len(sentences[number]) <= room:
            taken.append(number)
            room -= len(sentences[number])
    if not taken and best_first:
        return [sentences[best_first[0]][:MAX_CHARS]]
    return [sentences[number] for number in sorted(taken)]


def by_value(sentences: Sequence[str], ranked: Sequence[str]) -> list[int]:
    """The numbers of `ranked` sentences, in their order; each sentence once."""
    numbers: list[int] = []
    for text in ranked:
        number = next((n for n, own in enumerate(sentences) if text in own and n not in numbers), None)
        if number is not None:
            numbers.append(number)
    return numbers


def ours() -> Contestant:
    """The bot's own briefs."""
    from summaries import make_brief

    return lambda headline, paragraphs: make_brief(headline, paragraphs).sentences


def _of_its_park(sample: Sample) -> Sequence[str]:
    """The bot's own brief, made as the page reader has it made: with the name of the park."""
    from summaries import make_brief

    return make_brief(sample.headline, sample.paragraphs, park=sample.park).sentences


def floor() -> Contestant:
    """One pass of segmentation, and no brief."""
    import jieba

    def cut(headline: str, paragraphs: Sequence[str]) -> list[str]:
        for paragraph in paragraphs:
            jieba.lcut(paragraph)
        return []

    return cut


def sumy(method: str) -> Contestant:
    """sumy's LexRank or TextRank, with its own tokenizer for Chinese."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.tokenizers import Tokenizer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    tokenizer = Tokenizer("chinese")
    summarizer = {"LexRank": LexRankSummarizer, "TextRank": TextRankSummarizer}[method]()

    def brief(headline: str, paragraphs: Sequence[str]) -> list[str]:
        own = split(paragraphs)
        model = ObjectDocumentModel([Paragraph([Sentence(text, tokenizer) for text in own])])
        worth = {str(sentence): rating for sentence, rating in summarizer.rate_sentences(model).items()}
        return fitting(own, sorted(range(len(own)), key=lambda number: -worth.get(own[number], 0.0)))

    def lexrank(headline: str, paragraphs: Sequence[str]) -> list[str]:
        own = split(paragraphs)
        model = ObjectDocumentModel([Paragraph([Sentence(text, tokenizer) for text in own])])
        # The parts of sumy's own call, which gives the best sentences but not which of them is better.
        words = [summarizer._to_words_set(sentence) for sentence in model.sentences]
        tf, idf = summarizer._compute_tf(words), summarizer._compute_idf(words)
        matrix = summarizer._create_matrix(words, summarizer.threshold, tf, idf)
        scores = summarizer.power_method(matrix, summarizer.epsilon)
        return fitting(own, sorted(range(len(own)), key=lambda number: -scores[number]))

    return lexrank if method == "LexRank" else brief


def textrank4zh() -> Contestant:
    """TextRank4ZH with its usual filters."""
    import networkx

    # TextRank4ZH 0.3 calls a function that networkx 3 renamed.
    networkx.from_numpy_matrix = networkx.from_numpy_array
    from textrank4zh import TextRank4Sentence

    def brief(headline: str, paragraphs: Sequence[str]) -> list[str]:
        own = split(paragraphs)
        ranker = TextRank4Sentence()
        ranker.analyze(text="\n".join(own), lower=True, source="all_filters")
        ranked = [item.sentence for item in ranker.get_key_sentences(num=len(own), sentence_min_len=1)]
        return fitting(own, by_value(own, ranked))

    return brief


def snownlp() -> Contestant:
    """SnowNLP's summary."""
    from snownlp import SnowNLP

    def brief(headline: str, paragraphs: Sequence[str]) -> list[str]:
        own = split(paragraphs)
        return fitting(own, by_value(own, SnowNLP("\n".join(own)).summary(len(own))))

    return brief


CONTESTANTS: dict[str, Callable[[], Contestant]] = {
    FLOOR: floor,
    "lead": lambda: lambda headline, paragraphs: lead(paragraphs),
    OURS: ours,
    "sumy LexRank": lambda: sumy("LexRank"),
    "sumy TextRank": lambda: sumy("TextRank"),
    "TextRank4ZH": textrank4zh,
    "SnowNLP": snownlp,
}


def run_one(name: str, directory: Path) -> None:
    """Print what one contestant takes and makes, as JSON; runs in its own process."""
    samples = [
        *park_samples(directory / "park_dev.jsonl"),
        *news_samples(directory / "public_dev.jsonl"),
    ]
    warnings.simplefilter("ignore")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    contestant = CONTESTANTS[name]()
    contestant(samples[0].headline, samples[0].paragraphs)  # dictionaries load with the first article
    start = time.process_time()  # of this process alone: other work on the machine does not count
    if name == OURS:
        briefs = [list(_of_its_park(sample)) for sample in samples]
    else:
        briefs = [list(contestant(sample.headline, sample.paragraphs)) for sample in samples]
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    json.dump({"seconds": seconds, "before": before, "peak": peak, "briefs": briefs}, sys.stdout)


def measure(name: str, directory: Path) -> dict[str, Any]:
    """What `run_one` prints, from a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.briefs", str(directory), "--one", name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{name} failed:\n{done.stderr}")
    return json.loads(done.stdout)


def table(directory: Path, rounds: int, held_out: dict[str, list[str]]) -> str:
    """The Markdown table of all contestants, and of briefs made with weights fitted without their article."""
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in CONTESTANTS}
    for round_number in range(rounds):
        for name, results in runs.items():
            print(f"round {round_number + 1}: {name}", file=sys.stderr)
            results.append(measure(name, directory))
    parks = park_samples(directory / "park_dev.jsonl")
    news = news_samples(directory / "public_dev.jsonl")
    count = len(parks) + len(news)
    fastest = {name: min(result["seconds"] for result in results) for name, results in runs.items()}
    lines = [
        "| | articles/s | time / jieba.lcut | peak MB | F | × lead | key facts | × lead "
        "| verbatim | in budget | news |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    base = park_scores(parks, runs["lead"][0]["briefs"][: len(parks)])

    def park_cells(briefs: Sequence[Sequence[str]]) -> str:
        park = park_scores(parks, briefs)
        return (
            f"{park['F']:.1f} | {park['F'] / base['F']:.2f} | {park['facts']:.3f} "
            f"| {park['facts'] / base['facts']:.2f} | {park['verbatim']:.2f} | {park['fit']:.2f}"
        )

    for name, results in runs.items():
        speed = f"{count / fastest[name]:,.0f} | {fastest[name] / fastest[FLOOR]:.2f}"
        memory = f"{min(result['peak'] for result in results) / 1024:.0f}"
        briefs = results[0]["briefs"]
        if any(result["briefs"] != briefs for result in results):
            print(f"{name} gives other briefs on another run", file=sys.stderr)
        if name == FLOOR:
            lines.append(f"| {name} | {speed} | {memory} | | | | | | | |")
        else:
            score = news_score(news, briefs[len(parks) :])
            cells = park_cells(briefs[: len(parks)])
            lines.append(f"| {name} | {speed} | {memory} | {cells} | {score:.1f} |")
    if held_out:
        cells = park_cells([held_out[sample.name] for sample in parks])
        lines.append(f"| {OURS}, tables fitted without the article | | | | {cells} | |")
    return "\n".join(lines)


def write(text: str) -> None:
    """Put the table between its marks in docs/briefs.md."""
    document = DOCUMENT.read_text(encoding="utf-8")
    head, rest = document.split(BEGIN)
    _, tail = rest.split(END)
    DOCUMENT.write_text(f"{head}{BEGIN}\n\n{text}\n\n{END}{tail}", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure briefs beside the peers.")
    parser.add_argument("directory", type=Path, help="folder of the articles with picks and summaries")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each contestant; the best counts")
    parser.add_argument("--held-out", type=Path, help="what benchmarks/fit_briefs.py --held-out wrote")
    parser.add_argument("--write", action="store_true", help="put the table into docs/briefs.md")
    parser.add_argument("--one", choices=sorted(CONTESTANTS), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        run_one(arguments.one, arguments.directory)
        return 0
    held_out = json.loads(arguments.held_out.read_text("utf-8")) if arguments.held_out else {}
    text = table(arguments.directory, arguments.rounds, held_out)
    print(text)
    if arguments.write:
        write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
