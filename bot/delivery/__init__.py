"""Delivery: what is owed goes out, once, in order, at Telegram's pace.

In comes a knock that something may be due; out go messages, and what became of each is written down.
"""
