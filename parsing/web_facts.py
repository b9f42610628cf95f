"""What a web page says of itself beside its text: in meta tags, comments, scripts and its address."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import Any

from parsing.bylines import looks_like_name
from parsing.furniture import date_in

_TITLES = ("og:title", "articletitle", "twitter:title", "title", "dc.title")
_DATES = (
    *(
        "pubdate",
        "publishdate",
        "article:published_time",
        "datepublished",
        "firstpublishedtime",
        "publish_time",
    ),
    *(
        "og:release_date",
        "publishtime",
        "article:create_at",
        "bytedance:published_time",
        "apub:time",
        "publicationdate",
    ),
    *(
        "dateupdate",
        "dc.date",
        "release_date",
        "date",
        "pub_date",
        "og:published_time",
        "weibo:article:create_at",
    ),
)
_SOURCES = ("contentsource", "source", "mediaid", "article:source", "og:article:source")
_SITES = ("og:site_name", "sitename", "application-name")
_LINKS = ("og:url", "url", "twitter:url")

# Founder's edition: <!--enpproperty <date>…</date><author>…</author> … /enpproperty-->
_PROPERTY = re.compile(r"<(date|author|title|sourcename|url|nodename)>([^<>]{1,300})</\1>", re.I)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
# What scripts and JSON-LD hold: "datePublished": "2026-04-06T…", var publish_time = "2026-04-06".
_SCRIPT_DATE = re.compile(
    r"""["']?\b(?:datePublished|pubDate|publish_?time|publish_?date|pub_?time|newsTime|ptime|create_?time|oriCreateTime|release_?time)\b["']?\s*[:=]\s*"""
    r"""["']?(?P<day>(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}|1[0-9]{9})(?!\d{4,})""",
    re.I,
)
_WECHAT_SECONDS = re.compile(r"""\bct\s*=\s*["'](1[0-9]{9})["']""")
_WECHAT_NAME = re.compile(r"""\bnickname\s*=\s*(?:htmlDecode\()?["']([^"'<>]{1,40})["']""")
_WECHAT_LINK = re.compile(r"""\bmsg_link\s*=\s*["'](https?://mp\.weixin\.qq\.com/[^"'<>\s]{1,600})["']""")
# No page's data stands deeper in a script than this.
_SCRIPT_LOOKED_AT = 500_000
_SCRIPTS_LOOKED_AT = 40
_IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?([0-2]\d|3[01])(?=[^\d]|_|$)|(?<!\d)((?:19|20)\d\d)-(\d{1,2})/(\d{1,2})(?!\d)"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"']+", re.I)
MOST_TITLES, LONGEST_TITLE = 10, 300
_EARLIEST = 1990
_CHINA = dt.timezone(dt.timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class WebFacts:
    """What a page says of itself: titles, the surest first; `said_on` by tags, `wired_on` otherwise."""

    titles: tuple[str, ...] = ()
    said_on: dt.date | None = None
    wired_on: dt.date | None = None
    source: str = ""
    site: str = ""
    authors: tuple[str, ...] = ()
    link: str = ""


def web_facts(root: Any, comments: Iterable[str]) -> WebFacts:
    """What the page's head, comments and scripts say."""
    tags = _meta_tags(root)
    properties = _properties(comments)
    scripts = _scripts(root)
    link = _link(root, tags, properties, comments, scripts)
    titles = [*_all(tags, _TITLES), properties.get("title", ""), (root.findtext(".//title") or "")]
    # A tag's author is as a rule whoever put the page on the web.
    author = properties.get("author", "")
    said = (" ".join(unescape(title[:LONGEST_TITLE]).split()) for title in titles[:MOST_TITLES])
    return WebFacts(
        titles=tuple(dict.fromkeys(filter(None, said))),
        said_on=_first_date([*_all(tags, _DATES), *_times(root)]),
        wired_on=_first_date([properties.get("date", "")])
        or _date_of_scripts(scripts)
        or date_of_address(link),
        source=_name(next(iter(_all(tags, _SOURCES)), "") or properties.get("sourcename", "")),
        site=_name(_wechat_name(scripts) or next(iter(_all(tags, _SITES)), "")),
        authors=tuple(name for name in re.split(r"[\s、,，;；]+", unescape(author)) if looks_like_name(name)),
        link=link,
    )


def date_of_address(address: str) -> dt.date | None:
    """The day in an address or file name: …/2026-04/06/content.htm, …/20260406/…, t20260406_1.html."""
    for match in _IN_ADDRESS.finditer(address):
        year, month, day = (int(part) for part in match.groups() if part)
        try:
            return dt.date(year, month, day)
        except ValueError:
            continue
    return None


def _meta_tags(root: Any) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = (
            (element.get("name") or element.get("property") or element.get("itemprop") or "").strip().lower()
        )
        content = (element.get("content") or "").strip()
        if name and content:
            tags.setdefault(name, []).append(content)
    return tags


def _all(tags: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    return [content for name in names for content in tags.get(name, ())]


def _properties(comments: Iterable[str]) -> dict[str, str]:
    for comment in comments:
        if "enpproperty" in comment[:40].lower():
            return {
                name.lower(): unescape(value).strip() for name, value in _PROPERTY.findall(comment[:20_000])
            }
    return {}


def _scripts(root: Any) -> list[str]:
    found = []
    for element in root.iter("script"):
        text = element.text or ""
        if text.strip():
            found.append(text)
        if len(found) >= _SCRIPTS_LOOKED_AT:
            break
    return found


def _times(root: Any) -> list[str]:
    return [value for element in root.iter("time") if (value := element.get("datetime"))][:3]


def _first_date(texts: Iterable[str]) -> dt.date | None:
    for text in texts:
        date = date_in(text[:60])
        if date and date.year >= _EARLIEST:
            return date
    return None


def _date_of_scripts(scripts: list[str]) -> dt.date | None:
    for pattern in (_SCRIPT_DATE, _WECHAT_SECONDS):
        for script in scripts:
            match = pattern.search(script, 0, _SCRIPT_LOOKED_AT)
            if match and (date := _day(match[1])):
                return date
    return None


def _day(said: str) -> dt.date | None:
    if said.isdigit() and len(said) == 10:
        return dt.datetime.fromtimestamp(int(said), _CHINA).date()
    return date_in(said)


def _wechat_name(scripts: list[str]) -> str:
    for script in scripts:
        match = _WECHAT_NAME.search(script, 0, _SCRIPT_LOOKED_AT)
        if match:
            return unescape(match[1])
    return ""


def _link(
    root: Any,
    tags: dict[str, list[str]],
    properties: dict[str, str],
    comments: Iterable[str],
    scripts: list[str],
) -> str:
    canonical = [
        element.get("href") or ""
        for element in root.iter("link")
        if (element.get("rel") or "").lower() == "canonical"
    ]
    saved = [match[1] for comment in comments if (match := _SAVED_FROM.search(comment[:400]))]
    wechat = [unescape(match[1]) for script in scripts if (match := _WECHAT_LINK.search(script))]
    for address in (*canonical, *_all(tags, _LINKS), *wechat, properties.get("url", ""), *saved[:1]):
        address = unescape(address.strip())
        if _ADDRESS.fullmatch(address):
            return address
    return ""


def _name(said: str) -> str:
    """A source's name without the label that some pages set before it, and without remarks after it."""
    name = re.sub(r"^\s*(?:来源|稿源|信息来源|文章来源)\s*[:：]\s*", "", unescape(said)).strip()
    name = re.split(r"[\s|｜]", name, maxsplit=1)[0] if name else ""
    return name if 2 <= len(name) <= 30 and not name.isascii() else ""
