"""The description of one operation of the API beside its shapes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operation:
    """`text` says what the operation does and what to know of it.

    `problems` are the codes that this operation itself can be refused with. Those that every operation of its kind
    shares (no token, a body that is no JSON, a full disk) are in `server.api.told.shared`.
    """

    text: str
    problems: tuple[str, ...] = ()
