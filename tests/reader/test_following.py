"""What can be followed: parks, cities and keywords, several at once; listed, limited, shown at once."""

from __future__ import annotations

import datetime as dt

import pytest

from playground.standin.message import Message
from storage.chats import chats, follows, holds
from storage.chats.chats import Place
from storage.chats.follows import MOST_FOLLOWS, Kind, Target
from storage.database import Db
from storage.desk import issues
from storage.moments import now
from storage.parks import cities, stored_parks
from tests.made_issues import LINFEN, made_article, made_issue, written_article
from tests.running_bot import RunningBot
from tests.set_clock import SetClock
from tests.waiting import press_for_edit

pytestmark = pytest.mark.over_http


def labels(message: Message) -> list[str]:
    return [label for row in message.buttons for label in row]


async def test_a_city_is_followed_with_every_park_in_it(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    assert "已关注 运城（全市）。" in (await reader.ask("/follow 运城市")).text
    await reader.ask("/digest 立即")
    await bot.publish(made_issue(made_article("临汾新事", LINFEN), made_article("临猗新事")))
    assert "临汾新事" not in (await bot.pushed(reader, "临猗新事")).text


async def test_a_keyword_is_followed_by_whole_words(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    assert "已关注 #招聘。" in (await reader.ask("/follow #招聘")).text
    await reader.ask("/digest 立即")
    inside = made_article("招商聘请", None, words="招商 聘请 招 聘 应招聘用")
    await bot.publish(made_issue(inside, made_article("企业招聘三百人", None, words="企业 招聘 三百")))
    assert "招商聘请" not in (await bot.pushed(reader, "企业招聘三百人")).text


async def test_following_shows_the_newest_brief_and_never_again(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("早先的事"), made_article("刚才的事")), push=True)
    reader = bot.api.user(1)
    answer = await reader.ask("/follow 临猗")
    assert "最新一条" in answer.text and "刚才的事" in answer.text and "早先的事" not in answer.text
    assert labels(answer) == ["全文", "出处"]
    await bot.becomes("SELECT state, message_id FROM deliveries", ("sent", None))
    # A chat that comes back is owed its last days, but not what it was shown.
    await bot.database.write(holds.switch_off, 1, "blocked", now())
    await bot.database.write(holds.let_in, 1, now())
    assert ("sent",) in await bot.rows("SELECT state FROM deliveries")


async def test_several_names_at_once(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("临猗新事")), push=False)
    reader = bot.api.user(1)
    answer = await reader.ask("/follow 临猗 运城市、临汾经开区 咕噜咕噜")
    assert "已关注 临猗现代农业产业示范区、运城（全市）、山西临汾经济开发区。" in answer.text
    assert "没有认出“咕噜咕噜”" in answer.text
    assert answer.text.count("临猗新事") == 2  # its headline and its brief, once each
    ended = (await reader.ask("/unfollow 临猗 运城市")).text
    assert "已取消关注 临猗现代农业产业示范区" in ended and "已取消关注 运城（全市）" in ended


