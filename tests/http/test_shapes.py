"""A shape is made ready at its first use, by one of those who ask at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from pydantic import Field, ValidationError

from server.http.shapes import Shape

AT_ONCE = 8


class Part(Shape):
    """What another one holds."""

    n: int = Field(ge=1)


def whole() -> type[Shape]:
    class Whole(Shape):
        """One that nobody has used."""

        parts: list[Part]

    return Whole


def test_many_who_ask_at_once_are_all_answered() -> None:
    shape, all_here = whole(), Barrier(AT_ONCE)
    assert not shape.__pydantic_complete__

    def ask(n: int) -> object:
        all_here.wait()
        return shape.model_validate({"parts": [{"n": n + 1}]}).model_dump()

    with ThreadPoolExecutor(AT_ONCE) as people:
        answers = list(people.map(ask, range(AT_ONCE)))
    assert answers == [{"parts": [{"n": n + 1}]} for n in range(AT_ONCE)]


def test_the_first_who_asks_is_told_what_is_wrong() -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        whole().model_validate({"parts": [{"n": 0}]})


def test_its_description_is_made_at_the_first_use_too() -> None:
    told = whole().model_json_schema()
    assert told["properties"]["parts"]["items"] == {"$ref": "#/$defs/Part"}
