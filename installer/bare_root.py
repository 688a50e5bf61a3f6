"""Bare roots of Debian: made by debootstrap, and commands run inside of them in namespaces of their own.

Needs root and debootstrap. What this machine needs to reach the network's registries (a certificate, a mirror's
settings) is copied into the roots when the environment variable BARE_COPY names it, parted by colons; variables whose
names stand in BARE_PASS, parted by colons, are passed on.
"""

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final

MIRROR: Final = "http://deb.debian.org/debian"
LONGEST_S: Final = 3 * 3600


def allowed() -> bool:
    """Whether this user of this machine can make one."""
    return (
        os.geteuid() == 0 and shutil.which("debootstrap") is not None and shutil.which("unshare") is not None
    )


def make(root: Path, suite: str, packages: Sequence[str]) -> None:
    """A minimal Debian with these packages, root's home closed to others."""
    include = ",".join([*packages, "ca-certificates"])
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={include}", suite, root, MIRROR],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    root.chmod(0o755)
    (root / "root").chmod(0o700)
    (root / "etc/hosts").write_text("127.0.0.1 localhost\n", encoding="utf-8")
    for name in filter(None, os.environ.get("BARE_COPY", "").split(":")):
        copy(Path(name), root / name.lstrip("/"))
    copy(Path("/etc/resolv.conf"), root / "etc/resolv.conf")


def copy(source: Path, target: Path) -> None:
    """A file or a folder, into a root."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        target.write_bytes(source.read_bytes())


def run(root: Path, script: str, output: IO[bytes] | None = None) -> int:
    """The exit status of a script of bash inside, all of its processes gone. What it prints goes to `output`."""
    here = shlex.quote(str(root))
    enter = (
        f"mount --bind {here} {here} && mount -t proc proc {here}/proc && mount --rbind /dev {here}/dev && mount -t tmpfs tmpfs {here}/dev/shm && "
        f"cd {here} && pivot_root . mnt && umount --lazy /mnt && exec /bin/bash -c {shlex.quote(script)}"
    )
    passed = os.environ.get("BARE_PASS", "").split(":")
    inside = {name: os.environ[name] for name in passed if name in os.environ} | {
        "HOME": "/root",
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG": "C.UTF-8",
        "DEBIAN_FRONTEND": "noninteractive",
    }
    return subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "--kill-child", "bash", "-c", enter],
        env=inside,
        stdout=output,
        stderr=subprocess.STDOUT,
        timeout=LONGEST_S,
        check=False,
    ).returncode
