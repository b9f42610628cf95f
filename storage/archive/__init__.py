"""The archive: newspapers, articles and what they said before, stories, and the search for them.

Come in by `articles` to read, `newest_articles` to list, `article_search` to search, `revisions` to store
an article and to change what it says; `prepared` is an issue before it is stored, `published_issues` one
as editors see it afterwards.
"""
