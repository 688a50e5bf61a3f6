-- Numbers that people ask for from afar. The centre alone gives them: here stands what was asked, and what it said.

CREATE TABLE request (
    centre text NOT NULL REFERENCES centre,
    id uuid NOT NULL,                              -- the phone's own: sent twice it is one
    field text NOT NULL,
    procedure text,
    language text NOT NULL DEFAULT 'vi',
    phone bytea NOT NULL,                          -- a hash of its cookie, for the brakes
    state text NOT NULL DEFAULT 'asked' CHECK (state IN
        ('asked', 'handed', 'expired', 'refused', 'issued', 'checked_in', 'cancelled', 'lapsed')),
    asked_at timestamptz NOT NULL DEFAULT now(),
    deadline timestamptz NOT NULL,                 -- the city ends it then while it is only asked; later the centre's word alone does
    handed_at timestamptz,                         -- at last
    answered_at timestamptz,
    epoch integer,                                 -- of the centre's history in which the ticket is
    ticket bigint,
    number text,
    told jsonb NOT NULL DEFAULT '{}',              -- the centre's own words, waits in seconds from `answered_at` on
    PRIMARY KEY (centre, id)
);
CREATE INDEX request_open ON request (centre, handed_at, asked_at) WHERE state IN ('asked', 'handed');
CREATE INDEX request_of_centre ON request (centre, asked_at);
CREATE INDEX request_of_phone ON request (phone, asked_at);
CREATE INDEX request_of_ticket ON request (centre, epoch, ticket) WHERE ticket IS NOT NULL;

-- What somebody does with their number: being there, by the four digits of the hall, or giving it up.
CREATE TABLE request_step (
    centre text NOT NULL,
    id uuid NOT NULL,
    request uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('check_in', 'cancel')),
    code text,
    state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'done', 'refused', 'expired')),
    asked_at timestamptz NOT NULL DEFAULT now(),
    told jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (centre, id),
    FOREIGN KEY (centre, request) REFERENCES request (centre, id) ON DELETE CASCADE
);
CREATE INDEX request_step_open ON request_step (centre, asked_at) WHERE state = 'asked';
CREATE INDEX request_step_of ON request_step (centre, request, asked_at);

-- How far each centre's journal was read for what became of its numbers from afar.
CREATE TABLE request_read (
    centre text PRIMARY KEY REFERENCES centre,
    epoch integer NOT NULL,
    seq bigint NOT NULL
);
