"""The shapes of people: who signs in, who works at counters. Passwords and PINs come in and never go out."""

from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from server.api.bodies import Action, Request
from server.core.people import MANAGER
from server.service.people.rules import LONGEST_NAME, LONGEST_TITLE, PIN, SHORTEST_PASSWORD, USERNAME

_MOST: Final = 200
_Username = Annotated[
    str, Field(pattern=f"^{USERNAME.pattern}$", description="what they sign in as: lan.nguyen")
]
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)]
_Title = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_TITLE)]
_Role = Literal["officer", "admin"]
_Counter = Annotated[int, Field(ge=1, le=10_000, description="their usual counter")]
_Password = Annotated[str, Field(min_length=SHORTEST_PASSWORD, max_length=_MOST)]
_Pin = Annotated[str, Field(pattern=f"^{PIN.pattern}$", description="for counter machines; officers alone")]


class AddPerson(Request):
    """Somebody to add."""

    username: _Username
    name: _Name
    role: _Role
    password: _Password
    title: _Title | None = None
    counter: _Counter | None = None
    pin: _Pin | None = None

    @model_validator(mode="after")
    def _a_manager_has_no_pin(self) -> Self:
        if self.pin is not None and self.role == MANAGER:
            raise ValueError("pin: only an officer has one")
        return self


class ChangePerson(Action):
    """What to change of a person: what is not given stays, `null` takes a title, counter or PIN away."""

    name: _Name = ""
    role: _Role | None = None
    password: _Password = ""
    title: _Title | None = None
    counter: _Counter | None = None
    pin: _Pin | None = None

    def said(self) -> dict[str, Any]:
        """What is there, as `server.service.people.people.Changes` has it."""
        nothing = {"title": "", "pin": "", "counter": 0}
        given = {name: getattr(self, name) for name in self.model_fields_set}
        return {name: nothing.get(name) if value is None else value for name, value in given.items()}


class PersonPath(BaseModel):
    """Whose user name the address bears."""

    username: str = Field(max_length=_MOST)


class Person(BaseModel):
    """Somebody who signs in; `counter` is their usual one, `pin` says whether they have one."""

    username: str
    name: str
    role: str
    title: str | None
    counter: int | None
    pin: bool


class People(BaseModel):
    """Everybody who signs in, by user name."""

    items: list[Person]


class Officer(BaseModel):
    """Somebody who works at a counter; `counter` is their usual one, `at` the one that they hold now.

    `here` says whether they are signed in and have their page open, `pin` whether they can sign in with one at a
    counter machine.
    """

    username: str
    name: str
    role: str
    counter: int | None
    at: int | None
    here: bool
    pin: bool


class Officers(BaseModel):
    """Everybody who works at counters."""

    items: list[Officer]
