"""What a ward installs: the package's files and scripts, the image's parts; and, in the long form, both built and used."""

import hashlib
import io
import json
import shlex
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer import bare_root
from installer.__main__ import build
from installer.debian import Control, control, lay_out
from installer.image import image
from tests.support.followed import commands, followed, parts, settings

MAIN_JOB = """
import json, subprocess, sys, time, urllib.request as u
demo = subprocess.Popen(["runuser", "-u", "goiso", "--", "goiso", "demo", "--busy", "--port", "8123", "--data", "/tmp/demo"])
def figures():
    lines = u.urlopen("http://127.0.0.1:8123/metrics", timeout=5).read().decode().splitlines()
    return {kind for kind in ("issued", "called") for l in lines if f'type="ticket_{kind}"' in l and float(l.split()[-1]) > 2}
for _ in range(600):
    try:
        if figures() == {"issued", "called"}: break
    except OSError: pass
    assert demo.poll() is None, "it ended"
    time.sleep(0.2)
else: sys.exit("no number was called")
demo.terminate()
demo.wait(20)
"""
MAIN_JOB_RUN = f"python3.11 - <<'END'\n{MAIN_JOB}\nEND\n"
SERVED = """
runuser -u goiso -- goiso serve --config /etc/goiso/centre.toml > /srv/serve.log 2>&1 &
for _ in $(seq 300); do
  python3.11 -c 'import urllib.request as u; u.urlopen("http://127.0.0.1:8000/readyz", timeout=2)' 2>/dev/null && break
  sleep 0.2
done
python3.11 -c 'import urllib.request as u; u.urlopen("http://127.0.0.1:8000/sign-in", timeout=20)' || { cat /srv/serve.log; exit 1; }
kill %1; wait %1 || true
"""

STARTED = ("multi-user.target.wants/goiso.service", "timers.target.wants/goiso-certificate.timer")


def test_the_packages_files_stand_where_debian_looks(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    lay_out(tree)
    control(tree, Control("1.2.3", "amd64", "A <a@b>", 42))
    unit = (tree / "lib/systemd/system/goiso.service").read_text()
    assert "ExecStart=/opt/goiso/bin/goiso serve --config /etc/goiso/centre.toml\n" in unit
    renewed = (tree / "lib/systemd/system/goiso-certificate.service").read_text()
    assert "ExecStart=/opt/goiso/bin/goiso certificate --data /var/lib/goiso/data --renew\n" in renewed
    assert "ConditionPathExists=/var/lib/goiso/certificate/fullchain.pem\n" in renewed
    assert "@{" not in unit + renewed + (tree / "DEBIAN/control").read_text()
    assert (tree / "usr/bin/goiso").readlink() == Path("/opt/goiso/bin/goiso")
    for script in ("postinst", "prerm", "postrm"):
        subprocess.run(["sh", "-n", tree / "DEBIAN" / script], check=True)
    assert "set-time" in (tree / "usr/share/polkit-1/rules.d/goiso-clock.rules").read_text()
    settings = (tree / "DEBIAN/conffiles").read_text().strip()
    assert (tree / settings.lstrip("/")).read_text().count('data = "/var/lib/goiso/data"') == 1
    for command in commands(parts()[0]):
        if "/usr/share/doc/goiso/" in command:
            name = command.split("/usr/share/doc/goiso/")[1].split()[0]
            assert (tree / "usr/share/doc/goiso" / name).exists()


def units_touched(tmp_path: Path, script: str, *arguments: str, enabled: str) -> list[str]:
    """What a script of the package asks of systemd where these units are enabled and run."""
    tmp_path.mkdir(exist_ok=True)
    if not (tmp_path / "DEBIAN").exists():
        control(tmp_path, Control("1.2.3", "amd64", "A <a@b>", 42))
    told = tmp_path / "told"
    for name in ("adduser", "install"):
        (tmp_path / name).write_text("#!/bin/sh\n")
    (tmp_path / "systemctl").write_text(
        f'#!/bin/sh\ncase "$1" in is-*) case " {enabled} " in *" $3 "*) exit 0;; esac; exit 3;; esac\necho "$@" >> {told}\n'
    )
    for name in ("adduser", "install", "systemctl"):
        (tmp_path / name).chmod(0o755)
    text = (tmp_path / "DEBIAN" / script).read_text().replace("/run/systemd/system", str(tmp_path))
    text = text.replace("/etc/systemd/system", str(tmp_path / "etc"))
    path = f"{tmp_path}:/usr/bin:/bin"
    subprocess.run(["sh", "-c", text, script, *arguments], check=True, env={"PATH": path})
    return told.read_text().splitlines() if told.exists() else []


def test_an_upgrade_starts_again_what_ran_and_a_second_box_too(tmp_path: Path) -> None:
    both = "goiso.service goiso-standby.service"
    assert units_touched(tmp_path, "postinst", "configure", "0.1.0", enabled=both) == [
        "daemon-reload",
        "restart goiso.service",
        "restart goiso-standby.service",
    ]


def test_a_centre_of_one_box_knows_no_second(tmp_path: Path) -> None:
    one = "goiso.service"
    assert units_touched(tmp_path / "stop", "prerm", "upgrade", enabled=one) == ["stop goiso.service"]
    began = units_touched(tmp_path / "start", "postinst", "configure", "0.1.0", enabled=one)
    assert began == ["daemon-reload", "restart goiso.service"]


def test_what_is_removed_and_installed_again_starts_with_the_machine_as_before(tmp_path: Path) -> None:
    links = [tmp_path / "etc" / name for name in STARTED]
    for link in links:
        link.parent.mkdir(parents=True)
        link.symlink_to(tmp_path / "gone")
    units_touched(tmp_path, "postrm", "remove", enabled="")
    assert all(link.is_symlink() for link in links)
    units_touched(tmp_path, "postrm", "purge", enabled="")
    assert not any(link.is_symlink() for link in links)
    asked = units_touched(tmp_path, "postinst", "configure", "", enabled="")
    assert "enable goiso.service goiso-certificate.timer" in asked


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is not installed")
def test_dpkg_takes_the_package(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    lay_out(tree)
    control(tree, Control("1.2.3", "amd64", "A <a@b>", 42))
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "--build", tree, tmp_path / "a.deb"],
        check=True,
        capture_output=True,
    )
    told = subprocess.run(
        ["dpkg-deb", "--info", tmp_path / "a.deb"], check=True, capture_output=True, text=True
    ).stdout
    assert "Package: goiso\n" in told
    assert "conffiles" in told


