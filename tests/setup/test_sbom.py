"""What the program is made of is listed whole and with versions; known holes in it are looked for where that can be asked."""

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from installer.debian import SBOM, lay_out, tell_parts
from installer.sbom import sbom
from tests.support.program import ROOT


def plain(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]).lower()


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return sbom()


def test_every_dependency_is_listed_as_it_is_installed(found: dict[str, Any]) -> None:
    pypi = {part["name"]: part["version"] for part in found["components"] if "pypi" in part["purl"]}
    assert {name: version(name) for name in pypi} == pypi
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert {plain(each) for each in declared} <= {plain(name) for name in pypi}
    assert {"werkzeug", "jinja2", "pydantic-core"} <= {plain(name) for name in pypi}  # what they need in turn
    assert not {"pytest", "playwright", "hypothesis"} & set(pypi)


def test_the_browsers_libraries_are_listed_as_they_are_locked(found: dict[str, Any]) -> None:
    npm = {part["name"] for part in found["components"] if "npm" in part["purl"]}
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert npm == {
        path.rpartition("node_modules/")[2] for path, said in lock.items() if path and "dev" not in said
    }
    assert "esbuild" not in npm  # it builds them


def test_it_is_whole(found: dict[str, Any]) -> None:
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")
    refs = [part["bom-ref"] for part in found["components"]]
    assert len(refs) == len(set(refs))
    assert {other for each in found["dependencies"] for other in each["dependsOn"]} <= set(refs)


def test_the_debian_package_carries_it(tmp_path: Path, found: dict[str, Any]) -> None:
    """The program's folder there is a virtual environment like this one."""
    (here,) = (Path(sys.prefix) / "lib").glob("python3*/site-packages")
    site = tmp_path / "opt/goiso" / here.relative_to(sys.prefix)
    site.parent.mkdir(parents=True)
    site.symlink_to(here)
    lay_out(tmp_path)
    tell_parts(tmp_path)
    assert json.loads((tmp_path / SBOM).read_text(encoding="utf-8")) == found


def lay_down(folder: Path, name: str, version: str, *needs: str) -> None:
    """Metadata of a package that is installed there."""
    about = folder / f"{name}-{version}.dist-info"
    about.mkdir(parents=True)
    said = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {each}" for each in needs)]
    (about / "METADATA").write_text("\n".join(["Metadata-Version: 2.1", *said, "", ""]), encoding="utf-8")


def test_what_is_needed_depends_on_the_python_that_it_is_installed_for(tmp_path: Path) -> None:
    site = tmp_path / "lib/python3.99/site-packages"
    lay_down(
        site, "goiso", "1", "old; python_version < '3.20'", "new; python_full_version >= '3.20.0'", "any"
    )
    for name in ("new", "any"):
        lay_down(site, name, "1")
    pypi = [part["name"] for part in sbom(site)["components"] if "pypi" in part["purl"]]
    assert pypi == ["any", "new"]


def test_of_two_of_one_name_the_first_on_the_path_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, version_there in (("first", "2"), ("second", "1")):
        lay_down(tmp_path / folder, "goiso", version_there)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "first"), str(tmp_path / "second")])
    assert sbom()["metadata"]["component"]["version"] == "2"


@pytest.mark.torture
def test_no_part_has_a_hole_that_is_known(tmp_path: Path, found: dict[str, Any]) -> None:
    tool, pinned = tmp_path / "tool", tmp_path / "pinned.txt"
    parts = [part for part in found["components"] if "pypi" in part["purl"]]
    pinned.write_text("".join(f"{part['name']}=={part['version']}\n" for part in parts), encoding="utf-8")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(tool), "pip-audit"]
    if subprocess.run(install, check=False).returncode:
        pytest.skip("pip-audit cannot be installed here: NOTHING WAS AUDITED")
    audit = [sys.executable, "-m", "pip_audit", "--requirement", str(pinned), "--no-deps", "--disable-pip"]
    done = subprocess.run(
        [*audit, "--format", "json"],
        env=os.environ | {"PYTHONPATH": str(tool)},
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout.strip().startswith("{"):
        pytest.skip(f"the audit's data cannot be reached here: NOTHING WAS AUDITED: {done.stderr[-300:]}")
    audited = json.loads(done.stdout)["dependencies"]
    assert len(audited) == len(parts)
    assert {part["name"]: part["vulns"] for part in audited if part.get("vulns")} == {}
