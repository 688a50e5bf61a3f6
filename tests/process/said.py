"""Says what a program sees of itself, and waits if it is told to."""

import os
import random
import signal
import sys

if __name__ == "__main__":
    print(sys.argv[1:], os.environ.get("WORD"), os.getsid(0) == os.getpid(), random.random(), flush=True)
    if "waits" in sys.argv:
        signal.pause()
    print("wrong", file=sys.stderr)
    sys.exit(3)
