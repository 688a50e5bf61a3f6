-- The catalogue of procedures as it is rolled out, and what people said of their visits.

CREATE TABLE catalogue (
    version integer PRIMARY KEY,                   -- counts up; 0 means: nothing of the city's
    sha256 bytea NOT NULL,
    file bytea NOT NULL,                           -- the CSV that centres get
    n integer NOT NULL,                            -- its rows
    note text NOT NULL DEFAULT '',
    made_at timestamptz NOT NULL DEFAULT now(),
    made_by text NOT NULL,
    whole_at timestamptz,                          -- since when every centre is offered it
    taken_back_at timestamptz                      -- since when nobody is
);

-- The centres that try a version before all others.
CREATE TABLE catalogue_trial (
    centre text NOT NULL REFERENCES centre,
    version integer NOT NULL REFERENCES catalogue,
    PRIMARY KEY (centre, version)
);

-- How many people chose each level, as the centre's `shown` said last: five or more together, or nothing.
CREATE TABLE day_rating (
    centre text NOT NULL REFERENCES centre,
    day date NOT NULL,
    level text NOT NULL,
    n integer NOT NULL,
    PRIMARY KEY (centre, day, level)
);
CREATE INDEX day_rating_by_day ON day_rating (day);
