-- A database as version 0.1.0 left it: tables, then rows, then what is made of them.
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE TABLE parks (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            county TEXT NOT NULL DEFAULT '',
            level TEXT NOT NULL DEFAULT '',
            parent_id INTEGER REFERENCES parks(id),
            merged_into_id INTEGER REFERENCES parks(id),
            confirmed INTEGER NOT NULL DEFAULT 1,
            source TEXT NOT NULL DEFAULT '',
            note TEXT NOT NULL DEFAULT ''
        );
CREATE TABLE park_names (
            park_id INTEGER NOT NULL REFERENCES parks(id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            key TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('name', 'alias', 'former')),
            PRIMARY KEY (park_id, key)
        ) WITHOUT ROWID;
CREATE TABLE park_cities (
            park_id INTEGER NOT NULL REFERENCES parks(id) ON DELETE CASCADE,
            city TEXT NOT NULL,
            PRIMARY KEY (park_id, city)
        ) WITHOUT ROWID;
CREATE TABLE markers (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE drafts (
            id INTEGER PRIMARY KEY,
            editor_id INTEGER NOT NULL,
            prepared TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'published', 'discarded')),
            created_at TEXT NOT NULL
        );
CREATE TABLE issues (
            id INTEGER PRIMARY KEY,
            newspaper TEXT NOT NULL,
            published_on TEXT NOT NULL,
            date_assumed INTEGER NOT NULL,
            page TEXT NOT NULL,
            source_name TEXT NOT NULL,
            furniture TEXT NOT NULL,
            pushed INTEGER NOT NULL,
            stored_at TEXT NOT NULL
        );
CREATE TABLE articles (
            id INTEGER PRIMARY KEY,
            issue_id INTEGER NOT NULL REFERENCES issues(id),
            position INTEGER NOT NULL,
            newspaper TEXT NOT NULL,
            published_on TEXT NOT NULL,
            content_hash TEXT NOT NULL,
            park_id INTEGER REFERENCES parks(id),
            revision INTEGER NOT NULL DEFAULT 1,
            UNIQUE (newspaper, published_on, content_hash)
        );
CREATE TABLE revisions (
            article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            headline TEXT NOT NULL,
            blocks TEXT NOT NULL,
            authors TEXT NOT NULL,
            brief TEXT NOT NULL,
            brief_pieces TEXT NOT NULL,
            ranker TEXT NOT NULL,
            stored_at TEXT NOT NULL, key_figures TEXT NOT NULL DEFAULT '[]',
            PRIMARY KEY (article_id, number)
        );
CREATE TABLE mentions (
            article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            park_id INTEGER NOT NULL REFERENCES parks(id),
            PRIMARY KEY (article_id, park_id)
        ) WITHOUT ROWID;
CREATE TABLE article_words (
            article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
            headline TEXT NOT NULL,
            body TEXT NOT NULL
        );
CREATE TABLE chats (
            id INTEGER PRIMARY KEY,
            telegram_id INTEGER NOT NULL,
            thread_id INTEGER NOT NULL DEFAULT 0,
            kind TEXT NOT NULL,
            title TEXT NOT NULL DEFAULT '',
            timezone TEXT,
            digest TEXT NOT NULL DEFAULT 'daily' CHECK (digest IN ('daily', 'now', 'off')),
            digest_time TEXT,
            created_at TEXT NOT NULL,
            off_at TEXT,
            off_reason TEXT,
            not_before TEXT, weekdays TEXT CHECK (weekdays <> '' AND weekdays NOT GLOB '*[^1-7]*'), quiet_from TEXT, quiet_until TEXT, quiet_silently INTEGER NOT NULL DEFAULT 0, paused_until TEXT, silent INTEGER NOT NULL DEFAULT 0, topic_lost_at TEXT, greeted_at TEXT, held_since TEXT, hold_reason TEXT, hold_tries INTEGER NOT NULL DEFAULT 0, held_alone INTEGER NOT NULL DEFAULT 0,
            UNIQUE (telegram_id, thread_id)
        );