async def test_the_list_says_how_much_each_brought_and_ends_it_with_one_tap(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗 运城市 #项目")
    today = now().date()
    await bot.publish(
        made_issue(made_article("临猗新事", words="临猗 项目"), made_article("别处", LINFEN), day=today),
        push=False,
    )
    listed = await reader.ask("/following")
    assert "· 临猗现代农业产业示范区：近 30 天 1 条" in listed.text
    assert "· 运城（全市）：近 30 天 1 条" in listed.text
    assert "· #项目：近 30 天 1 条" in listed.text
    for name in ("运城（全市）", "#项目"):
        await press_for_edit(reader, listed, f"取消关注 {name}")
    assert "关注 #项目" in labels(listed) and "关注 运城（全市）" in labels(listed)
    assert "#项目" not in (await reader.ask("/following")).text


async def test_a_hundred_follows_are_enough(bot: RunningBot) -> None:
    reader = bot.api.user(1, started=True)

    def fill(db: Db) -> int:
        chat = chats.ensure_chat(db, Place(1, 0, "private", ""), now())
        for number in range(MOST_FOLLOWS):
            follows.follow(db, chat.id, follows.ensure_keyword(db, f"词{number}", f"词{number}"), now())
        return follows.count(db, chat.id)

    assert await bot.database.write(fill) == MOST_FOLLOWS
    assert "最多可以关注 100 项" in (await reader.ask("/follow 临猗")).text
    answer = await reader.ask("/park 临猗")
    told = await reader.press(answer, "关注").answered()
    assert told.is_alert and "最多可以关注 100 项" in told.text
    listed = await reader.ask("/following")
    assert len(labels(listed)) == 21
    await press_for_edit(reader, listed, "下一页", shows="词20")


@pytest.mark.parametrize("text", ["/follow #", "/follow #？！", "/follow #" + "长" * 30])
async def test_what_is_no_keyword_is_said(bot: RunningBot, text: str) -> None:
    assert "不能作为关键词" in (await bot.api.user(1).ask(text)).text


async def test_a_keyword_of_several_words_stands_as_these_words_in_a_row(bot: RunningBot) -> None:
    def concerned(db: Db) -> list[int]:
        chat = chats.ensure_chat(db, Place(5, 0, "private", ""), now())
        follows.follow(db, chat.id, follows.ensure_keyword(db, "智能 制造", "智能制造"), now())
        return [chat.id]

    await bot.database.write(concerned)
    await bot.publish(
        made_issue(
            made_article("在一起", None, words="推进 智能 制造"),
            made_article("分开", None, words="智能 和 制造"),
            made_article("前后", None, words="制造 智能"),
        )
    )
    rows = await bot.rows(
        "SELECT r.headline FROM deliveries d JOIN revisions r ON r.article_id = d.article_id"
    )
    assert rows == [("在一起",)]


@pytest.mark.parametrize(
    ("keyword", "inside"),
    [
        ("园区招聘", "昨天的园区招聘很热闹。"),
        ("园区招聘", "昨天的园区“招聘”很热闹。"),
        ("5G基站", "新建５Ｇ基站三座。"),
        ("５ｇ基站", "新建5G 基站三座。"),
        ("AI+制造", "推进AI+制造，效果明显。"),
    ],
)
async def test_a_keyword_of_several_words_stands_within_one_clause(
    bot: RunningBot, keyword: str, inside: str
) -> None:
    reader = bot.api.user(1)
    old = written_article("旧闻", "早先建成园区。招聘以后再说。新建5G，基站没有。AI和制造。")
    await bot.publish(made_issue(old, day=now().date()), push=False)
    answer = await reader.ask(f"/follow #{keyword}")
    assert "已关注" in answer.text and "旧闻" not in answer.text
    assert "还没有简报" in (await reader.ask("/following")).text
    await bot.publish(
        made_issue(
            written_article("在一起", inside, None),
            written_article("隔着句号", "这里是园区。招聘明天开始。新建5G。基站三座。", None),
            written_article("隔着逗号", "这里是园区，招聘明天开始。新建5G，基站三座。", None),
            written_article("隔着段落", "这里是园区\n招聘明天开始\n新建5G\n基站三座。", None),
            written_article("标题到正文是园区", "招聘明天开始。", None),
        )
    )
    rows = await bot.rows(
        "SELECT r.headline FROM deliveries d JOIN revisions r ON r.article_id = d.article_id"
    )
    assert rows == [("在一起",)]


async def test_who_follows_a_word_is_found_without_looking_at_other_words(bot: RunningBot) -> None:
    asked: list[str] = []

    def publish(db: Db) -> None:
        db.conn.set_trace_callback(asked.append)
        try:
            issues.publish(db, made_issue(made_article("临猗新事")), push=True, moment=now())
        finally:
            db.conn.set_trace_callback(None)

    await bot.database.write(publish)
    sql = next(sql for sql in asked if "INSERT INTO deliveries" in sql)
    plan = [str(row[3]) for row in await bot.rows("EXPLAIN QUERY PLAN " + sql)]
    for table in ("f", "k", "c", "w"):
        assert not any(step.startswith(f"SCAN {table} ") or step == f"SCAN {table}" for step in plan), plan


async def test_pinyin_with_a_blank_is_one_name_and_two_names_with_a_comma_are_two(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    assert "已关注 临猗现代农业产业示范区。" in (await reader.ask("/follow lin yi")).text
    await reader.ask("/unfollow 临猗")
    answer = await reader.ask("/follow linyi,#ai")
    assert "已关注 临猗现代农业产业示范区、#ai。" in answer.text


async def test_a_tap_taken_back_brings_no_second_brief(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("临猗新事")), push=False)
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    listed = await reader.ask("/following")
    await press_for_edit(reader, listed, "取消关注 临猗现代农业产业示范区")
    assert labels(listed) == ["关注 临猗现代农业产业示范区"]
    before = len(reader.chat.from_bot)
    await press_for_edit(reader, listed, "关注 临猗现代农业产业示范区")
    assert labels(listed) == ["取消关注 临猗现代农业产业示范区"]
    await bot.handled_all()
    said = [message.text for message in reader.chat.from_bot[before:]]
    assert not any("临猗新事" in text for text in said)


async def test_a_park_is_found_among_the_targets(bot: RunningBot) -> None:
    def check(db: Db) -> bool:
        (park,) = stored_parks.find_parks(db, "临猗")
        chat = chats.ensure_chat(db, Place(1, 0, "private", ""), now())
        target = Target(Kind.PARK, park.id)
        follows.follow(db, chat.id, target, now())
        return follows.is_followed(db, chat.id, target) and follows.unfollow(db, chat.id, target)

    assert await bot.database.write(check)


async def test_lately_is_when_it_was_published_here_whatever_the_newspapers_day(
    bot: RunningBot, clock: SetClock
) -> None:
    reader = bot.api.user(1)
    for name in ("临猗", "运城市", "#招聘", "#高铁", "临汾经开区"):
        await reader.ask(f"/follow {name}")
    old = written_article("旧报新登", "园区招聘三百人。")
    await bot.publish(made_issue(old, day=dt.date(2026, 4, 9)), push=False)
    await reader.ask("/follow 《科学导报》")
    followed = ("临猗现代农业产业示范区", "运城（全市）", "#招聘", "《科学导报》")
    listed = (await reader.ask("/following")).text
    assert all(f"· {name}：近 30 天 1 条" in listed for name in followed)
    assert "· #高铁：还没有简报" in listed and "· 山西临汾经济开发区：还没有简报" in listed
    clock.go_on_from(now() + dt.timedelta(days=31))
    listed = (await reader.ask("/following")).text
    assert all(f"· {name}：近 30 天没有，最近一条 4月9日" in listed for name in followed)


async def test_a_city_says_which_parks_it_takes_in_and_a_park_that_its_city_is_followed(
    bot: RunningBot,
) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    taken_in = (await reader.ask("/follow 运城市")).text
    assert "您单独关注的临猗现代农业产业示范区也在运城全市之内；同一条简报只推送一次。" in taken_in
    other = bot.api.user(2)
    inside = await bot.database.read(cities.parks_in_city, "运城")
    assert f"运城全市现有 {len(inside)} 个园区，都包括在内，例如" in (await other.ask("/follow 运城市")).text
    within = (await other.ask("/follow 临猗")).text
    assert "临猗现代农业产业示范区在您关注的运城全市之内；同一条简报只推送一次。" in within
    assert "全市" not in (await other.ask("/follow 唐槐")).text


async def test_several_follows_at_once_bring_no_brief_again(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("临猗新事"), made_article("临汾新事", LINFEN)), push=False)
    reader = bot.api.user(1)
    assert "临猗新事" in (await reader.ask("/follow 临猗")).text
    several = (await reader.ask("/follow 临猗 运城市 临汾经开区")).text
    assert "临猗新事" not in several and "临汾新事" in several
    of_city = (await bot.api.user(2).ask("/follow 运城市 临猗")).text
    assert of_city.count("临猗新事") == 2  # its headline and its brief, once each
    seen = (await reader.ask("/follow 临猗 山西临汾经济开发区")).text
    assert "新事" not in seen and "还没有这方面的简报" not in seen
