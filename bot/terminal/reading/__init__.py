"""Reading files without a database: a page, its repeats, its projects."""
