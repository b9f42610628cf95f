"""SQLite: schema, articles, parks, chats, follows, deliveries, incoming updates. Knows no Telegram."""
