-- The files that phones read, where they cannot be written: no row, no trouble.

CREATE TABLE feed_trouble (
    host text NOT NULL,
    folder text NOT NULL,
    since timestamptz NOT NULL DEFAULT now(),
    why text NOT NULL,                             -- what the system said: No space left on device
    PRIMARY KEY (host, folder)
);
