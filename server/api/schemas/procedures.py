"""The shapes of procedures, and of the questions for them."""

from typing import Annotated

from pydantic import BaseModel, Field


class ProcedureQuery(BaseModel):
    """Words to search for, a field to stay in."""

    q: Annotated[str, Field(max_length=200)] = ""
    field: Annotated[str, Field(max_length=40)] | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 20


class AskedQuery(BaseModel):
    """How many at most."""

    limit: Annotated[int, Field(ge=1, le=50)] = 8


class Papers(BaseModel):
    """What to bring, in both languages; empty where the catalogue does not say."""

    vi: list[str]
    en: list[str]


class Procedure(BaseModel):
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


class Places(BaseModel):
    """Where a thing is done, in both languages."""

    vi: str
    en: str


class Elsewhere(BaseModel):
    """Something that is not done here, in both languages, and where it is: `where` is of `places` the caller's."""

    vi: str
    en: str
    where: str
    places: Places


class Procedures(BaseModel):
    """Procedures found, and what of the words is done elsewhere."""

    items: list[Procedure]
    elsewhere: list[Elsewhere]
