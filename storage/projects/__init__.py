"""Projects: what is known of undertakings, what editors decided of them, and the news and promises of each.

Come in by `projects` to read, `ledger` to put a park's projects in place anew, `rulings` to decide,
`news` for what is told to those who follow one.
"""
