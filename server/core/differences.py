"""How a doctor says that a row is not as the journal says."""

from dataclasses import fields, is_dataclass
from typing import Any, Final

NO_SENSE: Final = (ValueError, TypeError, LookupError, AttributeError, AssertionError)
"""The errors that data not written by this program can cause."""


def difference(wanted: Any, found: Any, source: str = "journal") -> str:
    """The difference between the `wanted` row from the source and the `found` one; `None` if they agree."""
    if wanted is None:
        return f"is in the table but not in the {source}"
    if found is None:
        return f"is in the {source} but not in the table"
    if is_dataclass(wanted) and type(wanted) is type(found):
        pairs = ((f.name, getattr(wanted, f.name), getattr(found, f.name)) for f in fields(wanted))
        return "; ".join(f"{name} is {b!r}, the {source} says {a!r}" for name, a, b in pairs if a != b)
    return f"is {found!r}, the {source} says {wanted!r}"
