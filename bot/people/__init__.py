"""People: who asks, for which place, what they may do, and who hears of what they did.

In comes an update; out comes the person, the place acted for, whether that is allowed, and who is told of it.
"""
