"""The same bot without Telegram: an in-process Bot API and a chat page in the browser."""
