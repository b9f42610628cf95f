-- The database: every table of today, what a row of it is, and what keeps it in step.
--
-- A new database is made from this page. One that exists is brought to it by the migrations in storage/tables/schema.py;
-- tests/storage/test_schema.py holds the two together, so a change is made in both places.
--
-- Moments (`…_at`, `…_until`, `…_since`, `at`, `not_before`) are UTC, `2026-04-04T01:00:00.000Z`, always of that
-- width, so that text order is time order. Days (`…_on`) are `2026-04-04`. Times of day are a chat's local `HH:MM`.
-- Flags are 0 and 1. JSON is kept as text. Ids named `telegram_…` are Telegram's, all others our own.


-- Parks ------------------------------------------------------------------------------------------------------------

-- A park, 开发区 or 园区, from a list or named by a page.
CREATE TABLE parks (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,                         -- in full
    county TEXT NOT NULL DEFAULT '',                   -- several are parted by /
    level TEXT NOT NULL DEFAULT '',                    -- 国家级, 省级 …
    parent_id INTEGER REFERENCES parks(id),            -- the park it lies in
    merged_into_id INTEGER REFERENCES parks(id),       -- the park it became part of: that one is shown instead
    confirmed INTEGER NOT NULL DEFAULT 1,              -- 0: only a page has named it so far
    source TEXT NOT NULL DEFAULT '',                   -- where the list has it from
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX parks_by_parent ON parks(parent_id);
CREATE INDEX parks_by_merger ON parks(merged_into_id);

-- A name that a park answers to; its own is one of them.
CREATE TABLE park_names (
    park_id INTEGER NOT NULL REFERENCES parks(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    key TEXT NOT NULL,                                 -- the name as it is compared (parsing.park_names.name_key)
    kind TEXT NOT NULL CHECK (kind IN ('name', 'alias', 'former')),
    PRIMARY KEY (park_id, key)
) WITHOUT ROWID;
CREATE INDEX park_names_by_key ON park_names(key);

-- A city that a park lies in, under its bare name: 运城.
CREATE TABLE park_cities (
    park_id INTEGER NOT NULL REFERENCES parks(id) ON DELETE CASCADE,
    city TEXT NOT NULL,
    PRIMARY KEY (park_id, city)
) WITHOUT ROWID;
CREATE INDEX park_cities_by_city ON park_cities(city);

-- A city once lain in by a park, with the number that buttons carry. It stays when the park moves.
CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TRIGGER cities_known AFTER INSERT ON park_cities BEGIN
    INSERT INTO cities (name) SELECT new.city
        WHERE NOT EXISTS (SELECT 1 FROM cities WHERE name = new.city);
END;


-- Newspapers -------------------------------------------------------------------------------------------------------

-- A newspaper that issues are made of, known by any of its names.
CREATE TABLE newspapers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                                -- as people see it
    merged_into_id INTEGER REFERENCES newspapers(id)   -- the one it turned out to be; it has neither names nor issues
);

-- A name that a newspaper was printed or is called by; its own is one of them.
CREATE TABLE newspaper_names (
    key TEXT PRIMARY KEY,                              -- the name as it is compared (parsing.newspaper_names)
    newspaper_id INTEGER NOT NULL REFERENCES newspapers(id),
    name TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX newspaper_names_by_newspaper ON newspaper_names(newspaper_id);


-- Articles ---------------------------------------------------------------------------------------------------------

-- What an editor looks at and mends before it is published, or published anew.
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY,
    editor_id INTEGER NOT NULL,                        -- Telegram's number of who has it; 0: nobody yet
    prepared TEXT NOT NULL,                            -- JSON of a storage.archive.prepared.PreparedIssue
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'published', 'discarded')),
    created_at TEXT NOT NULL,
    touched_at TEXT,                                   -- when an editor last did something to it
    reminded_at TEXT,                                  -- when its editor was reminded of it, which is done once
    publish_at TEXT,                                   -- when it publishes itself; NULL: when somebody says so
    pushed INTEGER NOT NULL DEFAULT 0,                 -- 1: it will then be pushed, or sound a notice
    preview_chat_id INTEGER,                           -- where its preview stands, by Telegram's numbers
    preview_message_id INTEGER,
    issue_id INTEGER REFERENCES issues(id)             -- what was made of it
);
CREATE INDEX drafts_open ON drafts(state, publish_at) WHERE state = 'open';

-- What an editor was asked to type; the next text of that person in that chat is the answer.
CREATE TABLE awaited (
    person INTEGER PRIMARY KEY,                        -- by Telegram's number
    telegram_chat_id INTEGER NOT NULL,
    draft_id INTEGER REFERENCES drafts(id) ON DELETE CASCADE,  -- NULL where it is about what is published
    key INTEGER NOT NULL,                              -- of an article of the draft; 0: the draft itself
    what TEXT NOT NULL,                                -- headline, brief, park …
    typed TEXT NOT NULL DEFAULT '',                    -- a first answer that the person is asked about
    asked_at TEXT NOT NULL
);
CREATE INDEX awaited_by_draft ON awaited(draft_id);

-- A file that an editor sent, or a text that was collected from messages, until a week after it was read.
CREATE TABLE uploads (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL,                           -- Telegram's number of the editor
    telegram_chat_id INTEGER NOT NULL,                 -- where it was sent, and where its preview goes
    message_id INTEGER NOT NULL,                       -- what brought it: known again when the update comes again
    sent_at TEXT NOT NULL,
    batch INTEGER NOT NULL DEFAULT 0,                  -- the first upload of those that one message tells of
    album TEXT NOT NULL DEFAULT '',                    -- Telegram's number of what was sent together
    file_id TEXT NOT NULL DEFAULT '',                  -- Telegram's; empty for a text
    text TEXT NOT NULL DEFAULT '',                     -- a collected text, until it is read
    name TEXT NOT NULL,
    link TEXT NOT NULL DEFAULT '',                     -- the post that a text was forwarded from
    size INTEGER NOT NULL DEFAULT 0,                   -- bytes
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'read', 'shown', 'failed')),
    reason TEXT NOT NULL DEFAULT '',                   -- why it could not be read, as the editor is told
    tries INTEGER NOT NULL DEFAULT 0,                  -- how often reading it has begun
    draft_id INTEGER REFERENCES drafts(id) ON DELETE SET NULL,
    progress_message_id INTEGER,                       -- of the batch, at its first upload
    told INTEGER NOT NULL DEFAULT 0,                   -- 1: the editor knows what became of the batch
    fetched_from TEXT NOT NULL DEFAULT '',             -- the address that is fetched; empty for files and texts
    offer TEXT NOT NULL DEFAULT '',                    -- JSON: the articles that the page at it lists
    picked TEXT NOT NULL DEFAULT '[]',                 -- JSON: which of them the editor wants, by their places
    UNIQUE (telegram_chat_id, message_id, sent_at)
);
CREATE INDEX uploads_open ON uploads(person, batch) WHERE NOT told;
CREATE INDEX uploads_by_batch ON uploads(batch);
CREATE INDEX uploads_by_draft ON uploads(draft_id) WHERE draft_id IS NOT NULL;

