"""One text for many files."""

from server.core.fingerprint import fingerprint

FILES = (("a.py", b"one"), ("b.py", b"two"))


def test_it_is_another_one_where_anything_is() -> None:
    others = (
        FILES[:1],
        (("a.py", b"one"), ("c.py", b"two")),
        (("a.py", b"one"), ("b.py", b"twO")),
        (("a.py", b"oneb.py"), ("", b"two")),
    )
    assert len({fingerprint(files, 16) for files in (FILES, *others)}) == 5


def test_it_is_as_long_as_is_asked() -> None:
    assert len(fingerprint(FILES, 8)) == 8
    assert fingerprint(FILES, 16).startswith(fingerprint(iter(FILES), 8))
