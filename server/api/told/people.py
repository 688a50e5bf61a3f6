"""Descriptions of the operations for people, machines and programs."""

from collections.abc import Mapping
from typing import Final

from server.api.told.told import Operation

PEOPLE: Final[Mapping[str, Operation]] = {
    "people.officers": Operation("Who may hold a counter, and where each is now."),
    "people.show": Operation("With their roles and usual counters. No answer ever has a password or a PIN."),
    "people.add": Operation(
        "The password is hashed and forgotten. Only officers have a PIN. What is wrong is named for every path at once, as"
        " 422 `not_valid`.",
        ("not_valid", "username_taken", "administrators_only"),
    ),
    "people.change": Operation(
        "What is not given stays; `null` takes a title, counter or PIN away. Whoever loses rights or gets a new"
        " password is signed out everywhere else, and their tokens end.",
        (
            "not_valid",
            "unknown_officer",
            "last_manager",
            "person_at_counter",
            "person_moved",
            "administrators_only",
        ),
    ),
    "people.remove": Operation(
        "The journal keeps their user name. Whoever is at a counter has to leave it first, and somebody has to stay who"
        " manages the centre.",
        ("unknown_officer", "last_manager", "person_at_counter", "person_moved", "administrators_only"),
    ),
    "account.show": Operation(
        "Of whoever is signed in, or whose token it is. A machine or a program has no account."
    ),
    "account.change_password": Operation(
        "`old` is the present password. All other sessions and all tokens of this person end. Wrong ones are counted as"
        " at the sign-in page.",
        ("not_valid", "wrong_password", "sign_in_locked", "too_many_requests"),
    ),
    "account.change_pin": Operation(
        "`old` is the present password; a PIN left out or `null` takes the PIN away. Only officers have one.",
        ("not_valid", "wrong_password", "sign_in_locked", "too_many_requests"),
    ),
    "tokens.show": Operation(
        "When each was last used is known to half a minute. The tokens themselves are kept nowhere."
    ),
    "tokens.make": Operation(
        "A program is no person: it has the permissions of its role, and its requests are in the journal as"
        " `program:NAME`. A repeat with the same Idempotency-Key is refused as `secret_shown_once`: the token is kept"
        " nowhere. Names are taken as long as their token holds.",
        ("not_valid", "token_name_taken", "too_many_tokens", "secret_shown_once"),
    ),
    "tokens.end": Operation(
        "Its requests are answered with 401 `token_expired` from now on. One that has ended stays so.",
        ("unknown_token",),
    ),
    "webhooks.show": Operation(
        "With `state` and the last thirty tries of each. No answer has a secret but the first one."
    ),
    "webhooks.place": Operation(
        "Each entry of the journal is sent as a POST of its own, in order of `seq`, at least once, signed in"
        " X-Goiso-Signature over the X-Goiso-Timestamp and the body. Any 2xx is success; everything else, redirects"
        " too, is tried again after 1, 2, 4, … 300 seconds. After a day of that the webhook pauses.",
        ("not_valid", "webhook_inside", "too_many_webhooks", "secret_shown_once"),
    ),
    "webhooks.change": Operation(
        "`active` false stops it, true lets it go on from where it stopped, also when it had paused by itself.",
        ("unknown_webhook", "not_valid", "webhook_inside"),
    ),
    "webhooks.remove": Operation("What was not sent yet is never sent.", ("unknown_webhook",)),
}
