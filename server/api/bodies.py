"""What every body of a request is made from."""

from typing import Any

from pydantic import ConfigDict, ValidationError, model_validator

from server.http.shapes import Shape


class RequestBody(Shape):
    """A body that may hold nothing but what it names."""

    model_config = ConfigDict(extra="forbid")


class OptionalBody(RequestBody):
    """A body that may be left out altogether."""

    @model_validator(mode="before")
    @classmethod
    def _nothing_is_empty(cls, body: Any) -> Any:
        return {} if body is None else body


class NoBody(OptionalBody):
    """Nothing to say."""


def reasons(error: ValidationError) -> list[str]:
    """All that is wrong, each with where; never what was sent, which may be a password."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return [f"{'.'.join(map(str, each['loc']))}: {each['msg']}".removeprefix(": ") for each in found]
