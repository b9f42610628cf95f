"""Places: the chats, groups and channels that the bot comes to and is sent away from.

In come changes of its membership; out go greetings, and sentences on why a place gets nothing.
"""
