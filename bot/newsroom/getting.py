"""Pages of sources, got as politely as those that editors name."""

from __future__ import annotations

from bot import wording
from bot.fetching import media
from bot.fetching.page_fetcher import Marks, PageFetcher
from bot.fetching.refused import FetchRefused
from bot.newsroom.looked import Got
from bot.newsroom.looking import Gets, NotGot


def getting(fetcher: PageFetcher) -> Gets:
    """What gets the pages of sources, feeds among them."""

    async def get(link: str, *, etag: str = "", modified: str = "") -> Got:
        try:
            fetched = await fetcher.fetch(link, media.PAGES | media.FEEDS, unless=Marks(etag, modified))
        except FetchRefused as error:
            raise NotGot(str(error), wording.FETCH_REFUSED[error.reason.value]) from error
        marks = fetched.marks
        return Got(fetched.data, fetched.address, marks.etag, marks.modified, fetched.is_same)

    return get