-- Texts that an editor sends one after the other, until they are read as one page.
CREATE TABLE pastes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL,
    telegram_chat_id INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'left', 'dropped')),  -- left: it takes no more
    touched_at TEXT NOT NULL,                          -- when its last text came
    parts INTEGER NOT NULL DEFAULT 0,
    characters INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,                  -- as UTF-8
    refused INTEGER NOT NULL DEFAULT 0,                -- texts that were too much
    message_id INTEGER,                                -- the message that says how far it is
    shown TEXT NOT NULL DEFAULT ''                     -- what of it that message says
);
CREATE UNIQUE INDEX pastes_open ON pastes(person, telegram_chat_id) WHERE state = 'open';

-- One text of a paste, as it was sent.
CREATE TABLE paste_parts (
    id INTEGER PRIMARY KEY,
    paste_id INTEGER NOT NULL REFERENCES pastes(id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',                   -- whom it was forwarded from
    link TEXT NOT NULL DEFAULT '',                     -- to the post, where that is public
    UNIQUE (paste_id, message_id)
);

-- A file of the watched folder (INBOX): it stays here when it is put away, so that its bytes are known again.
CREATE TABLE inbox_files (
    id INTEGER PRIMARY KEY,
    name BLOB NOT NULL,                                -- bytes, as the file system has it
    content TEXT NOT NULL,                             -- a hash of its bytes
    state TEXT NOT NULL CHECK (state IN ('reading', 'read', 'known', 'failed')),
    note TEXT NOT NULL DEFAULT '',                     -- what stands beside it: why it failed, or is known
    tries INTEGER NOT NULL DEFAULT 0,                  -- how often reading it has begun
    moved_to BLOB,                                     -- its name in done/ or failed/, once chosen
    moved INTEGER NOT NULL DEFAULT 0,                  -- 1: it lies in the folder no more
    draft_id INTEGER REFERENCES drafts(id) ON DELETE SET NULL,
    seen_at TEXT NOT NULL
);
CREATE INDEX inbox_files_there ON inbox_files(name) WHERE NOT moved;
CREATE INDEX inbox_files_by_content ON inbox_files(content);
CREATE INDEX inbox_files_by_draft ON inbox_files(draft_id) WHERE draft_id IS NOT NULL;

-- A feed, or a node page of an electronic edition, that is looked at every so often.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    link TEXT NOT NULL UNIQUE,                         -- {yyyy}, {mm} and {dd} in it stand for today's
    newspaper TEXT NOT NULL DEFAULT '',                -- of which its articles are; empty: as they say
    every_minutes INTEGER NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL DEFAULT '' CHECK (kind IN ('', 'feed', 'node')),  -- as it was at the last look
    title TEXT NOT NULL DEFAULT '',                    -- what it calls itself
    etag TEXT NOT NULL DEFAULT '',                     -- as it was sent, so that it need not be sent again
    modified TEXT NOT NULL DEFAULT '',
    next_at TEXT NOT NULL,                             -- when it is looked at next
    looked_at TEXT,
    result TEXT NOT NULL DEFAULT '',                   -- a constant of storage/desk/sources.py
    detail TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',                   -- why it failed, as editors are told
    failures INTEGER NOT NULL DEFAULT 0,               -- looks in a row that failed
    failing_since TEXT,
    told INTEGER NOT NULL DEFAULT 0,                   -- 1: editors know that it fails
    added_at TEXT NOT NULL
);
CREATE INDEX sources_by_turn ON sources(next_at) WHERE NOT paused;

-- An article that a source has announced: known, or not read so far.
CREATE TABLE source_entries (
    source_id INTEGER NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
    key TEXT NOT NULL,                                 -- a hash of its guid or link
    state TEXT NOT NULL CHECK (state IN ('known', 'failed')),
    tries INTEGER NOT NULL DEFAULT 0,                  -- how often its page could not be read
    seen_at TEXT NOT NULL,
    PRIMARY KEY (source_id, key)
) WITHOUT ROWID;
CREATE INDEX source_entries_by_key ON source_entries(key);

