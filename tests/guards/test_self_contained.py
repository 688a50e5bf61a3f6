"""The tree stands alone: nothing in it leans on a folder beside it."""

from tests.support.our_files import ROOT, our_files

BESIDE = "../" + "shared"
PICTURES = {".png", ".woff2", ".ico"}


def test_nothing_mentions_a_folder_beside_the_tree() -> None:
    texts = [ROOT / n for n in our_files() if not n.startswith("tests/")]
    texts = [path for path in texts if path.is_file() and path.suffix not in PICTURES]
    assert texts
    assert [p.name for p in texts if BESIDE in p.read_text(encoding="utf-8", errors="replace")] == []
