"""Descriptions of the operations for settings."""

from collections.abc import Mapping
from typing import Final

from server.api.told.told import Operation

_PEOPLE_IN_THE_WAY: Final = (
    "field_has_people",
    "field_in_hand",
    "field_at_work",
    "unknown_field",
    "prefix_had_today",
    "prefix_near_todays",
    "counter_in_use",
    "counter_has_people",
    "class_has_people",
    "point_has_people",
)
_CHANGING: Final = ("unknown_setting", "not_valid", "settings_moved", "exception_past", *_PEOPLE_IN_THE_WAY)

SETTINGS: Final[Mapping[str, Operation]] = {
    "settings.show": Operation(
        "Names are those of centre.toml (docs/settings.md). `version` is the `seq` of the latest change, also the ETag."
    ),
    "settings.put": Operation(
        "What `GET /settings` answers of a part, this takes. With `If-Match` the change is made only of that version."
        " 422 names every wrong path.",
        ("unknown_logo", *_CHANGING),
    ),
    "settings.preview": Operation(
        "`value` is what `PUT /settings/{part}` takes; nothing is changed. `slip` is a slip as it would be printed, drawn by"
        " what draws every slip; `colours` is what follows from the centre's own; `calling` is what would change for those who wait now, counter by counter; `hours` are"
        " the next 14 days, and what kiosks would say now; `folder` is the one that `backup` or `reports` names, tried there and"
        " then. One that cannot be written to can be set all the same: a stick may be out. `told` are sentences: what would follow right now (a"
        " field, counter, hall or point that is left out goes); `null` for parts of which something else is shown, or nothing.",
        ("unknown_setting", "not_valid"),
    ),
    "settings.receive_logo": Operation(
        "The body is the file itself, with `Content-Type: application/octet-stream`. The picture is scaled down to 512 pixels"
        " and written anew. It is shown once its name is set as `centre.logo`; nothing set of it is gone after an hour.",
        ("not_a_logo", "file_too_large", "picture_too_large", "upload_broken"),
    ),
    "settings.put_entry": Operation(
        "One entry of a list, like one field or one counter; its code or number is the one in the address. A new one"
        " comes to the end.",
        _CHANGING,
    ),
    "settings.remove_entry": Operation(
        "It is out of use from now on; what is told of the past keeps its names. Whoever waits for a field that is removed"
        " goes on in the field `to`; counters serve it no more.",
        _CHANGING,
    ),
    "settings.show_history": Operation(
        "The last one is what the centre began with: its `part` is `null`. To page, give the lowest `seq` as `before`."
    ),
    "settings.take_back": Operation(
        "What the change changed is as it was before; what others set since, also in the same part, stays. The change itself stays in the"
        " history; this is a further one, with `takes_back`.",
        ("unknown_change", "settings_stands_on_it", *_CHANGING),
    ),
    "journal.take_change_back": Operation(
        "Of every kind: what the change changed is as it was before, by the rules of whatever it is about, and who takes it back"
        " needs the permission for that. What a change began (a person, a machine, a notice, a token, a webhook) is removed"
        " or revoked again. The change itself stays in the history; this is a further one, with `takes_back`. What is taken"
        " back already stays so. `If-Match` is the version of the settings, for a change of a setting.",
        (
            "unknown_change",
            "change_stands_on_it",
            "change_stays",
            "settings_stands_on_it",
            "procedure_moved",
            "administrators_only",
            "last_manager",
            "person_at_counter",
            "device_name_taken",
            "unknown_counter",
            "unknown_hall",
            "too_many_notices",
            "unknown_file",
            "webhook_inside",
            *_CHANGING,
        ),
    ),
    "settings.show_holidays": Operation(
        "Computed on the server, nobody is asked. Put one into `exceptions` with its `reason` to close on that date."
    ),
}
