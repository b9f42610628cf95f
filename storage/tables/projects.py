"""How a database without projects comes to have them."""

from __future__ import annotations

import sqlite3

from storage.tables.tables import run_script

_TABLES = """
CREATE TABLE projects (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    park_id INTEGER NOT NULL REFERENCES parks(id),
    name TEXT NOT NULL,
    stage TEXT NOT NULL DEFAULT '',
    stage_on TEXT,
    told_on TEXT NOT NULL,
    amount INTEGER,
    merged_into_id INTEGER REFERENCES projects(id),
    gone INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX projects_by_park ON projects(park_id, told_on DESC) WHERE NOT gone;
CREATE INDEX projects_by_merger ON projects(merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE TABLE project_tellings (
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    project_id INTEGER NOT NULL REFERENCES projects(id),
    revision INTEGER NOT NULL,
    day TEXT NOT NULL,
    stage TEXT NOT NULL DEFAULT '',
    reached_on TEXT,
    owner TEXT NOT NULL DEFAULT '',
    investment TEXT NOT NULL DEFAULT '',
    cells TEXT NOT NULL,
    PRIMARY KEY (article_id, name)
) WITHOUT ROWID;
CREATE INDEX project_tellings_by_project ON project_tellings(project_id, day, article_id);
CREATE TABLE promises (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES projects(id),
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    step TEXT NOT NULL,
    words TEXT NOT NULL,
    time TEXT NOT NULL,
    what TEXT NOT NULL,
    due_on TEXT,
    outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'kept', 'late', 'put off'))
);
CREATE INDEX promises_by_project ON promises(project_id);
CREATE INDEX promises_by_article ON promises(article_id);
CREATE INDEX promises_by_day ON promises(due_on) WHERE due_on IS NOT NULL;
CREATE TABLE project_decisions (
    id INTEGER PRIMARY KEY,
    park_id INTEGER NOT NULL REFERENCES parks(id),
    ruling TEXT NOT NULL CHECK (ruling IN ('same', 'apart', 'name', 'none')),
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    other_article_id INTEGER REFERENCES articles(id) ON DELETE CASCADE,
    other_name TEXT,
    text TEXT NOT NULL DEFAULT '',
    person INTEGER NOT NULL DEFAULT 0,
    at TEXT NOT NULL
);
CREATE INDEX project_decisions_by_park ON project_decisions(park_id, id);
CREATE INDEX project_decisions_by_article ON project_decisions(article_id);
CREATE INDEX project_decisions_by_other ON project_decisions(other_article_id)
    WHERE other_article_id IS NOT NULL;
CREATE TABLE ledger_due (
    park_id INTEGER PRIMARY KEY REFERENCES parks(id) ON DELETE CASCADE,
    changes INTEGER NOT NULL DEFAULT 1
);
CREATE TRIGGER ledger_article_told AFTER INSERT ON revisions BEGIN
    INSERT INTO ledger_due (park_id) SELECT a.park_id FROM articles a
        WHERE a.id = NEW.article_id AND a.park_id IS NOT NULL
        ON CONFLICT (park_id) DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER ledger_article_changed
AFTER UPDATE OF park_id, published_on, revision, retracted_at ON articles BEGIN
    INSERT INTO ledger_due (park_id) SELECT park_id FROM (SELECT OLD.park_id UNION SELECT NEW.park_id)
        WHERE park_id IS NOT NULL
        ON CONFLICT (park_id) DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER ledger_decided AFTER INSERT ON project_decisions BEGIN
    INSERT INTO ledger_due (park_id) VALUES (NEW.park_id)
        ON CONFLICT (park_id) DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER ledger_undecided AFTER DELETE ON project_decisions BEGIN
    INSERT INTO ledger_due (park_id) VALUES (OLD.park_id)
        ON CONFLICT (park_id) DO UPDATE SET changes = changes + 1;
END;
"""


def make(connection: sqlite3.Connection) -> None:
    """Makes the tables; every park with articles is due, so that a running bot reads what they tell."""
    run_script(connection, _TABLES)
    connection.execute(
        "INSERT INTO ledger_due (park_id) SELECT DISTINCT park_id FROM articles WHERE park_id IS NOT NULL"
    )
