"""From an article to its brief. Pure: no database, no Telegram."""
