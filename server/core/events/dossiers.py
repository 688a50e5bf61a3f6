"""That a list of the dossier system was taken in, and that it went: its rows are beside the journal, for they must go."""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class DossiersImported(Event):
    """A list was taken in from the file `source` with the SHA-256 `digest`, and takes the place of the one before.

    It covers the days `first` to `last` and has these `columns`. `rows` are kept beside the journal under `batch`.
    """

    batch: int
    source: str
    digest: str
    first: str
    last: str
    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class DossiersDeleted(Event):
    """The rows of the list `batch` were deleted: by somebody, or because their time was over."""

    batch: int
    rows: int
