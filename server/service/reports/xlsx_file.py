"""A table as an XLSX file.

XlsxWriter is loaded when the first file is asked for: a server that writes none need not hold it in memory.
"""

from collections.abc import Sequence
from tempfile import TemporaryFile
from typing import IO

from server.core.reports.sheet import OPTIONS, fill
from server.core.reports.tables import Table
from server.core.texts import VIETNAMESE, Language
from server.service.reports.pace import paced


def written(table: Table, language: Language = VIETNAMESE, heading: Sequence[str] = ()) -> IO[bytes]:
    """The file, open at its beginning; it is gone when it is closed. The lines of the `heading` stand above the table."""
    import xlsxwriter  # noqa: PLC0415

    file = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    book = xlsxwriter.Workbook(file, dict(OPTIONS))
    fill(book, table, language, paced, heading)
    book.close()
    file.seek(0)
    return file
