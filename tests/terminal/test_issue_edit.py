"""An issue and its articles, mended on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from storage.archive import published_issues
from storage.database import Database
from storage.desk import drafts
from storage.moments import now
from tests.run_bot_process import run
from tests.terminal.published import (
    FIRST_PARK,
    HEADLINE,
    PAGE,
    SECOND_PARK,
    contents,
    lay_page,
    publish_to,
    query,
    refusal,
    value,
)

LINFEN = "山西临汾经济开发区"


async def test_another_headline_is_found_and_the_brief_stays(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1)
    before = value(await run(tmp_path, "issue", "show", "1", "--json"))["articles"][0]
    told = await run(tmp_path, "issue", "edit", "1", "1", "--headline", " 苹果脆片\t项目开工 ")
    assert told.status == 0 and "edited 1 article, 1 correction owed" in told.output
    assert f"headline: {HEADLINE} → 苹果脆片 项目开工" in told.output
    after = value(await run(tmp_path, "issue", "show", "1", "--json"))["articles"][0]
    assert after == before | {"headline": "苹果脆片 项目开工", "state": "corrected", "revision": 2}
    assert "苹果脆片" in (await run(tmp_path, "ask", "/search 苹果脆片")).output
    assert "没有" in (await run(tmp_path, "ask", "/search 果品加工项目开工 -总投资")).output


async def test_a_brief_is_chosen_word_for_word_and_its_figures_go_below_it_no_more(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1)
    chosen = ["库容8000吨", "项目占地500亩,预计2027年投产"]
    await run(tmp_path, "issue", "edit", "1", "1", "--brief", chosen[0], "--brief", chosen[1])
    brief, ranker, figures = query(
        tmp_path, "SELECT brief, ranker, key_figures FROM revisions WHERE article_id = 1 AND number = 2"
    )[0]
    assert brief == "项目占地500亩,预计2027年投产。库容8000吨。", "in the article's order"
    assert ranker == "editor"
    assert not any("8000" in figure for figure in json.loads(figures))


async def test_a_sentence_that_is_not_there_is_quoted_as_far_as_it_agrees(tmp_path: Path) -> None:
    await publish_to(tmp_path)
    before = contents(tmp_path / "bot.db")
    wrong = ["--brief", "项目占地500亩,预计2028年投产"]
    line = refusal(await run(tmp_path, "issue", "edit", "1", "1", *wrong))
    assert "'项目占地500亩,预计202'" in line and "'8年投产'" in line and "copy the sentence" in line
    for nothing in ("〇", " "):
        assert "--brief" in refusal(await run(tmp_path, "issue", "edit", "1", "1", "--brief", nothing))
    assert contents(tmp_path / "bot.db") == before


async def test_parks_are_named_as_elsewhere(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1)
    told = await run(
        tmp_path, "issue", "edit", "1", "1", "--park", "临汾经开区", "--also-park", SECOND_PARK, "--json"
    )
    assert value(told) == {
        "issue": 1,
        "article": 1,
        "corrected": 1,
        "owed": 1,
        "full_text": True,
    }
    [first, _] = value(await run(tmp_path, "issue", "show", "1", "--json"))["articles"]
    assert (first["park"], first["parks"]) == (LINFEN, [LINFEN, SECOND_PARK])
    assert query(tmp_path, "SELECT reason FROM deliveries WHERE kind = 'push' AND subject = 1") == [
        ("about another park",)
    ]
    for park in (LINFEN, SECOND_PARK):
        assert HEADLINE in (await run(tmp_path, "ask", f"/park {park}")).output
    await run(tmp_path, "issue", "edit", "1", "1", "--park", "none", "--also-park", "none")
    [first, _] = value(await run(tmp_path, "issue", "show", "1", "--json"))["articles"]
    assert (first["park"], first["parks"]) == ("", [])


async def test_an_unknown_park_is_brought_in_only_on_purpose(tmp_path: Path) -> None:
    await publish_to(tmp_path)
    command = ["issue", "edit", "1", "2", "--park", "东山未来产业园"]
    line = refusal(await run(tmp_path, *command))
    assert "--new-park" in line and "nearest: " in line
    assert value(await run(tmp_path, *command, "--new-park", "--json"))["corrected"] == 1
    assert query(tmp_path, "SELECT confirmed FROM parks WHERE name = '东山未来产业园'") == [(0,)]


async def test_what_holds_for_the_whole_issue_needs_no_article(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1)
    told = await run(
        tmp_path,
        *("issue", "edit", "1", "--date", "2026-04-05", "--newspaper", "《山西日报》", "--page", "第４版"),
        *("--link", "https://paper.example/4", "--sound"),
    )
    assert told.status == 0 and "edited 2 articles, 1 correction owed" in told.output
    changes = ["2026-04-04 → 2026-04-05", "科学导报 → 山西日报", "3 → 4", "nothing → https://paper.example/4"]
    for change in changes:
        assert change in told.output
    shown = value(await run(tmp_path, "issue", "show", "1", "--json"))
    assert (shown["newspaper"], shown["published_on"], shown["page"]) == ("山西日报", "2026-04-05", "4")
    assert query(tmp_path, "SELECT DISTINCT newspaper, published_on FROM articles") == [
        ("山西日报", "2026-04-05")
    ]
    assert query(tmp_path, "SELECT link FROM issues") == [("https://paper.example/4",)]
    assert query(tmp_path, "SELECT sounds FROM revisions WHERE number = 2") == [(1,), (1,)]
    await run(tmp_path, "issue", "edit", "1", "--page", "", "--link", "")
    assert query(tmp_path, "SELECT page, link FROM issues") == [("", "")]


async def test_what_is_so_already_is_nothing_to_do(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1)
    await run(tmp_path, "issue", "edit", "1", "1", "--brief", "库容8000吨", "--park", LINFEN)
    before = contents(tmp_path / "bot.db")
    same = ["--headline", HEADLINE, "--park", LINFEN, "--brief", "库容8000吨", "--also-park", "none"]
    told = await run(tmp_path, "issue", "edit", "1", "1", *same, "--date", "2026-04-04", "--page", "3")
    assert told.status == 0 and "nothing to change" in told.output
    assert contents(tmp_path / "bot.db") == before


async def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1)
    command = ["issue", "edit", "1", "1", "--headline", "新标题", "--park", "东山未来产业园", "--new-park"]
    before = contents(tmp_path / "bot.db")
    dry = await run(tmp_path, *command, "--dry-run")
    assert contents(tmp_path / "bot.db") == before
    real = await run(tmp_path, *command)
    assert "would edit 1 article, 1 correction owed" in dry.output
    assert dry.output.replace("would edit", "edited") == real.output


BAD_INPUT: list[tuple[list[str], str]] = [
    ([], "--headline or --date"),
    (["1"], "--headline or --date"),
    (["1", "--page", "2"], "leave its number out"),
    (["--headline", "x"], "say which"),
    (["3", "--headline", "x"], "whose articles are 1, 2"),
    (["1", "--headline", " "], "--headline is empty"),
    (["1", "--headline", "长" * 201], "200 at most"),
    (["1", "--headline", "一\n二"], "one line"),
    (["1", "--park", ""], "the park's name is empty"),
    (["1", "--brief", ""], "--brief is empty"),
    (["--date", "2026-02-30"], "no day"),
    (["--date", "20260404"], "no day"),
    (["--date", "1900-01-01"], "between 1949-01-01"),
    (["--date", "9999-12-31"], "between 1949-01-01"),
    (["--newspaper", "《》"], "--newspaper is empty"),
    (["--page", "一二三四五六七八九十一"], "10 at most"),
    (["--link", "ftp://paper.example/"], "http"),
    (["--link", "https://paper.example/" + "x" * 1000], "1000 characters at most"),
]


async def test_bad_input_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    await publish_to(tmp_path)
    before = contents(tmp_path / "bot.db")
    for arguments, says in BAD_INPUT:
        assert says in refusal(await run(tmp_path, "issue", "edit", "1", *arguments)), arguments
    assert contents(tmp_path / "bot.db") == before


async def test_two_articles_that_would_say_the_same_are_refused(tmp_path: Path) -> None:
    await publish_to(tmp_path)
    later = lay_page(tmp_path, PAGE.replace("4月4日", "4月5日"))
    assert (await run(tmp_path, "publish", later)).status == 0
    before = contents(tmp_path / "bot.db")
    line = refusal(await run(tmp_path, "issue", "edit", "2", "--date", "2026-04-04"))
    assert "article 1" in line and "says the same" in line
    assert contents(tmp_path / "bot.db") == before


async def test_what_an_editor_is_mending_in_the_chat_is_left_to_them(tmp_path: Path) -> None:
    await publish_to(tmp_path)
    with Database(tmp_path / "bot.db") as database:
        issue = database.read_now(published_issues.prepared_again, 1)
        database.write_now(drafts.save_draft, 77, issue, now())
    line = refusal(await run(tmp_path, "issue", "edit", "1", "--page", "5"))
    assert "editor 77" in line and "publish or discard" in line


async def test_a_retracted_article_is_not_edited(tmp_path: Path) -> None:
    await publish_to(tmp_path)
    await run(tmp_path, "issue", "retract", "1", "1", "--reason", "来源有误")
    line = refusal(await run(tmp_path, "issue", "edit", "1", "1", "--headline", "x"))
    assert "was retracted" in line
    # The only one that is left needs no number.
    assert (await run(tmp_path, "issue", "edit", "1", "--park", FIRST_PARK)).status == 0
