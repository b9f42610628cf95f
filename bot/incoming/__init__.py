"""Incoming: what Telegram brings is kept, then handled, a user's updates in order.

In come updates, polled or by a webhook; out they go to the handlers, each marked done when its answer has
gone.
"""
