"""Descriptions of the operations for numbers, counters and kiosks that were alone."""

from collections.abc import Mapping
from typing import Final

from server.api.told.told import Operation

_HELD: Final = ("unknown_counter", "counter_held")
_IN_HAND: Final = (*_HELD, "no_ticket_in_hand", "wrong_state")
_NUMBER: Final = (
    "unknown_field",
    "unknown_procedure",
    "unknown_priority",
    "unknown_point",
    "machine_without_place",
    "centre_closed",
    "field_closed",
    "no_time_left",
    "daily_limit",
    "card_limit",
    "ask_a_helper",
    "by_helper_only",
    "card_needed",
    "emergency_on",
)

QUEUE: Final[Mapping[str, Operation]] = {
    "tickets.issue": Operation(
        "Gives the next number of the field and prints its slip where the centre has a printer. Send an"
        " Idempotency-Key: a repeat then answers the same number and prints nothing again. `wait` is null where no"
        " open counter serves the field.",
        _NUMBER,
    ),
    "paper_numbers.pads": Operation(
        "Each was printed once; `reprints` says how often it was printed again on purpose."
    ),
    "paper_numbers.bring_in": Operation(
        "For a day on which the kiosk or the power was gone. Whoever waits joins the queue at the time when they came; a visit"
        " that is over (`served`) is written down with its times and counts in the figures of that day. `recorded` is false"
        " where one row is wrong: then nothing was recorded, and each row that is wrong has the `code` of one of these errors.",
        (
            "paper_number_unread",
            "unknown_pad",
            "paper_number_used",
            "paper_number_twice",
            "paper_to_come",
            "paper_too_old",
            "paper_times",
            "paper_too_many",
            "paper_point_unsaid",
            "unknown_point",
            "unknown_field",
            "unknown_priority",
            "unknown_counter",
            "unknown_officer",
        ),
    ),
    "tickets.find": Operation(
        "For whoever lost their slip, or was not there when called. `number` is read as people say it; with `field` and"
        " `at` also without it, a quarter of an hour before and after. At most 20. A tablet is told nothing of what"
        " officers wrote, and the tracking code only of its own numbers.",
        ("bad_request",),
    ),
    "tickets.life": Operation(
        "Who did what, when and at which counter, in words, and why the number was called. What officers wrote and"
        " dossiers' codes are told only to officers and managers, what became of dossiers to none but them and who reads"
        " figures. A rating is told to nobody here.",
        ("unknown_ticket",),
    ),
    "tickets.show": Operation(
        "A kiosk or tablet is told of the numbers that it gave itself, and without what officers wrote.",
        ("unknown_ticket",),
    ),
    "tickets.cancel": Operation(
        "The person does not want to wait any more. A machine may take a number back only for a short while after it"
        " gave it.",
        ("unknown_ticket", "wrong_state", "cancel_too_late"),
    ),
    "tickets.print_slip": Operation(
        "Prints the slip of a ticket once more. Whether it came out is told later in `print` of the ticket.",
        ("unknown_ticket", "slip_printing", "slip_over", "wrong_state", "no_printer"),
    ),
    "tickets.dismiss_slip": Operation(
        "For a slip that failed and that nobody needs: it leaves the manager's list, the number goes on.",
        ("unknown_ticket", "slip_printing", "wrong_state"),
    ),
    "tickets.resume": Operation(
        "Somebody who was sent away for a paper is back. Their ticket waits again, with its time of arrival kept. A kiosk or"
        " tablet checks in whoever took their number from afar.",
        ("unknown_ticket", "wrong_state", "not_from_afar"),
    ),
    "tickets.track": Operation(
        "What whoever holds the slip may know. Send the answer's ETag back in If-None-Match: 304 without a body as long"
        " as nothing changed.",
        ("unknown_ticket",),
    ),
    "tickets.cancel_tracked": Operation(
        "Whoever holds the slip gives their number up.", ("unknown_ticket", "wrong_state")
    ),
    "offline.series": Operation("A kiosk's box asks for it while it can, to be able to give numbers alone."),
    "offline.bring_in": Operation(
        "Each item is answered by itself: one that cannot join has its `code`, and the others join. Send the same items"
        " again until an answer comes.",
        ("kiosk_cloned",),
    ),
    "counters.show": Operation(
        "Everything that the officer's page shows of the counter.", ("unknown_counter",)
    ),
    "counters.open_counter": Operation(
        "The caller holds the counter from now on. A manager opens it for somebody else with `officer`.",
        (*_HELD, "counter_elsewhere", "officer_elsewhere", "unknown_field", "unknown_officer"),
    ),
    "counters.close_counter": Operation(
        "Nobody is called here any more. The ticket in hand has to be finished first.",
        (*_HELD, "ticket_in_hand"),
    ),
    "counters.pause": Operation(
        "The counter stays the officer's, and nobody is called to it.",
        (*_HELD, "counter_closed", "ticket_in_hand"),
    ),
    "counters.resume": Operation("The counter calls again.", (*_HELD, "counter_closed")),
    "counters.call": Operation(
        "Without a body the next ticket by the calling order; with `ticket` that one, and `reason` says why. 404"
        " `queue_empty` when nobody waits for this counter.",
        (
            *_HELD,
            "counter_closed",
            "ticket_in_hand",
            "queue_empty",
            "unknown_ticket",
            "ticket_taken",
            "ticket_elsewhere",
            "call_back_over",
            "counter_paused",
            "wrong_state",
        ),
    ),
    "counters.call_next": Operation(
        "As `finish` and `call` one after the other, in one transaction. When nobody waits, the ticket in hand is"
        " finished all the same.",
        (
            *_IN_HAND,
            "counter_closed",
            "queue_empty",
            "unknown_procedure",
            "bad_dossier_code",
            "counter_paused",
        ),
    ),
    "counters.recall": Operation("The number is shown and spoken once more.", (*_IN_HAND, "recall_too_soon")),
    "counters.serve": Operation("The person stands at the counter: the service begins.", _IN_HAND),
    "counters.finish": Operation(
        "`outcome` for a visit with one result, or `dossiers` with one result each.",
        (*_IN_HAND, "unknown_procedure", "bad_dossier_code"),
    ),
    "counters.no_show": Operation(
        "The ticket can be called back for as long as the centre has it.", (*_IN_HAND, "no_show_too_soon")
    ),
    "counters.return_ticket": Operation("It waits where it was, as if it had not been called.", _IN_HAND),
    "counters.park": Operation("It waits aside, with a reason, until `/tickets/{ticket}/resume`.", _IN_HAND),
    "counters.priority": Operation(
        "The class that the officer saw to be right. No evidence is kept.", (*_IN_HAND, "unknown_priority")
    ),
    "counters.transfer": Operation(
        "`field` or `counter`, with a `note` for whoever calls it next.",
        (*_IN_HAND, "unknown_field", "transfer_nowhere", "counter_closed"),
    ),
    "counters.undo": Operation(
        "Within a minute, and as long as nothing else was built upon it.",
        (
            *_HELD,
            "undo_nothing",
            "undo_too_late",
            "undo_built_upon",
            "counter_elsewhere",
            "officer_elsewhere",
        ),
    ),
    "counters.hand_over": Operation(
        "The other officer goes on with the same ticket.",
        (*_HELD, "counter_closed", "counter_elsewhere", "officer_elsewhere", "unknown_officer"),
    ),
    "counters.call_for_help": Operation(
        "It shows on the manager's page until it is answered.", (*_HELD, "counter_closed")
    ),
    "counters.answer_help": Operation("The call for help goes from the manager's page.", _HELD),
}
