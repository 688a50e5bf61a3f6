"""The doctor's findings as JSON."""

from collections.abc import Iterable

from server import __version__
from server.core.doctor.finding import Finding
from server.core.texts import ENGLISH, VIETNAMESE, Language
from server.service.context import Context
from server.service.views import View, iso


def finding_view(finding: Finding, languages: Iterable[Language] = (VIETNAMESE, ENGLISH)) -> View:
    """One finding: what programs rely on (`code`, `severity`), what it is and what to do, by language."""
    what, do = finding.what, finding.do
    known = [each for each in languages if each.knows(what.text, do.text)]
    return {
        "code": finding.kind.code,
        "severity": finding.kind.severity.value,
        "text": {each.tag: each.say(what.text, **what.parameters) for each in known},
        "action": {each.tag: each.say(do.text, **do.parameters) for each in known},
    }


def doctor_view(context: Context, findings: Iterable[Finding], languages: Iterable[Language]) -> View:
    """All findings, with the moment and the version that they are of."""
    known = list(languages)
    return {
        "at": iso(context, context.clock()),
        "version": __version__,
        "items": [finding_view(finding, known) for finding in findings],
    }
