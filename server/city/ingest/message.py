"""What a centre sends, checked: the shapes of the protocol, and which refusal each thing that does not fit them is."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any, Final, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from server.city.ingest.refused import Refused, never, too_large, unreadable
from server.core.units import LARGEST

PROTOCOL: Final = 1
MOST_EVENTS: Final = 500
MOST_ANSWERS: Final = 500
_LARGEST_COUNTER: Final = 2**31 - 1
_MOST_SHOWN: Final = 128 * 1024
_ROWS: Final = "events"
_STATES: Final = ("shown", "health", "quiet", "answers")
_NUL: Final = "\\u0000"
_written = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode

_Seq = Annotated[int, Field(ge=1, le=LARGEST, strict=True)]
_Count = Annotated[int, Field(ge=0, le=LARGEST, strict=True)]
_Counter = Annotated[int, Field(ge=0, le=_LARGEST_COUNTER, strict=True)]
_Type = Annotated[str, Field(strict=True, pattern=r"^[a-z][a-z0-9_]{0,63}$")]
_Digest = Annotated[str, Field(strict=True, pattern=r"^[0-9a-f]{64}$")]
_Number = Annotated[float, Field(allow_inf_nan=False)]
Event = tuple[
    _Seq, _Count, Annotated[date, Field(strict=True)], _Type, _Count | None, _Counter | None, dict[str, Any]
]
"""A row of a centre's journal, what stays at home left out: seq, at, day, type, ticket, counter, data."""


class _Message(BaseModel):
    """A newer program may say more than this one knows."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class AnsweredRequest(_Message):
    """What became of a number that was asked for from afar. `told` is what else the centre says of it."""

    request: UUID
    state: Annotated[str, Field(pattern=r"^[a-z_]{1,32}$")]
    ticket: _Count | None = None
    number: Annotated[str, Field(max_length=20)] | None = None
    told: dict[str, Any] | None = None


class CentreShown(_Message):
    """What a centre's own screens show that no row says; by the codes of fields. Times in seconds."""

    model_config = ConfigDict(extra="allow")

    open: bool | None = None
    closed_words: dict[str, str] | None = None
    place: dict[str, Any] | None = None
    lines: dict[str, list[str]] = {}
    waits: dict[str, list[_Number] | None] = {}
    open_counters: dict[str, int] = {}
    above: dict[str, int] = {}
    limit_s: dict[str, _Number | None] = {}
    ratings: dict[str, Any] | None = None
    remote: dict[str, Any] | None = None


class CentreHealth(_Message):
    """How a centre's machines are."""

    model_config = ConfigDict(extra="allow")

    kiosks: list[dict[str, Any]] = []
    screens: dict[str, int] = {}
    disk_free_mb: _Number | None = None
    disk_share: _Number | None = None
    backup_age_s: _Number | None = None
    clock_off_s: _Number | None = None
    memory_mb: _Number | None = None
    uptime_s: _Number | None = None
    alerts: list[str] = []


class HourOfWeek(_Message):
    """An hour: its usual waits by weekday, in seconds; `None` if too little is known, -1 if the centre is closed."""

    hour: Annotated[int, Field(ge=0, le=23, strict=True)]
    waits_s: Annotated[
        list[Annotated[int, Field(ge=-1, le=LARGEST, strict=True)] | None], Field(max_length=7)
    ]


class Quiet(_Message):
    """A centre's quiet hours, once a day."""

    weekdays: Annotated[list[Annotated[int, Field(ge=1, le=7, strict=True)]], Field(max_length=7)] = []
    hours: Annotated[list[HourOfWeek], Field(max_length=24)] = []


class Join(_Message):
    """A one-time code, and the data folder of its user."""

    code: Annotated[str, Field(max_length=40)]
    journal: UUID


class Fork(_Message):
    """The row after which a centre's history is a new one. `after` 0 has no digest."""

    journal: UUID
    instance: UUID
    after: _Count
    digest: _Digest | None = None
    why: Annotated[str, Field(max_length=200)]


