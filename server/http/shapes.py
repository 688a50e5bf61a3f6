"""The shapes of what is asked and answered: what checks by one is made when something is first checked by it.

There are hundreds, most of them only for the API's description; to make all would take a tenth of each start.
"""

from threading import Lock
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

_one_at_a_time = Lock()


class Shape(BaseModel):
    """One of them. pydantic makes what it put off for one thread at a time; whatever uses a shape goes through here."""

    model_config = ConfigDict(defer_build=True)

    @classmethod
    def model_validate(cls, *arguments: Any, **named: Any) -> Self:
        """What is asked, checked. Raises `ValidationError`."""
        _complete(cls)
        return super().model_validate(*arguments, **named)

    @classmethod
    def model_json_schema(cls, *arguments: Any, **named: Any) -> dict[str, Any]:
        """What the API's description says of it."""
        _complete(cls)
        return super().model_json_schema(*arguments, **named)


def _complete(shape: type[Shape]) -> None:
    if not shape.__pydantic_complete__:
        with _one_at_a_time:
            shape.model_rebuild()
