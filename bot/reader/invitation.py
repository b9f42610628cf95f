"""An invitation opened: /start with what its link carries makes an editor of whoever opens it in private."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatType

from bot import wording
from bot.cards.reply import reply
from bot.context import Context
from bot.people.naming import INVITATION, accept_invitation
from bot.people.roles import is_owner
from storage.moments import now
from storage.people.invitations import Use


def is_invitation(payload: str) -> bool:
    """Whether a link to /start is one of these, be it a bad one."""
    return payload.startswith(INVITATION)


async def open_invitation(update: Update, context: Context, payload: str) -> None:
    """Makes an editor of whoever opened the link, or says why not."""
    chat, user, parts = update.effective_chat, update.effective_user, context.parts
    if chat is None or user is None or chat.type != ChatType.PRIVATE:
        await reply(update, wording.INVITATION_IN_PRIVATE)
        return
    token = payload.removeprefix(INVITATION)
    use = await parts.database.write(
        accept_invitation, parts.settings.owner_ids, token, user.id, user.full_name, moment=now()
    )
    parts.wake_delivery.set()
    if use is Use.TAKEN:
        await reply(update, wording.YOU_ARE_EDITOR)
    elif use is Use.NOT_NEEDED:
        owner = is_owner(parts, user.id)
        await reply(update, wording.YOU_ARE_OWNER if owner else wording.YOU_ARE_EDITOR_ALREADY)
    else:
        await reply(update, wording.INVITATION_USES[use.name])
