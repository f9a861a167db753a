# SPDX-License-Identifier: ISC
"""Protégé's desktop, on a screen of its own: it opens the exported example, finds
the import, asks nothing, and writes no error into its log. What it showed stays in
build/world/protege.png."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from common import (Checks, rhumb, run, scratch,  # noqa: E402
                    shown, told)  # pylint: disable=wrong-import-position

JARS = ROOT / "build" / "world" / "protege"
PICTURE = ROOT / "build" / "world" / "protege.png"
TITLE = "https://w3id.org/rhumb/examples/"
IMPORTED = "https://w3id.org/rhumb/attribution"
LONGEST = 240  # seconds until it shows the ontology
OTHERS = {"Content window", "FocusProxy", "Openbox", ""}  # Java's and the screen's

# It would look for newer plugins
OFFLINE = [f"-D{scheme}.proxy{what}" for scheme in ("http", "https")
           for what in ("Host=127.0.0.1", "Port=9")]

# What takes the place of the old one, and what Java has no more since 11
BIN = {"org.apache.felix.main-7.0.5.jar": "org.apache.felix.main.jar"}
BUNDLES = ("jakarta.xml.bind-api-2.3.3.jar", "jakarta.activation-api-1.2.2.jar")
PATH = ["bundles/guava.jar", "bundles/logback-classic.jar",
        "bundles/logback-core.jar", "bundles/slf4j-api.jar",
        "bin/org.apache.felix.main.jar", "bin/maven-artifact.jar",
        "bin/protege-launcher.jar"]


def unpack(folder):
    """Put the editor into a folder; return where"""
    with zipfile.ZipFile(next(JARS.glob("protege-desktop-*.zip"))) as archive:
        archive.extractall(folder)
    home = next(folder.glob("Protege-*"))
    for name, old in BIN.items():
        shutil.copy(JARS / name, home / "bin" / old)
    for name in BUNDLES:
        shutil.copy(JARS / name, home / "bundles")
    (home / "plugins").mkdir(exist_ok=True)
    return home


@contextlib.contextmanager
def screen():
    """A screen that no one sees; yields the environment that leads there"""
    reading, writing = os.pipe()
    with subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0",
                           "1600x1000x24", "-nolisten", "tcp"],
                          pass_fds=[writing], stdin=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        env = dict(os.environ, DISPLAY=f":{number}")
        with subprocess.Popen(["openbox"], env=env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as manager:
            try:
                yield env
            finally:
                manager.terminate()
                server.terminate()


def windows(env):
    """The titles of the windows that are to be seen"""
    found = run(["xdotool", "search", "--onlyvisible", "--name", "."], env=env)
    return sorted({shown(run(["xdotool", "getwindowname", window],
                             env=env).stdout).strip()
                   for window in shown(found.stdout).split()})


def open_in(env, home, folder, file):
    """Start the editor with a file"""
    words = ["java", *OFFLINE, "-Xmx1g", "-Xss16M", f"-Duser.home={folder}",
             f"-Djava.util.prefs.userRoot={folder}",
             "-Dlogback.configurationFile=conf/logback.xml",
             "-DentityExpansionLimit=100000000", "-Dfile.encoding=UTF-8",
             "-classpath", ":".join(PATH), "org.protege.osgi.framework.Launcher",
             str(file)]
    with open(folder / "said", "wb") as said:
        return subprocess.Popen(words, cwd=home, env=env, stdout=said,
                                stderr=said, stdin=subprocess.DEVNULL)


def wait_for(env, process):
    """Wait until a window names the ontology, and then until nothing changes;
    return the titles"""
    end = time.monotonic() + LONGEST
    before = None
    while time.monotonic() < end and process.poll() is None:
        time.sleep(3)
        titles = windows(env)
        if titles == before and any(TITLE in title for title in titles):
            return titles
        before = titles
    return before or []


def check_log(checks, folder):
    """What it wrote of what it did"""
    log = "".join(path.read_text(encoding="utf-8", errors="replace")
                  for path in folder.glob("**/protege.log"))
    log += (folder / "said").read_text(encoding="utf-8", errors="replace")
    checks.check(re.search(r"Loading ontology from .*attribution\.ttl", log),
                 "the log has the ontology", log[-4000:])
    checks.check(re.search(rf"(?i)import.*{re.escape(IMPORTED)}", log),
                 "the log has the import, resolved", log[-4000:])
    wrong = [line for line in log.splitlines()
             if re.search(r"\b(ERROR|SEVERE|Exception)\b", line)]
    checks.check(not wrong, "the log has no error", "\n".join(wrong))


def main():
    """Export, open, look"""
    checks = Checks("protege")
    if not checks.check((JARS / "ready").exists(), "Protégé is installed",
                        "make world installs it"):
        checks.finish()
    with scratch() as name:
        folder = Path(name)
        result = rhumb("export", ROOT / "mappings" / "attribution.yml", "-d",
                       folder / "out")
        checks.check(result.returncode == 0, "rhumb export", told(result))
        home = unpack(folder)
        with screen() as env:
            process = open_in(env, home, folder,
                              folder / "out" / "attribution.ttl")
            try:
                titles = wait_for(env, process)
                run(["import", "-window", "root", PICTURE], env=env)
            finally:
                process.terminate()
                process.wait()
        checks.check(any(TITLE in title for title in titles),
                     "a window shows the ontology", titles)
        asked = [title for title in titles
                 if TITLE not in title and title not in OTHERS]
        checks.check(not asked, "no dialog asks anything", asked)
        checks.check(PICTURE.exists(), "there is a picture of it")
        check_log(checks, folder)
    checks.finish()


if __name__ == "__main__":
    main()
