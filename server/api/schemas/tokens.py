"""The shapes of programs' tokens. A token itself goes out once, when it is made."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from server.api.bodies import RequestBody
from server.api.schemas.common import LARGEST, Moment
from server.core.roles import OF_TOKENS
from server.http.shapes import Shape


class MakeToken(RequestBody):
    """A program to let in. Its requests are in the journal as `program:NAME`."""

    name: str = Field(min_length=1, max_length=200, description="what people call the program")
    role: str = Field(
        max_length=40,
        description="the role whose permissions it has",
        json_schema_extra={"enum": list(OF_TOKENS)},
    )
    expires_at: AwareDatetime | None = Field(
        None, description="when its token ends by itself, with an offset; left out: never"
    )

    def ends_ms(self) -> int | None:
        """When it ends, UTC milliseconds."""
        return None if self.expires_at is None else int(self.expires_at.timestamp() * 1000)


class TokenPath(Shape):
    """Which token."""

    id: Annotated[int, Field(ge=1, le=LARGEST, description="the token's id, as the list has it")]


class ProgramToken(Shape):
    """A program's token, without the token itself."""

    id: int
    name: str
    role: str
    made_at: Moment
    expires_at: Moment | None = Field(description="when it ends by itself")
    ended_at: Moment | None = Field(description="when it ended; null while it holds")
    last_used_at: Moment | None = Field(description="when it was last used; null when it never was")


class MadeToken(ProgramToken):
    """A program's token as it was made. It is shown this once: a repeat of the request is refused as `secret_shown_once`."""

    token: str = Field(description="what the program sends as `Authorization: Bearer …`")


class ProgramTokens(Shape):
    """Those that hold, the newest first, then those that ended, at most a hundred."""

    items: list[ProgramToken]
