"""The tree stands alone: nothing in it leans on a folder beside it, nor does anything of a run lie in it."""

import subprocess

from tests.support.our_files import ROOT, our_files

BESIDE = "../" + "shared"
OF_A_RUN = (".key", ".db", ".db-wal", ".db-shm")
PICTURES = {".png", ".woff2", ".ico"}


def test_nothing_mentions_a_folder_beside_the_tree() -> None:
    texts = [ROOT / n for n in our_files() if not n.startswith("tests/")]
    texts = [path for path in texts if path.is_file() and path.suffix not in PICTURES]
    assert texts
    assert [p.name for p in texts if BESIDE in p.read_text(encoding="utf-8", errors="replace")] == []


def test_no_key_and_no_database_of_a_run_is_kept_with_the_tree() -> None:
    assert [name for name in kept() if name.endswith(OF_A_RUN)] == []


def kept() -> list[str]:
    """What git keeps, also of what .gitignore names; all that is ours where there is no git."""
    if not (ROOT / ".git").exists():
        return our_files()
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return asked.stdout.split("\0")
