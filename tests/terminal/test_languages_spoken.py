"""The command line speaks English, the chat Chinese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot import wording
from tests.conftest import SAMPLE_PAGE
from tests.run_bot_process import run

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
LATIN_WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
# What a chat is told that is no Chinese: links, commands and examples of what to type.
TYPED = re.compile(r"<[^>]*>|{[^}]*}|https?://\S+|[/@][A-Za-z_]+|UTC[+-]?\d*|Telegram|Bot API|PDF|TXT|Word")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["serve"],
        ["demo", "--help"],
        ["demo", "--port", "0"],
        ["parse", "--help"],
        ["parse", "missing.txt"],
        ["brief", "missing.txt"],
        ["publish", "missing.txt"],
        ["publish", "--help"],
        ["issue", "--help"],
        ["issue", "list"],
        ["issue", "show", "1"],
        ["issue", "edit", "--help"],
        ["issue", "edit", "1", "--date", "soon"],
        ["issue", "correct", "missing.txt"],
        ["issue", "retract", "--help"],
        ["issue", "retract", "1", "--reason", ""],
        ["issue", "receipt", "1"],
        ["rebrief"],
        ["parks", "--help"],
        ["parks", "show", "nowhere"],
        ["parks", "alias", "nowhere", "x"],
        ["parks", "merge", "nowhere", "x"],
        ["parks", "import", "missing.csv"],
        ["ask", ""],
        ["fly"],
    ],
)
async def test_what_a_command_says_of_itself_is_english(tmp_path: Path, arguments: list[str]) -> None:
    ended = await run(tmp_path, *arguments)
    said = ended.output + ended.errors
    assert said.strip()
    assert not CHINESE.search(said.partition("; nearest: ")[0]), said


async def test_only_what_is_quoted_is_chinese(tmp_path: Path) -> None:
    """Labels and counts around an article's words and a park's names."""
    published = await run(tmp_path, "publish", str(SAMPLE_PAGE))
    assert not CHINESE.search(published.output)
    shown = (await run(tmp_path, "parks", "show", "临猗现代农业产业示范区")).output
    assert "\t1 articles\t0 followers" in shown and "  aliases: " in shown


def test_every_sentence_of_the_chat_is_chinese() -> None:
    sentences = [
        sentence
        for name, value in vars(wording).items()
        if name.isupper()
        for sentence in (value.values() if isinstance(value, dict) else [value])
        if isinstance(sentence, str)
    ]
    assert len(sentences) > 100
    for sentence in sentences:
        assert CHINESE.search(sentence) or not LATIN_WORDS.search(TYPED.sub("", sentence)), sentence
