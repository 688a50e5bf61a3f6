"""The machine's clock. Rules are handed a clock; this is the one that programs hand them."""

import time


def wall_clock() -> int:
    """Now, UTC milliseconds."""
    return time.time_ns() // 1_000_000
