"""The shapes of people: who signs in, who works at counters. Passwords and PINs come in and never go out."""

from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from server.api.bodies import OptionalBody, RequestBody
from server.core.person_rules import LONGEST_NAME, SHORTEST_PASSWORD, USERNAME
from server.core.roles import WITH_PIN
from server.http.shapes import Shape
from server.service.people.rules import LONGEST_TITLE, PIN

_MOST: Final = 200
_Username = Annotated[
    str, Field(pattern=f"^{USERNAME.pattern}$", description="what they sign in as: lan.nguyen")
]
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)]
_Title = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_TITLE)]
_Role = Literal["officer", "helper", "manager", "viewer", "admin"]
_Counter = Annotated[int, Field(ge=1, le=10_000, description="their usual counter")]
_Old = Annotated[str, Field(min_length=1, max_length=_MOST, description="the present password")]
_Password = Annotated[str, Field(min_length=SHORTEST_PASSWORD, max_length=_MOST)]
_Pin = Annotated[str, Field(pattern=f"^{PIN.pattern}$", description="for counter machines; officers alone")]


class AddPerson(RequestBody):
    """Somebody to add."""

    username: _Username
    name: _Name
    role: _Role
    password: _Password
    title: _Title | None = None
    counter: _Counter | None = None
    pin: _Pin | None = None

    @model_validator(mode="after")
    def _only_an_officer_has_a_pin(self) -> Self:
        if self.pin is not None and self.role not in WITH_PIN:
            raise ValueError("pin: only an officer has one")
        return self


class ChangePerson(OptionalBody):
    """What to change of a person: what is not given stays, `null` takes a title, counter or PIN away.

    Who is not `active` cannot sign in; their name stays.
    """

    name: _Name = ""
    role: _Role | None = None
    password: _Password = ""
    title: _Title | None = None
    counter: _Counter | None = None
    pin: _Pin | None = None
    active: bool = True

    def said(self) -> dict[str, Any]:
        """What is there, as `server.service.people.people.Changes` has it."""
        nothing = {"title": "", "pin": "", "counter": 0}
        given = {name: getattr(self, name) for name in self.model_fields_set}
        return {name: nothing.get(name) if value is None else value for name, value in given.items()}


class PersonPath(Shape):
    """The person whose user name is in the address."""

    username: str = Field(max_length=_MOST)


class ChangePassword(RequestBody):
    """One's own password; `old` is the present one."""

    old: _Old
    password: _Password


class ChangePin(RequestBody):
    """One's own PIN, `null` for none any more; `old` is the present password."""

    old: _Old
    pin: _Pin | None


class Person(Shape):
    """Somebody who signs in; `counter` is their usual one, `pin` says whether they have one.

    Who is not `active` was switched off. `version` grows with every change, and goes into If-Match.
    """

    username: str
    name: str
    role: str
    title: str | None
    counter: int | None
    pin: bool
    active: bool
    version: int


class PersonNow(Person):
    """A person, the counter that they hold now (`at`), whether a page of theirs is open, and when they last did something."""

    at: int | None
    here: bool
    last_seen: str | None


class People(Shape):
    """Everybody who signs in, by user name."""

    items: list[PersonNow]


class Officer(Shape):
    """Somebody who works at a counter; `counter` is their usual one, `at` the one that they hold now.

    `here` says whether they are signed in and have their page open, `pin` whether they can sign in with one at a
    counter machine. Who is not `active` was switched off: the name is for calls of before.
    """

    username: str
    name: str
    role: str
    counter: int | None
    at: int | None
    here: bool
    pin: bool
    active: bool


class Officers(Shape):
    """Everybody who works at counters."""

    items: list[Officer]
