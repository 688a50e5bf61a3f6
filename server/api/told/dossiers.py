"""Descriptions of the operations for the dossier system's list, for looking up a dossier, and for Form 06."""

from collections.abc import Mapping
from typing import Final

from server.api.told.told import Operation

_DAYS: Final = ("range_backwards", "day_to_come", "range_too_long", "not_valid")

DOSSIERS: Final[Mapping[str, Operation]] = {
    "dossiers.ask": Operation(
        "For kiosks and phones: state and due day, and how old that is; nothing else is told to anybody. Nobody is answered"
        " until a list was taken in, nor where `[dossiers] public` is off. A kiosk, or a network address, asks 20 times a"
        " minute and 120 times an hour; codes that are not found count apart, 6 and 30, but not at a kiosk, which many people"
        " share. `Retry-After` says how long to wait.",
        ("no_dossiers", "unknown_dossier", "bad_dossier_code", "dossiers_braked"),
    ),
    "dossiers.show": Operation(
        "For staff, without a limit: also its field, procedure and days.",
        ("no_dossiers", "unknown_dossier", "bad_dossier_code"),
    ),
    "dossiers.show_list": Operation("`list` is null and `version` 0 while there is none."),
    "dossiers.take_file": Operation(
        "All rows or none; the list takes the place of the one before. Of each row only code, field, procedure, state, the"
        " three days and how it was filed are kept, and of fields and procedures only those that the centre knows; names never."
        " UTF-8 with or without BOM, UTF-16 and Windows-1258 are read, parted by commas, semicolons or tabs, up to 100,000"
        " rows and 32 MB. With `If-Match` only while the list is the one that the preview was compared with.",
        (
            *_DAYS,
            "dossier_file_unreadable",
            "dossier_file_too_large",
            "dossier_file_wrong",
            "dossier_other_days",
            "dossiers_moved",
            "upload_broken",
        ),
    ),
    "dossiers.delete": Operation("It goes by itself after `[dossiers] keep_days`.", ("no_dossiers",)),
    "dossiers.form06_show": Operation(
        "Columns 3 to 13 come from the list, when it covers all of these days; the last three are counted by the queue. A"
        " column without a source is null in every row, and `missing` says why.",
        _DAYS,
    ),
    "dossiers.form06_csv": Operation(
        "Columns are named as in the JSON; `source` names the list in every row.", _DAYS
    ),
    "dossiers.form06_xlsx": Operation(
        "Titles in Vietnamese; one of a column without a source says why.", _DAYS
    ),
}
