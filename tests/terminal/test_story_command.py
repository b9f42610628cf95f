"""Which articles tell one story: found when a page is published, shown, folded and taken apart by command."""

from __future__ import annotations

from pathlib import Path

from tests.run_bot_process import run
from tests.terminal.published import (
    FIRST_PARK,
    HEADLINE,
    contents,
    lay_page,
    publish_to,
    query,
    refusal,
    value,
)

REPRINT = f"""山西日报
2026年4月5日 星期日 第2版

{FIRST_PARK}

临猗一果品项目动工

山西日报 4月4日,项目占地500亩,预计2027年投产,可带动300人就业。{FIRST_PARK}的果品加工项目开工,总投资30亿元。

下一步,示范区还将建设冷库,库容8000吨,预计9月底建成。 赵六
"""


async def publish_reprint(folder: Path) -> None:
    """A page and, the next day, another newspaper's page that tells one of its articles again."""
    await publish_to(folder)

    page = lay_page(folder, REPRINT, name="next.txt")
    told = value(await run(folder, "publish", "--newspaper", "山西日报", page, "--json"))
    assert (told["added"], told["retold"]) == (1, 1)


async def test_a_page_that_tells_a_story_again_is_folded_when_it_is_published(tmp_path: Path) -> None:
    await publish_reprint(tmp_path)
    shown = value(await run(tmp_path, "story", "show", "3", "--json"))
    assert shown["stands"] == 1
    assert [(each["id"], each["newspaper"]) for each in shown["articles"]] == [
        (1, "科学导报"),
        (3, "山西日报"),
    ]
    answer = (await run(tmp_path, "ask", "/park 临猗")).output
    assert HEADLINE in answer and "另见《山西日报》4月5日" in answer and "动工" not in answer


async def test_it_is_taken_apart_and_put_together_again(tmp_path: Path) -> None:
    await publish_reprint(tmp_path)
    assert value(await run(tmp_path, "story", "unfold", "3", "--json")) == {"article": 3, "changed": True}
    again = await run(tmp_path, "story", "unfold", "3")
    assert again.status == 0 and "a story of its own already" in again.output
    assert "动工" in (await run(tmp_path, "ask", "/park 临猗")).output
    told = await run(tmp_path, "story", "fold", "3", "1")
    assert told.status == 0 and "articles 3 and 1 tell one story now" in told.output
    assert "already" in (await run(tmp_path, "story", "fold", "1", "3")).output
    assert query(tmp_path, "SELECT what FROM deeds WHERE what LIKE '%folded' ORDER BY id") == [
        ("unfolded",),
        ("folded",),
    ]


async def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    await publish_reprint(tmp_path)
    before = contents(tmp_path / "bot.db")
    told = await run(tmp_path, "story", "unfold", "3", "--dry-run")
    assert told.status == 0 and "would tell a story of its own" in told.output
    told = await run(tmp_path, "story", "fold", "2", "1", "--dry-run")
    assert told.status == 0 and "would tell one story" in told.output
    assert contents(tmp_path / "bot.db") == before


async def test_bad_input_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    await publish_to(tmp_path)
    before = contents(tmp_path / "bot.db")
    for arguments in (["show", "99"], ["fold", "1", "99"], ["fold", "99", "1"], ["unfold", "99"]):
        assert "there is no article 99" in refusal(await run(tmp_path, "story", *arguments)), arguments
    assert "one article" in refusal(await run(tmp_path, "story", "fold", "1", "1"))
    assert contents(tmp_path / "bot.db") == before