-- What an article says that came from a source, so that it doesn't come again from another.
CREATE TABLE source_articles (
    content_hash TEXT PRIMARY KEY,
    source_id INTEGER REFERENCES sources(id) ON DELETE SET NULL,
    draft_id INTEGER REFERENCES drafts(id) ON DELETE SET NULL,
    seen_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX source_articles_by_source ON source_articles(source_id) WHERE source_id IS NOT NULL;
CREATE INDEX source_articles_by_draft ON source_articles(draft_id) WHERE draft_id IS NOT NULL;

-- What an editor published in one go. The numbers tell what came before what; clocks may be set back.
CREATE TABLE issues (
    id INTEGER PRIMARY KEY,
    newspaper TEXT NOT NULL,                           -- what it was called when this was stored
    published_on TEXT NOT NULL,                        -- the newspaper's day
    date_assumed INTEGER NOT NULL,                     -- 1: the page didn't say its day
    page TEXT NOT NULL,                                -- 版, as printed; empty where unknown
    source_name TEXT NOT NULL,                         -- the file's name as the editor knows it
    furniture TEXT NOT NULL,                           -- JSON list: what of the page is no article
    pushed INTEGER NOT NULL,                           -- 1: 发布并推送, 0: 只发布
    stored_at TEXT NOT NULL,
    link TEXT NOT NULL DEFAULT '',                     -- the page's address, where one is known
    source_hash TEXT NOT NULL DEFAULT '',              -- of the file's text: the same page comes again as the same
    editor_id INTEGER NOT NULL DEFAULT 0,              -- who published it; 0: the command line
    full_text INTEGER NOT NULL DEFAULT 1,              -- 0: readers get its briefs and link, no whole text
    newspaper_id INTEGER REFERENCES newspapers(id)     -- NULL: the page didn't say
);
CREATE INDEX issues_by_newspaper ON issues(newspaper_id, published_on DESC, id DESC);
CREATE INDEX issues_by_arrival ON issues(stored_at);
CREATE INDEX issues_by_source ON issues(source_hash) WHERE source_hash <> '';

-- An article, known again by newspaper, day and content; what it says is in its revisions.
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    issue_id INTEGER NOT NULL REFERENCES issues(id),
    position INTEGER NOT NULL,                         -- its place in the issue, from 0
    newspaper TEXT NOT NULL,                           -- what it was called when this was stored
    published_on TEXT NOT NULL,
    content_hash TEXT NOT NULL,                        -- PreparedArticle.content_hash
    park_id INTEGER REFERENCES parks(id),              -- the one it is about; others are in `mentions`
    revision INTEGER NOT NULL DEFAULT 1,               -- the number of the one that holds
    retracted_at TEXT,                                 -- since when it is in no answer; editors still see it
    retraction TEXT NOT NULL DEFAULT '',               -- why
    retraction_sounds INTEGER NOT NULL DEFAULT 0,      -- 1: who had it also gets a message
    urgent INTEGER NOT NULL DEFAULT 0,                 -- 1: 加急, one of an issue: it waits for no digest
    story_id INTEGER,                                  -- the first of those that tell its story; NULL: it alone does
    keyed INTEGER NOT NULL DEFAULT 0,                  -- the revision that its `story_keys` are of; 0: it has none yet
    link TEXT NOT NULL DEFAULT '',                     -- its own page's address, where it isn't the issue's
    UNIQUE (newspaper, published_on, content_hash)
);
CREATE INDEX articles_by_issue ON articles(issue_id);
CREATE INDEX articles_by_hash ON articles(content_hash);
CREATE INDEX articles_by_park ON articles(park_id, published_on DESC, id DESC, story_id) WHERE retracted_at IS NULL;
CREATE INDEX articles_newest ON articles(published_on DESC, id DESC, story_id) WHERE retracted_at IS NULL;
CREATE INDEX articles_retracted ON articles(retracted_at) WHERE retracted_at IS NOT NULL;
CREATE INDEX articles_by_story ON articles(story_id, id) WHERE story_id IS NOT NULL;
CREATE INDEX articles_unkeyed ON articles(id) WHERE keyed <> revision;

-- A key under which an article is found by one that tells its story again (stories.keys). Those of earlier revisions
-- stay: a reprint may be of one. No reference: 16 rows an article are cheap, an index to delete them by is not, and
-- what is found is looked at again.
CREATE TABLE story_keys (
    key INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (key, article_id)
) WITHOUT ROWID;

-- What an editor said of a text and a stored article: that they tell one story, or two. It holds for this text
-- however often it is read again.
CREATE TABLE story_decisions (
    content_hash TEXT NOT NULL,                        -- PreparedArticle.content_hash
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    same INTEGER NOT NULL,                             -- 1: one story, 0: two
    PRIMARY KEY (content_hash, article_id)
) WITHOUT ROWID;
CREATE INDEX story_decisions_by_article ON story_decisions(article_id);

-- One state of an article's text, with its brief; numbered from 1 within the article.
CREATE TABLE revisions (
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    headline TEXT NOT NULL,
    blocks TEXT NOT NULL,                              -- JSON [[kind, text], …] in the page's order
    authors TEXT NOT NULL,                             -- JSON list of names
    brief TEXT NOT NULL,                               -- the pieces joined
    brief_pieces TEXT NOT NULL,                        -- JSON [[block, start, end], …]: where they were taken from
    ranker TEXT NOT NULL,                              -- the version of the ranker that chose them, or 'editor'
    stored_at TEXT NOT NULL,
    key_figures TEXT NOT NULL DEFAULT '[]',            -- JSON list of what stands under the brief
    editor_id INTEGER,                                 -- who made it; 0: the command line; NULL: not told
    park_id INTEGER REFERENCES parks(id),              -- what it was about then
    sounds INTEGER NOT NULL DEFAULT 0,                 -- 1: who had the one before also gets a message
    PRIMARY KEY (article_id, number)
);

-- A park that an article names besides the one it is about.
CREATE TABLE mentions (
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    park_id INTEGER NOT NULL REFERENCES parks(id),
    about INTEGER NOT NULL DEFAULT 0,                  -- 1: it is about this one too, as an editor said
    PRIMARY KEY (article_id, park_id)
) WITHOUT ROWID;
CREATE INDEX mentions_by_park ON mentions(park_id);
CREATE INDEX mentions_about ON mentions(park_id) WHERE about;

-- The words of an article's current text, one space between them, with a mark where a clause ends
-- (summaries.words.clause_words).
CREATE TABLE article_words (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
    headline TEXT NOT NULL,
    body TEXT NOT NULL
);


-- Projects ---------------------------------------------------------------------------------------------------------

