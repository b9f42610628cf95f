"""Tables: what the two files hold (schema.sql, incoming.sql), and how a released file comes to it.

Come in by `schema.migrations` for the database, `incoming_file.migrations` for the file beside it.
"""
