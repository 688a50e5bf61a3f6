"""What the schemas of several areas are made from, and the shape of every error."""

import re
from datetime import datetime
from functools import cache
from typing import Annotated, Any

from pydantic import Field, PlainSerializer

from server.core import units
from server.http.shapes import Shape


def iso(moment: datetime) -> str:
    """A moment in the form for screens, like `display.board.iso`, which cannot be imported here."""
    return moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds")


Moment = Annotated[datetime, PlainSerializer(iso, return_type=str, when_used="json")]
"""A time that may lie between two seconds; it is told to the millisecond then."""

Code = Annotated[str, Field(min_length=1, max_length=40)]
Language = Annotated[str, Field(max_length=20, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Note = Annotated[str, Field(max_length=200)]
LARGEST = units.LARGEST


class Parameters(Shape):
    """What a request says besides its body: behind the `?` of its address, or in its head.

    flask-openapi3 asks for the schema at each request; it is made once.
    """

    @classmethod
    def model_json_schema(cls, *arguments: Any, **named: Any) -> dict[str, Any]:
        """The schema, as pydantic makes it; without arguments always the same dictionary, to be read only."""
        if arguments or named:
            return super().model_json_schema(*arguments, **named)
        return _schema_of(cls)


@cache
def _schema_of(asked: type[Parameters]) -> dict[str, Any]:
    return super(Parameters, asked).model_json_schema()


class Names(Shape):
    """One name in both languages."""

    vi: str
    en: str


class IfMatch(Parameters):
    """The version that the caller has seen; if somebody else was faster, nothing changes (412)."""

    if_match: str | None = Field(
        None,
        alias="If-Match",
        max_length=100,
        description="the `version` that was seen, in quotes; 412 when somebody else has changed it since",
    )

    @property
    def version(self) -> int | None:
        """The version, if one was said; -1, which nothing has, for an ETag that was never given."""
        if self.if_match in {None, "*"}:
            return None
        found = re.fullmatch(r'"?([0-9]{1,15})"?', self.if_match or "")
        return int(found[1]) if found else -1


class WaitRange(Shape):
    """An expected wait in seconds, rounded as people are told it: whole minutes up to ten, fives, half hours from 90 on.

    In its place `null` says that no counter serves the field now.
    """

    low_s: int
    high_s: int


class Problem(Shape):
    """An error (RFC 9457): `detail` says what is wrong, `action` what to do now."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    action: str
