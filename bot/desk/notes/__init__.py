"""Notes: what an editor is told beside the text. Doubts, changes, repeats, projects, days and names.

In come an article or a draft and what is stored of it; out come lines to show.
"""
