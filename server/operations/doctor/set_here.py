"""Settings that must match this machine: folders, the printer's device, the address in QR codes."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from server.config import CentreSettings, ServerPart
from server.core.doctor.centre import SettingFacts
from server.core.doctor.devices import VoiceFacts
from server.hall.espeak import EspeakNg
from server.operations.doctor.network import elsewhere


def setting_facts(document: CentreSettings, server: ServerPart) -> SettingFacts:
    """What is set but missing on this machine."""
    return SettingFacts(
        missing=tuple(_missing(document)),
        printer=_no_device(server.in_place_of(document.printer).url),
        address=elsewhere(server.public_url),
    )


def voice_facts(document: CentreSettings) -> VoiceFacts:
    """What could speak on this machine, while no running server knows more."""
    clips = document.voice.clips
    recorded = clips is not None and Path(clips).is_dir()
    source = "clips" if recorded else "espeak" if EspeakNg().installed else "browser"
    return VoiceFacts(document.voice.enabled, source)


def _missing(document: CentreSettings) -> Iterator[tuple[str, str]]:
    wanted = {
        "backup": document.backup.folder,
        "reports": document.reports.folder if document.reports.times else None,
        "clips": document.voice.clips if document.voice.enabled else None,
    }
    for part, folder in wanted.items():
        if folder and not Path(folder).is_dir():
            yield part, str(folder)


def _no_device(url: str | None) -> str | None:
    """The printer's address, if it names a device that this machine does not have."""
    parts = urlsplit(url or "")
    device = parts.scheme in {"file", "serial"} and parts.path.startswith("/dev/")
    return url if device and not Path(parts.path).exists() else None