-- A named undertaking of a park, as its articles tell of it. Projects and their tellings are made anew from all
-- articles of a park whenever one of them changes (storage/projects/ledger.py) and keep their numbers; what an editor decided is
-- in `project_decisions`.
CREATE TABLE projects (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    park_id INTEGER NOT NULL REFERENCES parks(id),
    name TEXT NOT NULL,                                -- the fullest that was told last, or an editor's
    stage TEXT NOT NULL DEFAULT '',                    -- where it stands, by all tellings; empty: none was told
    stage_on TEXT,                                     -- the day of that, as told, else of the article that tells it
    told_on TEXT NOT NULL,                             -- the day of the newest article that tells of it
    amount INTEGER,                                    -- the total told last, in yuan; NULL: none, or foreign money
    merged_into_id INTEGER REFERENCES projects(id),    -- what it turned out to be a telling of: that one is shown
    gone INTEGER NOT NULL DEFAULT 0                    -- 1: no article tells of it, or an editor said it is none
);
CREATE INDEX projects_by_park ON projects(park_id, told_on DESC) WHERE NOT gone;
CREATE INDEX projects_by_name ON projects(name) WHERE NOT gone;
CREATE INDEX projects_by_merger ON projects(merged_into_id) WHERE merged_into_id IS NOT NULL;

-- What one article tells of one project: every cell a span [block, start, end] of it, block -1 being its headline and
-- others its paragraphs.
CREATE TABLE project_tellings (
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    name TEXT NOT NULL,                                -- as the article has it; no two projects of one share it
    project_id INTEGER NOT NULL REFERENCES projects(id),
    revision INTEGER NOT NULL,                         -- of the article, that it was read from
    day TEXT NOT NULL,                                 -- of the article
    stage TEXT NOT NULL DEFAULT '',
    reached_on TEXT,                                   -- the day that the article gives for the stage
    owner TEXT NOT NULL DEFAULT '',
    investment TEXT NOT NULL DEFAULT '',               -- its words
    cells TEXT NOT NULL,                               -- JSON {name, mentions, owner, stage, investment, size}
    PRIMARY KEY (article_id, name)
) WITHOUT ROWID;
CREATE INDEX project_tellings_by_project ON project_tellings(project_id, day, article_id);
CREATE INDEX project_tellings_by_name ON project_tellings(name, project_id);

-- Of which project a telling was before that became a part of another, or another a part of it: where they come apart
-- again, each is known by its own.
CREATE TABLE project_parts (
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    project_id INTEGER NOT NULL REFERENCES projects(id),
    PRIMARY KEY (article_id, name)
) WITHOUT ROWID;
CREATE INDEX project_parts_by_project ON project_parts(project_id);

-- A step of a project that an article says will be taken by a time.
CREATE TABLE promises (
    id INTEGER PRIMARY KEY AUTOINCREMENT,              -- kept while the article, the step and the day are the same
    project_id INTEGER NOT NULL REFERENCES projects(id),
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    step TEXT NOT NULL,                                -- the stage that is promised
    words TEXT NOT NULL,                               -- 全部封顶
    time TEXT NOT NULL,                                -- 2026年年底
    what TEXT NOT NULL,                                -- JSON [block, start, end] of the words
    due_on TEXT,                                       -- the last day meant; NULL: its year is unknown
    outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'kept', 'late', 'put off')),  -- '': nothing yet
    noticed INTEGER NOT NULL DEFAULT 0                 -- 1: its day has been noticed, or was past when it was told
);
CREATE INDEX promises_by_project ON promises(project_id);
CREATE INDEX promises_by_article ON promises(article_id);
CREATE INDEX promises_by_day ON promises(due_on) WHERE due_on IS NOT NULL;
CREATE INDEX promises_to_notice ON promises(due_on) WHERE NOT noticed AND due_on IS NOT NULL;

-- What those who follow a project are told of it: that an article moved it on, or that a promise's day came. It stays
-- what it is while the ledger is made anew; what it says is that of the newest ledger.
CREATE TABLE project_news (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES projects(id),
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,  -- that moved it on, or gave the promise
    step TEXT NOT NULL DEFAULT '',                     -- of a promise whose day came; empty: an article moved it on
    due_on TEXT NOT NULL DEFAULT '',                   -- that day
    said TEXT NOT NULL,                                -- JSON of a storage.projects.news.Said
    gone INTEGER NOT NULL DEFAULT 0,                   -- 1: no article says so any more
    version INTEGER NOT NULL DEFAULT 1,                -- one more with each change of what it says
    made_at TEXT NOT NULL,
    UNIQUE (project_id, article_id, step, due_on)
);
CREATE INDEX project_news_by_article ON project_news(article_id);

-- What an editor decided by hand, and whether it was taken back.
CREATE TABLE project_decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ruling TEXT NOT NULL CHECK (ruling IN ('same', 'apart', 'name', 'none')),
    text TEXT NOT NULL DEFAULT '',                     -- the name that it was given
    person INTEGER NOT NULL DEFAULT 0,                 -- Telegram's number; 0: the command line, or somebody forgotten
    at TEXT NOT NULL,
    undone_at TEXT                                     -- when it was taken back; NULL: it holds
);

-- A telling that a decision is about, named by its article and its name there, so that it outlasts everything that is
-- made anew. Of one project there may be several: one that is retracted later takes nothing with it.
CREATE TABLE project_anchors (
    decision_id INTEGER NOT NULL REFERENCES project_decisions(id) ON DELETE CASCADE,
    other INTEGER NOT NULL,                            -- 1: it is of the other of two projects
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (decision_id, other, article_id, name)
) WITHOUT ROWID;
CREATE INDEX project_anchors_by_article ON project_anchors(article_id);

-- Parks whose projects are behind their articles. `changes` tells whether it was changed again meanwhile.
CREATE TABLE ledger_due (
    park_id INTEGER PRIMARY KEY REFERENCES parks(id) ON DELETE CASCADE,
    changes INTEGER NOT NULL DEFAULT 1
);
CREATE TRIGGER ledger_article_told AFTER INSERT ON revisions BEGIN
    INSERT INTO ledger_due (park_id) SELECT a.park_id FROM articles a
        WHERE a.id = NEW.article_id AND a.park_id IS NOT NULL
        ON CONFLICT (park_id) DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER ledger_article_changed AFTER UPDATE OF park_id, published_on, revision, retracted_at ON articles BEGIN
    INSERT INTO ledger_due (park_id) SELECT park_id FROM (SELECT OLD.park_id UNION SELECT NEW.park_id)
        WHERE park_id IS NOT NULL ON CONFLICT (park_id) DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER ledger_decided AFTER INSERT ON project_anchors BEGIN
    INSERT INTO ledger_due (park_id) SELECT park_id FROM articles WHERE id = NEW.article_id AND park_id IS NOT NULL
        ON CONFLICT (park_id) DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER ledger_undecided AFTER UPDATE OF undone_at ON project_decisions BEGIN
    INSERT INTO ledger_due (park_id) SELECT DISTINCT a.park_id FROM project_anchors n JOIN articles a ON a.id = n.article_id
        WHERE n.decision_id = NEW.id AND a.park_id IS NOT NULL
        ON CONFLICT (park_id) DO UPDATE SET changes = changes + 1;
