"""What pages load is read once, whoever asks for it."""

import ast
from hashlib import sha256
from pathlib import Path

from server.http.page_files import STATIC, digests


def test_files_of_the_kinds_come_in_order_each_with_what_was_first_in_it(tmp_path: Path) -> None:
    names = ["one/b.js", "one/deep/a.js", "one/style.css", "one/picture.png", "two/c.js", "three/d.js"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    expected = {name: sha256(name.encode()).hexdigest() for name in ("one/b.js", "one/deep/a.js", "two/c.js")}

    assert list(digests(("two", "one"), (".js",), tmp_path).items()) == list(expected.items())
    (tmp_path / "one/b.js").write_text("another", encoding="utf-8")
    again = digests(("one", "two", "nowhere"), (".js", ".css"), tmp_path)
    assert again == expected | {"one/style.css": sha256(b"one/style.css").hexdigest()}


def test_the_build_looks_for_scripts_where_the_server_does() -> None:
    """It cannot import the server: it runs before anything is installed."""
    build = ast.parse(Path("hatch_build.py").read_text(encoding="utf-8"))
    values = {
        node.targets[0].id: node.value
        for node in build.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    assert ast.literal_eval(values["SCRIPTS"]) == STATIC
