-- Times are milliseconds since 1970 in UTC, days are YYYY-MM-DD, ids of the chat platform are their 64 bits with a sign.

CREATE TABLE settings (
    guild    INTEGER PRIMARY KEY,
    settings TEXT NOT NULL -- as JSON
) STRICT;

CREATE TABLE post (
    question INTEGER NOT NULL, -- the message that asked
    answer   INTEGER NOT NULL, -- a message that answers it; long answers have several
    channel  INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (question, answer)
) STRICT;
CREATE INDEX post_by_time ON post (at);

CREATE TABLE cursor (
    channel INTEGER PRIMARY KEY,
    message INTEGER NOT NULL, -- the last one that was seen
    at      INTEGER NOT NULL
) STRICT;
CREATE INDEX cursor_by_time ON cursor (at);

CREATE TABLE inbox (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    guild     INTEGER NOT NULL,
    kind      TEXT    NOT NULL,
    text      TEXT    NOT NULL, -- normalised; nothing says who wrote it
    count     INTEGER NOT NULL,
    first_day TEXT    NOT NULL,
    last_day  TEXT    NOT NULL,
    UNIQUE (guild, kind, text)
) STRICT;

CREATE TABLE draft (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    file        TEXT NOT NULL,
    old         TEXT, -- absent if the file is new
    new         TEXT, -- absent if the file is to go
    author_id   INTEGER,
    author_name TEXT NOT NULL,
    reason      TEXT NOT NULL,
    created     INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_by_time ON draft (created);

CREATE TABLE revision (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    file        TEXT NOT NULL,
    old         TEXT,
    new         TEXT,
    author_id   INTEGER,
    author_name TEXT NOT NULL,
    reason      TEXT NOT NULL,
    at          INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    of          INTEGER REFERENCES revision (id), -- what is undone or gone back to
    draft       INTEGER, -- the draft that it came from; it is dropped with it
    state       TEXT NOT NULL
) STRICT;
CREATE INDEX revision_by_file ON revision (file, id);
-- At most one change of a file is under way.
CREATE UNIQUE INDEX revision_pending ON revision (file) WHERE state = 'pending';

CREATE TABLE audit (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    guild       INTEGER, -- absent for what concerns all servers
    at          INTEGER NOT NULL,
    author_id   INTEGER,
    author_name TEXT NOT NULL,
    line        TEXT NOT NULL
) STRICT;