CREATE TABLE follows (
            id INTEGER PRIMARY KEY,
            chat_id INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('park', 'city', 'keyword')),
            park_id INTEGER REFERENCES parks(id),
            word TEXT,
            followed_at TEXT NOT NULL, after_issue INTEGER NOT NULL DEFAULT 0,
            CHECK ((kind = 'park') = (park_id IS NOT NULL) AND (kind = 'park') = (word IS NULL))
        );
CREATE TABLE turns (
            chat_id INTEGER PRIMARY KEY REFERENCES chats(id) ON DELETE CASCADE,
            at TEXT NOT NULL
        );
CREATE TABLE search_rows ( id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL UNIQUE, marks TEXT NOT NULL);
CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE "messages" (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
            text TEXT NOT NULL,
            buttons TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'parked')),
            attempts INTEGER NOT NULL DEFAULT 0,
            not_before TEXT,
            telegram_message_id INTEGER,
            reason TEXT,
            packed_at TEXT NOT NULL,
            sent_at TEXT,
            silent INTEGER NOT NULL DEFAULT 0
        );
CREATE TABLE lost_places (
            telegram_id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            title TEXT NOT NULL,
            reason TEXT NOT NULL,
            is_off INTEGER NOT NULL
        );
CREATE TABLE "keywords" (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            words TEXT NOT NULL UNIQUE,
            first TEXT NOT NULL,
            shown TEXT NOT NULL
        );
