"""Descriptions of the operations for machines: pairing, screens, printers, kiosks' boxes and their calls for a helper."""

from collections.abc import Mapping
from typing import Final

from server.api.told.told import Operation

MACHINES: Final[Mapping[str, Operation]] = {
    "backups.show": Operation("What stands on the manager's page of backups."),
    "backups.make": Operation(
        "It is made beside everything else; ask `GET /backups` until `making` is false.",
        ("backup_no_folder",),
    ),
    "doctor.show": Operation(
        "What a technician would look at, the gravest first; docs/technician.md has every `code`. It takes a second or two: ask"
        " once a minute at most. The whole journal is compared with the tables by `goiso doctor` and by each backup, not here."
    ),
    "doctor.bundle": Operation(
        "A zip for whoever helps from afar: versions, settings, findings, figures, the newest lines of the log, counts. It holds no"
        " text that somebody typed: no name, no number of a person, no dossier, no token, no key."
    ),
    "doctor.set_clock": Operation(
        "`sure` is for whoever was warned (`clock_reorders`, `clock_ends_day`) and wants it all the same. Where the system does not"
        " let this program set its clock, `action` has the command for a technician.",
        ("clock_not_possible", "clock_reorders", "clock_ends_day", "clock_synchronised", "clock_not_allowed"),
    ),
    "backups.see": Operation("Nothing happens where nothing is said of a restore."),
    "backups.encrypt": Operation(
        "A key is made that this passphrase opens; the setting `[backup] recipient` is its public part.",
        ("passphrase_short", "storage_restore"),
    ),
    "backups.encrypt_no_more": Operation("Backups that were made before stay as they are."),
    "standby.snapshot": Operation(
        "It holds all that a backup holds, secrets too: only over a network that nobody else listens to, or HTTPS.",
        ("restore_busy", "storage_restore"),
    ),
    "standby.pull": Operation("Asked every second by `goiso standby`, docs/backup.md.", ("standby_apart",)),
    "standby.file": Operation("Asked for the files that changed."),
    "standby.takeover": Operation(
        "From now on whatever would be written is refused as `storage_handed_over`, and a start too; asking again answers the same row.",
        ("standby_apart",),
    ),
    "pairings.begin": Operation(
        "Asked by a machine that has no token yet: a kiosk, a screen, a tablet, a counter machine.",
        ("too_many_requests",),
    ),
    "pairings.claim": Operation(
        "Asked every few seconds by the machine that shows the code; the token is answered once.",
        ("unknown_pairing", "too_many_requests"),
    ),
    "screens.me": Operation("A screen goes to the page that this answers."),
    "machines.printers": Operation(
        "The centre's own printer first, also where it has none, then those of kiosks' boxes. `heard` says in words what"
        " the printer can answer, as it was found out."
    ),
    "machines.test_slip": Operation(
        "What becomes of it is told by `GET /printers`: a kiosk's box begins at its next report.",
        ("no_printer", "not_found"),
    ),
    "machines.box": Operation(
        "Asked by a kiosk's own box every few seconds; answers the test slip that it should print."
    ),
    "machines.news": Operation(
        "Asked by a kiosk's own box every two seconds, with the ETag in If-None-Match: 304 without a body as long as nothing"
        " that it keeps is another."
    ),
    "machines.procedures": Operation("Asked by a kiosk's own box once one of the names is another."),
    "releases.show": Operation(
        "Asked by a kiosk's own box, which takes a newer version at night, docs/kiosk.md. Without files there is nothing to take."
    ),
    "releases.file": Operation("Boxes ask for a piece at a time (`Range`).", ("not_found",)),
    "kiosk_help.call": Operation(
        "Helpers' tablets, the counters that guide people and the manager's page are told at once which kiosk calls. It"
        " ends by itself after three minutes."
    ),
    "kiosk_help.answer": Operation("The kiosk says from now on that somebody is coming. Answers all calls."),
}
