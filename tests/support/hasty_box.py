"""`python -m tests.support.hasty_box kiosk …` is `goiso kiosk …` of a box for which it is always night, and which waits for nothing."""

from kiosk.upgrade import fetching, quiet, rehearsal, starting, upgrader
from server.command.main import main

if __name__ == "__main__":
    quiet.IDLE_MS, quiet.APART_MS, quiet.NIGHT = 0, 1, range(24)
    upgrader._LOOK_S = upgrader._AGAIN_S = rehearsal._LOOK_S = 0.1
    fetching.ROOM = 0
    starting._STEADY_S, starting._LOOK_S, starting._PAUSE_S = 0.2, 0.1, 0.1
    main()
