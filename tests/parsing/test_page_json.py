"""A page as JSON has exactly the agreed fields, empty where the page has nothing."""

from __future__ import annotations

import json

from parsing import parse_page
from parsing.page_file import read_page_file
from parsing.page_json import page_json
from parsing.parks import Gazetteer

BODY = "园区里的新厂房正在安装设备，企业负责人说，预计下月就能投产，届时将新增就业岗位三百个。"


def test_a_page_as_json() -> None:
    text = f"2026年4月6日 星期一 A4 园区\n\n新厂房下月投产\n\n科学导报讯（记者 李阳） {BODY}"
    data = page_json(parse_page(text), Gazetteer.bundled())
    assert json.loads(json.dumps(data)) == {
        "newspaper": "科学导报",
        "published_on": "2026-04-06",
        "page": "A4",
        "furniture": ["2026年4月6日 星期一 A4 园区"],
        "articles": [
            {
                "park": "",
                "kicker": "",
                "headline": "新厂房下月投产",
                "subhead": "",
                "dateline": "科学导报讯（记者 李阳）",
                "authors": ["李阳"],
                "captions": [],
                "section_heads": [],
                "paragraphs": [BODY],
            }
        ],
    }


def test_the_park_is_the_canonical_name() -> None:
    data = page_json(parse_page(f"临汾经开区\n\n新厂房下月投产\n\n{BODY}"), Gazetteer.bundled())
    assert data["articles"][0]["park"] == "山西临汾经济开发区"


def test_what_is_seldom_there_has_a_key_only_where_it_is() -> None:
    gazetteer = Gazetteer.bundled()
    plain = page_json(parse_page(f"新厂房下月投产\n\n{BODY}", name="2026-04-06.txt"), gazetteer)
    assert not {"date_assumed", "link"} & set(plain)
    assert not {"page", "headline_assumed"} & set(plain["articles"][0])
    html = f'<link rel="canonical" href="http://a.cn/1.html"><h1>新厂房下月投产</h1><p>{BODY}</p>'
    told = page_json(read_page_file(f"<html>{html}</html>".encode()), gazetteer)
    assert (told["link"], told["date_assumed"]) == ("http://a.cn/1.html", True)
    two = "\n\n".join(
        f"2026年4月6日 星期一 第0{number}版 要闻\n\n第{number}座厂房投产\n\n本报讯 {BODY}"
        for number in (1, 3)
    )
    several = page_json(parse_page(two), gazetteer)
    assert (several["page"], [article["page"] for article in several["articles"]]) == ("01、03", ["01", "03"])
    assert page_json(read_page_file(BODY.encode()), gazetteer)["articles"][0]["headline_assumed"]
