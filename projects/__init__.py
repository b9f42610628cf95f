"""Projects: which undertakings an article names, where they stand, what is promised, and what came of it.

Pure: no database, no Telegram. In come articles, one at a time in the order of their days; out come tellings
of projects whose every cell is a span of the article, and, over many articles, what is one project and what
became of each promise.
"""
