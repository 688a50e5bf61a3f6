"""The templates that tests keep are those that an app of its own would compile."""

from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment

from tests.support.kept_templates import KeptTemplates


class Counting(Environment):
    """It knows what it compiled."""

    def __init__(self, page: str, kept: KeptTemplates, *extensions: str) -> None:
        super().__init__(loader=DictLoader({"page": page}), bytecode_cache=kept, extensions=extensions)
        self.compiled: list[str | None] = []

    def compile(self, source: Any, name: str | None = None, *rest: Any, **more: Any) -> Any:
        self.compiled.append(name)
        return super().compile(source, name, *rest, **more)


def test_one_is_compiled_once_in_a_run(tmp_path: Path) -> None:
    kept = KeptTemplates(str(tmp_path))
    for cache, compiled in ((kept, ["page"]), (kept, []), (KeptTemplates(str(tmp_path)), [])):
        app = Counting("Mời {{ who }}", cache)
        assert app.get_template("page").render(who="A001") == "Mời A001"
        assert app.compiled == compiled


def test_another_text_or_other_extensions_make_it_another(tmp_path: Path) -> None:
    kept = KeptTemplates(str(tmp_path))
    Counting("{{ 1 }}", kept).get_template("page")
    for app in (Counting("{{ 2 }}", kept), Counting("{{ 1 }}", kept, "jinja2.ext.do")):
        app.get_template("page")
        assert app.compiled == ["page"]
