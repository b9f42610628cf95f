"""Chats: the places that receive, what each follows, which take nothing, and how one is forgotten.

Come in by `chats` and `follows`; `own_data` is everything kept about one.
"""
