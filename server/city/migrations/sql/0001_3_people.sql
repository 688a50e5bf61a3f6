-- Who works at the city, what they may, where they are signed in, and what they did.

CREATE TABLE person (
    username text PRIMARY KEY,
    name text NOT NULL,
    role text NOT NULL,                            -- server.city.people.roles
    password_hash text NOT NULL,                   -- Argon2
    active boolean NOT NULL DEFAULT true,          -- whoever is not cannot sign in; their name stays
    made_at timestamptz NOT NULL DEFAULT now(),
    version bigint NOT NULL DEFAULT 1              -- counts up with every change of them
);

-- The centres that a ward liaison sees.
CREATE TABLE person_centre (
    centre text NOT NULL REFERENCES centre,
    username text NOT NULL REFERENCES person,
    PRIMARY KEY (centre, username)
);
CREATE INDEX person_centre_of ON person_centre (username);

CREATE TABLE session (
    hash bytea PRIMARY KEY,                        -- of what the browser holds
    username text NOT NULL REFERENCES person,
    begun_at bigint NOT NULL                       -- UTC milliseconds
);
CREATE INDEX session_of ON session (username);

-- Wrong passwords; what was typed is not in it, only a keyed hash of it.
CREATE TABLE sign_in_try (
    key bytea PRIMARY KEY,
    wrong integer NOT NULL DEFAULT 0,
    until bigint NOT NULL DEFAULT 0,               -- UTC milliseconds, as is `last`
    last bigint NOT NULL DEFAULT 0
);
CREATE INDEX sign_in_try_last ON sign_in_try (last);

CREATE TABLE audit (
    id bigserial PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,                           -- a user name, or "system" for whoever sits at the machine
    act text NOT NULL,                             -- server.city.people.acts
    centre text,
    facts jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_of_actor ON audit (actor, id);
CREATE INDEX audit_of_centre ON audit (centre, id);
