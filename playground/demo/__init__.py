"""The demo: the real bot behind a chat page in the browser, on the stand-in for Telegram.

In come what a person types and presses on the page; out goes what the bot does, as it would look in Telegram.
"""
