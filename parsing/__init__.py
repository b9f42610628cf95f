"""From a page file to articles, and which park each article is about. Pure: no database, no Telegram."""
