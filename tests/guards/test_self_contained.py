"""The tree stands alone: nothing in it leans on a folder beside it."""

import subprocess

from tests.guards.tree import ROOT

BESIDE = "../" + "shared"
PICTURES = {".png", ".woff2", ".ico"}


def of_ours() -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.splitlines()


def test_nothing_mentions_a_folder_beside_the_tree() -> None:
    texts = [ROOT / n for n in of_ours() if not n.startswith("tests/")]
    texts = [path for path in texts if path.is_file() and path.suffix not in PICTURES]
    assert texts
    assert [p.name for p in texts if BESIDE in p.read_text(encoding="utf-8", errors="replace")] == []