class Sync(_Message):
    """The rows after `after` up to `last`, and how the centre is. `now` is its clock, UTC milliseconds."""

    protocol: Annotated[int, Field(strict=True)]
    journal: UUID
    instance: UUID
    now: _Count
    version: Annotated[str, Field(pattern=r"^[\x21-\x7e]{1,40}$")]
    after: _Count
    digest: _Digest | None = None
    events: Annotated[list[Event], Field(max_length=MOST_EVENTS)] = []
    last: _Count
    last_digest: _Digest | None = None
    answers: Annotated[list[AnsweredRequest], Field(max_length=MOST_ANSWERS)] = []
    shown: dict[str, Any] | None = None
    """See `CentreShown`."""
    health: dict[str, Any] | None = None
    quiet: dict[str, Any] | None = None


Row = tuple[int, int, date, str, int | None, int | None, str]
"""An event whose data are written as JSON."""
_M = TypeVar("_M", bound=_Message)


def message(kind: type[_M], body: bytes) -> _M:
    """The message that a body is. Raises `Refused`."""
    try:
        found = kind.model_validate_json(body)
    except ValidationError as error:
        raise _refused(error, body) from error
    if isinstance(found, Sync):
        _check(found)
    if _NUL.encode() in body and _holds_nul(found.model_dump(exclude={_ROWS})):
        raise unreadable("a character 0")
    return found


def written(sync: Sync) -> Iterator[Row]:
    """Its rows as they are stored. Raises `never` for data that no JSON can hold."""
    for seq, at, day, type_, ticket, counter, data in sync.events:
        try:
            text = _written(data)
        except ValueError as error:
            raise never(seq, "data: not a number") from error
        if _NUL in text and _holds_nul(data):
            raise never(seq, "data: a character 0")
        yield seq, at, day, type_, ticket, counter, text


def shown_text(kind: type[CentreShown | CentreHealth | Quiet], said: dict[str, Any] | None) -> str | None:
    """What a centre says of itself, as it is stored. Raises `never` for what no page could show."""
    if said is None:
        return None
    name = kind.__name__.lower()
    try:
        text = _written(said)
        if len(text) > _MOST_SHOWN:
            raise never(None, f"{name}: over {_MOST_SHOWN} characters")
        kind.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        raise never(None, _why((name, *first["loc"]), first["msg"])) from error
    except ValueError as error:
        raise never(None, f"{name}: not a number") from error
    return text


def _check(sync: Sync) -> None:
    """What no shape says."""
    if sync.protocol != PROTOCOL:
        raise _other_protocol()
    if sync.last < sync.after:
        raise unreadable("last: before `after`")
    if sync.last > sync.after and sync.last_digest is None:
        raise unreadable("last_digest: is missing")
    before = sync.after
    for event in sync.events:
        if event[0] <= before:
            raise never(event[0], f"not after row {before}")
        before = event[0]
    if before > sync.last:
        raise never(before, f"after the last row {sync.last}")


def _holds_nul(value: Any) -> bool:
    """Whether a text in it holds what PostgreSQL's JSON cannot."""
    match value:
        case str():
            return "\0" in value
        case dict():
            return any(_holds_nul(name) or _holds_nul(each) for name, each in value.items())
        case list():
            return any(map(_holds_nul, value))
        case _:
            return False


def _refused(error: ValidationError, body: bytes) -> Refused:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place, kind, why = first["loc"], first["type"], _why(first["loc"], first["msg"])
    if kind == "json_invalid":
        return unreadable(why)
    said = json.loads(body)
    if isinstance(said, dict) and _is_other(said.get("protocol")):
        return _other_protocol()
    if place in {(_ROWS,), ("answers",)} and kind == "too_long":
        return too_large(why)
    if place and place[0] == _ROWS and len(place) > 1:
        return never(_seq(said[_ROWS][place[1]]), why)
    return never(None, why) if place and place[0] in _STATES else unreadable(why)


def _why(place: Sequence[int | str], message_: str) -> str:
    return f"{'.'.join(map(str, place))}: {message_}".removeprefix(": ")


def _seq(row: Any) -> Any:
    return row[0] if isinstance(row, list) and row else None


def _is_other(protocol: Any) -> bool:
    return isinstance(protocol, int) and not isinstance(protocol, bool) and protocol != PROTOCOL


def _other_protocol() -> Refused:
    return Refused(HTTPStatus.UPGRADE_REQUIRED, "protocol", protocol=PROTOCOL)
