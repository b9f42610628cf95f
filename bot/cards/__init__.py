"""Cards: how answers are set, as text and buttons.

In comes what was read from storage; out go messages, and what a pressed button does with its message.
Come in by `reply` to answer, `article_card` and `listing` to set articles, `pressing` to answer a press.
"""
