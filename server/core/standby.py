"""A second box that stands by, as such."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class End:
    """Where a journal ends: the `seq` and the digest of its latest row."""

    seq: int
    digest: bytes
