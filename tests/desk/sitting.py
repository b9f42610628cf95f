"""An editor at a draft, in a running bot: presses, types, and waits for what the draft's message becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from bot.desk.draft.preview import show_preview
from parsing.article import Article, Block, Kind
from playground.standin.message import Message
from playground.standin.user import User
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.desk import drafts
from storage.desk.drafts import Draft
from storage.moments import now
from tests import waiting
from tests.made_issues import made_article
from tests.running_bot import OWNER_ID, RunningBot

SECOND_EDITOR = 8


@dataclass
class Sitting:
    """An editor with a draft's message before them; `again` does the last deed once more."""

    bot: RunningBot
    editor: User
    draft_id: int
    message: Message
    again: Callable[[], object] = lambda: None

    async def draft(self) -> Draft:
        """The draft as it is stored."""
        return await self.bot.database.read(drafts.get_draft, self.draft_id)

    async def article(self, number: int = 1) -> PreparedArticle:
        """An article of the draft as it is stored."""
        return (await self.draft()).issue.articles[number - 1]

    async def press(self, button: str, *, shows: str = "") -> Message:
        """Presses a button and waits until the message is another, with these words."""
        data = self.message.button(button).data or ""
        self.again = partial(self.editor.forge_press, self.message, data)
        return await waiting.press_for_edit(self.editor, self.message, button, shows=shows)

    async def told(self, button: str) -> str:
        """Presses a button; returns the line that passes by."""
        return (await self.editor.press(self.message, button).answered()).text

    async def type(self, text: str, *, shows: str = "") -> Message:
        """Types an answer and waits until the draft stands below it, with these words; it is gone above."""
        self.again = partial(self.editor.send, text)
        typed = self.editor.send(text)
        above, self.message = (
            self.message,
            await waiting.until_message(self.editor.chat, shows, after=typed.message_id),
        )
        await self.bot.api.wait_until(
            lambda: above not in self.editor.chat.messages, what=f"no card above {text!r}"
        )
        return self.message

    async def labels(self) -> list[str]:
        """The labels of all buttons."""
        return [label for row in self.message.buttons for label in row]


async def sit_down(bot: RunningBot, issue: PreparedIssue, person: int = OWNER_ID) -> Sitting:
    """Gives an editor a draft of this issue, with its preview in their chat."""
    editor = bot.api.user(person, "编辑", started=True)
    draft_id = await bot.database.write(drafts.save_draft, person, issue, now())
    newest = max((message.message_id for message in editor.chat.messages), default=0)
    await show_preview(bot.application.bot, bot.parts, draft_id, person)
    message = await waiting.until_message(editor.chat, "", after=newest)
    return Sitting(bot, editor, draft_id, message)


def name_second_editor(bot: RunningBot) -> User:
    """Somebody else who may publish."""
    bot.parts.settings = bot.parts.settings.model_copy(
        update={"owner_ids": frozenset({OWNER_ID, SECOND_EDITOR})}
    )
    return bot.api.user(SECOND_EDITOR, "张三", started=True)


def article_of(headline: str, *paragraphs: str, section_head: str = "") -> PreparedArticle:
    """A made-up article of these paragraphs; a section head stands before the last."""
    blocks = [Block(Kind.HEADLINE, headline)] if headline else []
    blocks += [Block(Kind.PARAGRAPH, text) for text in paragraphs]
    if section_head:
        blocks.insert(len(blocks) - 1, Block(Kind.SECTION_HEAD, section_head))
    made = made_article(headline or "无题", body=paragraphs[0])
    article = Article(tuple(blocks))
    first = next(number for number, block in enumerate(blocks) if block.kind is Kind.PARAGRAPH)
    piece = replace(made.brief.pieces[0], block=first)
    return replace(made, article=article, brief=replace(made.brief, pieces=(piece,)))