def test_every_part_of_the_image_is_what_its_name_says(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "opt").mkdir(parents=True)
    (root / "opt/file").write_text("text")
    image(root, tmp_path / "a.oci.tar", "1.2.3", "amd64")
    assert not list(tmp_path.glob("*.layer"))
    with tarfile.open(tmp_path / "a.oci.tar") as archive:
        held = {entry.name: archive.extractfile(entry).read() for entry in archive if entry.isfile()}  # type: ignore[union-attr]
    for name, data in held.items():
        if name.startswith("blobs/"):
            assert name == f"blobs/sha256/{hashlib.sha256(data).hexdigest()}"
    blob = {name.rpartition("/")[2]: data for name, data in held.items()}
    of_all = json.loads(held["index.json"])["manifests"][0]
    manifest = json.loads(blob[of_all["digest"].removeprefix("sha256:")])
    config = json.loads(blob[manifest["config"]["digest"].removeprefix("sha256:")])
    layer = blob[manifest["layers"][0]["digest"].removeprefix("sha256:")]
    with tarfile.open(fileobj=io.BytesIO(layer)) as unpacked:
        assert unpacked.extractfile("./opt/file").read() == b"text"  # type: ignore[union-attr]
    plain = subprocess.run(["gzip", "-dc"], input=layer, capture_output=True, check=True).stdout
    assert config["rootfs"]["diff_ids"] == [f"sha256:{hashlib.sha256(plain).hexdigest()}"]
    assert config["config"]["User"] == "goiso"


def test_the_page_is_read_to_its_last_command() -> None:
    mine, others = (followed(part) for part in parts())
    assert any(command.startswith("apt install ./goiso_") for command in mine.run)
    assert any(command.startswith("runuser -u goiso -- goiso backup") for command in mine.run)
    assert any("systemctl" in command for command in mine.systemd)
    assert any("serve --install" in command for command in others.run)
    assert any("pip install --upgrade" in command for command in others.run)
    assert not any("/opt/goiso" in command for command in mine.run)
    assert [command.split()[1] for command in mine.podman] == ["load", "run", "logs", "exec"]
    assert mine.devices == ["mount /mnt/usb", "udevadm control --reload"]
    assert (len(settings("toml")), len(settings("ini"))) == (2, 1)


@pytest.fixture(scope="module")
def work() -> Iterator[Path]:
    """A folder for roots, outside of /tmp: they are large."""
    if not bare_root.allowed():
        pytest.skip("a bare root needs root, debootstrap and unshare")
    with tempfile.TemporaryDirectory(prefix="goiso-installed-", dir="/var/tmp") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def built(work: Path) -> Path:
    """A folder with the package, the image and the wheel."""
    made = work / "made"
    made.mkdir()
    build(work, made)
    for wheel in (work / "wheel").glob("*.whl"):
        shutil.copy(wheel, made)
    return made


