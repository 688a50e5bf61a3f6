"""The board as it goes over the wire, named part by part."""

from typing import NotRequired, TypedDict


class Centre(TypedDict):
    """The centre whose hall it is."""

    name: str
    ward: str
    names: dict[str, str]


class Call(TypedDict):
    """One line of the list of calls."""

    number: str
    counter: int
    counter_name: NotRequired[str]
    at: str
    recall: bool
    calls: int
    field: str
    state: str


class LargeCall(Call):
    """A call in a large place, from `since` until `until`; later calls are in the list too."""

    since: str
    until: str


class Missed(TypedDict):
    """A number whose person did not come; it can be called back until `until`."""

    number: str
    counter: int
    counter_name: NotRequired[str]
    until: str


class Counter(TypedDict):
    """One tile of the counters; `number` only while its person is called or served.

    `officer` and `officer_title` are present only if the centre shows its officers, `priority` only if it shows whose
    turn came by a priority class, never which class.
    """

    n: int
    name: str
    own_name: NotRequired[str]
    note: NotRequired[dict[str, str]]
    state: str
    fields: list[str]
    number: str | None
    ticket_state: str | None
    officer: NotRequired[str]
    officer_title: NotRequired[str]
    priority: NotRequired[bool]


class Wait(TypedDict):
    """A range of waiting times in seconds, rounded as people see it."""

    low_s: int
    high_s: int


class Waiting(TypedDict):
    """One field's queue; `wait` is `None` if no counter serves the field, `on_break` is present while all its counters are on a break."""

    field: str
    name: str
    names: dict[str, str]
    prefix: str
    waiting: int
    wait: Wait | None
    on_break: NotRequired[bool]


class Board(TypedDict):
    """The whole board: `GET /api/v1/board`, and the live `snapshot` on `/board`.

    `opens_at` is when numbers are given next, while none are given, `closed_reason` is the given reason,
    `opens_text` is `opens_at` in words. `presence` is present only if people may take numbers on their phones,
    `newest_gone` only while the last called number is no longer in `calls`, `clock_doubtful` only while `at` may be wrong.
    """

    seq: int
    at: str
    day: str
    hall: str
    centre: Centre
    open: bool
    opens_at: str | None
    closed_reason: dict[str, str] | None
    opens_text: dict[str, str] | None
    calls: list[Call]
    counters: list[Counter]
    waiting: list[Waiting]
    stage: list[LargeCall]
    missed: list[Missed]
    presence: NotRequired[str]
    newest_gone: NotRequired[bool]
    clock_doubtful: NotRequired[bool]
