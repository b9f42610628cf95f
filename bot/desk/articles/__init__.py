"""Articles of a draft: the card of each, and a file for each thing that can be changed in one.

In come presses and typed words; out come the article's card, and a draft with another article in it.
"""