END;


-- Search -----------------------------------------------------------------------------------------------------------

-- An article's place in the search index. Its number is days since 1970-01-01 × 1,000,000 + its place in the day,
-- so that walking the index backwards is newest first and a stretch of days is a stretch of numbers. No foreign
-- key: a row goes in the same trigger as its index entry, which needs what it says.
CREATE TABLE search_rows (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL UNIQUE,
    marks TEXT NOT NULL                                -- 'all', and 'p12' for each park that it is about
);
CREATE VIEW search_marks AS SELECT a.id AS article_id, 'all' || coalesce(' p' || a.park_id, '') || coalesce(
        (SELECT group_concat(' p' || m.park_id, '') FROM mentions m WHERE m.article_id = a.id AND m.about), ''
    ) AS marks FROM articles a;
CREATE VIEW search_content AS SELECT s.id, s.article_id, s.marks, w.headline, w.body
    FROM search_rows s JOIN article_words w ON w.article_id = s.article_id;
CREATE VIRTUAL TABLE search_index USING fts5(
    marks, headline, body, content = 'search_content', content_rowid = 'id'
);

-- These keep the index in step however an article, its parks, its day or its words change, or it is retracted.
-- Whoever changes `mentions.about` touches `articles.park_id` behind it. FTS5 takes an entry out
-- by being told what it says (sqlite.org/fts5.html#external_content_tables).
CREATE TRIGGER search_words_added AFTER INSERT ON article_words BEGIN
    INSERT INTO search_rows
    SELECT coalesce((SELECT max(s.id) FROM search_rows s
            WHERE s.id >= CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000
                AND s.id < CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000 + 1000000
            ) + 1, CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000),
            a.id, (SELECT k.marks FROM search_marks k WHERE k.article_id = a.id)
        FROM articles a JOIN article_words w ON w.article_id = a.id
        WHERE a.id = new.article_id AND a.retracted_at IS NULL;
    INSERT INTO search_index (rowid, marks, headline, body)
        SELECT id, marks, headline, body FROM search_content WHERE article_id = new.article_id;
END;
CREATE TRIGGER search_words_changed AFTER UPDATE OF headline, body ON article_words BEGIN
    INSERT INTO search_index (search_index, rowid, marks, headline, body)
        SELECT 'delete', s.id, s.marks, old.headline, old.body FROM search_rows s
            JOIN article_words w ON w.article_id = s.article_id WHERE s.article_id = old.article_id;
    INSERT INTO search_index (rowid, marks, headline, body)
        SELECT id, marks, headline, body FROM search_content WHERE article_id = new.article_id;
END;
CREATE TRIGGER search_words_deleted BEFORE DELETE ON article_words BEGIN
    INSERT INTO search_index (search_index, rowid, marks, headline, body)
        SELECT 'delete', s.id, s.marks, old.headline, old.body FROM search_rows s
            JOIN article_words w ON w.article_id = s.article_id WHERE s.article_id = old.article_id;
    DELETE FROM search_rows WHERE article_id = old.article_id;
END;
CREATE TRIGGER search_article_moved AFTER UPDATE OF park_id, published_on, retracted_at ON articles BEGIN
    INSERT INTO search_index (search_index, rowid, marks, headline, body)
        SELECT 'delete', s.id, s.marks, w.headline, w.body FROM search_rows s
            JOIN article_words w ON w.article_id = s.article_id WHERE s.article_id = old.id;
    DELETE FROM search_rows WHERE article_id = old.id;
    INSERT INTO search_rows
    SELECT coalesce((SELECT max(s.id) FROM search_rows s
            WHERE s.id >= CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000
                AND s.id < CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000 + 1000000
            ) + 1, CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000),
            a.id, (SELECT k.marks FROM search_marks k WHERE k.article_id = a.id)
        FROM articles a JOIN article_words w ON w.article_id = a.id
        WHERE a.id = new.id AND a.retracted_at IS NULL;
    INSERT INTO search_index (rowid, marks, headline, body)
        SELECT id, marks, headline, body FROM search_content WHERE article_id = new.id;
END;


-- Chats ------------------------------------------------------------------------------------------------------------

-- A place that receives: a private chat, a group, a channel, or one topic of a forum group.
CREATE TABLE chats (
    id INTEGER PRIMARY KEY,
    telegram_id INTEGER NOT NULL,                      -- negative for groups and channels
    thread_id INTEGER NOT NULL DEFAULT 0,              -- the topic; 0 outside topics and for General
    kind TEXT NOT NULL,                                -- as Telegram calls it: private, group, supergroup, channel
    title TEXT NOT NULL DEFAULT '',
    timezone TEXT,                                     -- IANA; NULL: the configured one
    digest TEXT NOT NULL DEFAULT 'daily' CHECK (digest IN ('daily', 'now', 'off')),
    digest_time TEXT,                                  -- NULL: the configured one
    created_at TEXT NOT NULL,
    off_at TEXT,                                       -- since when nothing is sent, for good
    off_reason TEXT,                                   -- in Telegram's words
    not_before TEXT,                                   -- it rests until then: Telegram asked for it, or it is held
    weekdays TEXT CHECK (weekdays <> '' AND weekdays NOT GLOB '*[^1-7]*'),  -- of digests, 1 is Monday; NULL: all
    quiet_from TEXT,                                   -- quiet hours, may cross midnight; NULL: none
    quiet_until TEXT,
    quiet_silently INTEGER NOT NULL DEFAULT 0,         -- 1: sent without a sound in them, instead of held back
    paused_until TEXT,
    silent INTEGER NOT NULL DEFAULT 0,                 -- 1: everything is sent without a sound
    topic_lost_at TEXT,                                -- since when a lost topic's messages go to General
    greeted_at TEXT,
    held_since TEXT,                                   -- since when it takes nothing for now (storage/chats/holds.py)
    hold_reason TEXT,                                  -- stays until a message has been taken again
    hold_tries INTEGER NOT NULL DEFAULT 0,
    held_alone INTEGER NOT NULL DEFAULT 0,             -- 1: this topic alone is held, not its whole place
    announcements INTEGER NOT NULL DEFAULT 1,          -- 0: it wants none
    urgent INTEGER NOT NULL DEFAULT 1,                 -- 0: what is urgent comes with its digest
    UNIQUE (telegram_id, thread_id)
);

-- A group or channel that takes nothing any more, until owners have been told.
CREATE TABLE lost_places (
    telegram_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    is_off INTEGER NOT NULL                            -- 1: it isn't tried any more
);

-- What a chat wants to hear of: a park, a newspaper, a project, or a city or keyword by its word.
CREATE TABLE follows (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('park', 'city', 'keyword', 'newspaper', 'project')),
    park_id INTEGER REFERENCES parks(id),
    word TEXT,                                         -- cities.name or keywords.words
    newspaper_id INTEGER REFERENCES newspapers(id),
    project_id INTEGER REFERENCES projects(id),
    followed_at TEXT NOT NULL,
    after_issue INTEGER NOT NULL DEFAULT 0,            -- the last issue before it: that and older ones aren't owed
    begun_for TEXT,                                    -- JSON numbers of the projects that it followed before they became
                                                       -- this one, which may be one of them; NULL: this one alone
    CHECK ((kind = 'park') = (park_id IS NOT NULL) AND (kind IN ('city', 'keyword')) = (word IS NOT NULL)
        AND (kind = 'newspaper') = (newspaper_id IS NOT NULL)
        AND (kind = 'project') = (project_id IS NOT NULL))
);
CREATE UNIQUE INDEX follows_once ON follows(chat_id, kind, coalesce(park_id, word, newspaper_id, project_id));
-- These answer by themselves who follows what, without a look at the table, which would cost publishing a quarter more.
CREATE INDEX follows_by_park ON follows(kind, park_id, chat_id, after_issue);
CREATE INDEX follows_by_word ON follows(kind, word, chat_id, after_issue) WHERE word IS NOT NULL;
CREATE INDEX follows_by_newspaper ON follows(newspaper_id, chat_id, after_issue) WHERE newspaper_id IS NOT NULL;
CREATE INDEX follows_by_project ON follows(project_id, chat_id, after_issue) WHERE project_id IS NOT NULL;

