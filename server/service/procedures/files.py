"""The catalogue as a CSV file."""

from server.core import cells
from server.core.procedures.file import COLUMNS, row_of
from server.service.context import Context
from server.store.procedures import table


def exported(context: Context) -> bytes:
    """All procedures, those out of use among them."""
    with context.store.read() as connection:
        rows = [row_of(procedure) for procedure in table.everything(connection).values()]
    return cells.written([COLUMNS, *rows])
