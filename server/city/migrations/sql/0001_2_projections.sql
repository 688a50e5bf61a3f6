-- What the centres' journals come to: their own tables, without what stays at home. `server.city.fold` alone writes here.

-- How far the tables below are: whoever folds a centre holds its row here, so that nobody who stores its rows ever waits for them.
CREATE TABLE folding (
    centre text PRIMARY KEY,
    epoch integer NOT NULL DEFAULT 0,              -- of the history that the tables hold; 0: of none yet
    folded bigint NOT NULL DEFAULT 0,              -- the last row that they know; centre.folded says the same to whoever looks
    v bigint NOT NULL DEFAULT 0,                   -- as centre.v
    settings bigint NOT NULL DEFAULT 0,            -- the latest row that changed what is set
    memo json,                                     -- the day's figures, to be counted on from
    turned_at timestamptz NOT NULL DEFAULT '-infinity' -- who waited longest is next
) WITH (fillfactor = 60, toast_tuple_target = 8160); -- read and written with every event: a row lies where it is, in one piece

CREATE FUNCTION folding_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO folding (centre) VALUES (NEW.code) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER folding_begins AFTER INSERT ON centre FOR EACH ROW EXECUTE FUNCTION folding_begins();

CREATE TABLE ticket (
    centre text NOT NULL,
    id bigint NOT NULL,                            -- the row of its journal that gave it
    day date NOT NULL,
    prefix text NOT NULL,
    n integer NOT NULL,
    field text NOT NULL,
    procedure text,
    priority text,
    channel text NOT NULL,
    issued_at bigint NOT NULL,
    state text NOT NULL,
    counter integer,
    calls integer NOT NULL,
    called_at bigint,
    call_seq bigint,
    served_at bigint,
    ended_at bigint,
    outcome text,
    print text,
    for_counter integer,
    taken_seq bigint,
    first_called_at bigint,
    low_s integer,
    high_s integer,
    dossiers jsonb NOT NULL,                       -- [[procedure, outcome, channel, null], …]
    slip_out boolean NOT NULL,
    arrived bigint NOT NULL,
    language text,
    dossiers_told integer,
    away_until bigint,
    point text NOT NULL,
    request text,
    PRIMARY KEY (centre, id)
) WITH (fillfactor = 70);
CREATE INDEX ticket_of_day ON ticket (centre, day);

CREATE TABLE counter (
    centre text NOT NULL,
    n integer NOT NULL,
    state text NOT NULL,
    fields jsonb NOT NULL,
    ticket bigint,
    since bigint,
    helps jsonb NOT NULL,
    help_at bigint,
    PRIMARY KEY (centre, n)
) WITH (fillfactor = 60);

CREATE TABLE setting (
    centre text NOT NULL,
    part text NOT NULL,
    key text NOT NULL,                             -- empty for a part that is a table
    place integer,                                 -- none: out of use
    value jsonb,
    PRIMARY KEY (centre, part, key)
);

-- What figures are counted from (docs/decisions/017-figures.md).
CREATE TABLE stay (
    centre text NOT NULL,
    day date NOT NULL,
    seq bigint NOT NULL,
    ticket bigint NOT NULL,
    came bigint NOT NULL,
    field text NOT NULL,
    channel text NOT NULL,
    priority text,
    procedure text,
    counter integer,
    previous bigint,
    since bigint,
    called_at bigint,
    last_called_at bigint,
    served_at bigint,
    ended_at bigint,
    again_at bigint,
    point text NOT NULL,
    others jsonb,                                  -- [[procedure, letter], …]
    marks text NOT NULL,
    times text NOT NULL,
    PRIMARY KEY (centre, day, seq)
) WITH (fillfactor = 70);

-- What each centre's screens and phones are told; no row before its log was folded to the end once.
CREATE TABLE centre_now (
    centre text PRIMARY KEY,
    epoch integer NOT NULL,
    v bigint NOT NULL,
    seq bigint NOT NULL,
    day date NOT NULL,
    state jsonb NOT NULL
) WITH (fillfactor = 60, toast_tuple_target = 8160);
