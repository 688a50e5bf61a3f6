"""The shapes of dossiers, of the list and of Form 06."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from server.api.bodies import RequestBody
from server.api.schemas.common import Names, Parameters
from server.core.dossiers.form06 import Missing
from server.core.dossiers.states import DossierState
from server.http.shapes import Shape
from server.service.dossiers.reading import LONGEST_SOURCE

_DossierCode = Annotated[str, Field(min_length=1, max_length=60, description="as on the receipt")]


class AskDossier(RequestBody):
    """Which dossier is asked for."""

    code: _DossierCode


class DossierPath(Shape):
    """Which dossier the address names."""

    code: _DossierCode


class DossierTold(Shape):
    """How far a dossier is. `due` is null if no day was promised; the facts are those of the day `as_of`, `age_days` ago."""

    code: str
    state: DossierState
    state_text: str
    states: Names
    due: date | None
    overdue: bool
    as_of: date
    age_days: int


class DossierShown(DossierTold):
    """The same for staff, with what else the list says."""

    field: str | None
    procedure: str | None
    received: date
    finished: date | None


class ListSource(Shape):
    """The source of the list: the file `source`, imported `by` a person `at` a moment; it covers `from` to `to`."""

    source: str
    at: datetime
    by: str
    from_: date = Field(alias="from")
    to: date
    rows: int
    columns: list[str]
    digest: str


class DossierList(Shape):
    """The list that is in use; `version` is said again (`If-Match`) when another one is saved."""

    list_: ListSource | None = Field(alias="list")
    version: int


class ListQuery(Parameters):
    """The days that the file covers, and its name. With `preview` nothing is saved."""

    preview: bool = Field(default=False, description="only tell what the file holds and changes")
    first: date | None = Field(
        None, alias="from", description="the first day that the file covers; the first of the month of `to`"
    )
    last: date | None = Field(None, alias="to", description="the last day that it covers; today")
    source: str = Field(
        "", max_length=LONGEST_SOURCE, description="the file's name, which reports name as the source"
    )


class ListState(Shape):
    """How many dossiers of a file are so far."""

    state: DossierState
    names: Names
    rows: int


class UnknownField(Shape):
    """What a file calls a field that this centre does not have; it is not kept."""

    said: str
    rows: int


class WrongRow(Shape):
    """A row that cannot be taken in, and why."""

    row: int
    reason: str


class ListPlan(Shape):
    """What a file holds and what it changes of the list; of the wrong rows the first 200 are shown."""

    version: int
    from_: date = Field(alias="from")
    to: date
    rows: int
    new: int
    changed: int
    same: int
    gone: int
    repeated: int
    wrong: int
    received_first: date | None
    received_last: date | None
    states: list[ListState]
    columns: list[str]
    missing: list[str]
    without_field: int
    unknown_fields: list[UnknownField]
    wrong_rows: list[WrongRow]


class FormQuery(Parameters):
    """The days of the form; today alone by default."""

    first: date | None = Field(None, alias="from", description="the first day")
    last: date | None = Field(None, alias="to", description="the last day, in the range")


class FormColumn(Shape):
    """A column: its number on the form (null for what the queue counts), its source, and why it is `missing`."""

    number: int | None
    name: str
    titles: Names
    formula: str | None
    source: str | None
    missing: Missing | None
    why: Names | None


class FormRow(Shape):
    """One field. What has no source is null, never 0."""

    field: str
    names: Names
    to_handle: int | None
    received_online: int | None
    received_direct: int | None
    from_before: int | None
    handled: int | None
    handled_early: int | None
    handled_on_day: int | None
    handled_late: int | None
    open: int | None
    open_in_time: int | None
    open_late: int | None
    counter_received: int
    counter_returned: int
    online_helped: int


class Form06(Shape):
    """Form 06/VPCP/KSTT of some days."""

    from_: date = Field(alias="from")
    to: date
    list_: ListSource | None = Field(alias="list")
    columns: list[FormColumn]
    items: list[FormRow]
    total: FormRow
