-- The public archive: what newspapers printed and what was read from it. Every column here is filled by a list in
-- storage/keeping/public_archive.py; nothing of readers, editors or chats has a place in it.
--
-- Days are `2026-04-04`. `cities`, `other_names` and `key_figures` are JSON lists.

CREATE TABLE archive (
    made_at TEXT NOT NULL,                             -- UTC
    as_of TEXT NOT NULL                                -- the day by which `promises.outcome` is told
);

CREATE TABLE parks (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    other_names TEXT NOT NULL,
    cities TEXT NOT NULL,
    county TEXT NOT NULL,
    level TEXT NOT NULL,
    parent_id INTEGER REFERENCES parks(id)
);

CREATE TABLE issues (
    id INTEGER PRIMARY KEY,
    newspaper TEXT NOT NULL,
    published_on TEXT NOT NULL,
    page TEXT NOT NULL,
    link TEXT NOT NULL
);

-- `text` is empty where readers may have the brief alone.
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    issue_id INTEGER NOT NULL REFERENCES issues(id),
    newspaper TEXT NOT NULL,
    published_on TEXT NOT NULL,
    park_id INTEGER REFERENCES parks(id),
    park TEXT NOT NULL,
    cities TEXT NOT NULL,
    headline TEXT NOT NULL,
    brief TEXT NOT NULL,
    key_figures TEXT NOT NULL,
    text TEXT NOT NULL,
    link TEXT NOT NULL
);

CREATE VIEW briefs AS
    SELECT id AS article_id, published_on, newspaper, park_id, park, cities, headline, brief, key_figures, link
    FROM articles WHERE brief <> '';

-- Every park that an article is about.
CREATE TABLE article_parks (
    article_id INTEGER NOT NULL REFERENCES articles(id),
    park_id INTEGER NOT NULL REFERENCES parks(id),
    PRIMARY KEY (article_id, park_id)
) WITHOUT ROWID;

CREATE TABLE projects (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    park_id INTEGER NOT NULL REFERENCES parks(id),
    park TEXT NOT NULL,
    cities TEXT NOT NULL,
    stage TEXT NOT NULL,
    stage_on TEXT,
    told_on TEXT NOT NULL,
    amount INTEGER                                     -- yuan
);

-- What one article tells of one project, in its words.
CREATE TABLE project_sources (
    project_id INTEGER NOT NULL REFERENCES projects(id),
    article_id INTEGER NOT NULL REFERENCES articles(id),
    day TEXT NOT NULL,
    name TEXT NOT NULL,
    stage TEXT NOT NULL,
    reached_on TEXT,
    stage_words TEXT NOT NULL,
    owner TEXT NOT NULL,
    investment TEXT NOT NULL,
    PRIMARY KEY (article_id, name)
) WITHOUT ROWID;

CREATE TABLE promises (
    id INTEGER PRIMARY KEY,
    project_id INTEGER NOT NULL REFERENCES projects(id),
    project TEXT NOT NULL,
    park TEXT NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    step TEXT NOT NULL,
    words TEXT NOT NULL,
    time TEXT NOT NULL,
    due_on TEXT,
    outcome TEXT NOT NULL
);

-- Words of three characters and more are found by the first; those of two, which it can't find, by the second, whose
-- entries are an article's pairs of letters, digits and Chinese characters that stand side by side.
CREATE VIRTUAL TABLE article_search USING fts5(
    headline, brief, text, content="articles", content_rowid="id", tokenize='trigram'
);
CREATE VIRTUAL TABLE article_pairs USING fts5(pairs, content='', columnsize=0, detail=none, tokenize='ascii');
