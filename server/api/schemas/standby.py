"""Shapes of what a second box is sent, and of what it says."""

from typing import Annotated, Any

from pydantic import Field

from server.api.bodies import RequestBody
from server.api.schemas.common import LARGEST, Parameters
from server.http.shapes import Shape

_Hex = Annotated[
    str,
    Field(max_length=64, description="in hexadecimal", json_schema_extra={"pattern": "^([0-9a-f]{2})*$"}),
]
_Seq = Annotated[int, Field(ge=0, le=LARGEST)]


class Held(RequestBody):
    """What the second box has: its journal's last row with its digest, and how far the rest goes."""

    seq: _Seq
    digest: _Hex
    answers_at: _Seq = Field(0, description="`now` of the last answer that it took in")
    mark: str = Field("", max_length=100, description="the `mark` of what it has beside the journal")


class Beside(Shape):
    """What is beside the journal, whole: rows of tables, in which bytes are base64, and what tells a changed file."""

    mark: str
    tables: dict[str, list[list[Any]]]
    files: dict[str, str]


class Pulled(Shape):
    """The rows of the journal after the one that is held, at most 500, each its columns in their order, the digest in hexadecimal."""

    last: int = Field(description="the latest row there is")
    now: int = Field(description="UTC milliseconds")
    rows: list[list[Any]]
    answers: list[list[Any]]
    beside: Beside | None = Field(
        description="null while there are more rows, and where it is as the second box has it"
    )


class FileName(Parameters):
    """Which file."""

    name: str = Field(max_length=500, description="its path in the data folder, as `files` has it")


class TakeOver(RequestBody):
    """The row with which the second box has begun to go on, if it has."""

    seq: _Seq | None = None
    digest: _Hex | None = None


class LastRow(Shape):
    """The journal's last row: nothing follows it here."""

    seq: int
    digest: str
