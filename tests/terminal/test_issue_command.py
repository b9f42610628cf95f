"""What is published, looked at on the command line, and published there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.run_bot_process import run
from tests.terminal.published import (
    CORRECTED_PAGE,
    FIRST_PARK,
    HEADLINE,
    MISTAKE,
    NEW_ARTICLE,
    PAGE,
    SECOND_PARK,
    contents,
    lay_page,
    lay_readers,
    publish_to,
    query,
    refusal,
    value,
)

CHANGING = ("publish", "issue publish")


async def test_nothing_published_is_an_empty_list(tmp_path: Path) -> None:
    assert value(await run(tmp_path, "issue", "list", "--json")) == []
    listed = await run(tmp_path, "issue", "list")
    assert listed.status == 0 and "nothing is published yet" in listed.output


async def test_issues_are_listed_newest_first(tmp_path: Path) -> None:
    lay_readers(tmp_path)
    await run(tmp_path, "publish", lay_page(tmp_path))
    later = lay_page(tmp_path, PAGE.replace("4月4日", "4月5日").replace("第3版", ""), name="later.txt")
    await run(tmp_path, "publish", "--no-push", later)
    first = {
        "id": 1,
        "newspaper": "科学导报",
        "published_on": "2026-04-04",
        "page": "3",
        "state": "published",
        "articles": 2,
        "full_text": True,
    }
    second = first | {"id": 2, "published_on": "2026-04-05", "page": "", "state": "stored"}
    assert value(await run(tmp_path, "issue", "list", "--json")) == [second, first]
    assert value(await run(tmp_path, "issue", "list", "--json", "--limit", "1")) == [second]
    lines = (await run(tmp_path, "issue", "list")).output.splitlines()
    assert [re.split(" {2,}", line) for line in lines] == [
        ["issue", "day", "page", "newspaper", "articles", "state", "made of"],
        ["2", "2026-04-05", "-", "科学导报", "2", "stored", "later.txt"],
        ["1", "2026-04-04", "3", "科学导报", "2", "published", "page.txt"],
    ]
    assert "--limit 2" in (await run(tmp_path, "issue", "list", "--limit", "1")).output


async def test_an_issue_is_shown_with_its_articles_and_their_revisions(tmp_path: Path) -> None:
    await publish_to(tmp_path)
    shown = value(await run(tmp_path, "issue", "show", "1", "--json"))
    [listed] = value(await run(tmp_path, "issue", "list", "--json"))
    assert {name: each for name, each in shown.items() if name != "articles"} == {
        name: each for name, each in listed.items() if name != "articles"
    }
    first, second = shown["articles"]
    assert list(first) == ["id", "headline", "park", "parks", "state", "revision", "brief"]
    assert (first["headline"], first["park"], first["parks"]) == (HEADLINE, FIRST_PARK, [FIRST_PARK])
    assert (first["state"], first["revision"]) == ("published", 1) and MISTAKE in first["brief"]
    assert second["parks"] == [SECOND_PARK]
    await run(tmp_path, "issue", "edit", "1", "2", "--park", "none", "--also-park", "none")
    second = value(await run(tmp_path, "issue", "show", "1", "--json"))["articles"][1]
    assert (second["park"], second["parks"], second["revision"]) == ("", [], 2)
    text = (await run(tmp_path, "issue", "show", "1")).output
    assert HEADLINE in text and "made of page.txt" in text
    made = re.findall(r"revision (\d): \d{4}-\d\d-\d\d \d\d:\d\d by the command line", text)
    assert made == ["1", "1", "2"]


async def test_a_receipt_says_what_became_of_what_was_owed(tmp_path: Path) -> None:
    await publish_to(tmp_path, 1, 2)
    pushes = {"owed": 2, "sent": 2, "held": 0, "expired": 0, "cancelled": 0}
    nothing = dict.fromkeys(pushes, 0) | {"copies": 0}
    assert value(await run(tmp_path, "issue", "receipt", "1", "--json")) == pushes
    assert value(await run(tmp_path, "issue", "receipt", "1", "--json", "--corrections")) == nothing
    await run(tmp_path, "issue", "retract", "1", "--reason", "来源有误")
    owed = value(await run(tmp_path, "issue", "receipt", "1", "--json", "--corrections"))
    assert owed == nothing | {"owed": 2, "held": 2}
    assert "2 owed, 2 sent, 0 held" in (await run(tmp_path, "issue", "receipt", "1")).output


@pytest.mark.parametrize(
    "command",
    [["show", "7"], ["receipt", "7"], ["edit", "7", "--page", "2"], ["retract", "7", "--reason", "x"]],
)
async def test_an_issue_that_is_not_there_is_one_line(tmp_path: Path, command: list[str]) -> None:
    assert "`issue list`" in refusal(await run(tmp_path, "issue", *command))


@pytest.mark.parametrize("command", CHANGING)
async def test_what_publishing_did_is_told_as_json(tmp_path: Path, command: str) -> None:
    lay_readers(tmp_path, 1)
    file = lay_page(tmp_path)
    done = value(await run(tmp_path, *command.split(), file, "--json"))
    assert done == {"issue": 1, "added": 2, "known": 0, "retold": 0, "owed": 1, "corrected": 0, "changed": 0}
    again = value(await run(tmp_path, *command.split(), file, "--json"))
    assert again == {
        "issue": None,
        "added": 0,
        "known": 2,
        "retold": 0,
        "owed": 0,
        "corrected": 0,
        "changed": 0,
    }


async def test_without_push_nobody_is_owed_anything(tmp_path: Path) -> None:
    lay_readers(tmp_path, 1)
    stored = await run(tmp_path, "issue", "publish", "--no-push", lay_page(tmp_path))
    assert "stored 2 articles, pushed to nobody" in stored.output
    assert query(tmp_path, "SELECT count(*) FROM deliveries") == [(0,)]


@pytest.mark.parametrize("command", CHANGING)
async def test_articles_that_differ_are_left_alone_and_named(tmp_path: Path, command: str) -> None:
    await publish_to(tmp_path, 1)
    changed = lay_page(tmp_path, CORRECTED_PAGE + NEW_ARTICLE, name="page 2.txt")
    before = query(tmp_path, "SELECT * FROM revisions")
    told = await run(tmp_path, *command.split(), changed)
    assert told.status == 0 and "published 1 article, 1 published before" in told.output
    assert "1 article differs from what is published (30亿元 → 3亿元)" in told.output
    assert f"`issue correct '{changed}'` corrects it" in told.output
    assert query(tmp_path, "SELECT * FROM revisions WHERE article_id < 3") == before
    again = value(await run(tmp_path, *command.split(), changed, "--json"))
    assert again == {
        "issue": None,
        "added": 0,
        "known": 2,
        "retold": 0,
        "owed": 0,
        "corrected": 0,
        "changed": 1,
    }
    corrected = value(await run(tmp_path, "issue", "correct", changed, "--json"))
    assert corrected == {
        "issue": 1,
        "added": 0,
        "known": 2,
        "retold": 0,
        "owed": 1,
        "corrected": 1,
        "changed": 0,
    }


async def test_several_files_are_a_line_of_json_each_and_those_before_a_bad_one_stay(tmp_path: Path) -> None:
    lay_readers(tmp_path)
    first, second = lay_page(tmp_path), lay_page(tmp_path, CORRECTED_PAGE + NEW_ARTICLE, name="2.txt")
    ended = await run(tmp_path, "publish", "--json", first, second, str(tmp_path / "missing.txt"))
    assert ended.status == 1 and "missing.txt" in ended.errors
    assert [line.partition(', "known')[0] for line in ended.output.splitlines()] == [
        '{"issue": 1, "added": 2',
        '{"issue": 2, "added": 1',
    ]


async def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    lay_readers(tmp_path, 1)
    first, second = lay_page(tmp_path), lay_page(tmp_path, CORRECTED_PAGE + NEW_ARTICLE, name="2.txt")
    before = contents(tmp_path / "bot.db")
    dry = await run(tmp_path, "publish", "--dry-run", first, second)
    assert contents(tmp_path / "bot.db") == before
    real = await run(tmp_path, "publish", first, second)
    assert "would publish 2 articles, owed to 1 chats" in dry.output
    assert dry.output.replace("would publish", "published") == real.output


async def test_a_dry_run_without_a_database_makes_none(tmp_path: Path) -> None:
    dry = await run(tmp_path, "issue", "publish", "--dry-run", lay_page(tmp_path), "--json")
    assert value(dry)["added"] == 2
    assert not (tmp_path / "bot.db").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["issue"],
        ["issue", "fly"],
        ["issue", "show", "0"],
        ["issue", "show", "-1"],
        ["issue", "show", "9" * 5000],
        ["issue", "list", "--limit", "0"],
        ["issue", "retract", "1"],
        ["issue", "correct"],
    ],
)
async def test_arguments_out_of_shape_are_refused(tmp_path: Path, arguments: list[str]) -> None:
    ended = await run(tmp_path, *arguments)
    assert ended.status == 2 and "usage:" in ended.errors


@pytest.mark.parametrize(
    "arguments",
    [
        ["issue", "list"],
        ["issue", "show", "1"],
        ["issue", "edit", "1", "--page", "2", "--dry-run"],
        ["issue", "publish", "{page}"],
        ["issue", "publish", "{page}", "--dry-run"],
        ["issue", "correct", "{page}"],
        ["issue", "retract", "1", "--reason", "x"],
        ["issue", "receipt", "1"],
    ],
)
async def test_a_database_that_is_none_is_one_line_and_exit_2(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a-folder").mkdir()
    page = lay_page(tmp_path)
    ended = await run(
        tmp_path, *(each.format(page=page) for each in arguments), variables={"DATABASE": "a-folder"}
    )
    assert ended.status == 2 and len(ended.errors.strip().splitlines()) == 1
    assert "DATABASE" in ended.errors
