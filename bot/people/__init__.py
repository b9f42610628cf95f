"""People: who asks, for which place, and what they may do.

In comes an update; out comes the person, the place acted for, and whether that is allowed.
"""
