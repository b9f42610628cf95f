"""The stand-in for Telegram: the Bot API as strict as Telegram, the people and chats that a bot meets there.

In come a bot's calls, and what people do; out go answers in Telegram's words, and updates.
"""
