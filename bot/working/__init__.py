"""Working: processes of their own for page files and jieba, so that neither can stall the bot.

In come tasks; out come their results, or the reason why a task was ended.
"""