CREATE TABLE keywords_of_chats (
            chat_id INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
            keyword_id INTEGER NOT NULL REFERENCES keywords(id) ON DELETE CASCADE,
            PRIMARY KEY (chat_id, keyword_id)
        ) WITHOUT ROWID;
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    due_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending'
        CHECK (state = 'pending' OR state IN ('sent', 'cancelled', 'expired', 'parked')),
    message_id INTEGER REFERENCES messages(id),
    reason TEXT,
    owed_at TEXT NOT NULL,
    article_id INTEGER GENERATED ALWAYS AS (
        CASE WHEN kind = 'push' OR kind IN ('correction', 'retraction') THEN subject END
    ) VIRTUAL REFERENCES articles(id),
    UNIQUE (kind, subject, chat_id, version)
);
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (1, 'park_briefs', '0.1.0', '2026-11-28 12:38:15');
INSERT INTO "parks" (id, name, county, level, parent_id, merged_into_id, confirmed, source, note) VALUES (1, '山西转型综合改革示范区', '', '省级', NULL, NULL, 1, '', '');
INSERT INTO "parks" (id, name, county, level, parent_id, merged_into_id, confirmed, source, note) VALUES (2, '山西转型综合改革示范区唐槐产业园区', '', '', 1, NULL, 1, '', '');
INSERT INTO "parks" (id, name, county, level, parent_id, merged_into_id, confirmed, source, note) VALUES (3, '临猗现代农业产业示范区', '临猗县', '', NULL, NULL, 1, '', '');
INSERT INTO "parks" (id, name, county, level, parent_id, merged_into_id, confirmed, source, note) VALUES (4, '旧园', '', '', NULL, 3, 1, '', '');
INSERT INTO "park_names" (park_id, name, key, kind) VALUES (1, '山西转型综合改革示范区', '山西转型综合改革示范区', 'name');
INSERT INTO "park_names" (park_id, name, key, kind) VALUES (1, '综改区', '综改区', 'alias');
INSERT INTO "park_names" (park_id, name, key, kind) VALUES (2, '唐槐工业园', '唐槐工业园', 'former');
INSERT INTO "park_names" (park_id, name, key, kind) VALUES (2, '山西转型综合改革示范区唐槐产业园区', '山西转型综合改革示范区唐槐产业园区', 'name');
INSERT INTO "park_names" (park_id, name, key, kind) VALUES (3, '临猗现代农业产业示范区', '临猗现代农业产业示范区', 'name');
INSERT INTO "park_names" (park_id, name, key, kind) VALUES (4, '旧园', '旧园', 'name');
INSERT INTO "park_cities" (park_id, city) VALUES (4, '临汾');
INSERT INTO "park_cities" (park_id, city) VALUES (1, '太原');
INSERT INTO "park_cities" (park_id, city) VALUES (2, '太原');
INSERT INTO "park_cities" (park_id, city) VALUES (3, '运城');
INSERT INTO "park_cities" (park_id, city) VALUES (4, '运城');
INSERT INTO "markers" (name, value) VALUES ('clock seen', '2026-04-04T01:00:00.000Z');
INSERT INTO "markers" (name, value) VALUES ('schedule_defaults', 'Asia/Shanghai 08:00');
INSERT INTO "drafts" (id, editor_id, prepared, state, created_at) VALUES (1, 1, '{"source_name":"made.txt","newspaper":"科学导报","published_on":"2026-04-04","date_assumed":false,"page":"","furniture":[],"articles":[{"article":{"blocks":[{"kind":"headline","text":"草稿"},{"kind":"paragraph","text":"草稿，今天开工。总投资1亿元。"}],"authors":[]},"brief":{"pieces":[{"block":1,"start":0,"end":8}],"sentences":["草稿，今天开工。"],"ranker":"test"},"park":{"name":"临猗现代农业产业示范区","aliases":[],"city":"","county":"","level":"","parent":"","former_names":[],"merged_into":"","source":"","note":"","confirmed":true},"mentions":[],"headline_words":"草 稿","body_words":"草 稿 ， 今 天 开 工 。 总 投 资 1 亿 元 。","key_figures":[]}]}', 'open', '2026-04-04T01:00:00.000Z');
INSERT INTO "issues" (id, newspaper, published_on, date_assumed, page, source_name, furniture, pushed, stored_at) VALUES (1, '科学导报', '2026-04-04', 0, '', 'made.txt', '[]', 1, '2026-04-04T01:00:00.000Z');
INSERT INTO "issues" (id, newspaper, published_on, date_assumed, page, source_name, furniture, pushed, stored_at) VALUES (2, '科学导报', '2026-04-05', 0, '', 'made.txt', '[]', 1, '2026-04-04T02:00:00.000Z');
INSERT INTO "issues" (id, newspaper, published_on, date_assumed, page, source_name, furniture, pushed, stored_at) VALUES (3, '科学导报', '2026-04-06', 0, '', 'made.txt', '[]', 0, '2026-04-04T02:00:00.000Z');
INSERT INTO "articles" (id, issue_id, position, newspaper, published_on, content_hash, park_id, revision) VALUES (1, 1, 0, '科学导报', '2026-04-04', '016e4c425b4f1cf54a3dc940446a17ceb83c6ffff8cb8f9a40f7c9ab911bd14a', 3, 2);
INSERT INTO "articles" (id, issue_id, position, newspaper, published_on, content_hash, park_id, revision) VALUES (2, 1, 1, '科学导报', '2026-04-04', 'f32838c57957483059caabfc111428f55593a488b1347185d933f05429de40c8', 2, 1);
INSERT INTO "articles" (id, issue_id, position, newspaper, published_on, content_hash, park_id, revision) VALUES (3, 1, 2, '科学导报', '2026-04-04', '1cea6076f3b365c9cfe40735694fc80818cc11d97f1f3c72fdd4a832466358bb', NULL, 1);
INSERT INTO "articles" (id, issue_id, position, newspaper, published_on, content_hash, park_id, revision) VALUES (4, 2, 0, '科学导报', '2026-04-05', '58322c9d9561c553424bb48b30d1cdb2c79650195f7611337c3f201cc777b736', 3, 1);
INSERT INTO "articles" (id, issue_id, position, newspaper, published_on, content_hash, park_id, revision) VALUES (5, 3, 0, '科学导报', '2026-04-06', 'ece2807ab855b3dbfaf0c92d20e9241a7cee74b06dfd00d8c58078732241b4e1', 3, 1);
INSERT INTO "revisions" (article_id, number, headline, blocks, authors, brief, brief_pieces, ranker, stored_at, key_figures) VALUES (1, 1, '临猗光伏开工', '[["headline", "临猗光伏开工"], ["paragraph", "临猗光伏开工，今天开工。总投资1亿元。"]]', '[]', '临猗光伏开工，今天开工。', '[[1, 0, 12]]', 'test', '2026-04-04T01:00:00.000Z', '[]');
INSERT INTO "revisions" (article_id, number, headline, blocks, authors, brief, brief_pieces, ranker, stored_at, key_figures) VALUES (2, 1, '唐槐扩建', '[["headline", "唐槐扩建"], ["paragraph", "唐槐扩建，今天开工。总投资1亿元。"]]', '[]', '唐槐扩建，今天开工。', '[[1, 0, 10]]', 'test', '2026-04-04T01:00:00.000Z', '[]');
INSERT INTO "revisions" (article_id, number, headline, blocks, authors, brief, brief_pieces, ranker, stored_at, key_figures) VALUES (3, 1, '别处的事', '[["headline", "别处的事"], ["paragraph", "别处的事，今天开工。总投资1亿元。"]]', '[]', '别处的事，今天开工。', '[[1, 0, 10]]', 'test', '2026-04-04T01:00:00.000Z', '[]');
INSERT INTO "revisions" (article_id, number, headline, blocks, authors, brief, brief_pieces, ranker, stored_at, key_figures) VALUES (4, 1, '第二天的事', '[["headline", "第二天的事"], ["paragraph", "第二天的事，今天开工。总投资1亿元。"]]', '[]', '第二天的事，今天开工。', '[[1, 0, 11]]', 'test', '2026-04-04T02:00:00.000Z', '[]');
INSERT INTO "revisions" (article_id, number, headline, blocks, authors, brief, brief_pieces, ranker, stored_at, key_figures) VALUES (5, 1, '不推送的事', '[["headline", "不推送的事"], ["paragraph", "不推送的事，今天开工。总投资1亿元。"]]', '[]', '不推送的事，今天开工。', '[[1, 0, 11]]', 'test', '2026-04-04T02:00:00.000Z', '[]');
INSERT INTO "revisions" (article_id, number, headline, blocks, authors, brief, brief_pieces, ranker, stored_at, key_figures) VALUES (1, 2, '临猗光伏开工(更正)', '[["headline", "临猗光伏开工"], ["paragraph", "临猗光伏开工，今天开工。总投资1亿元。"]]', '[]', '临猗光伏开工，今天开工。', '[[1, 0, 12]]', 'test', '2026-04-04T01:00:00.000Z', '[]');
INSERT INTO "mentions" (article_id, park_id) VALUES (1, 2);
INSERT INTO "article_words" (article_id, headline, body) VALUES (1, '临 猗 光 伏 开 工', '临 猗 光 伏 开 工 ， 今 天 开 工 。 总 投 资 1 亿 元 。');
INSERT INTO "article_words" (article_id, headline, body) VALUES (2, '唐 槐 扩 建', '唐 槐 扩 建 ， 今 天 开 工 。 总 投 资 1 亿 元 。');
INSERT INTO "article_words" (article_id, headline, body) VALUES (3, '别 处 的 事', '别 处 的 事 ， 今 天 开 工 。 总 投 资 1 亿 元 。');
INSERT INTO "article_words" (article_id, headline, body) VALUES (4, '第 二 天 的 事', '第 二 天 的 事 ， 今 天 开 工 。 总 投 资 1 亿 元 。');
INSERT INTO "article_words" (article_id, headline, body) VALUES (5, '不 推 送 的 事', '不 推 送 的 事 ， 今 天 开 工 。 总 投 资 1 亿 元 。');
INSERT INTO "chats" (id, telegram_id, thread_id, kind, title, timezone, digest, digest_time, created_at, off_at, off_reason, not_before, weekdays, quiet_from, quiet_until, quiet_silently, paused_until, silent, topic_lost_at, greeted_at, held_since, hold_reason, hold_tries, held_alone) VALUES (1, 1, 0, 'private', '某人', NULL, 'daily', NULL, '2026-04-04T01:00:00.000Z', NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, NULL, NULL, NULL, NULL, 0, 0);
INSERT INTO "chats" (id, telegram_id, thread_id, kind, title, timezone, digest, digest_time, created_at, off_at, off_reason, not_before, weekdays, quiet_from, quiet_until, quiet_silently, paused_until, silent, topic_lost_at, greeted_at, held_since, hold_reason, hold_tries, held_alone) VALUES (2, -100, 0, 'supergroup', '群', NULL, 'now', NULL, '2026-04-04T01:00:00.000Z', NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, NULL, '2026-04-04T01:00:00.000Z', NULL, NULL, 0, 0);
INSERT INTO "chats" (id, telegram_id, thread_id, kind, title, timezone, digest, digest_time, created_at, off_at, off_reason, not_before, weekdays, quiet_from, quiet_until, quiet_silently, paused_until, silent, topic_lost_at, greeted_at, held_since, hold_reason, hold_tries, held_alone) VALUES (3, -100, 7, 'supergroup', '群', 'Asia/Tokyo', 'daily', NULL, '2026-04-04T01:00:00.000Z', NULL, NULL, NULL, '15', '22:00', '07:00', 0, NULL, 0, NULL, NULL, NULL, NULL, 0, 0);
INSERT INTO "chats" (id, telegram_id, thread_id, kind, title, timezone, digest, digest_time, created_at, off_at, off_reason, not_before, weekdays, quiet_from, quiet_until, quiet_silently, paused_until, silent, topic_lost_at, greeted_at, held_since, hold_reason, hold_tries, held_alone) VALUES (4, -200, 0, 'channel', '频道', NULL, 'daily', NULL, '2026-04-04T01:00:00.000Z', '2026-04-04T03:00:00.000Z', 'kicked', NULL, NULL, NULL, NULL, 0, NULL, 0, NULL, NULL, NULL, 'not enough rights', 0, 0);
INSERT INTO "follows" (id, chat_id, kind, park_id, word, followed_at, after_issue) VALUES (1, 1, 'park', 3, NULL, '2026-04-04T01:00:00.000Z', 0);
INSERT INTO "follows" (id, chat_id, kind, park_id, word, followed_at, after_issue) VALUES (2, 2, 'park', 3, NULL, '2026-04-04T01:00:00.000Z', 0);
INSERT INTO "follows" (id, chat_id, kind, park_id, word, followed_at, after_issue) VALUES (3, 3, 'park', 3, NULL, '2026-04-04T01:00:00.000Z', 0);
INSERT INTO "follows" (id, chat_id, kind, park_id, word, followed_at, after_issue) VALUES (4, 4, 'park', 3, NULL, '2026-04-04T01:00:00.000Z', 0);
INSERT INTO "follows" (id, chat_id, kind, park_id, word, followed_at, after_issue) VALUES (6, 3, 'city', NULL, '运城', '2026-04-04T01:00:00.000Z', 0);
INSERT INTO "follows" (id, chat_id, kind, park_id, word, followed_at, after_issue) VALUES (7, 1, 'keyword', NULL, '光 伏', '2026-04-04T01:00:00.000Z', 0);
INSERT INTO "turns" (chat_id, at) VALUES (1, '2026');
INSERT INTO "turns" (chat_id, at) VALUES (2, '2026-04-04T01:00:00.000Z');
INSERT INTO "turns" (chat_id, at) VALUES (3, '2026-04-04T02:00:00.000Z');
INSERT INTO "turns" (chat_id, at) VALUES (4, '2026-04-05T00:00:00.000Z');
INSERT INTO "search_rows" (id, article_id, marks) VALUES (20547000000, 1, 'all p3');
INSERT INTO "search_rows" (id, article_id, marks) VALUES (20547000001, 2, 'all p2');
INSERT INTO "search_rows" (id, article_id, marks) VALUES (20547000002, 3, 'all');
INSERT INTO "search_rows" (id, article_id, marks) VALUES (20548000000, 4, 'all p3');
INSERT INTO "search_rows" (id, article_id, marks) VALUES (20549000000, 5, 'all p3');
INSERT INTO "cities" (id, name) VALUES (1, '太原');
INSERT INTO "cities" (id, name) VALUES (2, '运城');
INSERT INTO "cities" (id, name) VALUES (3, '临汾');
INSERT INTO "messages" (id, chat_id, text, buttons, state, attempts, not_before, telegram_message_id, reason, packed_at, sent_at, silent) VALUES (1, 2, '<b>一</b>', '[[["按钮", "park:1:1"]]]', 'sent', 0, NULL, 77, NULL, '2026-04-04T02:00:00.000Z', '2026-04-04T02:00:00.000Z', 0);
INSERT INTO "messages" (id, chat_id, text, buttons, state, attempts, not_before, telegram_message_id, reason, packed_at, sent_at, silent) VALUES (2, 2, '二', '[]', 'pending', 0, NULL, NULL, NULL, '2026-04-04T02:00:00.000Z', NULL, 0);
INSERT INTO "messages" (id, chat_id, text, buttons, state, attempts, not_before, telegram_message_id, reason, packed_at, sent_at, silent) VALUES (3, 3, '三', '[]', 'parked', 1, NULL, NULL, 'Bad Request: too strange', '2026-04-04T02:00:00.000Z', NULL, 1);
INSERT INTO "messages" (id, chat_id, text, buttons, state, attempts, not_before, telegram_message_id, reason, packed_at, sent_at, silent) VALUES (4, 1, '问候', '[]', 'pending', 0, NULL, NULL, NULL, '2026-04-04T01:00:00.000Z', NULL, 0);
INSERT INTO "lost_places" (telegram_id, kind, title, reason, is_off) VALUES (-200, 'channel', '频道', 'kicked', 1);
INSERT INTO "keywords" (id, words, first, shown) VALUES (1, '光 伏', '光', '光伏');
INSERT INTO "keywords" (id, words, first, shown) VALUES (2, '风 电', '风', '风电');
INSERT INTO "keywords_of_chats" (chat_id, keyword_id) VALUES (1, 1);
INSERT INTO "keywords_of_chats" (chat_id, keyword_id) VALUES (2, 2);
INSERT INTO "deliveries" (id, chat_id, kind, subject, version, due_at, state, message_id, reason, owed_at) VALUES (1, 1, 'push', 1, 1, '2026-04-05T00:00:00.000Z', 'pending', NULL, NULL, '2026-04-04T01:00:00.000Z');
INSERT INTO "deliveries" (id, chat_id, kind, subject, version, due_at, state, message_id, reason, owed_at) VALUES (2, 2, 'push', 1, 1, '2026-04-04T01:00:00.000Z', 'sent', 1, NULL, '2026-04-04T01:00:00.000Z');
INSERT INTO "deliveries" (id, chat_id, kind, subject, version, due_at, state, message_id, reason, owed_at) VALUES (3, 3, 'push', 1, 1, '2026-04-05T23:00:00.000Z', 'parked', 3, 'Bad Request: too strange', '2026-04-04T01:00:00.000Z');
INSERT INTO "deliveries" (id, chat_id, kind, subject, version, due_at, state, message_id, reason, owed_at) VALUES (4, 4, 'push', 1, 1, '2026-04-05T00:00:00.000Z', 'expired', NULL, 'chat was switched off', '2026-04-04T01:00:00.000Z');
INSERT INTO "deliveries" (id, chat_id, kind, subject, version, due_at, state, message_id, reason, owed_at) VALUES (5, 1, 'push', 2, 1, '2026-04-05T00:00:00.000Z', 'cancelled', NULL, 'unfollowed', '2026-04-04T01:00:00.000Z');
INSERT INTO "deliveries" (id, chat_id, kind, subject, version, due_at, state, message_id, reason, owed_at) VALUES (7, 2, 'push', 4, 1, '2026-04-04T02:00:00.000Z', 'pending', 2, NULL, '2026-04-04T02:00:00.000Z');
INSERT INTO "deliveries" (id, chat_id, kind, subject, version, due_at, state, message_id, reason, owed_at) VALUES (8, 3, 'push', 4, 1, '2026-04-05T23:00:00.000Z', 'parked', 3, 'Bad Request: too strange', '2026-04-04T02:00:00.000Z');
INSERT INTO "deliveries" (id, chat_id, kind, subject, version, due_at, state, message_id, reason, owed_at) VALUES (9, 4, 'push', 4, 1, '2026-04-05T00:00:00.000Z', 'pending', NULL, NULL, '2026-04-04T02:00:00.000Z');
INSERT INTO "deliveries" (id, chat_id, kind, subject, version, due_at, state, message_id, reason, owed_at) VALUES (10, 1, 'push', 5, 1, '2026-04-04T02:00:00.000Z', 'sent', NULL, 'shown in an answer', '2026-04-04T02:00:00.000Z');
INSERT INTO "deliveries" (id, chat_id, kind, subject, version, due_at, state, message_id, reason, owed_at) VALUES (11, 2, 'correction', 1, 2, '2026-04-04T01:00:00.000Z', 'pending', NULL, NULL, '2026-04-04T05:00:00.000Z');
INSERT INTO "deliveries" (id, chat_id, kind, subject, version, due_at, state, message_id, reason, owed_at) VALUES (12, 1, 'retraction', 2, 1, '2026-04-04T05:00:00.000Z', 'expired', NULL, 'old', '2026-04-04T05:00:00.000Z');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES ('messages', 40);
INSERT INTO sqlite_sequence VALUES ('keywords', 2);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX parks_by_parent ON parks(parent_id);
CREATE INDEX parks_by_merger ON parks(merged_into_id);
CREATE INDEX park_names_by_key ON park_names(key);
CREATE INDEX park_cities_by_city ON park_cities(city);
CREATE INDEX issues_by_arrival ON issues(stored_at);
CREATE INDEX articles_by_issue ON articles(issue_id);
CREATE INDEX articles_by_hash ON articles(content_hash);
CREATE INDEX articles_by_park ON articles(park_id, published_on DESC, id DESC);
CREATE INDEX articles_newest ON articles(published_on DESC, id DESC);
CREATE INDEX mentions_by_park ON mentions(park_id);
CREATE UNIQUE INDEX follows_once ON follows(chat_id, kind, coalesce(park_id, word));
CREATE INDEX turns_by_time ON turns(at);
CREATE INDEX messages_by_chat ON messages(chat_id, state);
CREATE INDEX messages_pending ON messages(id) WHERE state = 'pending';
CREATE INDEX messages_parked ON messages(id) WHERE state = 'parked';
CREATE INDEX messages_by_sending ON messages(sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX follows_by_park ON follows(kind, park_id, chat_id, after_issue);
CREATE INDEX follows_by_word ON follows(kind, word, chat_id, after_issue) WHERE word IS NOT NULL;
CREATE INDEX keywords_by_first ON keywords(first);
CREATE INDEX keywords_of_chats_by_keyword ON keywords_of_chats(keyword_id);
CREATE INDEX deliveries_waiting ON deliveries(chat_id, due_at) WHERE state = 'pending' AND message_id IS NULL;
CREATE INDEX deliveries_never_packed ON deliveries(chat_id) WHERE state <> 'pending' AND message_id IS NULL;
CREATE INDEX deliveries_by_message ON deliveries(message_id) WHERE message_id IS NOT NULL;
CREATE VIEW search_content AS SELECT s.id, s.article_id, s.marks, w.headline, w.body
            FROM search_rows s JOIN article_words w ON w.article_id = s.article_id;
CREATE VIEW deliveries_of_chats AS
    SELECT id, chat_id FROM deliveries WHERE state = 'pending' AND message_id IS NULL
    UNION ALL SELECT id, chat_id FROM deliveries WHERE state <> 'pending' AND message_id IS NULL
    UNION ALL SELECT d.id, m.chat_id FROM messages m JOIN deliveries d ON d.message_id = m.id;
CREATE VIRTUAL TABLE search_index USING fts5(marks, headline, body, content = 'search_content', content_rowid = 'id');
INSERT INTO search_index (search_index) VALUES ('rebuild');
CREATE TRIGGER search_words_added AFTER INSERT ON article_words BEGIN
        INSERT INTO search_rows
        SELECT coalesce((SELECT max(s.id) FROM search_rows s
                WHERE s.id >= CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000 AND s.id < CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000 + 1000000) + 1, CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000), a.id, 'all' || coalesce(' p' || a.park_id, '')
            FROM articles a JOIN article_words w ON w.article_id = a.id WHERE a.id = new.article_id;
        INSERT INTO search_index (rowid, marks, headline, body)
            SELECT id, marks, headline, body FROM search_content WHERE article_id = new.article_id;
    END;
CREATE TRIGGER search_words_changed AFTER UPDATE OF headline, body ON article_words BEGIN
        INSERT INTO search_index (search_index, rowid, marks, headline, body)
            SELECT 'delete', s.id, s.marks, old.headline, old.body FROM search_rows s
                JOIN article_words w ON w.article_id = s.article_id WHERE s.article_id = old.article_id;
    INSERT INTO search_index (rowid, marks, headline, body) SELECT id, marks, headline, body FROM search_content WHERE article_id = new.article_id; END;
CREATE TRIGGER search_words_deleted BEFORE DELETE ON article_words BEGIN
        INSERT INTO search_index (search_index, rowid, marks, headline, body)
            SELECT 'delete', s.id, s.marks, old.headline, old.body FROM search_rows s
                JOIN article_words w ON w.article_id = s.article_id WHERE s.article_id = old.article_id;
    DELETE FROM search_rows WHERE article_id = old.article_id; END;
CREATE TRIGGER search_article_moved AFTER UPDATE OF park_id, published_on ON articles BEGIN
        INSERT INTO search_index (search_index, rowid, marks, headline, body)
            SELECT 'delete', s.id, s.marks, w.headline, w.body FROM search_rows s
                JOIN article_words w ON w.article_id = s.article_id WHERE s.article_id = old.id;
    DELETE FROM search_rows WHERE article_id = old.id;
        INSERT INTO search_rows
        SELECT coalesce((SELECT max(s.id) FROM search_rows s
                WHERE s.id >= CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000 AND s.id < CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000 + 1000000) + 1, CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000), a.id, 'all' || coalesce(' p' || a.park_id, '')
            FROM articles a JOIN article_words w ON w.article_id = a.id WHERE a.id = new.id;
        INSERT INTO search_index (rowid, marks, headline, body)
            SELECT id, marks, headline, body FROM search_content WHERE article_id = new.id;
    END;
CREATE TRIGGER cities_known AFTER INSERT ON park_cities BEGIN
            INSERT INTO cities (name) SELECT new.city
                WHERE NOT EXISTS (SELECT 1 FROM cities WHERE name = new.city);
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
CREATE TRIGGER chats_deleted BEFORE DELETE ON chats BEGIN
    DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries_of_chats WHERE chat_id = OLD.id);
END;
CREATE TRIGGER deliveries_owed AFTER INSERT ON deliveries WHEN NEW.kind <> 'push'
BEGIN
    SELECT RAISE(ABORT, 'no such kind of delivery')
        WHERE NEW.kind NOT IN ('correction', 'retraction', 'announcement');
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
