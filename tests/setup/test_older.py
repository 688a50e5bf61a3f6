"""An earlier release that cannot be had is said aloud, and hinders nobody."""

from pathlib import Path

import pytest

from tests.support import older

UNKNOWN = "v0.0.0"


def test_a_release_that_is_not_in_this_repository_is_said_aloud(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(older.RELEASES, UNKNOWN, "0" * 40)
    older.bring(UNKNOWN, tmp_path)
    assert f"{UNKNOWN} CANNOT BE INSTALLED HERE" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(pytest.skip.Exception, match="git fetch --tags"):
        older.older(UNKNOWN, tmp_path)
