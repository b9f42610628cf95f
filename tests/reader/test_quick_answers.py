"""What must stay quick: an answer needs neither the word segmenter nor the page reader."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from tests.conftest import SAMPLE_PAGE
from tests.run_bot_process import environment, run

ROOT = Path(__file__).parent.parent.parent
SLOW = [
    "jieba",
    "pypinyin",
    "opencc",
    "rapidfuzz",
    "parsing.page",
    "parsing.reading",
    "summaries.ranker",
    "docx",
    "lxml",
    "pypdfium2",
    "PIL",
]
SCRIPT = f"""
import asyncio, sys
from bot.settings.configuration import load_settings
from playground.demo.ask import answer
print(asyncio.run(answer(load_settings(), "/park 临猗")))
print("loaded:", [name for name in {SLOW!r} if name in sys.modules])
"""


def test_park_loads_no_segmenter_and_no_page_reader(tmp_path: Path) -> None:
    asyncio.run(run(tmp_path, "publish", str(SAMPLE_PAGE)))
    asked = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=tmp_path,
        env=environment(tmp_path, PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "链筑产业新生态" in asked.stdout
    assert asked.stdout.strip().endswith("loaded: []")
