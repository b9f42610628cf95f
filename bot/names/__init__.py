"""Names: who is meant by what somebody wrote.

In come words; out come parks, cities and keywords, or what is offered instead.
"""
