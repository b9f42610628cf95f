"""Transport: the way to Telegram, its limits and its answers.

In come calls; out come Telegram's answers, told by what they mean.
"""
