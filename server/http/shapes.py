"""The shapes of requests and answers; the validator of a shape is built when it is first used.

There are hundreds, most of them only for the API's description; building all would take a tenth of each start.
"""

from threading import Lock
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

_one_at_a_time = Lock()


class Shape(BaseModel):
    """A shape. pydantic builds a postponed validator safely in one thread only, so every use goes through here."""

    model_config = ConfigDict(defer_build=True)

    @classmethod
    def model_validate(cls, *arguments: Any, **named: Any) -> Self:
        """The checked value. Raises `ValidationError`."""
        _complete(cls)
        return super().model_validate(*arguments, **named)

    @classmethod
    def model_json_schema(cls, *arguments: Any, **named: Any) -> dict[str, Any]:
        """The shape's schema for the API's description."""
        _complete(cls)
        return super().model_json_schema(*arguments, **named)


def _complete(shape: type[Shape]) -> None:
    if not shape.__pydantic_complete__:
        with _one_at_a_time:
            shape.model_rebuild()
