"""The Debian package: the program with all that it needs of Python in /opt/goiso, its units, and its settings' file.

The wheels that it was made of lie beside it: kiosks' boxes take them at night.
"""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from display.machine import filled
from installer import bare_root
from installer.sbom import sbom
from server import __version__
from server.command.server_files import certificate_units, server_unit

SUITE: Final = "bookworm"
PACKAGES: Final = ("python3.11", "python3.11-venv")
PROGRAM: Final = Path("/opt/goiso/bin/goiso")
SETTINGS: Final = Path("/etc/goiso/centre.toml")
DATA: Final = Path("/var/lib/goiso/data")
_FILES: Final = Path(__file__).parent / "files"
_DOCS: Final = Path(__file__).parent.parent / "docs"
SBOM: Final = Path("usr/share/doc/goiso/goiso.cdx.json")
"""What the program is made of, with versions."""
SAMPLES: Final = ("nginx.conf", "nginx-hall.conf", "Caddyfile")
"""Files that docs/install.md has copied."""
_UNITS: Final = Path("lib/systemd/system")
_CLOCK_RULE: Final = Path(__file__).parent.parent / "server/operations/doctor/goiso-clock.rules"
_BUILT: Final = """
set -eu
python3.11 -m venv /opt/goiso
/opt/goiso/bin/pip wheel --quiet --wheel-dir /srv/wheels /srv/wheel/*.whl pip
/opt/goiso/bin/pip install --quiet --no-index --find-links /srv/wheels goiso
/opt/goiso/bin/goiso release /srv/wheels
rm -r /srv/wheels
/opt/goiso/bin/pip uninstall --quiet --yes setuptools pip
find /opt/goiso -name __pycache__ -prune -exec rm -r {} +
rm -f /opt/goiso/bin/pip* /opt/goiso/bin/[Aa]ctivate*
"""


class NotBuilt(Exception):
    """A step failed; what it printed was shown."""


@dataclass(frozen=True, slots=True)
class Control:
    """What the package says of itself; `size` in KiB."""

    version: str
    architecture: str
    maintainer: str
    size: int


def wheel(tree: Path, folder: Path, python: str) -> Path:
    """Build the wheel of this tree into a folder."""
    subprocess.run([python, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, tree], check=True)
    (found,) = folder.glob("goiso-*.whl")
    return found


def package(root: Path, built: Path, folder: Path, maintainer: str) -> Path:
    """Build the package of a wheel with a bare root that has `PACKAGES`, and put it into a folder. Raises `NotBuilt`."""
    bare_root.copy(built, root / "srv/wheel" / built.name)
    if bare_root.run(root, _BUILT):
        raise NotBuilt("the program could not be installed in the bare root")
    architecture = _said_inside(root, "dpkg --print-architecture")
    tree = folder / "tree"
    shutil.copytree(root / "opt/goiso", tree / "opt/goiso", symlinks=True)
    lay_out(tree)
    tell_parts(tree)
    size = sum(path.lstat().st_size for path in tree.rglob("*")) // 1024
    control(tree, Control(__version__, architecture, maintainer, size))
    made = folder / f"goiso_{__version__}_{architecture}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "--build", tree, made], check=True, stdout=subprocess.DEVNULL
    )
    shutil.rmtree(tree)
    return made


def lay_out(tree: Path) -> None:
    """All files of the package but the program itself."""
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin/goiso").symlink_to(PROGRAM)
    units = tree / _UNITS
    units.mkdir(parents=True)
    command = [str(PROGRAM), "serve", "--config", str(SETTINGS)]
    (units / "goiso.service").write_text(server_unit(command, "goiso", DATA), encoding="utf-8")
    for name, text in certificate_units(PROGRAM, "goiso", DATA).items():
        (units / name).write_text(text, encoding="utf-8")
    bare_root.copy(_FILES / SETTINGS.name, tree / SETTINGS.relative_to("/"))
    bare_root.copy(_CLOCK_RULE, tree / "usr/share/polkit-1/rules.d" / _CLOCK_RULE.name)
    for name in SAMPLES:
        bare_root.copy(_DOCS / name, tree / "usr/share/doc/goiso" / name)


def tell_parts(tree: Path) -> None:
    """Lay down beside the documents what the program of this tree is made of."""
    (site,) = (tree / "opt/goiso/lib").glob("python3*/site-packages")
    parts = json.dumps(sbom(site), indent=1, ensure_ascii=False)
    (tree / SBOM).write_text(f"{parts}\n", encoding="utf-8")


def control(tree: Path, said: Control) -> None:
    """What dpkg reads: the package's description, its scripts, and which file is the centre's own."""
    folder = tree / "DEBIAN"
    folder.mkdir()
    blanks = {
        "@{version}": said.version,
        "@{architecture}": said.architecture,
        "@{maintainer}": said.maintainer,
        "@{size}": str(said.size),
    }
    (folder / "control").write_text(filled(_FILES / "control", blanks), encoding="utf-8")
    (folder / "conffiles").write_text(f"{SETTINGS}\n", encoding="utf-8")
    for script in ("postinst", "prerm", "postrm"):
        bare_root.copy(_FILES / script, folder / script)
        (folder / script).chmod(0o755)


def _said_inside(root: Path, command: str) -> str:
    log = root / "srv/said"
    with log.open("wb") as output:
        status = bare_root.run(root, command, output)
    if status:
        raise NotBuilt(f"{command}: exit status {status}")
    return log.read_text(encoding="utf-8").strip()
