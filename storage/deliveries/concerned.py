"""Which chats an article concerns, as SQL: by its park, its city, its newspaper, its words, as followed."""

from __future__ import annotations

from storage.deliveries.parts import NEVER_PACKED, WAITING

OF_ISSUE = """
    SELECT a.id, a.park_id, a.issue_id FROM articles a
    WHERE a.issue_id = :issue_id AND a.retracted_at IS NULL
"""
OF_ARTICLE_OF_ISSUE = """
    SELECT a.id, a.park_id, a.issue_id FROM articles a WHERE a.id = :article_id AND a.retracted_at IS NULL
"""
OF_ARTICLE = """
    SELECT a.id, a.park_id, a.issue_id FROM articles a WHERE a.id = :article_id
"""
PUSHED_SINCE = """
    SELECT a.id, a.park_id, i.id FROM articles a JOIN issues i ON i.id = a.issue_id
    WHERE i.pushed AND i.stored_at >= :since AND a.retracted_at IS NULL
"""
# What is owed already stays owed for any follow that matches it, however new.
WAITING_FOR_CHAT = f"""
    SELECT a.id, a.park_id, NULL FROM articles a JOIN deliveries d ON d.article_id = a.id
    WHERE d.chat_id = :chat_id AND d.kind = 'push' AND {WAITING}
"""
UNFOLLOWED_BY_CHAT = f"""
    SELECT a.id, a.park_id, NULL FROM articles a JOIN deliveries d ON d.article_id = a.id
    WHERE d.chat_id = :chat_id AND {NEVER_PACKED}
        AND d.state = 'cancelled' AND d.reason = 'unfollowed' AND d.owed_at >= :since
"""

# Which chats each fresh article concerns: followers of its parks, of a park that one is part of, of its city,
# of its newspaper, and of a word it contains. A chat counts once however many of its follows match. What was
# published before a chat followed is not owed to it; which came first is told by the issues' numbers, since
# clocks may be set. A keyword that is several words stands in the article as these words one after the other,
# in one clause of the headline or of the body (summaries.words.clause_words marks where one ends); only
# keywords whose first word it has are looked at.
_MATCHED = """
    WITH RECURSIVE fresh(article_id, park_id, issue_id) AS ({fresh}),
    about(article_id, park_id, issue_id) AS (
        SELECT article_id, park_id, issue_id FROM fresh WHERE park_id IS NOT NULL
        UNION ALL
        SELECT fresh.article_id, m.park_id, fresh.issue_id FROM fresh
            CROSS JOIN mentions m ON m.article_id = fresh.article_id AND m.about
    ),
    lineage(article_id, park_id, issue_id) AS (
        SELECT article_id, park_id, issue_id FROM about
        UNION
        SELECT l.article_id, up.id, l.issue_id FROM lineage l
            JOIN parks p ON p.id = l.park_id
            JOIN parks up ON up.id IN (p.parent_id, p.merged_into_id)
    ),
    spoken(article_id, word, issue_id) AS (
        SELECT DISTINCT w.article_id, said.value, fresh.issue_id FROM fresh
            CROSS JOIN article_words w ON w.article_id = fresh.article_id
            CROSS JOIN json_each(
                '[' || replace(json_quote(w.headline || ' ' || w.body), ' ', '","') || ']'
            ) said
        WHERE EXISTS (SELECT 1 FROM keywords)
    ),
    named(article_id, words, issue_id) AS (
        SELECT s.article_id, k.words, s.issue_id FROM spoken s
            CROSS JOIN keywords k ON k.first = s.word
            CROSS JOIN article_words w ON w.article_id = s.article_id
        WHERE k.words = k.first OR instr(' ' || w.headline || ' | ' || w.body || ' ', ' ' || k.words || ' ')
    ),
    concerned(article_id, chat_id) AS (
        SELECT l.article_id, f.chat_id FROM lineage l
            CROSS JOIN follows f ON f.kind = 'park' AND f.park_id = l.park_id
                AND f.after_issue < coalesce(l.issue_id, f.after_issue + 1) {of_chat}
        UNION ALL
        SELECT about.article_id, f.chat_id FROM about
            CROSS JOIN park_cities c ON c.park_id = about.park_id
            CROSS JOIN follows f ON f.kind = 'city' AND f.word = c.city
                AND f.after_issue < coalesce(about.issue_id, f.after_issue + 1) {of_chat}
        UNION ALL
        SELECT n.article_id, f.chat_id FROM named n
            CROSS JOIN follows f ON f.kind = 'keyword' AND f.word = n.words
                AND f.after_issue < coalesce(n.issue_id, f.after_issue + 1) {of_chat}
        UNION ALL
        SELECT fresh.article_id, f.chat_id FROM fresh
            CROSS JOIN articles printed ON printed.id = fresh.article_id
            CROSS JOIN issues i ON i.id = printed.issue_id
            CROSS JOIN follows f ON f.kind = 'newspaper' AND f.newspaper_id = i.newspaper_id
                AND f.after_issue < coalesce(fresh.issue_id, f.after_issue + 1) {of_chat}
    ),
    matched(article_id, chat_id) AS ({each})
"""
_EACH = "SELECT article_id, chat_id FROM concerned GROUP BY article_id, chat_id"
# For a writer that passes over what is there already: a chat comes as often as its follows match, unsorted.
_AS_FOUND = "SELECT article_id, chat_id FROM concerned"
# Whether a chat has had, or is owed, another telling of the story of `a`: none that was cancelled or expired.
HAS_STORY = """
    EXISTS (
        SELECT 1 FROM articles o CROSS JOIN deliveries h ON h.kind = 'push' AND h.subject = o.id
            AND h.chat_id = {chat} AND h.version = 1
        WHERE o.story_id = a.story_id AND o.id <> a.id AND h.state <> 'cancelled' AND h.state <> 'expired'
    )
"""
_EACH_STORY = f"""
    SELECT min(a.id), k.chat_id FROM concerned k CROSS JOIN articles a ON a.id = k.article_id
    WHERE NOT {HAS_STORY.format(chat="k.chat_id")}
    GROUP BY coalesce(-a.story_id, a.id), k.chat_id
"""


def matched(fresh: str, *, one_chat: bool = False, once: bool = False, as_found: bool = False) -> str:
    """The beginning of a statement that may read `matched(article_id, chat_id)`.

    `fresh` is one of the queries above; with `one_chat` only the chat `:chat_id` is looked at. With `once` a
    chat is matched by the first of several articles that tell one story, and by none of one that it has had;
    with `as_found` it may come several times.
    """
    each = _EACH_STORY if once else _AS_FOUND if as_found else _EACH
    return _MATCHED.format(
        fresh=fresh,
        of_chat="AND f.chat_id = :chat_id" if one_chat else "",
        each=each,
    )
