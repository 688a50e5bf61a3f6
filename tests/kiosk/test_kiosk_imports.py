"""A server without a printer pays nothing for printing."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def python(code: str, **environment: str) -> str:
    """Run code in a fresh interpreter, return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return done.stdout


def test_the_queue_loads_no_drawing_and_no_driver() -> None:
    """They come with the first printer."""
    code = "import sys, json, kiosk.filling, kiosk.printing, kiosk.printer; print(json.dumps([*sys.modules]))"
    loaded = set(json.loads(python(code)))
    assert not loaded & {
        "PIL",
        "segno",
        "escpos",
        "serial",
        "usb",
        "fontpkg_be_vietnam_pro",
        "server",
        "display",
    }


def test_a_virtual_printer_loads_no_driver() -> None:
    """The demo needs none."""
    code = "import sys; from kiosk.printer import connect; connect('virtual:', 576); print('escpos' in sys.modules)"
    assert python(code).strip() == "False"


def test_a_network_printer_leaves_nothing_behind_by_being_loaded(tmp_path: Path) -> None:
    """No temporary folder, no handler on the root logger, nothing on stdout."""
    code = (
        "import logging; from kiosk.printer import connect; connect('network://127.0.0.1', 576); "
        "print(logging.root.handlers)"
    )
    assert python(code, TMPDIR=str(tmp_path)).strip() == "[]"
    assert not list(tmp_path.iterdir())
