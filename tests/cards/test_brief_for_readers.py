"""What readers see of a brief: figures bold, key figures under it; and briefs made anew."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import replace
from pathlib import Path

from bot.cards.brief_html import with_bold_figures
from storage.archive import newest_articles
from storage.database import Database
from storage.desk import issues
from storage.moments import now
from summaries.version import RANKER
from tests.conftest import SAMPLE_PAGE
from tests.made_issues import made_article, made_issue
from tests.run_bot_process import run
from tests.running_bot import RunningBot


def test_amounts_and_counts_are_bold_and_the_rest_is_text() -> None:
    assert with_bold_figures("4月4日,<总>投资10亿元") == "4月4日，&lt;总&gt;投资<b>10亿元</b>"


async def test_the_answer_shows_them(bot: RunningBot) -> None:
    article = dataclasses.replace(
        made_article("临猗新事", body="今天开工，总投资1亿元。"), key_figures=("占地80亩", "用工300人")
    )
    await bot.publish(made_issue(article), push=False)
    answer = await bot.api.user(1).ask("/park 临猗")
    assert "<b>1亿元</b>" in answer.html
    assert "更多数字：占地80亩 · 用工300人" in answer.text


async def test_an_article_without_a_usable_sentence_says_so(bot: RunningBot) -> None:
    article = made_article("只有标题")
    empty = dataclasses.replace(article, brief=dataclasses.replace(article.brief, pieces=(), sentences=()))
    await bot.publish(made_issue(empty), push=False)
    assert "没有可摘录的句子" in (await bot.api.user(1).ask("/park 临猗")).text


FIGURES = """临猗现代农业产业示范区
示范区交出年度答卷
科学导报讯
临猗现代农业产业示范区全年完成总投资36亿元，新增企业25家，园区规划面积12平方公里，建成标准化厂房40栋，全年实现产值51亿元，带动就业9300人，出口额达到7亿元，培育高新技术企业18家，入驻科研机构6个，年产果汁90万吨，全年税收达到3.1亿元。
"""


async def test_key_figures_are_kept_with_the_article(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(FIGURES, encoding="utf-8")
    await run(tmp_path, "publish", str(page))
    with Database(tmp_path / "bot.db") as database:
        (card,) = database.read_now(newest_articles.newest, limit=9).cards
    assert 1 <= len(card.key_figures) <= 4
    assert all(words in FIGURES and words not in card.brief for words in card.key_figures)


async def test_rebrief_makes_old_briefs_anew_once(tmp_path: Path) -> None:
    with Database(tmp_path / "bot.db") as database:
        old = made_issue(made_article("临猗新事", body="项目今天开工，总投资1亿元，占地80亩。"))
        database.write_now(issues.publish, old, push=False, moment=now())
    first = await run(tmp_path, "rebrief")
    assert (first.status, first.output) == (0, f"1 briefs made anew by ranker {RANKER}\n")
    assert "already" in (await run(tmp_path, "rebrief")).output
    with Database(tmp_path / "bot.db") as database:
        (card,) = database.read_now(newest_articles.newest, limit=9).cards
    assert card.brief == "项目今天开工，总投资1亿元，占地80亩。"


async def test_a_brief_that_an_editor_chose_is_never_made_anew(tmp_path: Path) -> None:
    with Database(tmp_path / "bot.db") as database:
        chosen = replace(
            made_article("临猗新事", body="项目今天开工。总投资1亿元，占地80亩。"), brief_chosen=True
        )
        database.write_now(issues.publish, made_issue(chosen), push=False, moment=now())
    assert "already" in (await run(tmp_path, "rebrief")).output
    with Database(tmp_path / "bot.db") as database:
        (card,) = database.read_now(newest_articles.newest, limit=9).cards
    assert card.brief == "项目今天开工。"


async def test_explain_shows_features_and_weights(tmp_path: Path) -> None:
    ended = await run(tmp_path, "brief", str(SAMPLE_PAGE), "--explain")
    assert ended.status == 0
    assert "park news" in ended.output and " × " in ended.output


async def test_every_budget_from_40_to_400_holds(tmp_path: Path) -> None:
    for budget in ("40", "400"):
        ended = await run(tmp_path, "brief", str(SAMPLE_PAGE), "--json", "--max-chars", budget)
        rows = json.loads(ended.output)
        assert all(0 < len(row["text"]) <= int(budget) for row in rows)
    assert (await run(tmp_path, "brief", str(SAMPLE_PAGE), "--max-chars", "39")).status == 2
