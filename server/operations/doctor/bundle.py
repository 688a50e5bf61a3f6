"""A support bundle: what a remote helper needs to know, without names, personal numbers or secrets."""

import json
import platform
import sqlite3
import sys
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from server import __version__
from server.config import CentreSettings, ServerPart
from server.core.doctor import redacted
from server.core.doctor.finding import Finding

_TABLES: Final = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
_EVENTS: Final = "SELECT type, count(*) FROM journal GROUP BY type ORDER BY type"
_SYSTEM: Final = Path("/etc/os-release")
_README: Final = (
    "A support bundle of a Gọi Số centre: versions, settings, findings, figures, the newest lines of the log, counts.\n"
    "Texts that somebody typed are left out: <12> stands for one of twelve letters.\n"
    "Gói hỗ trợ của một trung tâm Gọi Số. Không có tên người, số điện thoại, mã hồ sơ, mật khẩu hay khóa nào trong tệp này.\n"
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The contents of a bundle: `counted` comes from `counts`, `machines` are the machines' versions by their ids."""

    centre: CentreSettings
    server: ServerPart
    findings: Iterable[Finding]
    counted: Mapping[str, Any]
    metrics: str = ""
    log: Iterable[Mapping[str, Any]] = ()
    machines: Mapping[str, Any] = field(default_factory=dict)


def bundle(of: Gathered) -> bytes:
    """The bundle as a zip."""
    files: dict[str, Any] = {
        "versions.json": versions() | {"machines": redacted.versions(of.machines)},
        "settings.json": redacted.setting(of.centre.model_dump(mode="json", by_alias=True))
        | {"server": _of_server(of.server)},
        "findings.json": [redacted.finding(each) for each in of.findings],
        "counts.json": of.counted,
        "log.json": list(of.log),
    }
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("README.txt", _README)
        for name, value in files.items():
            packed.writestr(name, json.dumps(value, ensure_ascii=False, indent=1) + "\n")
        packed.writestr("metrics.txt", redacted.metrics(of.metrics))
    return kept.getvalue()


def versions() -> dict[str, Any]:
    """The versions that run here, and the moment of the bundle."""
    return {
        "goiso": __version__,
        "python": sys.version.split()[0],
        "sqlite": sqlite3.sqlite_version,
        "kernel": platform.release(),
        "machine": platform.machine(),
        "system": _system(),
        "made_at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
    }


def counts(connection: sqlite3.Connection) -> dict[str, Any]:
    """How many rows each table has, and how often each event happened."""
    tables = [name for (name,) in connection.execute(_TABLES)]
    rows = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608 - names of our own schema
    return {"rows": rows, "events": dict(connection.execute(_EVENTS).fetchall())}


def _of_server(server: ServerPart) -> dict[str, Any]:
    url = server.public_url or ""
    return {
        "port": server.port,
        "sockets": server.sockets,
        "public_url": url.partition(":")[0] or None,
        "proxies": len(server.trusted_proxies),
    }


def _system() -> str:
    try:
        lines = _SYSTEM.read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    found = dict(line.split("=", 1) for line in lines if "=" in line)
    return found.get("PRETTY_NAME", "").strip('"')
