-- Who sends, what they sent, and how far each has come. `centre` is first in every key: the tables can be spread by it.

CREATE TABLE centre (
    code text PRIMARY KEY,                         -- W0001
    name text NOT NULL,
    district text NOT NULL DEFAULT '',
    made_at timestamptz NOT NULL DEFAULT now(),
    retired_at timestamptz,
    journal uuid,                                  -- of its data folder, as it said first
    instance uuid,                                 -- the running one that may send
    knocked uuid,                                  -- another one that wanted to while that one was heard, until somebody decides
    knocked_at timestamptz,
    epoch integer NOT NULL DEFAULT 1,              -- counts up when its history turns out to be another one
    stored bigint NOT NULL DEFAULT 0,              -- the last row of its journal that is here
    digest bytea,                                  -- its own chained digest of that row
    heard_at timestamptz,
    skew_ms bigint,                                -- its clock less ours, as last heard
    version text,                                  -- of the program there
    shown jsonb NOT NULL DEFAULT '{}',             -- what its own screens show that no journal row says: order of the lines, waits, open or not
    shown_at timestamptz,
    health jsonb NOT NULL DEFAULT '{}',            -- kiosks, printers, paper, screens, disk, backup's age, clock
    health_at timestamptz,
    quiet jsonb NOT NULL DEFAULT '{}',             -- its quiet hours, as it says them once a day
    folded bigint NOT NULL DEFAULT 0,              -- the last stored row that the tables below know
    v bigint NOT NULL DEFAULT 0,                   -- counts up with every change of its state: screens and files compare it
    halted jsonb                                   -- {"seq", "type", "why"}: its tables stand still there, nobody else's do
) WITH (fillfactor = 60);                          -- a beat changes the row where it lies

CREATE TABLE centre_token (
    hash bytea PRIMARY KEY,
    centre text NOT NULL REFERENCES centre,
    made_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);
CREATE INDEX centre_token_of ON centre_token (centre);

CREATE TABLE centre_code (
    hash bytea PRIMARY KEY,
    centre text NOT NULL REFERENCES centre,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);

-- A history that is not the one that came before: it begins after row `after` of the epoch before it, whose later rows are superseded.
CREATE TABLE epoch (
    centre text NOT NULL REFERENCES centre,
    epoch integer NOT NULL,
    after bigint NOT NULL,
    began_at timestamptz NOT NULL DEFAULT now(),
    why text NOT NULL,
    seen_by text,
    PRIMARY KEY (centre, epoch)
);

-- The partition's key must be part of the primary key; that no row is there twice is kept by the cursor under the centre's row lock.
CREATE TABLE log (
    centre text NOT NULL,
    epoch integer NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,                            -- UTC milliseconds, as the centre said
    day date NOT NULL,                             -- its business day
    type text NOT NULL,
    ticket bigint,
    counter integer,
    data jsonb NOT NULL,
    PRIMARY KEY (centre, epoch, seq, day)
) PARTITION BY RANGE (day);
CREATE TABLE log_other PARTITION OF log DEFAULT;

-- Digests of the rows that batches ended with: how far two histories of a centre are one is found out by them.
CREATE TABLE log_mark (
    centre text NOT NULL,
    epoch integer NOT NULL,
    seq bigint NOT NULL,
    digest bytea NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (centre, seq, epoch)
);

-- What stands: neither holds what a later epoch superseded.
CREATE VIEW log_now AS SELECT log.* FROM log WHERE NOT EXISTS (
    SELECT FROM epoch WHERE epoch.centre = log.centre AND epoch.epoch > log.epoch AND epoch.after < log.seq);
CREATE VIEW mark_now AS SELECT log_mark.* FROM log_mark WHERE NOT EXISTS (
    SELECT FROM epoch WHERE epoch.centre = log_mark.centre AND epoch.epoch > log_mark.epoch AND epoch.after < log_mark.seq);

-- Makes the part of the log that holds the month of `day`, and lets it take its rows from log_other. Whether there was none.
CREATE FUNCTION log_month(day date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    first date := date_trunc('month', day)::date;
    after date := (date_trunc('month', day) + interval '1 month')::date;
    part text := 'log_' || to_char(first, 'YYYY_MM');
BEGIN
    IF to_regclass(part) IS NOT NULL THEN
        RETURN false;
    END IF;
    LOCK TABLE log_other IN ACCESS EXCLUSIVE MODE;
    IF to_regclass(part) IS NOT NULL THEN          -- somebody else was at it
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE log INCLUDING ALL, CHECK (day >= %L AND day < %L))', part, first, after);
    EXECUTE format('WITH gone AS (DELETE FROM log_other WHERE log_other.day >= %L AND log_other.day < %L RETURNING *)'
        ' INSERT INTO %I SELECT * FROM gone', first, after, part);
    EXECUTE format('ALTER TABLE log ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', part, first, after);
    RETURN true;
END $$;

SELECT log_month((date_trunc('month', now()) + make_interval(months => n))::date) FROM generate_series(-1, 2) AS n;
