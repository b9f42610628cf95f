"""What the migration to followed projects and their news does, as SQL (storage/tables/schema.py)."""

from __future__ import annotations

PROJECT_NEWS = """
CREATE TABLE follows_of_today (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('park', 'city', 'keyword', 'newspaper', 'project')),
    park_id INTEGER REFERENCES parks(id),
    word TEXT,
    newspaper_id INTEGER REFERENCES newspapers(id),
    project_id INTEGER REFERENCES projects(id),
    followed_at TEXT NOT NULL,
    after_issue INTEGER NOT NULL DEFAULT 0,
    CHECK ((kind = 'park') = (park_id IS NOT NULL) AND (kind IN ('city', 'keyword')) = (word IS NOT NULL)
        AND (kind = 'newspaper') = (newspaper_id IS NOT NULL)
        AND (kind = 'project') = (project_id IS NOT NULL))
);
INSERT INTO follows_of_today (id, chat_id, kind, park_id, word, newspaper_id, followed_at, after_issue)
    SELECT id, chat_id, kind, park_id, word, newspaper_id, followed_at, after_issue FROM follows;
DROP TABLE follows;
ALTER TABLE follows_of_today RENAME TO follows;
CREATE UNIQUE INDEX follows_once ON follows(chat_id, kind, coalesce(park_id, word, newspaper_id, project_id));
CREATE INDEX follows_by_park ON follows(kind, park_id, chat_id, after_issue);
CREATE INDEX follows_by_word ON follows(kind, word, chat_id, after_issue) WHERE word IS NOT NULL;
CREATE INDEX follows_by_newspaper ON follows(newspaper_id, chat_id, after_issue)
    WHERE newspaper_id IS NOT NULL;
CREATE INDEX follows_by_project ON follows(project_id, chat_id, after_issue) WHERE project_id IS NOT NULL;
ALTER TABLE promises ADD noticed INTEGER NOT NULL DEFAULT 0;
UPDATE promises SET noticed = 1 WHERE due_on < date('now');
CREATE INDEX promises_to_notice ON promises(due_on) WHERE NOT noticed AND due_on IS NOT NULL;
CREATE INDEX projects_by_name ON projects(name) WHERE NOT gone;
CREATE INDEX project_tellings_by_name ON project_tellings(name, project_id);
CREATE TABLE project_news (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES projects(id),
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    step TEXT NOT NULL DEFAULT '',
    due_on TEXT NOT NULL DEFAULT '',
    said TEXT NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1,
    made_at TEXT NOT NULL,
    UNIQUE (project_id, article_id, step, due_on)
);
CREATE INDEX project_news_by_article ON project_news(article_id);
ALTER TABLE deliveries ADD project_news_id INTEGER GENERATED ALWAYS AS (
    CASE WHEN kind <> 'push' AND kind IN ('project', 'project_edit') THEN subject END
) VIRTUAL REFERENCES project_news(id);
DROP TRIGGER deliveries_owed;
CREATE TRIGGER deliveries_owed AFTER INSERT ON deliveries
    WHEN NEW.kind <> 'push' AND NEW.kind <> 'correction' AND NEW.kind <> 'retraction'
BEGIN
    SELECT RAISE(ABORT, 'no such kind of delivery')
        WHERE NEW.kind NOT IN ('announcement', 'withdrawal', 'project', 'project_edit');
    INSERT INTO turns (chat_id, at)
        SELECT NEW.chat_id, NEW.due_at WHERE NEW.state = 'pending' AND NEW.message_id IS NULL
        ON CONFLICT (chat_id) DO UPDATE SET at = excluded.at WHERE excluded.at < at;
END;
"""
