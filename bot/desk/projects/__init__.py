"""Projects as editors put them right: those of a draft's articles, and those that are published.

In come presses and typed words; out come cards, and decisions that are stored.
"""
