"""Parks: what is known of them, the cities they lie in, and keeping the list of them.

Come in by `stored_parks` to find one by a name or a number, by `park_import` to bring some in.
"""
