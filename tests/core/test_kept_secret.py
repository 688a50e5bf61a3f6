"""Secrets of a data folder: made once, whole, and for their owner alone."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.core.kept_secret import secret
from server.core.refusal import Refusal


def test_it_is_made_once_and_kept(tmp_path: Path) -> None:
    made = secret(tmp_path, "a.key")
    assert len(made) == 32
    assert secret(tmp_path, "a.key") == made


def test_each_is_another(tmp_path: Path) -> None:
    assert secret(tmp_path, "a.key") != secret(tmp_path, "b.key")


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    secret(tmp_path, "a.key")
    assert (tmp_path / "a.key").stat().st_mode & 0o777 == 0o600


def test_a_power_cut_while_it_was_made_leaves_no_empty_secret(tmp_path: Path) -> None:
    (tmp_path / "a.part").touch()
    assert len(secret(tmp_path, "a.key")) == 32
    assert [path.name for path in tmp_path.iterdir()] == ["a.key"]


def test_all_who_come_at_once_have_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as many:
        made = set(many.map(lambda _: secret(tmp_path, "a.key"), range(32)))
    assert len(made) == 1


@pytest.mark.parametrize("kept", [b"", b"short"])
def test_one_that_keeps_nothing_secret_is_refused_and_left(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "a.key").write_bytes(kept)
    with pytest.raises(Refusal, match="storage_key"):
        secret(tmp_path, "a.key")
    assert (tmp_path / "a.key").read_bytes() == kept
