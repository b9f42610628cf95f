"""Files: what is done to a database file before and while it is open, and to what lies beside it.

It is looked at, carried over, migrated, written by one thread, kept private. Come in by `storage.database`,
which opens a file with all of this; alone one mostly needs `faults`, `private_files` and `secret_file`.
"""
