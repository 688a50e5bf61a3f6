"""A promise that was broken, and what proves it."""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.history.journal import Row


@dataclass(frozen=True, slots=True)
class Finding:
    """`name` is the promise's, `says` what happened instead, `proof` the rows and answers that show it."""

    name: str
    says: str
    proof: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n    ".join((f"{self.name}: {self.says}", *self.proof))


def found(name: str, says: str, *rows: Row | str | None) -> Finding:
    """A finding with its proof; a row that there is not is left out."""
    return Finding(name, says, tuple(str(row) for row in rows if row is not None))


def told(findings: Iterable[Finding]) -> str:
    """All of them, for people."""
    return "\n".join(map(str, findings))
