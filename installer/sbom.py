"""`python -m installer.sbom [FILE]`: what the program is made of, with versions, as CycloneDX 1.6 in JSON; without a file, printed.

Python's packages are read from what is installed, the browser's libraries from package-lock.json.
"""

import json
import re
import sys
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement

_TREE: Final = Path(__file__).parent.parent
_PROGRAM: Final = "goiso"
_TOOLS: Final = frozenset({"pip", "setuptools"})
"""What some packages name and the Debian package takes off again."""
_PROBABLY_A_TEXT: Final = 60
_PYTHON: Final = re.compile(r"python3\.\d+")
Component = dict[str, Any]


def main(arguments: Sequence[str]) -> None:
    """Write it, or print it."""
    text = json.dumps(sbom(), indent=1, ensure_ascii=False)
    if arguments:
        Path(arguments[0]).write_text(f"{text}\n", encoding="utf-8")
    else:
        print(text)


def sbom(folder: Path | None = None) -> dict[str, Any]:
    """All of it. `folder` is where the program is installed, as a rule where this one runs. Raises `KeyError` for what is missing there."""
    python = _python_of(folder)
    needed = _needed(_installed(distributions(**_place(folder))), python)
    program = needed[_PROGRAM]
    parts = [_python(each) for name, each in sorted(needed.items()) if name != _PROGRAM]
    known = {_plain(part["name"]): part["bom-ref"] for part in parts} | {_PROGRAM: _PROGRAM}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, repr(sorted(known.values())))}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": _PROGRAM,
                "name": _PROGRAM,
                "version": program.version,
            }
        },
        "components": [*parts, *_browser()],
        "dependencies": [
            {
                "ref": known[name],
                "dependsOn": [known[other] for other in _wants(each, python) if other in known],
            }
            for name, each in sorted(needed.items())
        ],
    }


def _place(folder: Path | None) -> Mapping[str, Any]:
    return {} if folder is None else {"path": [str(folder)]}


def _installed(found: Iterable[Distribution]) -> dict[str, Distribution]:
    """By name; of two of one name the first on the path, which is what an import finds."""
    installed: dict[str, Distribution] = {}
    for each in found:
        installed.setdefault(_plain(each.name), each)
    return installed


def _python_of(folder: Path | None) -> Mapping[str, str]:
    """What markers are judged by: the Python whose folder it is (`lib/python3.11/site-packages`), else this one."""
    versions = [
        part.removeprefix("python") for part in (folder.parts if folder else ()) if _PYTHON.fullmatch(part)
    ]
    if not versions:
        return {"extra": ""}
    return {"extra": "", "python_version": versions[-1], "python_full_version": f"{versions[-1]}.0"}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _wants(package: Distribution, python: Mapping[str, str]) -> list[str]:
    """The packages that one needs where it is installed, extras aside, in the order of their names."""
    wanted = (Requirement(said) for said in package.requires or ())
    return sorted(
        {_plain(each.name) for each in wanted if each.marker is None or each.marker.evaluate(dict(python))}
    )


def _needed(installed: Mapping[str, Distribution], python: Mapping[str, str]) -> dict[str, Distribution]:
    """The program and all that it needs, by name."""
    found: dict[str, Distribution] = {}
    left = [_PROGRAM]
    while left:
        name = left.pop()
        if name not in found and not (name in _TOOLS and name not in installed):
            found[name] = installed[name]
            left += _wants(installed[name], python)
    return found


def _python(package: Distribution) -> Component:
    name, version, told = _plain(package.name), package.version, package.metadata.json
    purl = f"pkg:pypi/{name}@{version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": package.name,
        "version": version,
        "purl": purl,
        **_licence(str(told.get("license_expression") or told.get("license") or "")),
    }


def _browser() -> Iterator[Component]:
    """What package-lock.json brings to the pages; what only builds them (`dev`) is not in them."""
    lock = json.loads((_TREE / "package-lock.json").read_text(encoding="utf-8"))
    for path, said in sorted(lock["packages"].items()):
        if path and "dev" not in said:
            name = path.rpartition("node_modules/")[2]
            purl = f"pkg:npm/{name.replace('@', '%40', 1)}@{said['version']}"
            part = {
                "type": "library",
                "bom-ref": purl,
                "name": name,
                "version": said["version"],
                "purl": purl,
            }
            yield part | _licence(str(said.get("license") or ""))


def _licence(said: str) -> dict[str, Any]:
    """How a package names its licence, unless it has its whole text there."""
    short = 0 < len(said) < _PROBABLY_A_TEXT and "\n" not in said
    return {"licenses": [{"license": {"name": said}}]} if short else {}


if __name__ == "__main__":
    main(sys.argv[1:])
