"""The draft on the desk: which editor has it, how it is shown and how it is changed.

In come presses and typed words; out come the preview, and the draft as it then is. Come in by `seat`.
"""
