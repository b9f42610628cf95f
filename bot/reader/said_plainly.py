"""What is asked for in a sentence, without a command: 关注临猗和盐湖, 每周一8点推送, 22点到7点不要打扰.

Nothing is guessed: names have to be known as they are spelt, times to be read in whole.
"""

from __future__ import annotations

import re

from bot import wording
from bot.context import Context
from bot.names.resolving import spelt
from bot.schedule.digest_request import NotUnderstood, read_digest_request
from storage.database import Db

LONGEST = 40
LONGEST_ABOUT_PUSHES = 20
# A command by its name, and what stands behind it.
Said = tuple[str, str]

_VERBS = dict.fromkeys(wording.SAY_FOLLOW, "follow") | dict.fromkeys(wording.SAY_UNFOLLOW, "unfollow")
_VERBS |= dict.fromkeys(wording.SAY_MUTE, "pause")
_VERB = re.compile(
    rf"(?:请|我想|我要|帮我){{0,2}}(?P<verb>{'|'.join(sorted(_VERBS, key=len, reverse=True))})"
    r"\s?(?P<names>.{2,40})"
)
_BETWEEN = re.compile(r"[\s,，、;；]{1,9}")
_AND = re.compile(r"[和与跟及]")
_PAUSE = re.compile(
    r"(?:请|先)?暂停(?:推送|接收)?\s?(?P<how_long>(?:到|至|半|[\d一二两三四五六七八九十]).{0,20})"
)
_QUIET = re.compile(r"免打扰|勿扰|免扰|(?:请|都)?(?:不要|不|别)(?:再)?(?:打扰我?|吵我?|推送|发消息|发)")
_AROUND = re.compile(r"^(?:在|每天|每晚|请|的){1,4}|(?:之间|时段|期间|这段时间|的时候|时|请|都|的){1,4}$")
_PUSHES = re.compile(r"推送|打扰|勿扰")
_SETTING = re.compile(r"时间|几点|设置|怎么|如何|改|换|频率|每|周|天|日|早|晚|夜|不要|别|免打扰|勿扰")


def said_setting(text: str) -> Said | None:
    """The command that a sentence about pushes speaks, and what follows it; None where it is about else.

    One that is about pushes and can't be read opens the settings: ("digest", "").
    """
    if len(text) > LONGEST:
        return None
    if pause := _PAUSE.fullmatch(text):
        return "pause", pause["how_long"]
    quiet = _QUIET.search(text)
    if quiet is not None:
        rest = _AROUND.sub("", f"{text[: quiet.start()]} {text[quiet.end() :]}".strip(" ，,。!！"))
        if _reads(asked := f"免打扰 {rest}".strip()):
            return "digest", asked
    if _PUSHES.search(text) is None:
        return None
    if _reads(text):
        return "digest", text
    return ("digest", "") if len(text) <= LONGEST_ABOUT_PUSHES and _SETTING.search(text) else None


async def said_of_names(context: Context, text: str) -> Said | None:
    """The command that a verb with known names speaks: 关注临猗和盐湖, 暂停临猗 3天; None for all else."""
    match = _VERB.fullmatch(text)
    if match is None:
        return None
    command, said = _VERBS[match["verb"]], match["names"].strip(" 。!！")
    names = await context.parts.database.read(_names, said, command == "pause")
    return None if names is None else (command, " ".join(names))


def _names(db: Db, said: str, is_pause: bool) -> tuple[str, ...] | None:
    """The names that are said, if all of them are known; of a pause the first, how long it is may follow."""
    parts = [part for part in _BETWEEN.split(said) if part]
    if is_pause:
        return tuple(parts) if parts and spelt(db, parts[0]) is not None else None
    names: list[str] = []
    for part in parts:
        pieces = [part] if spelt(db, part) is not None else _AND.split(part)  # 和顺 is a place
        if any(not piece or spelt(db, piece) is None for piece in pieces):
            return None
        names += pieces
    return tuple(names) or None


def _reads(said: str) -> bool:
    try:
        read_digest_request(said)
    except NotUnderstood:
        return False
    return True
