"""A link that an editor sends is fetched and read like a file; a page that lists articles offers them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot import wording
from bot.desk.intake.link import address_in
from playground.standin.message import Message
from storage.archive.prepared import PreparedIssue
from storage.database import Db
from storage.desk import drafts, uploads
from tests import waiting
from tests.desk.sending import previews
from tests.fetching.editions import HEADLINES, article_html, node_html
from tests.fetching.site import Site, answer
from tests.running_bot import RunningBot

FOLDER = "/html/2026-04/04"
NODE = f"{FOLDER}/node_3.htm"


def content(number: int) -> str:
    """The path of an article of the edition."""
    return f"{FOLDER}/content_{number}.htm?div=-1"


@pytest.fixture
async def site(bot: RunningBot) -> AsyncIterator[Site]:
    """An electronic edition that is on the Internet, as far as the bot knows."""
    pages = {content(n): answer(article_html(headline)) for n, headline in enumerate(HEADLINES, 1)}
    async with Site(pages | {NODE: answer(node_html())}) as started:  # type: ignore[arg-type]
        bot.parts.fetcher = started.fetcher()
        yield started


async def issue_of(bot: RunningBot, draft_id: int = 1) -> PreparedIssue:
    return (await bot.database.read(drafts.get_draft, draft_id)).issue


async def offer(bot: RunningBot, site: Site) -> Message:
    bot.owner.send(site.url(NODE))
    return await waiting.until_message(bot.owner.chat, "列出 3 篇文章")


@pytest.mark.parametrize("around", ["{}", "请读一下 {}", "{}\n谢谢"])
async def test_a_link_becomes_a_draft(bot: RunningBot, site: Site, around: str) -> None:
    bot.owner.send(around.format(site.url(content(1))))
    [preview] = await previews(bot.owner, 1)
    assert HEADLINES[0] in preview.text
    issue = await issue_of(bot)
    assert issue.link == site.url(content(1)) and not issue.full_text
    assert issue.articles[0].article.headline == HEADLINES[0]


async def test_readers_see_brief_and_link_of_it(bot: RunningBot, site: Site) -> None:
    bot.owner.send(site.url(content(1)))
    [preview] = await previews(bot.owner, 1)
    bot.owner.press(preview, wording.PUBLISH_ONLY)
    await waiting.until_rows(bot.database, "SELECT id FROM articles", lambda rows: len(rows) == 1)
    shown = await bot.api.user(5).ask("/park 临汾经开区")
    assert site.url(content(1)).replace("&", "&amp;") in shown.html and "全文" not in str(shown.buttons)


async def test_who_is_no_editor_has_nothing_fetched(bot: RunningBot, site: Site) -> None:
    await bot.api.user(5).ask(site.url(content(1)))
    assert not site.asked


@pytest.mark.parametrize(
    ("path", "says"), [("/none.htm", "网站上没有这个网页"), ("http://127.0.0.1.nip.internal/", "不在公网上")]
)
async def test_what_cannot_be_fetched_is_told_with_what_to_do(
    bot: RunningBot, site: Site, path: str, says: str
) -> None:
    bot.owner.send(path if path.startswith("http") else site.url(path))
    told = await waiting.until_message(bot.owner.chat, says)
    assert "没有存入任何内容" in told.text


async def test_an_open_paste_takes_the_link_as_text(bot: RunningBot, site: Site) -> None:
    await bot.owner.ask("/paste")
    bot.owner.send(site.url(content(1)))
    await waiting.until_rows(bot.database, "SELECT id FROM paste_parts", bool)
    assert not site.asked


async def test_articles_of_a_page_are_picked_and_become_one_draft(bot: RunningBot, site: Site) -> None:
    offered = await offer(bot, site)
    assert (
        all(headline in offered.text for headline in HEADLINES) and "科学导报 2026-04-04 03" in offered.text
    )
    assert site.pages_asked == [NODE]
    await waiting.press_for_edit(bot.owner, offered, "1", shows="✓ 1.")
    await waiting.press_for_edit(bot.owner, offered, "3", shows="✓ 3.")
    bot.owner.press(offered, "取这 2 篇")
    await previews(bot.owner, 1)
    issue = await issue_of(bot)
    assert [each.article.headline for each in issue.articles] == [HEADLINES[0], HEADLINES[2]]
    assert [each.link for each in issue.articles] == [site.url(content(1)), site.url(content(3))]
    assert (issue.link, issue.newspaper, issue.page, issue.full_text) == (
        site.url(NODE),
        "科学导报",
        "03",
        False,
    )
    assert site.pages_asked == [NODE, content(1), content(3)]


async def test_each_article_is_published_with_its_own_link(bot: RunningBot, site: Site) -> None:
    offered = await offer(bot, site)
    await waiting.press_for_edit(bot.owner, offered, "全选", shows="✓ 2.")
    bot.owner.press(offered, "取这 3 篇")
    [preview] = await previews(bot.owner, 1)
    bot.owner.press(preview, wording.PUBLISH_ONLY)
    await waiting.until_rows(bot.database, "SELECT id FROM articles", lambda rows: len(rows) == 3)
    links = await bot.rows("SELECT link FROM articles ORDER BY position")
    assert links == [(site.url(content(n)),) for n in (1, 2, 3)]
    assert content(2) in (await bot.api.user(5).ask("/park 临汾经开区")).html


async def test_taking_twice_is_taking_once(bot: RunningBot, site: Site) -> None:
    offered = await offer(bot, site)
    await waiting.press_for_edit(bot.owner, offered, "全选", shows="✓ 2.")
    take = offered.button("取这 3 篇").data or ""
    await bot.owner.forge_press(offered, take).answered()
    await bot.owner.forge_press(offered, take).answered()
    await previews(bot.owner, 1)
    told = await bot.owner.forge_press(offered, take).answered()
    assert "已经取过" in told.text
    assert await bot.rows("SELECT count(*) FROM drafts") == [(1,)]
    assert len(site.pages_asked) == 4


async def test_an_article_that_does_not_come_is_named(bot: RunningBot, site: Site) -> None:
    offered = await offer(bot, site)
    await waiting.press_for_edit(bot.owner, offered, "全选", shows="✓ 2.")
    del site.pages[content(2)]
    bot.owner.press(offered, "取这 3 篇")
    await previews(bot.owner, 1)
    told = await waiting.until_message(bot.owner.chat, "有 1 篇没有取到")
    assert HEADLINES[1] in told.text
    assert len((await issue_of(bot)).articles) == 2


async def test_where_none_comes_they_can_be_taken_again(bot: RunningBot, site: Site) -> None:
    offered = await offer(bot, site)
    await waiting.press_for_edit(bot.owner, offered, "2", shows="✓ 2.")
    page = site.pages.pop(content(2))
    bot.owner.press(offered, "取这 1 篇")
    await waiting.until_message(bot.owner.chat, "网站上没有这个网页")
    site.pages[content(2)] = page
    bot.owner.press(offered, "取这 1 篇")
    await previews(bot.owner, 1)


async def test_an_offer_that_is_taken_before_it_is_told_of_to_its_end(bot: RunningBot, site: Site) -> None:
    offered = await offer(bot, site)
    await waiting.press_for_edit(bot.owner, offered, "2", shows="✓ 2.")

    def take_between(db: Db) -> None:
        shown = uploads.get_batch(db, 1)
        assert shown is not None and uploads.take_offer(db, 1)
        uploads.mark_told(db, shown)
        uploads.mark_shown(db, 1)

    await bot.database.write(take_between)
    bot.parts.wake_desk.set()
    await previews(bot.owner, 1)


@pytest.mark.parametrize("data", ["l_pick:1:99", "l_pick:1", "l_take:1:1", "l_all:99", "l_take:1"])
async def test_forged_presses_change_nothing(bot: RunningBot, site: Site, data: str) -> None:
    offered = await offer(bot, site)
    await bot.owner.forge_press(offered, data).answered()
    await waiting.until_rows(
        bot.database, "SELECT state, picked FROM uploads", lambda rows: rows == [("shown", "[]")]
    )
    assert not await bot.rows("SELECT id FROM drafts")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://paper.example/a", "https://paper.example/a"),
        ("看看 https://paper.example/a。谢谢", "https://paper.example/a"),
        ("https://paper.example/a https://paper.example/b", ""),
        ("字" * 50 + " https://paper.example/a", ""),
        ("ftp://paper.example/a", ""),
        ("https://user@paper.example/a", ""),
        ("临猗", ""),
        ("https://paper.example/" + "a" * 3000, ""),
    ],
)
def test_what_is_about_an_address(text: str, address: str) -> None:
    assert address_in(text) == address
