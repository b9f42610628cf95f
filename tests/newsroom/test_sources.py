"""Sources: what is new in a feed is offered as a draft, nothing twice, and who fails for a day is told of."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot import wording
from bot.newsroom import looking
from bot.newsroom.getting import getting
from bot.newsroom.looked import Got, Looked
from bot.newsroom.looking import MOST_A_LOOK, MOST_UNTAKEN, Looking, NotGot, link_of_day
from bot.serving import running
from playground.standin.message import Message
from storage.desk import drafts, source_entries, sources
from storage.desk.drafts import Draft
from storage.desk.sources import EVERY_MINUTES, FAILED, NOTHING_NEW, OFFERED, WAITING, Source
from storage.moments import now
from tests.desk.sending import BODY
from tests.fetching.editions import HEADLINES, article_html, node_html
from tests.fetching.site import Site as WebSite
from tests.fetching.site import answer
from tests.made_issues import made_article, made_issue
from tests.parsing.test_feed import rss
from tests.run_bot_process import run
from tests.running_bot import OWNER_ID, RunningBot, running_bot
from tests.set_clock import SHANGHAI, SetClock
from tests.waiting import press_for_edit

FEED = "https://news.example.cn/feed.xml"
SITE = "https://news.example.cn/a/"


@pytest.fixture(autouse=True)
def in_april(clock: SetClock) -> None:
    """It is the 6th of April."""
    clock.go_on_from(dt.datetime(2026, 4, 6, 10, tzinfo=SHANGHAI))


def web_page(headline: str, body: str = BODY) -> bytes:
    """The page of an article."""
    return (
        f"<html><head><title>{headline}</title></head><body><h1>{headline}</h1>"
        f"<p>{headline}。{body}</p><p>{body}</p></body></html>"
    ).encode()


def item(number: int, *, day: str = "Sat, 04 Apr 2026 08:30:00 +0800", guid: str = "", more: str = "") -> str:
    return (
        f"<title>{headline(number)}</title><link>{SITE}{number}.htm</link>"
        f"<guid>{guid or number}</guid><pubDate>{day}</pubDate>{more}"
    )


def headline(number: int) -> str:
    return f"临汾经开区第{number}座厂房封顶"


@dataclass
class Site:
    """Pages of other sites, by their addresses; `asked` are those that were got, with their marks."""

    pages: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    etag: str = ""

    async def __call__(self, link: str, *, etag: str = "", modified: str = "") -> Got:
        self.asked.append((link, etag))
        if link not in self.pages:
            raise NotGot("the site answered 404", "网站回答没有这一页")
        if etag and etag == self.etag:
            return Got(b"", link, is_same=True)
        return Got(self.pages[link], link, etag=self.etag)

    def has(self, *numbers: int) -> None:
        """The feed announces these articles, and their pages are there."""
        self.pages[FEED] = rss(*map(item, numbers))
        self.pages |= {f"{SITE}{number}.htm": web_page(headline(number)) for number in numbers}


@dataclass
class Office:
    """A running bot with a source, looked at by hand."""

    bot: RunningBot
    site: Site
    source_id: int

    async def source(self) -> Source:
        return await self.bot.database.read(sources.get_source, self.source_id)

    async def look(self) -> Looked:
        parts = self.bot.parts
        looked = await Looking(parts.database, parts.worker, parts.settings, self.site).look(
            await self.source()
        )
        parts.wake_delivery.set()
        return looked

    async def drafts(self) -> list[Draft]:
        return sorted(await self.bot.database.read(drafts.open_drafts), key=lambda draft: draft.id)

    async def headlines(self) -> list[str]:
        return [article.article.headline for draft in await self.drafts() for article in draft.issue.articles]


@pytest.fixture
async def office(bot: RunningBot) -> Office:
    bot.api.user(OWNER_ID, "编辑", started=True)
    source_id = await bot.database.write(sources.add_source, FEED, "山西日报", EVERY_MINUTES, now())
    return Office(bot, Site(), source_id)


async def test_new_articles_come_as_a_draft_with_their_links_and_without_their_text(office: Office) -> None:
    office.site.has(1, 2)
    looked = await office.look()
    assert (looked.result, looked.articles) == (OFFERED, 2)
    [draft] = await office.drafts()
    assert draft.editor_id == drafts.NOBODY and not draft.issue.full_text
    assert (draft.issue.newspaper, draft.issue.published_on) == ("山西日报", dt.date(2026, 4, 4))
    assert [article.link for article in draft.issue.articles] == [f"{SITE}1.htm", f"{SITE}2.htm"]
    offered = await office.bot.pushed(office.bot.owner, "来源有新文章：山西日报")
    await press_for_edit(office.bot.owner, offered, "接手", shows="不登全文")
    await press_for_edit(office.bot.owner, offered, "1", shows="看原文")
    assert f"{SITE}1.htm" in offered.html
    await press_for_edit(office.bot.owner, offered, "返回")
    await press_for_edit(office.bot.owner, offered, wording.PUBLISH_ONLY, shows="已发布")
    shown = await office.bot.api.user(1).ask("/search 第2座厂房")
    assert f"{SITE}2.htm" in shown.html and "全文" not in str(shown.buttons)


async def test_nothing_comes_twice(office: Office) -> None:
    office.site.has(1)
    await office.look()
    assert (await office.look()).result == NOTHING_NEW
    office.site.has(1, 2)
    assert (await office.look()).articles == 1
    office.site.pages[FEED] = rss(item(2, guid="another"), item(1))
    assert (await office.look()).result == NOTHING_NEW, "the same link under another guid"
    other = "https://other.example.cn/1.htm"
    office.site.pages[FEED] = rss(item(1, guid="moved").replace(f"{SITE}1.htm", other))
    office.site.pages[other] = web_page(headline(1))
    assert (await office.look()).result == NOTHING_NEW, "the same text at another address"
    assert await office.headlines() == [headline(1), headline(2)]


async def test_what_is_published_from_a_page_is_known(office: Office) -> None:
    office.site.has(1)
    await office.look()
    [draft] = await office.drafts()
    article = draft.issue.articles[0]
    await office.bot.database.write(lambda db: db.execute("DELETE FROM source_articles").rowcount)
    await office.bot.database.write(lambda db: db.execute("DELETE FROM source_entries").rowcount)
    await office.bot.publish(made_issue(article, made_article("别的")), push=False)
    assert (await office.look()).result == NOTHING_NEW


async def test_articles_of_several_days_are_a_draft_each(office: Office) -> None:
    office.site.has(1, 2, 3)
    late = "Sat, 04 Apr 2026 23:30:00 GMT"
    office.site.pages[FEED] = rss(item(1), item(2, day=late), item(3, day=""))
    looked = await office.look()
    assert len(looked.drafts) == 3
    assert [(draft.issue.published_on.day, draft.issue.date_assumed) for draft in await office.drafts()] == [
        (6, True),
        (5, False),
        (4, False),
    ]


async def test_a_look_takes_so_many_and_goes_on_soon(office: Office) -> None:
    office.site.has(0)
    await office.look()
    office.site.has(*range(MOST_A_LOOK + 5))
    looked = await office.look()
    assert looked.articles == MOST_A_LOOK and "more wait" in looked.detail
    source = await office.source()
    assert source.next_at - now() < dt.timedelta(minutes=2)
    assert (await office.look()).articles == 4


async def test_of_a_new_source_the_newest_are_news(office: Office) -> None:
    numbers = range(30)
    office.site.has(*numbers)
    days = [f"{1 + number % 5:02d} Mar 2026 08:30:00 +0800" for number in numbers]
    days[29] = "05 Apr 2026 08:30:00 +0800"
    office.site.pages[FEED] = rss(*(item(number, day=days[number]) for number in numbers))
    assert (await office.look()).articles == looking.MOST_AT_FIRST
    assert headline(29) in await office.headlines()
    assert (await office.look()).result == NOTHING_NEW


async def test_what_did_not_change_is_not_sent_again(office: Office) -> None:
    office.site.has(1)
    office.site.etag = '"abc"'
    await office.look()
    assert (await office.source()).etag == '"abc"'
    assert (await office.look()).result == NOTHING_NEW
    assert office.site.asked[-1] == (FEED, '"abc"')


async def test_a_page_that_cannot_be_read_is_tried_three_times(office: Office) -> None:
    office.site.has(1, 2)
    office.site.etag = '"abc"'
    del office.site.pages[f"{SITE}2.htm"]
    assert (await office.look()).articles == 1
    for _ in range(source_entries.MOST_TRIES + 2):
        await office.look()
    asked = [link for link, _ in office.site.asked]
    assert asked.count(f"{SITE}2.htm") == source_entries.MOST_TRIES and asked.count(f"{SITE}1.htm") == 1


async def test_what_the_feed_itself_says_will_do(office: Office) -> None:
    body = f"<description>&lt;p&gt;{BODY}&lt;/p&gt;&lt;p&gt;{BODY}{BODY}&lt;/p&gt;</description>"
    office.site.pages[FEED] = rss(item(1, more=body))
    assert (await office.look()).articles == 1
    assert await office.headlines() == [headline(1)]


async def test_a_source_rests_longer_and_longer_and_is_told_of_after_a_day(
    office: Office, clock: SetClock
) -> None:
    rests = []
    for _ in range(8):
        assert (await office.look()).result == FAILED
        source = await office.source()
        rests.append(round((source.next_at - now()) / dt.timedelta(minutes=1)))
        clock.go_on_from(source.next_at)
    assert rests == [60, 120, 240, 480, 720, 720, 720, 720]
    told = await office.bot.pushed(office.bot.owner, "来源取不到了")
    assert "网站回答没有这一页" in told.text
    office.site.has(1)
    await office.look()
    await office.bot.pushed(office.bot.owner, "来源又能取到了")
    await office.look()
    for words in ("来源取不到了", "来源又能取到了"):
        assert sum(words in message.text for message in office.bot.owner.chat.from_bot) == 1


async def test_a_source_whose_drafts_nobody_takes_waits(office: Office) -> None:
    for number in range(MOST_UNTAKEN):
        office.site.has(*range(number + 1))
        assert (await office.look()).result == OFFERED
    office.site.has(99)
    assert (await office.look()).result == WAITING
    first = (await office.drafts())[0]
    await office.bot.database.write(drafts.take_over, first.id, OWNER_ID, now())
    assert (await office.look()).result == OFFERED


async def test_a_hostile_or_empty_answer_is_a_failure_in_a_line(office: Office) -> None:
    for data in (b"", b"\0" * 1000, b"<html><body>404</body></html>", b"<rss><channel>" * 5000):
        office.site.pages[FEED] = data
        looked = await office.look()
        assert looked.result in (FAILED, NOTHING_NEW) and "\n" not in looked.detail
    assert not await office.drafts()


async def test_a_look_that_is_broken_off_is_made_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.site.has(1, 2)

    def broken(*_: object) -> int:
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(source_entries, "keep_content", broken)
        with pytest.raises(BaseException):  # noqa: B017
            await office.look()
    assert not await office.drafts() and (await office.source()).looked_at is None
    assert (await office.look()).articles == 2


def test_an_address_of_the_day() -> None:
    day = dt.date(2026, 4, 4)
    assert (
        link_of_day("https://a.cn/{yyyy}-{mm}/{dd}/node_2.htm", day) == "https://a.cn/2026-04/04/node_2.htm"
    )


async def test_editors_keep_sources_with_a_command(bot: RunningBot) -> None:
    owner = bot.owner
    bot.api.user(OWNER_ID, "编辑", started=True)
    assert "还没有来源" in (await owner.ask("/sources")).text
    assert "请写上网址" in (await owner.ask("/sources ftp://a.cn/x")).text
    card = await owner.ask(f"/sources {FEED} 《山西日报》")
    assert "已添加" in card.text and "山西日报" in card.text
    assert "已经是来源" in (await owner.ask(f"/sources {FEED}")).text
    await press_for_edit(owner, card, "每 6 小时", shows="每 6 小时看一次")
    await press_for_edit(owner, card, "暂停", shows="已暂停")
    await press_for_edit(owner, card, "恢复", shows="每 6 小时看一次")
    await press_for_edit(owner, card, "返回", shows="1. 山西日报（每 6 小时）")
    await press_for_edit(owner, card, "1", shows=FEED)
    await press_for_edit(owner, card, "删除", shows="删除这个来源")
    asked = card.text
    await press_for_edit(owner, card, "删除", shows="还没有来源")
    assert asked and await told(bot, card, "s_remove:1") and await told(bot, card, "s_look:1")
    what = [row[0] for row in await bot.rows("SELECT what FROM deeds ORDER BY id")]
    assert what == ["source_added", "source_removed"]


async def test_forged_buttons_change_nothing(bot: RunningBot) -> None:
    bot.api.user(OWNER_ID, "编辑", started=True)
    card = await bot.owner.ask(f"/sources {FEED}")
    before = await bot.rows("SELECT every_minutes, paused FROM sources")
    for data in ("s_every:1:1", "s_every:1", "s_pause:1:2", "s_open", "s_open:9", "sources", "sources:0"):
        assert await told(bot, card, data), data
    reader = bot.api.user(5)
    reader.send("/start")
    shown = await bot.pushed(reader, "")
    for data in ("s_remove:1", "s_pause:1:1", "sources:1"):
        assert (await reader.forge_press(shown, data).answered()).text
    assert await bot.rows("SELECT every_minutes, paused FROM sources") == before


async def told(bot: RunningBot, message: Message, data: str) -> str:
    return (await bot.owner.forge_press(message, data).answered()).text


async def test_a_serving_bot_looks_by_itself(
    tmp_path: Path, no_gaps: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site()
    site.has(1)
    monkeypatch.setattr(running, "getting", lambda _: site)
    async with running_bot(tmp_path) as bot:
        bot.api.user(OWNER_ID, "编辑", started=True)
        await bot.owner.ask(f"/sources {FEED} 山西日报")
        await bot.pushed(bot.owner, "来源有新文章：山西日报")
        await bot.becomes("SELECT result, kind FROM sources", (OFFERED, "feed"))
        await bot.owner.ask("/sources https://news.example.cn/other.xml")
        await bot.becomes("SELECT result FROM sources", (OFFERED,), (FAILED,))


async def test_over_the_wire_what_did_not_change_is_not_sent_again(office: Office) -> None:
    async with WebSite() as web:
        feed = rss(item(1).replace(f"{SITE}1.htm", web.url("/1.htm")))
        page = web_page(headline(1))
        kind = "application/rss+xml"
        web.pages = {"/feed": answer(feed, kind, 'ETag: "a"', "Last-Modified: x"), "/1.htm": answer(page)}
        get = getting(web.fetcher())
        got = await get(web.url("/feed"))
        assert (got.etag, got.modified, got.is_same) == ('"a"', "x", False)
        web.pages["/feed"] = answer(b"", kind, status="304 Not Modified")
        again = await get(web.url("/feed"), etag=got.etag, modified=got.modified)
        assert again.is_same and not again.data
        assert 'If-None-Match: "a"' in web.heads[-1] and "If-Modified-Since: x" in web.heads[-1]
        with pytest.raises(NotGot):
            await get(web.url("/feed"))
        with pytest.raises(NotGot) as refused:
            await get(web.url("/none"))
        assert refused.value.told


async def test_sources_on_the_command_line(tmp_path: Path) -> None:
    async def told(*arguments: str) -> Any:
        return json.loads((await run(tmp_path, "sources", *arguments, "--json")).output)

    assert await told("list") == []
    dry = await run(tmp_path, "sources", "add", FEED, "--dry-run")
    assert "would add" in dry.output and await told("list") == []
    added = await told("add", FEED, "--newspaper", "《山西日报》", "--every", "30")
    assert (added["id"], added["newspaper"], added["every_minutes"]) == (1, "山西日报", 30)
    for wrong in (
        ["add", FEED],
        ["add", "ftp://a.cn"],
        ["add", SITE, "--every", "1"],
        ["look", "9"],
        ["pause", "x"],
    ):
        ended = await run(tmp_path, "sources", *wrong)
        assert ended.status in (1, 2) and ended.errors and "Traceback" not in ended.errors
    assert (await told("pause", "1"))["paused"] and not (await told("resume", "1"))["paused"]
    await told("add", "http://127.0.0.1/feed.xml")
    looked = await told("look", "2")
    assert looked["result"] == FAILED and "public" in looked["detail"]
    assert "127.0.0.1" in (await run(tmp_path, "sources", "list")).output
    assert (await told("remove", "1"))["id"] == 1
    assert [each["id"] for each in await told("list")] == [2]


NODE_PAGE = "https://paper.example.cn/{yyyy}-{mm}/{dd}/node_3.htm"


async def test_a_page_of_a_newspaper_comes_as_one_draft(bot: RunningBot) -> None:
    bot.api.user(OWNER_ID, "编辑", started=True)
    source_id = await bot.database.write(sources.add_source, NODE_PAGE, "", EVERY_MINUTES, now())
    office = Office(bot, Site(), source_id)
    folder = "https://paper.example.cn/2026-04/06/"
    office.site.pages = {f"{folder}node_3.htm": node_html()}
    for number, listed in enumerate(HEADLINES, 1):
        office.site.pages[f"{folder}content_{number}.htm?div=-1"] = article_html(listed)
    looked = await office.look()
    assert (looked.result, looked.articles, len(looked.drafts)) == (OFFERED, len(HEADLINES), 1)
    [draft] = await office.drafts()
    issue = draft.issue
    assert (issue.newspaper, issue.published_on, issue.page.lstrip("0")) == (
        "科学导报",
        dt.date(2026, 4, 4),
        "3",
    )
    assert issue.link == f"{folder}node_3.htm" and not issue.full_text
    assert [article.article.headline for article in issue.articles] == list(HEADLINES)
    assert (await office.look()).result == NOTHING_NEW
    assert (await office.source()).kind == "node"
