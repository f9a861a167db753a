# SPDX-License-Identifier: ISC
"""Debian roots in folders, and commands within them. A root has the machine's own
way to the packages: its settings of apt, npm, pip and Maven, its certificates and
its names of hosts. Needs to be root, or the part fails and says so."""

import os
import shutil
import subprocess
from pathlib import Path

from common import run, shown, told

# As they stand on the machine, if they do
SETTINGS = ("/etc/resolv.conf", "/etc/hosts", "/etc/ssl/certs",
            "/usr/local/share/ca-certificates", "/etc/apt/apt.conf.d",
            "/etc/apt/auth.conf.d", "/etc/apt/keyrings", "/etc/pip.conf",
            "/etc/npmrc", "/usr/etc/npmrc", "/etc/maven/settings.xml")
OF_HOME = (".npmrc", ".config/pip", ".pip", ".m2/settings.xml")

# What of the environment leads there too; the rest is that of a new login
KEPT = ("PROXY", "CERT", "CA_", "SSL", "PIP_", "NPM_", "MAVEN")

ENTER = """
set -e
root=$1
shift
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t sysfs sysfs "$root/sys"
[ -z "$OUTSIDE" ] || mount --bind "$OUTSIDE" "$root/srv"
exec chroot "$root" "$@"
"""


def mirror():
    """Where the machine gets its own Debian from"""
    said = run(["apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME)",
                "Created-By: Packages"])
    rows = [line.split() for line in shown(said.stdout).splitlines()]
    release = dict(line.split("=", 1) for line in Path("/etc/os-release")
                   .read_text(encoding="utf-8").splitlines() if "=" in line)
    own = release.get("VERSION_CODENAME", "").strip('"')
    return next((row[0] for row in rows if row[-1] == own), None)


def copy_setting(path, copy):
    """A file or a folder, if it is there"""
    if path.is_dir():
        shutil.copytree(path, copy, symlinks=True, dirs_exist_ok=True)
    elif path.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.unlink(missing_ok=True)
        shutil.copy(path, copy)


def make_root(folder, suite):
    """A root as the installer leaves it, without more packages than it needs"""
    if os.geteuid():
        raise RuntimeError("a Debian root is made by root alone")
    source = mirror()
    if not source:
        raise RuntimeError("apt does not know where Debian is")
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    result = run(["debootstrap", "--variant=minbase", suite, folder, source],
                 timeout=1800)
    if result.returncode:
        raise RuntimeError("debootstrap: " + shown(result.stdout)[-2000:]
                           + told(result))
    for name in SETTINGS:
        copy_setting(Path(name), folder / name.lstrip("/"))
    for name in OF_HOME:
        copy_setting(Path.home() / name, folder / "root" / name)
    settings = folder / "etc/apt/apt.conf.d"
    for name in settings.glob("*"):
        if b"/" in name.read_bytes().replace(b"//", b"") and \
                b"-Invoke" in name.read_bytes():
            name.unlink()  # It calls programs that are not there


def command(folder, *words):
    """What runs in a root, with mounts that end with it"""
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", ENTER,
            "sh", str(folder), *words]


def environment(outside=""):
    """What a command in a root is told; OUTSIDE is seen there as /srv"""
    kept = {name: text for name, text in os.environ.items()
            if any(word in name.upper() for word in KEPT)}
    return dict(kept, PATH="/usr/sbin:/usr/bin:/sbin:/bin", HOME="/root",
                LANG="C.UTF-8", DEBIAN_FRONTEND="noninteractive",
                OUTSIDE=str(outside))


def inside(folder, script, timeout=600, stdout=subprocess.PIPE):
    """Run a script of the shell in a root, what it says in one stream"""
    return subprocess.run(command(folder, "sh", "-c", script),
                          env=environment(), stdin=subprocess.DEVNULL,
                          stdout=stdout, stderr=subprocess.STDOUT,
                          timeout=timeout, check=False)