def inside(root: Path, script: str) -> None:
    log = root / "srv/log"
    with log.open("wb") as output:
        status = bare_root.run(root, script, output)
    assert status == 0, f"{script}\n{log.read_text(errors='replace')[-4000:]}"


@pytest.mark.torture
@pytest.mark.parametrize("part", [0, 1], ids=["package", "wheel"])
def test_the_page_is_followed_word_by_word(part: int, built: Path, work: Path) -> None:
    root = work / f"followed-{part}"
    bare_root.make(root, "bookworm", [])
    shutil.copytree(built, root / "srv/made")
    steps = followed(parts()[part])
    apt = "printf 'APT::Get::Assume-Yes \"true\";' > /etc/apt/apt.conf.d/yes; apt-get -qq update; "
    inside(root, f"{apt}mkdir -p /mnt/usb; chmod 777 /mnt/usb; ln -sf /bin/true /usr/sbin/policy-rc.d")
    for command in steps.run:
        asked = "printf 'mot-mat-khau\\nmot-mat-khau\\n' | " if "goiso user" in command else ""
        inside(root, f"set -e; cd /srv/made; {asked}{command}")
    if part == 0:
        inside(root, MAIN_JOB_RUN)
        inside(root, SERVED)
        for block in settings("toml"):
            set_in(root / "etc/goiso/centre.toml", block)
            inside(root, SERVED)
        beside_the_unit(root, settings("ini")[0])
        assert list((root / "mnt/usb").glob("*.gz")), "no backup was made"
    inside(root, "apt-get -qq install systemd; systemd-analyze verify /[le]*/systemd/system/goiso*.*[re]")
    print("needs a started systemd:", *steps.systemd, sep="\n  ")
    print("needs a stick, or a printer:", *steps.devices, sep="\n  ")


def set_in(file: Path, block: str) -> None:
    """Have these settings of the machine instead of what its file says of the same."""
    names = {line.partition("=")[0].strip() for line in block.splitlines()}
    kept = [line for line in file.read_text().splitlines() if line.partition("=")[0].strip() not in names]
    kept.insert(kept.index("[server]") + 1, block)
    file.write_text("\n".join(kept) + "\n")


def beside_the_unit(root: Path, block: str) -> None:
    """What `systemctl edit goiso` writes."""
    folder = root / "etc/systemd/system/goiso.service.d"
    folder.mkdir(parents=True)
    (folder / "override.conf").write_text(block)


@pytest.mark.torture
def test_a_container_of_the_image_is_begun_as_the_page_says(built: Path, work: Path) -> None:
    """In a network of its own; without cgroups, which a machine may not let a bare root have."""
    root = work / "podman"
    bare_root.make(root, "bookworm", [])
    installs = "apt-get -qq update; apt-get -qq --yes install --no-install-recommends podman crun containernetworking-plugins iptables"
    if bare_root.run(root, f"({installs}) > /srv/log 2>&1"):
        pytest.skip(f"podman cannot be installed here:\n{(root / 'srv/log').read_text()[-2000:]}")
    containers = root / "etc/containers"
    containers.mkdir(exist_ok=True)
    (containers / "containers.conf").write_text('[containers]\ncgroups = "disabled"\n')
    (containers / "storage.conf").write_text(
        '[storage]\ndriver = "vfs"\nrunroot = "/run/containers"\ngraphroot = "/var/lib/containers"\n'
    )
    shutil.copytree(built, root / "srv/made")
    load, run, logs, number = followed(parts()[0]).podman
    begun = f"for _ in $(seq 300); do {logs} 2>&1 | grep -qE '^ +[0-9]{{4}} [0-9]{{4}}$' && break; sleep 0.2; done; {logs}"
    script = f"set -e; cd /srv/made; {load}; {run}; {begun} 2>&1 | grep -E '[0-9]{{4}} [0-9]{{4}}$'; {number}"
    alone = (
        "mount -t sysfs sysfs /sys; mount -t tmpfs tmpfs /run; mount -t cgroup2 none /sys/fs/cgroup || true"
    )
    inside(root, f"{alone}; exec unshare --net bash -c {shlex.quote(script)}")


@pytest.mark.torture
def test_the_image_runs_the_main_job(built: Path, work: Path) -> None:
    root = work / "image"
    root.mkdir()
    (packed,) = built.glob("*.oci.tar")
    with tarfile.open(packed) as archive:
        for entry in archive:
            if entry.size > 1_000_000:
                archive.extract(entry, work, filter="data")
                subprocess.run(["tar", "-xzf", work / entry.name, "-C", root], check=True)
    bare_root.copy(Path("/etc/resolv.conf"), root / "etc/resolv.conf")
    inside(root, MAIN_JOB_RUN)
