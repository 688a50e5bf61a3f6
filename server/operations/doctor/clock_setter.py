"""Sets this machine's clock through systemd-timedated, which asks polkit whether this user may.

The rule that lets it is `goiso-clock.rules` beside this module: it allows setting the time, and nothing else.
"""

from datetime import UTC, datetime
from typing import Final

from server.core.refusal import Refusal
from server.operations.doctor.programs import Ask, ask

_FOLLOWS: Final = "Automatic time synchronization is enabled"


def set_system_clock(at: int, run: Ask = ask) -> None:
    """Set the clock to UTC milliseconds. Raises `clock_synchronised`, and `clock_not_allowed` with the command for a technician."""
    here = f"{datetime.fromtimestamp(at / 1000, UTC).astimezone():%Y-%m-%d %H:%M:%S}"
    answer = run("timedatectl", "--no-ask-password", "set-time", here)
    if answer is not None and answer.status == 0:
        return
    if answer is not None and _FOLLOWS in answer.said:
        raise Refusal("clock_synchronised", command="sudo timedatectl set-ntp false")
    raise Refusal("clock_not_allowed", command=f"sudo timedatectl set-time '{here}'")
