"""The preview of a draft: what would be published, and what is to be decided."""

from __future__ import annotations

import html

from telegram import Bot
from telegram.constants import ParseMode

from bot import wording
from bot.cards import buttons
from bot.cards.article_card import card_html, split_html
from bot.cards.buttons import markup
from bot.context import Parts
from storage import drafts
from storage.articles import Card
from storage.drafts import Draft
from storage.messages import Buttons
from storage.prepared import PreparedArticle, PreparedIssue


async def show_preview(bot: Bot, parts: Parts, draft_id: int, telegram_chat_id: int) -> None:
    """Sends the preview of a draft into an editor's chat, and keeps where it stands."""
    draft = await parts.database.read(drafts.get_draft, draft_id)
    texts = preview_texts(draft)
    for number, text in enumerate(texts, 1):
        rows = decisions(draft_id) if number == len(texts) else ()
        message = await bot.send_message(
            telegram_chat_id,
            text,
            parse_mode=ParseMode.HTML,
            reply_markup=markup(rows),
            disable_web_page_preview=True,
        )
    await parts.database.write(drafts.show_preview_at, draft_id, telegram_chat_id, message.message_id)


def preview_texts(draft: Draft) -> tuple[str, ...]:
    """The preview as messages."""
    issue = draft.issue
    head = wording.PREVIEW_TITLE.format(
        file=html.escape(issue.source_name),
        source=html.escape(wording.source_line(issue.newspaper, issue.published_on, issue.page)),
        count=len(issue.articles),
    )
    if issue.date_assumed:
        head += wording.DATE_ASSUMED
    known = sum(not article.is_news for article in issue.articles)
    if known:
        head += "\n" + wording.PREVIEW_KNOWN.format(known=known)
    cards = [f"{number}. {_article_html(article, issue)}" for number, article in enumerate(issue.articles, 1)]
    return split_html([head, *cards])


def _article_html(article: PreparedArticle, issue: PreparedIssue) -> str:
    park = wording.WITHOUT_PARK
    if article.park is not None:
        park = article.park.name + ("" if article.park.confirmed else wording.PREVIEW_NEW_PARK)
    card = Card(
        id=0,
        revision=0,
        headline=article.article.headline,
        brief=article.brief.text,
        park_id=None,
        park=park,
        newspaper=issue.newspaper,
        published_on=issue.published_on,
        page=issue.page,
        key_figures=article.key_figures,
    )
    return card_html(card)


def decisions(draft_id: int) -> Buttons:
    """The buttons under a preview."""
    return (
        ((wording.PUBLISH_AND_PUSH, buttons.data("push", draft_id)),),
        (
            (wording.PUBLISH_ONLY, buttons.data("store", draft_id)),
            (wording.DISCARD, buttons.data("discard", draft_id)),
        ),
    )
