"""Fetching: pages of other sites are got here, from public addresses alone, politely and within limits.

In comes an address; out comes a file as it was sent, or the reason why there is none.
"""
