"""`python -m tests.bare [SUITE…]`: both commands of the README in bare roots of Debian, by name 12 and 13 unless told.

Each root is made by debootstrap and holds nothing but what Debian calls minimal and the packages that the README says to
install. Into Debian 12 the tree comes as a clone, into others as an archive without its history. The commands run
as root, whose home is closed to others, in namespaces of their own: what was mounted and started is gone when they end.

Needs root, debootstrap, git, and the network's registries (`installer.bare_root` says what is passed on to reach them). A root takes 15 to 25 minutes and 3 GB, which go at the end.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from installer import bare_root

ROOT: Final = Path(__file__).parent.parent
SUITES: Final = ("bookworm", "trixie")
_STARTS: Final = """
set -u
cd /srv/goiso
setsid make run ARGS="--port 8123" > /srv/run.log 2>&1 &
for _ in $(seq 300); do
  python3 -c 'import urllib.request as u; u.urlopen("http://127.0.0.1:8123/readyz", timeout=2)' 2>/dev/null && break
  kill -0 $! 2>/dev/null || break
  sleep 1
done
if ! python3 -c 'import urllib.request as u; u.urlopen("http://127.0.0.1:8123/kiosk", timeout=20)'; then
  tail -n 30 /srv/run.log; exit 1
fi
kill -TERM -$!
wait $! || true
"""


def packages_named(readme: str) -> list[str]:
    """What the README says to install before anything else."""
    named = re.search(r"^(?:sudo )?apt-get install (?P<packages>[a-z0-9 .+-]+)$", readme, re.MULTILINE)
    if named is None:
        raise ValueError("the README does not say what to install")
    return named["packages"].split()


def main(suites: Sequence[str]) -> int:
    """Exit status 1 when a command failed in one of the roots; the output says which and where its log is."""
    failed = [suite for suite in suites if not _passes(suite, cloned=suite == SUITES[0])]
    print(f"failed: {', '.join(failed)}" if failed else f"both commands pass in {', '.join(suites)}")
    return bool(failed)


def _passes(suite: str, *, cloned: bool) -> bool:
    with tempfile.TemporaryDirectory(prefix=f"goiso-{suite}-", dir="/var/tmp") as folder:
        bare = Path(folder)
        bare_root.make(bare, suite, packages_named((ROOT / "README.md").read_text(encoding="utf-8")))
        _bring_tree(bare, cloned=cloned)
        for what, script in (("make run", _STARTS), ("make test", "cd /srv/goiso && make test")):
            log = Path(tempfile.gettempdir()) / f"goiso-{suite}-{what.replace(' ', '-')}.log"
            with log.open("wb") as output:
                status = bare_root.run(bare, script, output)
            print(
                f"{suite}: {what}: {'passed' if status == 0 else f'exit status {status}'}, see {log}",
                flush=True,
            )
            if status:
                return False
    return True


def _bring_tree(bare: Path, *, cloned: bool) -> None:
    """What is committed: with its history, or as the archive that a browser downloads."""
    place = bare / "srv/goiso"
    if cloned:
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, place], check=True)
        return
    place.mkdir(parents=True)
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
    subprocess.run(["tar", "--extract", "--directory", place], input=archive, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or SUITES))
