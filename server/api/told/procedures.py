"""Descriptions of the operations for the procedure catalogue and for things that are done elsewhere."""

from collections.abc import Mapping
from typing import Final

from server.api.told.told import Operation

_ONE: Final = ("unknown_catalogue_entry", "procedure_moved", "not_valid")

PROCEDURES: Final[Mapping[str, Operation]] = {
    "procedures.show_all": Operation(
        "With `state` `in_use`, `out_of_use` or `changed` only those. `total` counts all that were found.",
        ("not_valid",),
    ),
    "procedures.show": Operation(
        "Also one that is out of use: what is told of the past keeps its name.", ("unknown_catalogue_entry",)
    ),
    "procedures.put": Operation(
        "What is not given stays; a code that is not there yet becomes a new procedure. What the centre has edited stays"
        " so, whatever a later version of the product ships. With `If-Match` only of the version that was seen; with"
        " `If-None-Match: *` only a new one.",
        (*_ONE, "unknown_field", "procedure_there_already"),
    ),
    "procedures.remove": Operation(
        "It is found no more and cannot be asked for; `PUT` with `active` true brings it back.",
        _ONE,
    ),
    "procedures.export": Operation("A cell that a spreadsheet would run as a formula is quoted."),
    "procedures.take_file": Operation(
        "All rows or none. UTF-8 with or without BOM, UTF-16 and Windows-1258 are read. Wrong rows are named with why.",
        (
            "catalogue_file_unreadable",
            "catalogue_file_too_large",
            "catalogue_file_wrong",
            "upload_broken",
            "procedure_moved",
        ),
    ),
    "procedures.take_back": Operation(
        "The change stays in the journal; this is a further one. 412 when a later change stands on it.",
        ("unknown_catalogue_change", "procedure_moved", "not_valid"),
    ),
    "elsewhere.show": Operation("What people ask for that is not done here, and where they are sent."),
    "elsewhere.add": Operation(
        "Its key is made of its first Vietnamese name.", ("elsewhere_there_already", "not_valid")
    ),
    "elsewhere.put": Operation("What is told of it is this from now on.", _ONE),
    "elsewhere.remove": Operation("Nothing is told of it any more.", _ONE),
}
