"""People: editors and how one becomes one, what they were asked to type, who did what, and names of old.

Come in by `editors`; what somebody did is recorded by `deeds`.
"""
