"""Which program follows the journal is told by its code: a correction is another program, though its version is the same."""

from pathlib import Path

import pytest

from server.store.program import fingerprint, program

FILES = ("server/core/queue/policy.py", "server/store/replay.py")


def laid_down(root: Path, **changed: str) -> Path:
    """A tree of a program, with these files changed by their stems."""
    for file in (*FILES, "server/web/pages.py"):
        path = root / file
        path.parent.mkdir(parents=True)
        path.write_text(changed.get(path.stem, "pass\n"), encoding="utf-8")
    return root


@pytest.mark.parametrize("stem", ["policy", "replay"])
def test_another_rule_or_another_store_is_another_program(tmp_path: Path, stem: str) -> None:
    one = fingerprint(laid_down(tmp_path / "one"))
    assert fingerprint(laid_down(tmp_path / "same")) == one
    assert fingerprint(laid_down(tmp_path / "corrected", **{stem: "pass  # corrected\n"})) != one


def test_another_page_is_none(tmp_path: Path) -> None:
    one = fingerprint(laid_down(tmp_path / "one"))
    assert fingerprint(laid_down(tmp_path / "corrected", pages="pass  # corrected\n")) == one


def test_this_one_bears_its_version_and_its_code() -> None:
    version, _, code = program("1.0").partition("+")
    assert version == "1.0"
    assert code == fingerprint(Path(__file__).parents[2])
