"""The schedule: when a chat gets its digest.

In come the words of /digest and /pause; out come settings, and the card that shows them.
"""
