"""Published issues: looking at them, taking them back, and what readers may have of them.

In come /issues, /issue and presses; out come lists, cards and retractions.
"""
