"""The shapes of procedures, and of the questions for them."""

from typing import Annotated, Literal

from pydantic import Field

from server.api.bodies import RequestBody
from server.api.schemas.common import LARGEST, IfMatch, Parameters
from server.http.shapes import Shape


class ProcedureQuery(Parameters):
    """Words to search for, a field to stay in."""

    q: Annotated[str, Field(max_length=200)] = ""
    field: Annotated[str, Field(max_length=40)] | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 20


class AskedQuery(Parameters):
    """How many at most."""

    limit: Annotated[int, Field(ge=1, le=50)] = 8


class Papers(Shape):
    """What to bring, in both languages; empty where the catalogue does not say."""

    vi: list[str]
    en: list[str]


class Procedure(Shape):
    """A procedure of the catalogue."""

    code: str
    name: str
    short_name: str
    english_name: str | None
    field: str
    national_field: str
    level: str
    audience: str
    papers: Papers


class Places(Shape):
    """Where a thing is done, in both languages."""

    vi: str
    en: str


class Elsewhere(Shape):
    """Something that is not done here, in both languages, and where it is: `where` is of `places` the caller's."""

    vi: str
    en: str
    where: str
    places: Places


class Procedures(Shape):
    """Procedures found, and what of the words is done elsewhere."""

    items: list[Procedure]
    elsewhere: list[Elsewhere]


class ManagedProcedure(Procedure):
    """A procedure with all that the centre can change; `version` is of the centre's latest change, 0 without one."""

    said: list[str] = Field(description="what people call it")
    active: bool
    version: int


class ManagedQuery(Parameters):
    """Words to search for, a field, a state, and which page."""

    q: Annotated[str, Field(max_length=200)] = ""
    field: Annotated[str, Field(max_length=40)] | None = None
    state: Literal["in_use", "out_of_use", "changed"] | None = None
    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    limit: Annotated[int, Field(ge=1, le=500)] = 50


class ManagedProcedures(Shape):
    """One page of those found: `total` were found of `all` that there are; `version` is the catalogue's."""

    items: list[ManagedProcedure]
    total: int
    all: int
    version: int


class ProcedurePath(Shape):
    """Which procedure the address names."""

    code: str = Field(max_length=40)


class IfNew(IfMatch):
    """Like `IfMatch`; `If-None-Match: *` adds what does not exist yet, and never changes what exists."""

    if_none_match: Literal["*"] | None = Field(
        None, alias="If-None-Match", description="`*`: only what is not there yet; 412 when it is"
    )

    @property
    def new(self) -> bool:
        """Whether it must not be there yet."""
        return self.if_none_match is not None


_Item = Annotated[str, Field(max_length=1000)]
_Items = Annotated[list[_Item], Field(max_length=200)]


class PapersToPut(RequestBody):
    """What to bring, in both languages."""

    vi: _Items = Field(default_factory=list)
    en: _Items = Field(default_factory=list)


class PutProcedure(RequestBody):
    """The new facts of a procedure; facts that are left out stay as they are, or empty for a new one."""

    name: Annotated[str, Field(max_length=5000)] | None = None
    short_name: Annotated[str, Field(max_length=1000)] | None = None
    english_name: Annotated[str, Field(max_length=1000)] | None = None
    field: Annotated[str, Field(max_length=40)] | None = None
    national_field: Annotated[str, Field(max_length=1000)] | None = None
    level: Annotated[str, Field(max_length=1000)] | None = None
    audience: Annotated[str, Field(max_length=5000)] | None = None
    said: _Items | None = None
    papers: PapersToPut | None = None


class FileQuery(Parameters):
    """Whether the file is only looked at."""

    preview: bool = False


class FactChanged(Shape):
    """One fact of a procedure, before and after; lists are parted by semicolons."""

    fact: str
    before: str
    after: str


class RowChange(Shape):
    """What one row of a file changes."""

    row: int
    code: str
    name: str
    what: Literal["new", "changed", "out_of_use", "in_use_again"]
    facts: list[FactChanged]


class WrongRow(Shape):
    """A row that cannot be taken in, and why, in the caller's language."""

    row: int
    reason: str


class FilePlan(Shape):
    """How many rows of a file change what; of the changes and of the wrong rows the first 200 are shown.

    `version` is the catalogue's that it was compared with: said again (`If-Match`) when the file is saved.
    """

    version: int
    new: int
    changed: int
    out_of_use: int
    in_use_again: int
    same: int
    wrong: int
    changes: list[RowChange]
    wrong_rows: list[WrongRow]


class CatalogueChange(Shape):
    """Which change of the catalogue the address names."""

    seq: int = Field(ge=1, le=LARGEST)


class Signpost(Shape):
    """Something that is not done here, and where it is; `version` is of the centre's latest change, 0 without one."""

    key: str
    vi: str
    en: str
    where_vi: str
    where_en: str
    said: list[str]
    version: int


class Signposts(Shape):
    """All that is told to be done elsewhere."""

    items: list[Signpost]


class SignpostPath(Shape):
    """Which of them the address names."""

    key: str = Field(max_length=400)


class PutSignpost(RequestBody):
    """Something that is not done here, and where it is, in both languages; `said` is what people call it."""

    vi: _Item
    en: _Item
    where_vi: _Item
    where_en: _Item
    said: _Items = Field(default_factory=list)