-- A keyword, with the number that buttons carry and that is never given to another one.
CREATE TABLE keywords (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    words TEXT NOT NULL UNIQUE,                        -- as article_words has them
    first TEXT NOT NULL,                               -- the first of them, by which it is found
    shown TEXT NOT NULL                                -- as its reader wrote it
);
CREATE INDEX keywords_by_first ON keywords(first);

-- Whose word a keyword is. It outlasts an unfollow, which a button takes back, and goes with its last chat.
CREATE TABLE keywords_of_chats (
    chat_id INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
    keyword_id INTEGER NOT NULL REFERENCES keywords(id) ON DELETE CASCADE,
    PRIMARY KEY (chat_id, keyword_id)
) WITHOUT ROWID;
CREATE INDEX keywords_of_chats_by_keyword ON keywords_of_chats(keyword_id);


-- Announcements ----------------------------------------------------------------------------------------------------

-- What an editor tells chats that is no article. It is owed as deliveries of the kind `announcement`; taken back,
-- as `withdrawal` to those who have it.
CREATE TABLE announcements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,              -- its number
    person INTEGER NOT NULL,                           -- who wrote it: Telegram's number; 0: the command line, or
                                                       -- somebody forgotten
    audience TEXT NOT NULL CHECK (audience IN ('', 'all', 'park', 'city')),  -- '': not chosen yet
    park_id INTEGER REFERENCES parks(id),              -- whose followers get it
    city TEXT,
    text TEXT NOT NULL DEFAULT '',                     -- plain, as it was typed
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'leaving', 'sent', 'withdrawn', 'dropped')),
    made_at TEXT NOT NULL,
    leaves_at TEXT,                                    -- when it is sent, unless it is called back before
    sent_at TEXT,
    withdrawn_at TEXT,
    chats INTEGER NOT NULL DEFAULT 0,                  -- how many it was owed to
    card_chat_id INTEGER,                              -- where its card stands, by Telegram's numbers
    card_message_id INTEGER
);
CREATE INDEX announcements_leaving ON announcements(leaves_at) WHERE state = 'leaving';
CREATE INDEX announcements_withdrawn ON announcements(id) WHERE state = 'withdrawn';


-- Deliveries -------------------------------------------------------------------------------------------------------

-- What goes out: text and buttons are committed before the first try and sent byte for byte as committed.
CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,              -- never given to another: a message may go while it is sent
    chat_id INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
    text TEXT NOT NULL,                                -- HTML
    buttons TEXT NOT NULL,                             -- JSON rows of [label, data]
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'parked')),
    attempts INTEGER NOT NULL DEFAULT 0,               -- tries that failed
    not_before TEXT,                                   -- when the next try may be
    telegram_message_id INTEGER,
    reason TEXT,                                       -- why the last try failed
    packed_at TEXT NOT NULL,
    sent_at TEXT,
    silent INTEGER NOT NULL DEFAULT 0,                 -- 1: it makes no sound where it arrives
    edits_id INTEGER REFERENCES messages(id),          -- the sent message that it puts in order; else it is a new one
    opening TEXT NOT NULL DEFAULT '',                  -- the line above its briefs, which stays when it is edited
    tried INTEGER NOT NULL DEFAULT 0,                  -- 1: it may have been taken without our hearing of it
    doubled INTEGER NOT NULL DEFAULT 0                 -- 1: it may stand there twice, and one copy can't be edited
);
CREATE INDEX messages_edits ON messages(edits_id) WHERE edits_id IS NOT NULL;
CREATE INDEX messages_by_chat ON messages(chat_id, state);
CREATE INDEX messages_pending ON messages(id) WHERE state = 'pending';
CREATE INDEX messages_parked ON messages(id) WHERE state = 'parked';
CREATE INDEX messages_by_sending ON messages(sent_at) WHERE sent_at IS NOT NULL;

