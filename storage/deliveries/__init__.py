"""Deliveries: what is owed to chats, when its turn comes, and the messages by which it goes out.

Come in by `owing` for who is to be pushed an article (`concerned` says whom it concerns), `deliveries` for
what is owed, `turns` for who is next, `messages` for what is sent, and by `corrections` for what is owed
anew when something published changes.
"""
