"""Names: who is meant by what somebody wrote.

In come words; out come parks, cities, keywords, newspapers and projects, or what is offered instead.
"""
