-- Who did what at the city.

CREATE TABLE audit (
    id bigserial PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    act text NOT NULL,
    centre text,
    facts jsonb NOT NULL DEFAULT '{}'
);
