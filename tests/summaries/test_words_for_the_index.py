"""Words for the search index come from jieba, quietly, with its cache where we want it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_cache_is_written_where_it_was_told_and_nothing_is_said(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from summaries.words import prepare_jieba, search_words\n"
        "prepare_jieba(Path(sys.argv[1])); print(search_words('山西转型综改示范区 PTC热敏电阻,投资10亿元'))"
    )
    cache = tmp_path / "words"
    done = subprocess.run(
        [sys.executable, "-c", code, str(cache)], capture_output=True, text=True, check=True
    )
    words = done.stdout.split()
    assert done.stderr == ""
    assert {"山西", "示范区", "ptc", "热敏电阻", "电阻"} <= set(words)
    assert "," not in words
    assert [path.name for path in cache.iterdir()] == ["jieba.cache"]


def test_a_mark_stands_between_clauses_and_nowhere_else(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from summaries.words import clause_words, prepare_jieba\n"
        "prepare_jieba(Path(sys.argv[1]))\n"
        "for text in ('园区。招聘', '园区“招聘”', '。园区,。招聘会！', '园区。“招聘”'):\n"
        "    print(ascii(clause_words(text)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:-1] == [
        ascii(words)
        for words in (
            "园区 \ue000 招聘",
            "园区 招聘",
            "园区 \ue000 招聘 招聘会",
            "园区 \ue000 招聘",
        )
    ]
