"""A stranger's machine: the wheel alone, no node, and a folder whose `server` package is not ours."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from tests.support.our_files import ROOT, our_files
from tests.support.ports import free_port

NODE = {"node", "npm", "npx", "corepack", "nodejs", "yarn", "pnpm"}


@pytest.fixture(scope="module")
def path_without_node(tmp_path_factory) -> str:
    tools = tmp_path_factory.mktemp("tools")
    for folder in ("/usr/local/bin", "/usr/bin", "/bin"):
        for tool in Path(folder).iterdir():
            if tool.name not in NODE and not (tools / tool.name).exists():
                (tools / tool.name).symlink_to(tool)
    return str(tools)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory, path_without_node) -> Path:
    """Built by the command of the README; what it needs is not gathered, for that is here."""
    source = tmp_path_factory.mktemp("source")
    for name in our_files():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes((ROOT / name).read_bytes())
    told = re.search(r"`goiso/bin/pip (wheel --wheel-dir (\w+) \.)`", (ROOT / "README.md").read_text("utf-8"))
    assert told, "README.md names no command"
    subprocess.run(
        [sys.executable, "-m", "pip", *told[1].split(), "--no-deps"],
        cwd=source,
        env=os.environ | {"PATH": path_without_node},
        check=True,
        capture_output=True,
    )
    (built,) = (source / told[2]).iterdir()
    return built


@pytest.fixture(scope="module", params=["alone", pytest.param("all", marks=pytest.mark.torture)])
def goiso(request, wheel, tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """The wheel's `goiso`, and the environment in which it is found: the wheel alone is installed, with the libraries
    that are here; in torture, everything that it needs into an environment of its own."""
    folder = tmp_path_factory.mktemp("empty")
    if request.param == "all":
        venv.create(folder, with_pip=True)
        subprocess.run(
            [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", str(wheel)], check=True
        )
        return folder / "bin" / "goiso", {}
    alone = ["--quiet", "--no-deps", "--no-index", "--target", str(folder), str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "install", *alone], check=True)
    return folder / "bin" / "goiso", {"PYTHONPATH": str(folder)}


def test_it_holds_templates_statics_fonts_translations_and_the_socket_client(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())

    assert "templates/base.html" in names
    assert {f"{place}kiosk/static/kiosk.js" for place in ("", "server/static/vendor/whole/")} <= names
    assert "display/static/display.css" in names
    assert {
        "display/deploy/browser.sh",
        "display/deploy/console.service",
        "display/deploy/policy.json",
    } <= names
    assert {"kiosk/deploy/goiso-kiosk-box.service", "kiosk/deploy/devices.conf"} <= names
    units = ("goiso.service", "goiso-standby.service", "held.conf")
    assert {f"server/process/deploy/{name}" for name in units} <= names
    assert "server/operations/doctor/goiso-clock.rules" in names
    assert "server/config/data/procedures.csv" in names
    assert "server/static/vendor/socket.io.esm.min.js" in names
    assert {f"server/static/vendor/swagger-ui{kind}" for kind in ("-bundle.js", ".css")} <= names
    assert "server/api/told/examples.json" in names
    assert "server/http/translations/en/LC_MESSAGES/messages.mo" in names
    assert any(name.startswith("server/static/vendor/fonts/be-vietnam-pro") for name in names)
    assert not any(name.startswith(("tests/", "bench/", "installer/")) for name in names)


def test_it_runs_the_demo_beside_a_foreign_server_package(goiso, tmp_path, path_without_node):
    goiso, found = goiso
    foreign = tmp_path / "server"
    foreign.mkdir()
    (foreign / "__init__.py").write_text("raise SystemExit('the foreign server was imported')")
    port = free_port()
    process = subprocess.Popen(
        [str(goiso), "demo", "--port", str(port), "--data", "here", "--busy"],
        cwd=tmp_path,
        env={"PATH": path_without_node, "HOME": str(tmp_path), "LANG": "C.UTF-8", **found},
        start_new_session=True,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(f"{url}/readyz", process)
        demo = json.loads((tmp_path / "here" / "demo.json").read_text())
        assert demo["url"] == url
        assert "máy lấy số" in _get(f"{url}/").lower()
        assert len(_get(f"{url}/static/vendor/socket.io.esm.min.js")) > 10_000
        assert "./flow.js" not in _get(f"{url}/kiosk/static/kiosk.js"), "its modules were not gathered"
        _wait_until(lambda: _issued(url) > 5)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return answer.read().decode()


def _wait_for(url: str, process: subprocess.Popen) -> None:
    def answers() -> bool:
        assert process.poll() is None, "the demo ended by itself"
        try:
            return bool(_get(url))
        except OSError:
            return False

    _wait_until(answers)


def _wait_until(true, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.2)


def _issued(url: str) -> int:
    lines = (line for line in _get(f"{url}/metrics").splitlines() if 'type="ticket_issued"' in line)
    return int(float(next(lines, "0").split()[-1]))
