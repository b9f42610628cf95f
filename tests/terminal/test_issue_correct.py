"""What is published, corrected by a page file on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.run_bot_process import run
from tests.terminal.published import (
    CORRECTED_PAGE,
    HEADLINE,
    MISTAKE,
    NEW_ARTICLE,
    PAGE,
    RIGHT,
    contents,
    lay_page,
    publish_to,
    query,
    refusal,
    value,
)


async def test_what_a_page_says_otherwise_is_a_revision_and_owed_to_who_has_it(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1, 2)
    told = await run(tmp_path, "issue", "correct", lay_page(tmp_path, CORRECTED_PAGE))
    assert told.status == 0
    assert "corrected 1 article of issue 1 (30亿元 → 3亿元), 1 left as published" in told.output
    assert "2 corrections owed" in told.output
    first, second = value(await run(tmp_path, "issue", "show", "1", "--json"))["articles"]
    assert (first["state"], first["revision"], second["revision"]) == ("corrected", 2, 1)
    assert RIGHT in first["brief"] and MISTAKE not in first["brief"]
    owed = "SELECT kind, subject, version, state FROM deliveries WHERE kind <> 'push' ORDER BY chat_id"
    assert query(tmp_path, owed) == [("correction", first["id"], 2, "pending")] * 2
    assert RIGHT in (await run(tmp_path, "ask", "/park 临猗")).output


async def test_the_same_page_again_corrects_nothing(tmp_path: Path) -> None:
    file = await publish_to(tmp_path, 1)
    lay_page(tmp_path, CORRECTED_PAGE)
    await run(tmp_path, "issue", "correct", file)
    before = contents(tmp_path / "bot.db")
    again = await run(tmp_path, "issue", "correct", file, "--json")
    assert value(again) == {
        "issue": None,
        "added": 0,
        "known": 2,
        "retold": 0,
        "owed": 0,
        "corrected": 0,
        "changed": 0,
    }
    assert contents(tmp_path / "bot.db") == before


async def test_new_articles_are_added_only_when_asked(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1)
    file = lay_page(tmp_path, CORRECTED_PAGE + NEW_ARTICLE)
    told = await run(tmp_path, "issue", "correct", file)
    assert "1 new article not added: --add adds it" in told.output
    assert query(tmp_path, "SELECT count(*) FROM articles") == [(2,)]
    added = await run(tmp_path, "issue", "correct", file, "--add", "--json")
    assert value(added) == {
        "issue": 2,
        "added": 1,
        "known": 2,
        "retold": 0,
        "owed": 0,
        "corrected": 0,
        "changed": 0,
    }


async def test_with_a_sound_the_revision_says_so(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1)
    await run(tmp_path, "issue", "correct", "--sound", lay_page(tmp_path, CORRECTED_PAGE))
    assert query(tmp_path, "SELECT sounds FROM revisions WHERE article_id = 1 ORDER BY number") == [
        (0,),
        (1,),
    ]


async def test_a_page_of_which_nothing_is_published_is_refused(tmp_path: Path) -> None:
    await publish_to(tmp_path)
    other = lay_page(tmp_path, PAGE.replace("科学导报", "山西日报"))
    before = contents(tmp_path / "bot.db")
    line = refusal(await run(tmp_path, "issue", "correct", other))
    assert other in line and "`publish`" in line
    assert contents(tmp_path / "bot.db") == before


async def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    await publish_to(tmp_path)
    assert "missing.txt" in refusal(await run(tmp_path, "issue", "correct", "missing.txt"))


async def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1)
    file = lay_page(tmp_path, CORRECTED_PAGE)
    before = contents(tmp_path / "bot.db")
    dry = await run(tmp_path, "issue", "correct", "--dry-run", file)
    assert contents(tmp_path / "bot.db") == before
    real = await run(tmp_path, "issue", "correct", file)
    assert "would correct 1 article" in dry.output and HEADLINE not in dry.output
    assert dry.output.replace("would correct", "corrected") == real.output