-- What is owed to a chat: one subject, once in each version. What a subject is follows from the kind; for each table
-- of subjects there is a generated column that refers to it, here `article_id`. A kind with subjects of its own needs
-- `ALTER TABLE deliveries ADD COLUMN` of such a column, and its name in the trigger `deliveries_owed`.
--
-- Publishing writes 100,000 rows here in one statement; benchmarks/publishing.py prints what each of these saves it.
-- The usual kind and state are asked for before the lists of others, since SQLite makes the list behind an IN anew for
-- every row: a sixth more for the kinds, a fifth for the states. New rows come at the end of the one index of all rows,
-- and a chat's are found in parts (storage/deliveries/parts.py).
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,                          -- of chats; see `chats_deleted`
    kind TEXT NOT NULL,                                -- push, correction, retraction: of an article; announcement,
                                                       -- withdrawal: of an announcement; project, project_edit: of
                                                       -- news of a project
    subject INTEGER NOT NULL,                          -- the number of what it is about
    version INTEGER NOT NULL DEFAULT 1,                -- of a correction: the revision; an article is pushed once
    due_at TEXT NOT NULL,                              -- as the chat's schedule says (storage/schedule.py)
    state TEXT NOT NULL DEFAULT 'pending'
        CHECK (state = 'pending' OR state IN ('sent', 'cancelled', 'expired', 'parked')),
    message_id INTEGER REFERENCES messages(id),        -- the message it is packed in
    reason TEXT,                                       -- why it was not sent
    owed_at TEXT NOT NULL,
    article_id INTEGER GENERATED ALWAYS AS (
        CASE WHEN kind = 'push' OR kind IN ('correction', 'retraction') THEN subject END
    ) VIRTUAL REFERENCES articles(id),
    urgent_on TEXT,                                    -- the chat's day whose urgent push it is; NULL: with the digest
    announcement_id INTEGER GENERATED ALWAYS AS (
        CASE WHEN kind <> 'push' AND kind IN ('announcement', 'withdrawal') THEN subject END
    ) VIRTUAL REFERENCES announcements(id),
    project_news_id INTEGER GENERATED ALWAYS AS (
        CASE WHEN kind <> 'push' AND kind IN ('project', 'project_edit') THEN subject END
    ) VIRTUAL REFERENCES project_news(id),
    UNIQUE (kind, subject, chat_id, version)
);
CREATE INDEX deliveries_waiting ON deliveries(chat_id, due_at) WHERE state = 'pending' AND message_id IS NULL;
CREATE INDEX deliveries_never_packed ON deliveries(chat_id) WHERE state <> 'pending' AND message_id IS NULL;
CREATE INDEX deliveries_by_message ON deliveries(message_id) WHERE message_id IS NOT NULL;
CREATE INDEX deliveries_urgent ON deliveries(chat_id, urgent_on) WHERE urgent_on IS NOT NULL;
CREATE INDEX deliveries_ended ON deliveries(owed_at) WHERE state <> 'pending' AND message_id IS NULL;

-- How many deliveries of a subject there were that are not kept any more (storage/deliveries/message_pruning.py).
CREATE TABLE ended_deliveries (
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    state TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (kind, subject, state)
) WITHOUT ROWID;

-- Which rows are a chat's: those that wait, those that never went into a message, those in its messages.
CREATE VIEW deliveries_of_chats AS
    SELECT id, chat_id FROM deliveries WHERE state = 'pending' AND message_id IS NULL
    UNION ALL SELECT id, chat_id FROM deliveries WHERE state <> 'pending' AND message_id IS NULL
    UNION ALL SELECT d.id, m.chat_id FROM messages m JOIN deliveries d ON d.message_id = m.id;
-- In place of a reference, which would look through every row.
CREATE TRIGGER chats_deleted BEFORE DELETE ON chats BEGIN
    DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries_of_chats WHERE chat_id = OLD.id);
END;

-- When a chat is next to be looked at by delivery (storage/deliveries/turns.py): as long as anything is owed to it.
CREATE TABLE turns (
    chat_id INTEGER PRIMARY KEY REFERENCES chats(id) ON DELETE CASCADE,
    at TEXT NOT NULL
);
CREATE INDEX turns_by_time ON turns(at);

-- These bring a chat's turn forward when something could be sent earlier. New pushes, and what puts them right, get
-- theirs in one statement (storage/deliveries/turns.py), which saves publishing a tenth and correcting almost half; what is
-- neither is of a kind that is known.
CREATE TRIGGER deliveries_owed AFTER INSERT ON deliveries
    WHEN NEW.kind <> 'push' AND NEW.kind <> 'correction' AND NEW.kind <> 'retraction'
BEGIN
    SELECT RAISE(ABORT, 'no such kind of delivery')
        WHERE NEW.kind NOT IN ('announcement', 'withdrawal', 'project', 'project_edit');
    INSERT INTO turns (chat_id, at)
        SELECT NEW.chat_id, NEW.due_at WHERE NEW.state = 'pending' AND NEW.message_id IS NULL
        ON CONFLICT (chat_id) DO UPDATE SET at = excluded.at WHERE excluded.at < at;
END;
CREATE TRIGGER deliveries_changed AFTER UPDATE OF chat_id, due_at, state, message_id ON deliveries
    WHEN NEW.state = 'pending' AND NEW.message_id IS NULL
BEGIN
    INSERT INTO turns (chat_id, at) VALUES (NEW.chat_id, NEW.due_at)
    ON CONFLICT (chat_id) DO UPDATE SET at = excluded.at WHERE excluded.at < at;
