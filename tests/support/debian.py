"""Debian's packages for the tests: installed where this user may, else named."""

import os
import shutil
import subprocess


def may_install() -> bool:
    """Whether this user can install packages on this machine."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(package: str) -> bool:
    """Install one without what it only recommends; whether it is there now."""
    update, get = ["update"], ["install", "-y", "--no-install-recommends", package]
    return all(
        subprocess.run(["apt-get", "-qq", "-o", "Acquire::Retries=3", *what], check=False).returncode == 0
        for what in (update, get)
    )
