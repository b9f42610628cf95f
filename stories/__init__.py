"""From two articles to whether they tell the same story. Pure: no database, no Telegram.

In come articles as newspapers print them; out comes which earlier one, if any, a later one tells again.
"""
