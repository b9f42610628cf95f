"""An issue or an article, retracted on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.run_bot_process import run
from tests.terminal.published import (
    HEADLINE,
    OTHER_HEADLINE,
    PAGE,
    SECOND_PARK,
    contents,
    lay_page,
    publish_to,
    query,
    refusal,
    value,
)

REASON = ["--reason", "来源有误"]


async def test_an_issue_is_retracted_as_a_whole_with_its_reason(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1, 2)
    told = await run(tmp_path, "issue", "retract", "1", "--reason", "  来源 有误 ", "--sound")
    assert told.status == 0 and "retracted 2 articles, 2 retractions owed" in told.output
    assert query(tmp_path, "SELECT DISTINCT retraction, retraction_sounds FROM articles") == [
        ("来源 有误", 1)
    ]
    shown = value(await run(tmp_path, "issue", "show", "1", "--json"))
    assert shown["state"] == "retracted"
    assert [article["state"] for article in shown["articles"]] == ["retracted"] * 2
    assert "retracted (来源 有误)" in (await run(tmp_path, "issue", "show", "1")).output
    assert HEADLINE not in (await run(tmp_path, "ask", "/park 临猗")).output


async def test_one_article_is_retracted_and_the_other_stays(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1)
    told = value(await run(tmp_path, "issue", "retract", "1", "1", *REASON, "--json"))
    assert told == {"issue": 1, "article": 1, "retracted": 1, "already": 0, "owed": 1}
    assert HEADLINE not in (await run(tmp_path, "ask", "/park 临猗")).output
    assert OTHER_HEADLINE in (await run(tmp_path, "ask", f"/park {SECOND_PARK}")).output
    rest = value(await run(tmp_path, "issue", "retract", "1", *REASON, "--json"))
    assert rest == {"issue": 1, "article": None, "retracted": 1, "already": 1, "owed": 0}


async def test_once_more_changes_nothing_and_says_so(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1)
    await run(tmp_path, "issue", "retract", "1", *REASON)
    before = contents(tmp_path / "bot.db")
    again = await run(tmp_path, "issue", "retract", "1", "--reason", "又一次")
    assert again.status == 0 and "2 articles were retracted before" in again.output
    assert contents(tmp_path / "bot.db") == before


BAD_INPUT: list[tuple[list[str], str]] = [
    (["--reason", ""], "--reason is empty"),
    (["--reason", "一\n二"], "one line"),
    (["--reason", "长" * 101], "100 at most"),
    (["--reason", "\x1b[31m红"], "one line that can be printed"),
    (["3", *REASON], "whose articles are 1, 2"),
]


async def test_bad_input_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    await publish_to(tmp_path)
    before = contents(tmp_path / "bot.db")
    for arguments, says in BAD_INPUT:
        assert says in refusal(await run(tmp_path, "issue", "retract", "1", *arguments)), arguments
    assert contents(tmp_path / "bot.db") == before


async def test_an_article_of_another_issue_is_refused(tmp_path: Path) -> None:
    await publish_to(tmp_path)
    await run(tmp_path, "publish", lay_page(tmp_path, PAGE.replace("4月4日", "4月5日")))
    assert "whose articles are 3, 4" in refusal(await run(tmp_path, "issue", "retract", "2", "1", *REASON))


async def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1)
    before = contents(tmp_path / "bot.db")
    dry = await run(tmp_path, "issue", "retract", "1", *REASON, "--dry-run")
    assert contents(tmp_path / "bot.db") == before
    real = await run(tmp_path, "issue", "retract", "1", *REASON)
    assert "would retract 2 articles, 1 retraction owed" in dry.output
    assert dry.output.replace("would retract", "retracted") == real.output


async def test_what_was_retracted_together_stands_again_together(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1, 2)
    await run(tmp_path, "issue", "retract", "1", "2", *REASON)
    await run(tmp_path, "issue", "retract", "1", *REASON)
    told = value(await run(tmp_path, "issue", "reinstate", "1", "--json"))
    assert told == {"issue": 1, "article": None, "reinstated": 1, "owed": 2}
    assert query(tmp_path, "SELECT id, retraction FROM articles ORDER BY id") == [(1, ""), (2, "来源有误")]
    assert HEADLINE in (await run(tmp_path, "ask", "/park 临猗")).output
    one = await run(tmp_path, "issue", "reinstate", "1", "2")
    assert one.status == 0 and "reinstated 1 article, 0 corrections owed" in one.output
    again = await run(tmp_path, "issue", "reinstate", "1")
    assert again.status == 0 and "nothing of it is retracted" in again.output
    assert query(tmp_path, "SELECT what FROM deeds ORDER BY id DESC LIMIT 1") == [("reinstated",)]
