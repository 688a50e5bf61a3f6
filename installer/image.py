"""The container image: a bare Debian with the package installed, as an archive that podman and docker load."""

import gzip
import hashlib
import io
import json
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from installer import bare_root
from installer.debian import DATA, PROGRAM, NotBuilt

PORT: Final = 8000
_INSTALLED: Final = """
set -eu
apt-get -qq update
apt-get -qq install --no-install-recommends --yes espeak-ng /srv/package/*.deb > /dev/null
apt-get clean
rm -rf /var/lib/apt/lists/* /var/log/* /srv/package /srv/wheel
"""
_CONFIG: Final = "application/vnd.oci.image.config.v1+json"
_LAYER: Final = "application/vnd.oci.image.layer.v1.tar+gzip"
_MANIFEST: Final = "application/vnd.oci.image.manifest.v1+json"
_INDEX: Final = "application/vnd.oci.image.index.v1+json"
_NAMED: Final = {
    "org.opencontainers.image.ref.name": "goiso:latest",
    "io.containerd.image.name": "localhost/goiso:latest",
}
"""What podman and docker call it once it is loaded, and `podman run localhost/goiso` looks for; its version is among its labels."""
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Blob:
    """One part of an image: its kind, the SHA-256 of its bytes, how many they are."""

    kind: str
    digest: str
    size: int

    def descriptor(self) -> dict[str, Any]:
        """As a manifest names it."""
        return {"mediaType": self.kind, "digest": f"sha256:{self.digest}", "size": self.size}


def installed(root: Path, package: Path) -> None:
    """Install the package in a bare root, with what it needs and the voice. Raises `NotBuilt`."""
    bare_root.copy(package, root / "srv/package" / package.name)
    if bare_root.run(root, _INSTALLED):
        raise NotBuilt("the package could not be installed in the bare root")


def image(root: Path, to: Path, version: str, architecture: str) -> None:
    """Write the archive of a root with the package: one layer, run as the user `goiso`, its data in a volume."""
    layer = to.with_suffix(".layer")
    with gzip.open(layer, "wb", compresslevel=6) as packed:
        plain = _packed(root, packed)
    try:
        with tarfile.open(to, "w") as archive:
            _write(archive, layer, configuration(plain, version, architecture))
    finally:
        layer.unlink()


def configuration(layer: str, version: str, architecture: str) -> dict[str, Any]:
    """How a container of it is run; `layer` is the SHA-256 of its layer before it is packed."""
    return {
        "architecture": architecture,
        "os": "linux",
        "config": {
            "User": "goiso",
            "ExposedPorts": {f"{PORT}/tcp": {}},
            "Entrypoint": [str(PROGRAM), "serve", "--data", str(DATA)],
            "Env": ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"],
            "Volumes": {str(DATA.parent): {}},
            "StopSignal": "SIGTERM",
            "Labels": {
                "org.opencontainers.image.title": "goiso",
                "org.opencontainers.image.version": version,
            },
        },
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{layer}"]},
        "history": [{"created_by": "python -m installer"}],
    }


def _packed(root: Path, packed: gzip.GzipFile) -> str:
    """The root as a tar into `packed`; answers the SHA-256 of the tar."""
    seen = hashlib.sha256()
    command = ["tar", "--create", "--numeric-owner", "--one-file-system", "--directory", str(root), "."]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as tar:
        assert tar.stdout is not None
        while block := tar.stdout.read(_BLOCK):
            seen.update(block)
            packed.write(block)
    if tar.returncode:
        raise NotBuilt("tar could not pack the root")
    return seen.hexdigest()


def _write(archive: tarfile.TarFile, layer: Path, configured: dict[str, Any]) -> None:
    _add(archive, "oci-layout", _json({"imageLayoutVersion": "1.0.0"}))
    config = _blob(archive, _CONFIG, _json(configured))
    with layer.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    packed = Blob(_LAYER, digest, layer.stat().st_size)
    archive.add(layer, f"blobs/sha256/{digest}")
    manifest = {
        "schemaVersion": 2,
        "mediaType": _MANIFEST,
        "config": config.descriptor(),
        "layers": [packed.descriptor()],
    }
    of_all = _blob(archive, _MANIFEST, _json(manifest)).descriptor() | {"annotations": _NAMED}
    _add(archive, "index.json", _json({"schemaVersion": 2, "mediaType": _INDEX, "manifests": [of_all]}))


def _blob(archive: tarfile.TarFile, kind: str, data: bytes) -> Blob:
    digest = hashlib.sha256(data).hexdigest()
    _add(archive, f"blobs/sha256/{digest}", data)
    return Blob(kind, digest, len(data))


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    archive.addfile(entry, io.BytesIO(data))


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
