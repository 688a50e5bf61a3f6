"""One examination by `goiso doctor`: the replay of the journal (left out beside a running server), then everything else."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from server import __version__
from server.config import CentreSettings, Settings
from server.core.doctor.examine import examine
from server.core.doctor.finding import SEVERITY_NAMES, Finding, Severity
from server.core.refusal import Refusal
from server.core.texts import LANGUAGES, in_both
from server.core.written_digest import WrittenDown
from server.operations.doctor import beside
from server.operations.doctor.bundle import Gathered, bundle, counts
from server.operations.doctor.set_here import voice_facts
from server.service.doctor.views import finding_view
from server.service.settings.live import stored_document
from server.store import settings as stored_settings
from server.store.chain import not_as_written_down
from server.store.doctor import examine as replay
from server.store.doctor_of_clock import clock_notes
from server.store.examined import program_of


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """What the doctor found.

    `differences` of the tables from the journal (`None` when it was not replayed), `notes` on past clocks, the rows whose
    digests `fit` what was written down, and `findings` of everything else.
    """

    differences: tuple[str, ...] | None
    notes: tuple[str, ...]
    fit: tuple[int, ...]
    findings: tuple[Finding, ...]

    @property
    def cannot_wait(self) -> bool:
        """Whether a finding is urgent."""
        return any(finding.kind.severity is Severity.URGENT for finding in self.findings)

    def as_text(self) -> str:
        """The report in sentences, with the journal at the end."""
        lines = [*(self.differences or ()), *self.notes, *_told(self.findings)]
        lines += [f"The digest written down for row {seq} is the journal's." for seq in self.fit]
        if self.differences is None:
            lines.append(f"Findings: {len(self.findings)}. The journal was not replayed (--online).")
        elif self.differences:
            lines.append(f"Differences: {len(self.differences)}.")
        else:
            lines.append("The journal and the tables agree.")
        return "\n".join(lines)

    def as_json(self) -> str:
        """The same for programs."""
        said: dict[str, Any] = {
            "version": __version__,
            "agrees": None if self.differences is None else not self.differences,
            "differences": list(self.differences or ()),
            "notes": list(self.notes),
            "digests": list(self.fit),
            "items": [finding_view(finding) for finding in self.findings],
        }
        return json.dumps(said, ensure_ascii=False, indent=1)


def _told(findings: Iterable[Finding]) -> Iterable[str]:
    for finding in findings:
        severity = SEVERITY_NAMES[finding.kind.severity]
        yield f"[{severity.vi} / {severity.en}] {finding.kind.code}"
        for language in LANGUAGES:
            yield f"  {finding.what.said(language)} → {finding.do.said(language)}"


class Look:
    """Examines one moment of the database. `online` leaves out the replay and asks the running server for its figures.

    `port` says whether to check the server's port.
    """

    def __init__(
        self, connection: sqlite3.Connection, settings: Settings, now: int, *, online: bool, port: bool
    ) -> None:
        self._connection, self._settings, self._now = connection, settings, now
        self._online, self._port = online, port
        self._figures = (beside.figures(settings.server) or "") if online else ""

    def report(self, written: Iterable[WrittenDown]) -> DoctorReport:
        """Everything that was found; each digest `written` down is compared with the journal's."""
        compared = {each: not_as_written_down(self._connection, each) for each in written}
        wrong = [said for said in compared.values() if said is not None]
        differences = None if self._online and not wrong else (*self._replayed(), *wrong)
        return DoctorReport(
            differences=differences,
            notes=(*clock_notes(self._connection, self._now), *self._notes_on_settings()),
            fit=tuple(each.seq for each, said in compared.items() if said is None),
            findings=tuple(self._findings(None if differences is None else len(differences))),
        )

    def write_bundle(self, path: Path, report: DoctorReport) -> None:
        """Write a support bundle. Raises `OSError`."""
        path.write_bytes(
            bundle(
                Gathered(
                    centre=self._document(),
                    server=self._settings.server,
                    findings=report.findings,
                    counted=counts(self._connection),
                    metrics=self._figures,
                )
            )
        )

    def _replayed(self) -> Iterable[str]:
        return () if self._online else replay(self._connection)

    def _findings(self, differences: int | None) -> list[Finding]:
        server, document = self._settings.server, self._document()
        asked = beside.CentreExamined(
            document,
            server,
            self._now,
            port=self._port,
            running=bool(self._figures),
            differences=differences,
        )
        facts = beside.facts_beside(self._connection, asked)
        if self._figures:
            told = beside.devices_of(self._figures, document.as_centre().local)
            facts = replace(facts, devices=replace(told, voice=voice_facts(document)))
        return examine(facts)

    def _document(self) -> CentreSettings:
        """The settings; those that the centre began with if none are stored or if they make no sense (the replay reports that)."""
        with suppress(Refusal, ValueError, sqlite3.Error):
            if (found := self._stored()) is not None:
                return found
        return self._settings.of_centre()

    def _notes_on_settings(self) -> Iterable[str]:
        """The note that no server can start with these settings, and what to do."""
        with suppress(ValueError, sqlite3.Error):
            try:
                self._stored()
            except Refusal as refusal:
                yield f"note: {in_both(refusal.texts())}"

    def _stored(self) -> CentreSettings | None:
        """The stored settings, if there are any."""
        items = stored_settings.everything(self._connection)
        program = partial(program_of, self._settings.server.data)
        return stored_document(items, program) if items else None
