"""Descriptions of the operations for the centre, its procedures, halls, notices and reports."""

from collections.abc import Mapping
from typing import Final

from server.api.told.told import Operation

_FIGURES: Final = (
    "bad_request",
    "range_backwards",
    "day_to_come",
    "range_too_long",
    "unknown_field",
    "unknown_counter",
    "unknown_officer",
    "unknown_procedure",
    "unknown_hall",
    "unknown_point",
    "unknown_priority",
)
_TEXT: Final = ("text_missing", "text_too_long")

HALL: Final[Mapping[str, Operation]] = {
    "centre.show": Operation(
        "Where the centre receives at several points, hours and queues are those of one of them.",
        ("unknown_point",),
    ),
    "centre.procedures": Operation(
        "Ranked, and only what fits well. What is not done here stands in `elsewhere`, with where to go."
    ),
    "centre.asked": Operation(
        "For a kiosk's first page: what people came for on earlier days at about this time."
    ),
    "board.show": Operation(
        "What the hall's screens show. Made for polling: send the ETag back in If-None-Match. Screens themselves"
        " listen on Socket.IO `/board`.",
        ("unknown_hall",),
    ),
    "voice.file": Operation("Screens fetch what they are told to play.", ("not_found",)),
    "speech.say": Operation("For a kiosk that reads its page aloud.", ("speech_missing",)),
    "notices.show": Operation("What stands now and what was planned, in the order in which it is shown."),
    "notices.receive": Operation(
        "A picture or video for a notice; its answer's `file` is what `POST /notices` takes.",
        ("not_a_picture", "picture_too_large", "file_too_large", "upload_broken"),
    ),
    "notices.place": Operation(
        "It is shown from its first day on, in its hours.",
        (*_TEXT, "unknown_file", "file_of_other_kind", "too_many_notices", "bad_schedule", "unknown_hall"),
    ),
    "notices.change": Operation(
        "What was seen of it goes into If-Match. A picture or video stays where `file` is the one that it has.",
        (
            *_TEXT,
            "unknown_file",
            "file_of_other_kind",
            "unknown_notice",
            "notice_moved",
            "bad_schedule",
            "unknown_hall",
        ),
    ),
    "notices.arrange": Operation("`order` has the ids of all notices.", ("unknown_notice",)),
    "notices.switch": Operation("One that is not shown stays in the list.", ("unknown_notice",)),
    "notices.remove": Operation("It leaves every screen at once.", ("unknown_notice",)),
    "notices.trouble": Operation(
        "The manager's page says which screen and which notice.", ("unknown_notice",)
    ),
    "notices.declare_outage": Operation("Kiosks, boards and phones say so.", (*_TEXT, "unknown_field")),
    "notices.end_outage": Operation("Where there was none, nothing happens.", ("unknown_field",)),
    "notices.raise_emergency": Operation(
        "It stands over all screens of the hall, or of all halls, until it is lifted.",
        (*_TEXT, "unknown_hall"),
    ),
    "notices.lift_emergency": Operation("Screens show their halls again.", ("unknown_hall",)),
    "figures.show": Operation(
        "docs/figures.md defines each figure. Rows are in the order in which people look for them; every day, week and month of"
        " the range is there. `officer=me` asks for one's own; officers are answered with theirs alone.",
        _FIGURES,
    ),
    "figures.figures_csv": Operation(
        "For programs and spreadsheets; nothing in it runs as a formula.", _FIGURES
    ),
    "figures.figures_xlsx": Operation("For people; lengths of time are times of a spreadsheet.", _FIGURES),
    "figures.show_visits": Operation(
        "In the order of days and numbers' issue. Ask again with `after` until it is `null`.", _FIGURES
    ),
    "figures.show_progress": Operation(
        "Ask for a file of visits with `progress`, a key that you make up, and meanwhile here by the same key."
    ),
    "figures.show_heatmap": Operation("An hour with no visits has no cell.", _FIGURES),
    "figures.show_counters": Operation(
        "By total, day, weekday, week, month, hour, counter, officer, hall or point; of a year at most. A break counts where it begins."
        " `visits` are those of the same row; filters count for counter, officer, hall and point.",
        _FIGURES,
    ),
    "figures.counters_csv": Operation(
        "For programs and spreadsheets; `reasons` tells each reason of breaks, how many there were and how long they took.",
        _FIGURES,
    ),
    "figures.counters_xlsx": Operation("For people; lengths of time are times of a spreadsheet.", _FIGURES),
    "figures.visits_csv": Operation("It comes as it is read, a day at a time.", _FIGURES),
    "figures.visits_xlsx": Operation(
        "It is made beside the work at the counters, and does not hold it up.", _FIGURES
    ),
    "reports.calls": Operation("What the calling order saw, and the rule that decided.", ("bad_request",)),
    "reports.today_text": Operation(
        "`results_returned` counts dossiers whose result was returned on the spot. `advised` counts"
        " people, who may be advised on several dossiers; above a hundred they are told rounded down to hundreds: over 1,000.",
        ("bad_request", "not_valid", "moment_to_come"),
    ),
    "reports.waits": Operation("The waits that people were told compared with those that came to be."),
    "reports.arrivals_today": Operation(
        "By half hour, from midnight on. A usual day is the median of up to six of the last same weekdays."
    ),
    "alerts.show": Operation(
        "Those that the caller's role is told of. `told_at` moves with each repeat until somebody acknowledges the alert."
    ),
    "alerts.acknowledge": Operation(
        "It stands until it ends by itself. Answers all alerts.", ("unknown_alert",)
    ),
    "reports.journal": Operation("Write the digest down elsewhere: nothing before it can be changed unseen."),
    "journal.show": Operation(
        "In order of `seq`, which counts from 1 without gaps. Ask again with `since` set to the last item's `seq`"
        " until `items` is empty; `seq` of the answer is where the journal ends now. Unknown types and fields may come"
        " with later versions: pass over them."
    ),
    "journal.show_changes": Operation(
        "People, machines, procedures, notices, programs and settings: what was changed, by whom, from what to what. To page,"
        " give the lowest `seq` as `before`. What can be taken back says `can_go_back`:"
        " it is by `/changes/{seq}/take-back`. What cannot says in `over` which later change stands on it, or in `why_not` why and what"
        " to do instead."
    ),
}
