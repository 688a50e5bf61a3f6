"""Units of time: moments are UTC milliseconds, what a centre sets is in seconds; and how large numbers may be."""

from typing import Final

SECOND_MS: Final = 1000
MINUTE_MS: Final = 60 * SECOND_MS
HOUR_MS: Final = 60 * MINUTE_MS
LARGEST: Final = 2**53 - 1
"""No number of anything is larger: JSON carries it exactly everywhere, and SQLite can hold it."""
