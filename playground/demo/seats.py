"""Who and what is there in the demo: a reader, an editor, an owner; a group, a topic, a channel."""

from __future__ import annotations

from bot import wording
from playground.demo.seat import Seat
from playground.standin.bot_api import BotApi

READER_ID = 1001
EDITOR_ID = 1002
OWNER_ID = 1003
CHANNEL_USERNAME = "park_demo"


def seats_in(api: BotApi) -> dict[str, Seat]:
    """The seats by what the page calls them.

    The bot is in the group, the forum and the channel already; the reader manages the first two, the editor
    the channel. Everybody has started the bot before: Telegram doesn't forget that.
    """
    reader = api.user(READER_ID, wording.DEMO_READER, started=True)
    editor = api.user(EDITOR_ID, wording.DEMO_EDITOR, started=True)
    owner = api.user(OWNER_ID, wording.DEMO_OWNER, started=True)
    group = api.supergroup(wording.DEMO_GROUP, owner=reader)
    forum = api.supergroup(wording.DEMO_FORUM, forum=True, owner=reader)
    channel = api.channel(wording.DEMO_CHANNEL, username=CHANNEL_USERNAME, owner=editor)
    topic = forum.add_topic(reader, wording.DEMO_TOPIC)
    return {
        "reader": Seat(reader),
        "editor": Seat(editor),
        "owner": Seat(owner),
        "group": Seat(reader, group),
        "topic": Seat(reader, topic),
        "channel": Seat(editor, channel),
    }
