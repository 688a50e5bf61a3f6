"""One thing that is not as it should be: how grave it is, what it is, and what to do now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from server.core.texts import BothTexts, FilledTexts


class Severity(StrEnum):
    """How soon somebody should act."""

    URGENT = "urgent"
    SOON = "soon"
    NOTE = "note"


SEVERITY_NAMES: Mapping[Severity, BothTexts] = {
    Severity.URGENT: BothTexts("Cần xử lý ngay", "Act now"),
    Severity.SOON: BothTexts("Nên xử lý sớm", "Act soon"),
    Severity.NOTE: BothTexts("Để biết", "Worth knowing"),
}


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of finding; `{names}` of both texts are filled from the finding's parameters."""

    code: str
    severity: Severity
    what: BothTexts
    do: BothTexts

    def found(self, **parameters: object) -> "Finding":
        """A finding of this kind."""
        return Finding(self, parameters)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was found."""

    kind: FindingKind
    parameters: Mapping[str, object] = field(default_factory=dict)

    @property
    def what(self) -> FilledTexts:
        """What it is."""
        return self.kind.what.filled(**self.parameters)

    @property
    def do(self) -> FilledTexts:
        """What to do now."""
        return self.kind.do.filled(**self.parameters)


ORDER: tuple[Severity, ...] = tuple(Severity)


def worst_first(findings: list[Finding]) -> list[Finding]:
    """The findings, what cannot wait first."""
    return sorted(findings, key=lambda finding: ORDER.index(finding.kind.severity))
