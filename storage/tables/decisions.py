"""How a database comes to have editors' decisions about projects, and what projects were before a merger."""

from __future__ import annotations

# Nothing wrote the table that is dropped here, and its triggers go with it.
DECISIONS = """
DROP TABLE project_decisions;
CREATE TABLE project_decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ruling TEXT NOT NULL CHECK (ruling IN ('same', 'apart', 'name', 'none')),
    text TEXT NOT NULL DEFAULT '',
    person INTEGER NOT NULL DEFAULT 0,
    at TEXT NOT NULL,
    undone_at TEXT
);
CREATE TABLE project_anchors (
    decision_id INTEGER NOT NULL REFERENCES project_decisions(id) ON DELETE CASCADE,
    other INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (decision_id, other, article_id, name)
) WITHOUT ROWID;
CREATE INDEX project_anchors_by_article ON project_anchors(article_id);
CREATE TRIGGER ledger_decided AFTER INSERT ON project_anchors BEGIN
    INSERT INTO ledger_due (park_id) SELECT park_id FROM articles
        WHERE id = NEW.article_id AND park_id IS NOT NULL
        ON CONFLICT (park_id) DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER ledger_undecided AFTER UPDATE OF undone_at ON project_decisions BEGIN
    INSERT INTO ledger_due (park_id) SELECT DISTINCT a.park_id
        FROM project_anchors n JOIN articles a ON a.id = n.article_id
        WHERE n.decision_id = NEW.id AND a.park_id IS NOT NULL
        ON CONFLICT (park_id) DO UPDATE SET changes = changes + 1;
END;
"""

PARTS = """
CREATE TABLE project_parts (
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    project_id INTEGER NOT NULL REFERENCES projects(id),
    PRIMARY KEY (article_id, name)
) WITHOUT ROWID;
CREATE INDEX project_parts_by_project ON project_parts(project_id);
ALTER TABLE follows ADD begun_for TEXT;
"""
