"""What a release is, whom it fits, and who it is from."""

from pathlib import Path
from typing import Any

import pytest
from packaging.tags import Tag

from kiosk.alone.memory import Memory
from kiosk.upgrade.release import NotForHere, Release, ReleaseFile, fitting, is_newer, release_of
from kiosk.upgrade.signature import Stranger, must_be_signed, signed

SHA = "a" * 64
HERE = [Tag("cp311", "cp311", "manylinux_2_28_x86_64"), Tag("py3", "none", "any")]
TEXT = b"0.3.0"


def told(name: str = "goiso-0.3.0-py3-none-any.whl", **other: Any) -> dict[str, Any]:
    return {"version": "0.3.0", "files": [{"name": name, "size": 3, "sha256": SHA} | other]}


def wheels(*names: str) -> Release:
    return Release("0.3.0", tuple(ReleaseFile(f"{name}.whl", 1, SHA) for name in names))


def test_it_is_read_as_it_was_told() -> None:
    file = ReleaseFile("goiso-0.3.0-py3-none-any.whl", 3, SHA)
    assert release_of(told()) == Release("0.3.0", (file,))


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        {"version": "0.3.0"},
        told("../goiso-0.3.0-py3-none-any.whl"),
        told("goiso.whl"),
        told("goiso-0.3.0.tar.gz"),
        told(size=0),
        told(size="x"),
        told(sha256="A" * 64),
        told() | {"version": "../0.3.0"},
        told() | {"version": " 0.3.0"},
        told() | {"files": told()["files"] * 2},
    ],
)
def test_what_is_no_release_is_none(wrong: Any) -> None:
    with pytest.raises(ValueError):
        release_of(wrong)


def test_only_files_for_this_machine_are_taken() -> None:
    both = ["pillow-1-cp311-cp311-manylinux_2_28_x86_64", "pillow-1-cp311-cp311-manylinux_2_28_aarch64"]
    found = fitting(wheels("goiso-0.3.0-py3-none-any", "pip-26-py3-none-any", *both), HERE)
    assert [file.name.split("-")[-1] for file in found.files] == [
        "any.whl",
        "any.whl",
        "manylinux_2_28_x86_64.whl",
    ]


@pytest.mark.parametrize(
    ("names", "lacks"),
    [
        (
            ["goiso-0.3.0-py3-none-any", "pip-26-py3-none-any", "pillow-1-cp313-cp313-manylinux_2_28_x86_64"],
            "pillow",
        ),
        (["goiso-0.3.0-py3-none-any"], "pip"),
    ],
)
def test_a_release_that_lacks_something_for_this_machine_says_what(names: list[str], lacks: str) -> None:
    with pytest.raises(NotForHere, match=lacks):
        fitting(wheels(*names), HERE)


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [("0.3.0", "0.2.0", True), ("0.10.0", "0.9.0", True), ("0.2.0", "0.2.0", False), ("0.1.0", "0.2.0", False),
     ("0.3.0rc1", "0.3.0", False), ("none", "0.2.0", False)],
)  # fmt: skip
def test_which_version_comes_after_which(version: str, than: str, newer: bool) -> None:
    assert is_newer(version, than) is newer


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "box")


def test_the_key_that_a_box_meets_first_is_believed_and_no_other(memory: Memory) -> None:
    must_be_signed(memory, "token", **signed(b"the server", TEXT), text=TEXT)
    must_be_signed(memory, "token", **signed(b"the server", b"0.4.0"), text=b"0.4.0")
    with pytest.raises(Stranger):
        must_be_signed(memory, "token", **signed(b"somebody", TEXT), text=TEXT)
    with pytest.raises(Stranger):
        must_be_signed(memory, "token", **signed(b"the server", TEXT), text=b"0.4.0")
    must_be_signed(memory, "token", **signed(b"the server", TEXT), text=TEXT)


def test_a_box_that_a_person_enrolled_anew_meets_the_server_anew(memory: Memory) -> None:
    must_be_signed(memory, "token", **signed(b"the server", TEXT), text=TEXT)
    must_be_signed(memory, "another token", **signed(b"another server", TEXT), text=TEXT)


@pytest.mark.parametrize(("key", "signature"), [("", ""), ("?", "?"), ("QUJD", "QUJD")])
def test_what_is_no_signature_is_not_even_met(memory: Memory, key: str, signature: str) -> None:
    with pytest.raises(Stranger):
        must_be_signed(memory, "token", key, signature, TEXT)
    must_be_signed(memory, "token", **signed(b"the server", TEXT), text=TEXT)
