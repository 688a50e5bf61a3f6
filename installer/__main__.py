"""`python -m installer [FOLDER]`: the Debian package and the container image of this tree, into a folder (dist)."""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from installer import bare_root, debian
from installer.image import image, installed
from server import __version__

TREE: Final = Path(__file__).parent.parent
MAINTAINER: Final = "Goi So <goiso@localhost>"


def main(folder: Path) -> int:
    """Exit status 1 where it cannot be built here; the output says why."""
    if not bare_root.allowed():
        print("The package is built in a bare root of Debian: that needs root, debootstrap and unshare.")
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="goiso-installer-", dir="/var/tmp") as work:
        for made in build(Path(work), folder):
            print(made)
    return 0


def build(work: Path, folder: Path) -> tuple[Path, Path]:
    """Build both in the folder `work`; answers the package and the image."""
    pristine, used = work / "pristine", work / "used"
    bare_root.make(pristine, debian.SUITE, ["python3.11"])
    subprocess.run(["cp", "--archive", pristine, used], check=True)
    if bare_root.run(used, f"apt-get -qq install --yes {' '.join(debian.PACKAGES)}"):
        raise debian.NotBuilt("what builds the program could not be installed in the bare root")
    wheel = debian.wheel(TREE, work / "wheel", sys.executable)
    package = debian.package(used, wheel, folder, MAINTAINER)
    installed(pristine, package)
    packed = folder / f"goiso-{__version__}.oci.tar"
    image(pristine, packed, __version__, package.stem.rpartition("_")[2])
    return package, packed


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if sys.argv[1:] else "dist")))
