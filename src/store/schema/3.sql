-- Servers that the bot is no longer in, with the day on which that was seen.
CREATE TABLE departure (
    guild INTEGER PRIMARY KEY,
    day   TEXT NOT NULL
) STRICT;
