"""The centre's present settings: code reads them here at the moment of use."""

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from server import __version__
from server.config import CentreSettings
from server.config.complaints import sentences
from server.core.centre import Centre
from server.core.refusal import Refusal
from server.core.settings import Items, document
from server.core.versions import is_newer
from server.store import settings as stored

T = TypeVar("T")
_UNKNOWN_NAME = "extra_forbidden"


class LiveSettings:
    """`document` is all that is set, `centre` the same as the rules read it, `version` the `seq` of the latest change; `always_open` is the centre without opening hours.

    What the journal holds goes before what it began with; with a bare `Centre` (no document) nothing can be set. `program` is
    as in `stored_document`.
    """

    def __init__(
        self, begins: CentreSettings | Centre, program: Callable[[], str | None] = lambda: None
    ) -> None:
        self.version = 0
        self._program = program
        self._document: CentreSettings | None = None
        self._made: dict[Callable[..., Any], tuple[CentreSettings, str, Any]] = {}
        if isinstance(begins, Centre):
            self.centre, self.always_open = begins, begins.always_open()
        else:
            self.take(begins)

    @property
    def document(self) -> CentreSettings:
        """All that is set."""
        assert self._document is not None, "this centre was given without its settings"
        return self._document

    @property
    def settable(self) -> bool:
        """Whether there is a document."""
        return self._document is not None

    def of_day(self, day: str, make: Callable[[CentreSettings, str], T]) -> T:
        """What `make` makes of all that is set and a day: made once for each change and each day; nobody changes it."""
        document = self.document
        kept = self._made.get(make)
        if kept is None or kept[0] is not document or kept[1] != day:
            kept = self._made[make] = document, day, make(document, day)
        found: T = kept[2]
        return found

    def take(self, document: CentreSettings) -> None:
        """This is set from now on."""
        self._document, self.centre = document, document.as_centre()
        self.always_open = self.centre.always_open()

    def read(self, connection: sqlite3.Connection) -> None:
        """Take what the store holds, if anything is set there. Raises as `stored_document`."""
        items = stored.everything(connection)
        if not items or not self.settable:
            return
        version = stored.version(connection)
        self.take(stored_document(items, self._program))
        self.version = version  # last: who reads both meanwhile has an older version, never a newer one of older settings


def stored_document(items: Items, program: Callable[[], str | None] = lambda: None) -> CentreSettings:
    """What the store holds, with this version's defaults for what an earlier one did not know.

    `program()` is the version of the program that is known to have used the folder last. Raises `storage_settings`, or
    `storage_settings_newer` where a newer version wrote what this one does not know.
    """
    found = document(items)
    try:
        return CentreSettings.model_validate(_without_unknown(found), context={"stored": True})
    except ValidationError as error:
        raise _unusable(error, found, program()) from error


def _unusable(error: ValidationError, found: Mapping[str, Any], program: str | None) -> Refusal:
    """Names that this version lacks are a newer one's: those of earlier ones are all known."""
    reason = sentences(error)
    if program is not None and is_newer(program, __version__):
        return Refusal("storage_settings_newer", version=program, reason=reason)
    unknown = any(wrong["type"] == _UNKNOWN_NAME for wrong in error.errors(include_url=False))
    if unknown or found.keys() - CentreSettings.model_fields.keys():
        return Refusal("storage_settings_newer", version=f"> {__version__}", reason=reason)
    return Refusal("storage_settings", reason=reason)


def _without_unknown(found: Mapping[str, Any]) -> Mapping[str, Any]:
    """The parts that this version knows; a later one may have written more."""
    return {part: value for part, value in found.items() if part in CentreSettings.model_fields}
