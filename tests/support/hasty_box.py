"""`python -m tests.support.hasty_box kiosk …` is `goiso kiosk …` of a box for which it is always night, and which waits for nothing."""

from kiosk.upgrade.limits import Limits
from server.command.centre import Parts
from server.command.main import main

HASTY = Limits(
    look_s=0.3,
    again_s=0.3,
    idle_s=0,
    apart_s=0,
    asleep=range(24),
    room=0,
    watch_s=0.1,
    steady_s=0.2,
    pause_s=0.1,
)

if __name__ == "__main__":
    main(obj=Parts(limits=HASTY))
