"""What a city is told of a centre's printers."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from server.link.health import MachinesHealth
from server.service.context import Context
from server.service.machines.now import DeviceNow, PrinterAt


@pytest.mark.parametrize(
    ("state", "printer", "paper"),
    [
        ("ready", "ready", "ok"),
        ("busy", "ready", "ok"),
        ("unheard", "ready", "unknown"),
        ("paper_low", "ready", "low"),
        ("out_of_paper", "out", "out"),
        ("offline", "trouble", "unknown"),
        ("error", "trouble", "unknown"),
        ("lost", "unknown", "unknown"),
        ("none", "unknown", "unknown"),
    ],
)
def test_a_printer_that_never_answers_prints_and_nobody_knows_its_paper(
    context: Context, tmp_path: Path, state: str, printer: str, paper: str
) -> None:
    kiosk = DeviceNow(4, "kiosk", "Máy 1", None, True, None, None, False, 0)
    machines: Any = SimpleNamespace(
        devices=lambda: [kiosk],
        printers=lambda: [PrinterAt("4", "Máy 1", "x", 576, state, {})],
        screens=list,
        clocks_ahead=list,
    )
    (told,) = MachinesHealth(context, tmp_path, machines).now()["kiosks"]
    assert told == {"n": 1, "state": "on", "printer": printer, "paper": paper}
