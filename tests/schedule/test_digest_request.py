"""What people write behind /digest and /pause is understood, and what is not is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot import wording
from bot.schedule.digest_request import NotUnderstood, read_digest_request
from bot.schedule.digest_wording import days_text, times_text, zone_text
from bot.schedule.pause_request import LONGEST_PAUSE, PauseNotUnderstood, read_pause_request
from bot.schedule.zones import find_zone
from storage.schedule import DAILY, EVERY_DAY, Defaults, Schedule, due_at
from tests.chinese_numbers import in_chinese

SHANGHAI = ZoneInfo("Asia/Shanghai")
# A Thursday, 10:00.
MOMENT = dt.datetime(2026, 4, 2, 10, 0, tzinfo=SHANGHAI).astimezone(dt.UTC)
DAYS = st.sets(st.sampled_from(EVERY_DAY), min_size=1).map(lambda days: "".join(sorted(days)))
TIMES = st.times().map(lambda time: time.isoformat("minutes"))
DIGEST_WORDS = [
    *("每", "每天", "每周", "周", "星期", "一", "三", "五", "日", "天", "到", "-", "、", "工作日", "周末"),
    *("立即", "关", "now", "off", "8", "8:30", "7点半", "半", "点", "25", ":", "：", "上午", "晚上", "十"),
    *("十二", "免打扰", "时区", "静音", "Asia/Tokyo", "２２", "9.9", "am", "pm", "0830", "99999999999"),
    *("\x00", "\u202e", "<b>", "'", ";", "daily", "mon", "¼", "²", "፩", "UTC", "GMT", "+", "东", "西", "区"),
    *("两", "次", "/", "刻"),
]
PAUSE_WORDS_KNOWN = [
    *("到", "下", "下下", "本", "周", "一", "六", "天", "末", "明天", "今晚", "后天", "月", "日", "号", "年"),
    *("2026", "2", "30", "31", "13", "-", "/", ":", "8", "点", "半", "三", "十", "小时", "个", "9999", "0"),
    *("明晚", "明早", "早上", "晚上", "12点", "24点", "个半"),
    *("²", "\x00", "两", "百", "千", "万", "零", "年", "五", ".", "99999999999999999999"),
]
# Made of what the grammar knows, in any order and with anything between.
WORDS = st.lists(
    st.sampled_from(DIGEST_WORDS),
    max_size=12,
).flatmap(lambda words: st.sampled_from(["", " "]).map(lambda gap: gap.join(words)))


@pytest.mark.parametrize(
    ("said", "weekdays", "time"),
    [
        ("每天 7点半", None, "07:30"),
        ("每天7:30", None, "07:30"),
        ("每周一 9点", "1", "09:00"),
        ("每周一9点", "1", "09:00"),
        ("每周一九点", "1", "09:00"),
        ("星期日 晚上八点", "7", "20:00"),
        ("工作日 8:00", "12345", "08:00"),
        ("周末 下午三点一刻", "67", "15:15"),
        ("周一三五 8点", "135", "08:00"),
        ("周一、三、五 20:00", "135", "20:00"),
        ("周一、周三和周五 20:00", "135", "20:00"),
        ("每周1,3,5 8:00", "135", "08:00"),
        ("周一到周五 7点45分", "12345", "07:45"),
        ("周五至一 12点", "1567", "12:00"),
        ("周一十二点", "1", "12:00"),
        ("周一二点", "1", "02:00"),
        ("周一 8点1刻", "1", "08:15"),
        ("周一三点半", "1", "03:30"),
        ("9点 每周一", "1", "09:00"),
        ("每周 9点", "1", "09:00"),
        ("weekly", "1", None),
        ("weekdays 8am", "12345", "08:00"),
        ("every mon at 9pm", "1", "21:00"),
        ("mon, wed 21:15", "13", "21:15"),
        ("daily", None, None),
        ("每天", None, None),
        ("每周一", "1", None),
        ("每天 凌晨12点", None, "00:00"),
        ("每天 24:00", None, "00:00"),
        ("每天 中午12点", None, "12:00"),
        ("每天 12am", None, "00:00"),
        ("每天 二十三点五十九分", None, "23:59"),
        ("每天早上7点推送", None, "07:00"),
        ("ＤＡＩＬＹ　８：３０", None, "08:30"),
        ("週一 9點", "1", "09:00"),
    ],
)
def test_days_and_times(said: str, weekdays: str | None, time: str | None) -> None:
    expected: dict[str, object] = {"digest": "daily", "weekdays": weekdays}
    if time is not None:
        expected["digest_time"] = time
    assert read_digest_request(said) == expected


@pytest.mark.parametrize(
    "said",
    [
        *(
            "8:30",
            "8：30",
            "８：３０",
            "08:30",
            "8点半",
            "八点半",
            "8点30",
            "8点 30",
            "8点30分",
            "8.30",
            "0830",
        ),
        *("8:30am", "八点三十", "八点三十分", "八点三零"),
    ],
)
def test_a_time_alone_keeps_the_days(said: str) -> None:
    assert read_digest_request(said) == {"digest": "daily", "digest_time": "08:30"}


@pytest.mark.parametrize(
    ("said", "changes"),
    [
        ("立即", {"digest": "now"}),
        ("now", {"digest": "now"}),
        ("ＮＯＷ", {"digest": "now"}),
        ("随发随推", {"digest": "now"}),
        ("一发布就推送", {"digest": "now"}),
        ("关", {"digest": "off"}),
        ("关闭推送", {"digest": "off"}),
        ("off", {"digest": "off"}),
        ("不推送", {"digest": "off"}),
        ("静音", {"silent": True}),
        ("有声", {"silent": False}),
        ("取消静音", {"silent": False}),
        ("时区 东京", {"timezone": "Asia/Tokyo"}),
        ("时区 asia/tokyo", {"timezone": "Asia/Tokyo"}),
        ("时区：New York", {"timezone": "America/New_York"}),
        ("时区 北京", {"timezone": "Asia/Shanghai"}),
        ("时区 UTC+8", {"timezone": "Asia/Shanghai"}),
        ("时区 GMT+8", {"timezone": "Asia/Shanghai"}),
        ("时区 ＧＭＴ＋８：００", {"timezone": "Asia/Shanghai"}),
        ("时区UTC+08:00", {"timezone": "Asia/Shanghai"}),
        ("时区 +0800", {"timezone": "Asia/Shanghai"}),
        ("时区 utc8", {"timezone": "Asia/Shanghai"}),
        ("时区 东八区", {"timezone": "Asia/Shanghai"}),
        ("时区 东8时区", {"timezone": "Asia/Shanghai"}),
        ("东八区", {"timezone": "Asia/Shanghai"}),
        ("UTC+8", {"timezone": "Asia/Shanghai"}),
        ("北京时间", {"timezone": "Asia/Shanghai"}),
        ("时区 上海", {"timezone": "Asia/Shanghai"}),
        ("时区 UTC+9", {"timezone": "Etc/GMT-9"}),
        ("时区 UTC-5", {"timezone": "Etc/GMT+5"}),
        ("时区 UTC−5", {"timezone": "Etc/GMT+5"}),
        ("时区 西五区", {"timezone": "Etc/GMT+5"}),
        ("时区 东十区", {"timezone": "Etc/GMT-10"}),
        ("时区 UTC+0", {"timezone": "UTC"}),
        ("时区 零时区", {"timezone": "UTC"}),
        ("时区 UTC+5:30", {"timezone": "Asia/Kolkata"}),
        ("免打扰 22:00-7:00", {"quiet_from": "22:00", "quiet_until": "07:00"}),
        ("免打扰 22点到7点", {"quiet_from": "22:00", "quiet_until": "07:00"}),
        ("免打扰 晚上十点 到 早上七点半", {"quiet_from": "22:00", "quiet_until": "07:30"}),
        ("免打扰 22-7", {"quiet_from": "22:00", "quiet_until": "07:00"}),
        ("免打扰 23:00－6:00 静音", {"quiet_from": "23:00", "quiet_until": "06:00", "quiet_silently": True}),
        ("免打扰 推迟", {"quiet_silently": False}),
        ("免打扰 关", {"quiet_from": None, "quiet_until": None}),
        ("公告 不收", {"announcements": False}),
        ("不再接收公告", {"announcements": False}),
        ("收公告", {"announcements": True}),
        ("加急：关", {"urgent": False}),
        ("加急 收", {"urgent": True}),
    ],
)
def test_manners_quiet_hours_sound_and_zones(said: str, changes: dict[str, object]) -> None:
    assert read_digest_request(said) == changes


@pytest.mark.parametrize(
    ("said", "reason", "part"),
    [
        ("25:00", "no_such_time", "25:00"),
        ("每天 8:75", "no_such_time", "8:75"),
        ("每天 8:30 9:30", "two_times", "每天 8:30 9:30"),
        ("8点 9点", "two_times", "8点 9点"),
        ("8点9点", "two_times", "8点9点"),
        ("8点 21点", "two_times", "8点 21点"),
        ("八点九点", "two_times", "八点九点"),
        ("八点 二十一点", "two_times", "八点 二十一点"),
        ("8点 9:00", "two_times", "8点 9:00"),
        ("8点半 9点半", "two_times", "8点半 9点半"),
        ("8点和9点", "two_times", "8点和9点"),
        ("8点 5", "two_times", "8点 5"),
        ("每天8点到9点", "two_times", "每天8点到9点"),
        ("8:00/20:00", "two_times", "8:00/20:00"),
        ("每天两次", "two_times", "每天两次"),
        ("每天2次 8点", "two_times", "每天2次 8点"),
        ("一二点", "no_such_time", "一二点"),
        ("七八点", "no_such_time", "七八点"),
        ("立即 8:30", "contradiction", "立即 8:30"),
        ("关 立即", "contradiction", "关 立即"),
        ("每天 随便", "unknown", "随便"),
        ("下雨的时候", "unknown", "下雨的时候"),
        ("，", "unknown", ","),
        ("免打扰 22:00", "quiet_hours", "22:00"),
        ("免打扰 7:00-7:00", "quiet_hours", "7:00-7:00"),
        ("免打扰", "quiet_hours", ""),
        ("时区 火星", "no_such_zone", "火星"),
        ("时区 UTC+25", "no_such_zone", "utc+25"),
        ("时区 UTC+8:75", "no_such_zone", "utc+8:75"),
        ("时区 东二十区", "no_such_zone", "东二十区"),
        ("时区", "which_zone", ""),
    ],
)
def test_what_is_not_understood_is_told(said: str, reason: str, part: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        read_digest_request(said)
    assert (caught.value.reason, caught.value.part) == (reason, part)
    assert reason in wording.DIGEST_UNREAD


@given(st.text(max_size=80) | WORDS)
@example("")
def test_any_text_is_either_understood_or_told(said: str) -> None:
    try:
        changes = read_digest_request(said)
    except NotUnderstood as error:
        assert error.reason in wording.DIGEST_UNREAD
        return
    assert changes and set(changes) <= {field.name for field in fields(Schedule)}
    assert due_at(replace(Schedule(), **changes), MOMENT, Defaults()) is not None or changes == {
        "digest": "off"
    }


@given(DAYS, TIMES)
def test_what_the_bot_says_it_understands(days: str, time: str) -> None:
    schedule = Schedule(DAILY, None if days == EVERY_DAY else days, time)
    changes = read_digest_request(times_text(schedule, Defaults()))
    assert replace(Schedule(), **changes) == schedule
    assert changes["digest_time"] == time and days_text(changes["weekdays"]) == days_text(days)


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("3天", "2026-04-05 10:00"),
        ("三天", "2026-04-05 10:00"),
        ("３ 天", "2026-04-05 10:00"),
        ("两周", "2026-04-16 10:00"),
        ("1个星期", "2026-04-09 10:00"),
        ("一个月", "2026-05-02 10:00"),
        ("2小时", "2026-04-02 12:00"),
        ("半天", "2026-04-02 22:00"),
        ("三百天", "2027-01-27 10:00"),
        ("三百六十五天", "2027-04-02 10:00"),
        ("一百零五天", "2026-07-16 10:00"),
        ("两百天", "2026-10-19 10:00"),
        ("一百二十小时", "2026-04-07 10:00"),
        ("一年", "2027-04-02 10:00"),
        ("半年", "2026-10-02 10:00"),
        ("两天半", "2026-04-04 22:00"),
        ("1.5天", "2026-04-03 22:00"),
        ("一个半月", "2026-05-17 10:00"),
        ("两个半小时", "2026-04-02 12:30"),
        ("到四月十日", "2026-04-10 00:00"),
        ("到四月二十一日 八点半", "2026-04-21 08:30"),
        ("到十号", "2026-04-10 00:00"),
        ("半小时", "2026-04-02 10:30"),
        ("3d", "2026-04-05 10:00"),
        ("到周一", "2026-04-06 00:00"),
        ("到 周一 9点", "2026-04-06 09:00"),
        ("周一", "2026-04-06 00:00"),
        ("到周四", "2026-04-09 00:00"),
        ("到周四 18:00", "2026-04-02 18:00"),
        ("到下周一", "2026-04-06 00:00"),
        ("到下周五", "2026-04-10 00:00"),
        ("到下下周一", "2026-04-13 00:00"),
        ("到本周六", "2026-04-04 00:00"),
        ("到周末", "2026-04-04 00:00"),
        ("到下周", "2026-04-06 00:00"),
        ("到下个月", "2026-05-01 00:00"),
        ("到明天", "2026-04-03 00:00"),
        ("到明天18:00", "2026-04-03 18:00"),
        ("到明早7点", "2026-04-03 07:00"),
        ("到今晚8点", "2026-04-02 20:00"),
        ("到后天", "2026-04-04 00:00"),
        ("到4月10日", "2026-04-10 00:00"),
        ("到4月10日 8点半", "2026-04-10 08:30"),
        ("到1月5号", "2027-01-05 00:00"),
        ("到2026-05-01", "2026-05-01 00:00"),
        ("到10号", "2026-04-10 00:00"),
        ("到1号", "2026-05-01 00:00"),
        ("到18:00", "2026-04-02 18:00"),
        ("到8点", "2026-04-03 08:00"),
        ("until monday 9:00", None),
    ],
)
def test_pauses(said: str, until: str | None) -> None:
    if until is None:
        with pytest.raises(PauseNotUnderstood):
            read_pause_request(said, MOMENT, SHANGHAI)
        return
    read = read_pause_request(said, MOMENT, SHANGHAI)
    assert f"{read.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" == until


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("到明早", "11-26 08:00"),
        ("到明天早上", "11-26 08:00"),
        ("到明晚", "11-26 20:00"),
        ("到明天晚上", "11-26 20:00"),
        ("到今晚", "11-25 20:00"),
        ("tonight", "11-25 20:00"),
        ("到周五晚上", "11-27 20:00"),
        ("到12月1日早上", "12-01 08:00"),
        ("到晚上", "11-25 20:00"),
        ("到早上", "11-26 08:00"),
        ("到明早上午9点", "11-26 09:00"),
        ("到今晚12点", "11-26 00:00"),
        ("到今天24点", "11-26 00:00"),
        ("到晚上12点", "11-26 00:00"),
        ("到24点", "11-26 00:00"),
        ("到明晚12点", "11-27 00:00"),
        ("到明晚十二点半", "11-27 00:30"),
        ("到明天晚上12点", "11-27 00:00"),
        ("到明天24点", "11-27 00:00"),
        ("到明天24:00", "11-27 00:00"),
        ("到明天0点", "11-26 00:00"),
        ("到明天凌晨12点", "11-26 00:00"),
        ("到明天中午12点", "11-26 12:00"),
        ("到周五晚上12点", "11-28 00:00"),
        ("到周三晚上12点", "11-26 00:00"),
        ("到12月1日24点", "12-02 00:00"),
        ("到30号24点", "12-01 00:00"),
    ],
)
def test_mornings_evenings_and_the_end_of_a_day(said: str, until: str) -> None:
    # A Wednesday.
    noon = dt.datetime(2026, 11, 25, 12, 0, tzinfo=SHANGHAI)
    read = read_pause_request(said, noon.astimezone(dt.UTC), SHANGHAI)
    assert f"{read.astimezone(SHANGHAI):%m-%d %H:%M}" == until


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "unknown"),
        ("一会儿", "unknown"),
        ("到", "unknown"),
        ("到周一 不知几点", "unknown"),
        ("0天", "no_length"),
        ("到今天", "past"),
        ("到本周一", "past"),
        ("到2020年1月1日", "past"),
        ("到2月30日", "no_such_day"),
        ("到13月1日", "no_such_day"),
        ("到明天 25点", "no_such_time"),
        ("9999天", "too_long"),
        ("五百天", "too_long"),
        ("一万天", "too_long"),
        ("两年", "too_long"),
        ("9" * 400 + "天", "too_long"),
        ("三五天", "unknown"),
        ("两三天", "unknown"),
        ("一百五天", "unknown"),
        ("几天", "unknown"),
        ("2个半天", "unknown"),
        ("两个半天", "unknown"),
        ("一个半年", "unknown"),
        ("到明天24:30", "no_such_time"),
        ("9999周", "too_long"),
        ("到2030年1月1日", "too_long"),
    ],
)
def test_pauses_that_can_not_be(said: str, reason: str) -> None:
    with pytest.raises(PauseNotUnderstood) as caught:
        read_pause_request(said, MOMENT, SHANGHAI)
    assert caught.value.reason == reason


@given(st.integers(1, 366))
def test_so_many_days_in_chinese_are_as_many_in_digits(days: int) -> None:
    said = read_pause_request(f"{in_chinese(days)}天", MOMENT, SHANGHAI)
    assert said == read_pause_request(f"{days}天", MOMENT, SHANGHAI) == MOMENT + dt.timedelta(days=days)


@given(TIMES, TIMES, st.sampled_from([" ", "、", "和", ""]))
def test_two_times_are_never_read_as_one(first: str, second: str, between: str) -> None:
    hour, minute = map(int, first.split(":"))
    later_hour, later_minute = map(int, second.split(":"))
    for one in (f"{hour}点{minute:02}分", f"{in_chinese(hour)}点"):
        for other in (f"{later_hour}点", f"{in_chinese(later_hour)}点{later_minute:02}", second):
            if between or not other[0].isdigit() or one.endswith("分"):
                with pytest.raises(NotUnderstood) as caught:
                    read_digest_request(one + between + other)
                assert caught.value.reason in ("two_times", "no_such_time")


@given(st.integers(-12, 14), st.sampled_from(["UTC", "utc", "GMT", "gmt ", ""]))
def test_a_difference_to_utc_is_the_zone_that_has_it(hours: int, name: str) -> None:
    zone = find_zone(f"{name}{hours:+}")
    assert zone is not None
    for month in (1, 7):
        assert dt.datetime(2026, month, 1, tzinfo=ZoneInfo(zone)).utcoffset() == dt.timedelta(hours=hours)
    shown = zone_text(Schedule(timezone=zone), Defaults())
    assert shown == {8: "北京时间", 0: "UTC"}.get(hours, f"UTC{hours:+}")


PAUSE_WORDS = st.lists(
    st.sampled_from(PAUSE_WORDS_KNOWN),
    max_size=8,
).map("".join)


@given(
    st.text(max_size=40) | PAUSE_WORDS,
    st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2035, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001
    st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Apia"]),
)
def test_any_text_is_a_pause_ahead_or_told(said: str, moment: dt.datetime, zone: str) -> None:
    try:
        until = read_pause_request(said, moment, ZoneInfo(zone))
    except PauseNotUnderstood as error:
        assert error.reason in wording.PAUSE_UNREAD
        return
    assert moment < until <= moment + LONGEST_PAUSE


def test_the_zone_of_the_machine_is_no_zone() -> None:
    assert find_zone("localtime") is None
    assert find_zone("Asia/Shanghai") == "Asia/Shanghai"
