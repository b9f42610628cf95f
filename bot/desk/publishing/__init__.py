"""Publishing: what holds for a whole draft, and its way out, now or at a set time.

In come presses and typed words; out comes an issue, or a draft that waits for its moment.
"""
