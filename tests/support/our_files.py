"""Which files of the tree are ours: what .gitignore does not name. It needs no git, so an unpacked archive will do."""

import os
from collections.abc import Iterator
from pathlib import Path

from pathspec import GitIgnoreSpec

ROOT = Path(__file__).parent.parent.parent
_HISTORY = ".git"


def our_files() -> list[str]:
    """Their paths from the root on, with slashes, sorted."""
    ignored = GitIgnoreSpec.from_lines((ROOT / ".gitignore").read_text(encoding="utf-8").splitlines())
    return sorted(_below(ROOT, ignored))


def _below(folder: Path, ignored: GitIgnoreSpec) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = Path(entry.path).relative_to(ROOT).as_posix()
            if entry.is_dir(follow_symlinks=False):
                if entry.name != _HISTORY and not ignored.match_file(f"{name}/"):
                    yield from _below(Path(entry.path), ignored)
            elif not ignored.match_file(name):
                yield name