END;
CREATE TRIGGER messages_packed AFTER INSERT ON messages WHEN NEW.state = 'pending'
BEGIN
    INSERT INTO turns (chat_id, at) VALUES (NEW.chat_id, coalesce(NEW.not_before, NEW.packed_at))
    ON CONFLICT (chat_id) DO UPDATE SET at = excluded.at WHERE excluded.at < at;
END;
CREATE TRIGGER messages_changed AFTER UPDATE OF chat_id, state, not_before ON messages WHEN NEW.state = 'pending'
BEGIN
    INSERT INTO turns (chat_id, at) VALUES (NEW.chat_id, coalesce(NEW.not_before, NEW.packed_at))
    ON CONFLICT (chat_id) DO UPDATE SET at = excluded.at WHERE excluded.at < at;
END;


-- People -----------------------------------------------------------------------------------------------------------

-- Who may publish besides the owners. One that was removed stays, for the log and until added again.
CREATE TABLE editors (
    person INTEGER PRIMARY KEY,                        -- Telegram's number
    name TEXT NOT NULL DEFAULT '',
    added_by INTEGER NOT NULL,                         -- a person; 0 is the command line
    added_at TEXT NOT NULL,
    removed_at TEXT
);

-- A link that makes an editor of whoever opens it: once, and for a while.
CREATE TABLE invitations (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,                         -- SHA-256 of what the link carries, which is kept nowhere
    made_by INTEGER NOT NULL,                          -- a person; 0 is the command line
    made_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_by INTEGER,
    used_at TEXT
);

-- Somebody who has written to the bot, so that an owner can name them by their @name.
CREATE TABLE acquaintances (
    person INTEGER PRIMARY KEY,                        -- Telegram's number
    username TEXT NOT NULL DEFAULT '',                 -- without the @
    name TEXT NOT NULL DEFAULT '',
    seen_at TEXT NOT NULL                              -- when they were first seen under these names
);
CREATE INDEX acquaintances_by_username ON acquaintances(lower(username));

-- What a reader wrote to the editors.
CREATE TABLE letters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER,                                    -- by Telegram's number; NULL: it was taken back by /forget
    text TEXT NOT NULL,
    article_id INTEGER REFERENCES articles(id) ON DELETE SET NULL,  -- what it is about; NULL: nothing in particular
    message_id INTEGER NOT NULL,                       -- what brought it: known again when the update comes again
    sent_at TEXT NOT NULL,                             -- by Telegram's clock
    written_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open'
        CHECK (state IN ('open', 'answered', 'closed', 'corrected', 'retracted', 'forgotten')),
    handed_on INTEGER NOT NULL DEFAULT 0,              -- 1: every editor of that moment has a copy coming
    settled_by INTEGER,                                -- a person; 0 is the command line
    settled_at TEXT,
    answer TEXT NOT NULL DEFAULT '',
    mends_from INTEGER,                                -- the article's revision when an editor went to put it right
    mending_by INTEGER,                                -- that editor
    reminded_at TEXT                                   -- when editors were reminded of it, which is done once
);
CREATE UNIQUE INDEX letters_once ON letters(person, message_id, sent_at) WHERE person IS NOT NULL;
CREATE INDEX letters_by_person ON letters(person, written_at) WHERE person IS NOT NULL;
CREATE INDEX letters_open ON letters(id) WHERE state = 'open';
CREATE INDEX letters_to_hand_on ON letters(id) WHERE NOT handed_on;
CREATE INDEX letters_mended ON letters(article_id) WHERE mends_from IS NOT NULL;
CREATE INDEX letters_forgotten ON letters(id) WHERE state = 'forgotten';

-- A letter in an editor's chat.
CREATE TABLE letter_copies (
    letter_id INTEGER NOT NULL REFERENCES letters(id) ON DELETE CASCADE,
    chat_id INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
    message_id INTEGER REFERENCES messages(id) ON DELETE SET NULL,
    outdated INTEGER NOT NULL DEFAULT 0,               -- 1: it doesn't say yet how the letter stands
    PRIMARY KEY (letter_id, chat_id)
) WITHOUT ROWID;
CREATE INDEX letter_copies_by_chat ON letter_copies(chat_id);
CREATE INDEX letter_copies_by_message ON letter_copies(message_id) WHERE message_id IS NOT NULL;
CREATE INDEX letter_copies_to_show ON letter_copies(letter_id) WHERE outdated OR message_id IS NULL;

-- Whose letters are not taken.
CREATE TABLE muted (
    person INTEGER PRIMARY KEY,                        -- by Telegram's number
    muted_by INTEGER NOT NULL,                         -- a person; 0 is the command line
    muted_at TEXT NOT NULL,
    letter_id INTEGER,                                 -- the letter for which they were, by its number alone
    drop_at TEXT                                       -- until when the number is kept of one who sent /forget
);

-- What somebody did that others may ask about. No references: it outlasts what it is about.
CREATE TABLE deeds (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    person INTEGER NOT NULL,                           -- Telegram's number; 0 is the command line
    what TEXT NOT NULL,                                -- a constant of storage/people/deeds.py
    issue_id INTEGER,
    article_id INTEGER,
    detail TEXT NOT NULL DEFAULT ''
);
CREATE INDEX deeds_by_time ON deeds(at);

-- A /forget that was carried out, by the number of its line in the list beside the database
-- (storage/chats/forgotten_list.py): that line needn't be heeded when this database is restored. It names nobody.
CREATE TABLE forgotten (line TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX forgotten_by_time ON forgotten(at);


-- A trouble that needs a person, until owners have heard that it is over (storage/operating/troubles.py).
CREATE TABLE troubles (
    kind TEXT PRIMARY KEY,                             -- a constant of storage/operating/troubles.py
    since TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT '',                   -- numbers or an error's words, for owners
    told_at TEXT,                                      -- when owners were told that it has begun
    over_at TEXT,                                      -- when it ended, until they are told that
    times INTEGER NOT NULL DEFAULT 1                   -- how often it has come, coming back before they were
) WITHOUT ROWID;


-- Besides ----------------------------------------------------------------------------------------------------------

-- One value each that must outlast a restart: which list of parks was loaded, until when all sending is paused …
CREATE TABLE markers (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
