"""How well doubts tell articles that were read wrongly: the share flagged, and the share of the wrong ones.

    python -m benchmarks.doubts CASES...    pages as read, some articles faulty: shares by fault and reason
    python -m benchmarks.doubts --pages FILE_OR_FOLDER...    page files: the share of articles flagged
    python -m benchmarks.doubts --made PAGES    made-up pages, a fault in one article of twenty

CASES are files of JSON lines, or folders of them; a line is a page in one of two forms:
    {"articles": [{"blocks": [[kind, text], ...], "park": name or "", "wrong": true or false, "fault": name}]}
    {"text": text of the page, "wrong": [headline or number of each article that is read wrongly, from 0]}
A kind is a value of parsing.article.Kind. Without "park" the park is read from the article; "" is none.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parsing import parse_page
from parsing.article import Article, Block, Kind, Page
from parsing.doubt import Doubt, doubts_of, is_doubtful
from parsing.page_file import read_page_file
from parsing.park_list import Park
from parsing.parks import Gazetteer, ParkReading
from parsing.unreadable import UnreadableDocument
from tests.damaged_articles import damaged_pages

PAGE_SUFFIXES = (".txt", ".html", ".htm", ".pdf", ".docx")
FLAGGED_AIM, CAUGHT_AIM = 0.10, 0.80


@dataclass(frozen=True)
class Judged:
    """One article with its doubts, and what is known of it: whether it is wrong, and by what fault."""

    doubts: tuple[Doubt, ...]
    wrong: bool = False
    fault: str = ""
    headline: str = ""

    @property
    def flagged(self) -> bool:
        """Whether an editor would see it first."""
        return is_doubtful(self.doubts)


def reading_of(article: Article, park: str | None) -> ParkReading:
    """The park as the case gives it, beside the other parks that the article names."""
    gazetteer = Gazetteer.bundled()
    reading = gazetteer.park_of(article)
    if park is None:
        return reading
    listed = [other for other in (reading.main, *reading.mentions) if other is not None and other.confirmed]
    known = gazetteer.names(park) if park else ()
    main = known[0] if known else Park(park, confirmed=False) if park else None
    return ParkReading(main, tuple(other for other in listed if main is None or other.name != main.name))


def judged_case(case: dict[str, Any]) -> list[Judged]:
    """The articles of one line of cases, judged."""
    if "text" in case:
        page = parse_page(case["text"])
        wrong = set(case.get("wrong", ()))
        told: list[dict[str, Any]] = [
            {"wrong": number in wrong or article.headline in wrong}
            for number, article in enumerate(page.articles)
        ]
    else:
        told = case["articles"]
        articles = (Article(tuple(Block(Kind(kind), text) for kind, text in one["blocks"])) for one in told)
        page = Page("", dt.date(2026, 4, 4), date_assumed=False, page="", articles=tuple(articles))
    return [
        Judged(
            doubts_of(article, reading_of(article, one.get("park")), page=page),
            bool(one.get("wrong")),
            str(one.get("fault", "")),
            article.headline,
        )
        for article, one in zip(page.articles, told, strict=True)
    ]


def made_cases(pages: int) -> Iterator[dict[str, Any]]:
    """Made-up pages as cases, a fault in one article of twenty."""
    for page in damaged_pages(pages, share=0.05):
        yield {
            "articles": [
                {
                    "blocks": [(block.kind, block.text) for block in article.blocks],
                    "park": article.park,
                    "wrong": bool(article.fault),
                    "fault": article.fault,
                }
                for article in page
            ]
        }


def cases_in(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The pages in files of JSON lines, or in all such files of a folder."""
    for path in paths:
        for file in sorted(path.glob("*.json*")) if path.is_dir() else [path]:
            with file.open(encoding="utf-8") as lines:
                yield from (json.loads(line) for line in lines if line.strip())


def judged_files(paths: Iterable[Path]) -> Iterator[Judged]:
    """The articles of page files, as they are read; what can't be read is said and left out."""
    gazetteer = Gazetteer.bundled()
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in (file for file in files if file.suffix in PAGE_SUFFIXES):
            try:
                page = read_page_file(file.read_bytes(), name=file.name)
            except UnreadableDocument as refused:
                print(f"{file.name}: {refused}", file=sys.stderr)
                continue
            for article in page.articles:
                doubts = doubts_of(article, gazetteer.park_of(article), page=page)
                yield Judged(doubts, headline=article.headline)


def share(part: int, whole: int) -> str:
    """A share for people: 12 of 240, 5.0 %."""
    return f"{part:6} of {whole:6}  {100 * part / whole:5.1f} %" if whole else f"{part:6} of {whole:6}"


def report(articles: list[Judged]) -> bool:
    """Print the shares; whether the aims are reached, as far as there are wrong ones to catch."""
    wrong = [article for article in articles if article.wrong]
    right = [article for article in articles if not article.wrong]
    flagged = sum(article.flagged for article in articles)
    caught = sum(article.flagged for article in wrong)
    print(f"flagged             {share(flagged, len(articles))}   aim: at most {FLAGGED_AIM:.0%}")
    if wrong:
        print(f"wrong               {share(len(wrong), len(articles))}")
        print(f"caught of the wrong {share(caught, len(wrong))}   aim: at least {CAUGHT_AIM:.0%}")
        print(
            f"flagged though right{share(sum(article.flagged for article in right), len(right))}\n\nby fault:"
        )
    faults = Counter(article.fault for article in wrong)
    found = Counter(article.fault for article in wrong if article.flagged)
    for fault in sorted(faults, key=lambda name: (found[name] / faults[name], name)):
        print(f"  {fault or '(unnamed)':28} {share(found[fault], faults[fault])}")
    print("\nby reason:                 among the wrong             among the right, of these flagged")
    for doubt in Doubt:
        among = sum(doubt in article.doubts for article in wrong)
        innocent = [article for article in right if doubt in article.doubts]
        if among or innocent:
            flags = sum(article.flagged for article in innocent)
            print(
                f"  {doubt.value:26}{share(among, len(wrong))}  {share(len(innocent), len(right))} {flags:6}"
            )
    return flagged <= FLAGGED_AIM * len(articles) and caught >= CAUGHT_AIM * len(wrong)


def main() -> int:
    """Print the figures; 1 where an aim is missed or there is nothing to judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("cases", nargs="*", type=Path, metavar="CASES")
    parser.add_argument("--pages", nargs="+", type=Path, default=[], metavar="FILE_OR_FOLDER")
    parser.add_argument("--made", type=int, default=0, metavar="PAGES")
    parser.add_argument(
        "--verbose", action="store_true", help="the wrong ones missed, the right ones flagged"
    )
    options = parser.parse_args()
    start = time.process_time()
    articles = [article for case in cases_in(options.cases) for article in judged_case(case)]
    articles += [article for case in made_cases(options.made) for article in judged_case(case)]
    articles += judged_files(options.pages)
    if not articles:
        parser.error("no article to judge")
    took = time.process_time() - start
    if options.verbose:
        for article in (one for one in articles if one.flagged != one.wrong):
            verdict = "missed " if article.wrong else "flagged"
            print(verdict, article.fault or "-", article.headline[:40], *article.doubts)
    reached = report(articles)
    print(f"\n{1000 * took / len(articles):.1f} ms an article, reading and park included")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
