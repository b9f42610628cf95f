"""Search: what is asked of the articles.

In comes a typed query; out come its terms as the index knows them, and the sentence that answers.
"""
