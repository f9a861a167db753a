# SPDX-License-Identifier: ISC
"""Open files in headless Chromium and say what became of them. One Chromium
shows all that a process asks for, told through a pipe by its DevTools protocol.

    browser.py FILE...      prints what was found; exit 1 if anything is wrong
"""

import fcntl
import json
import os
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from multiprocessing.util import Finalize
from pathlib import Path

# A browser that only shows the page: no first run, no calls home
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
         "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync",
         "--disable-default-apps", "--disable-extensions",
         "--remote-debugging-pipe"]
PATIENCE = 180  # Seconds for an answer

SAFE_LINK = re.compile(r"^(https?://|#)", re.I)


@dataclass
class Page:
    """What the browser made of a file"""
    nodes: int = 0
    edges: int = 0
    clusters: int = 0
    rows: int = 0
    role: str = ""
    labels: list = field(default_factory=list)  # Texts in pictures
    titles: list = field(default_factory=list)
    links: list = field(default_factory=list)
    console: list = field(default_factory=list)
    unsafe: list = field(default_factory=list)
    broken: str = ""
    text: str = ""

    def wrong(self):
        """Everything that must not be in any page of ours"""
        return ([f"console: {line}" for line in self.console]
                + [f"unsafe: {line}" for line in self.unsafe]
                + ([f"not well-formed: {self.broken}"] if self.broken else []))


class Reader(HTMLParser):
    """Counts and audits the document as the browser holds it"""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.page = page
        self.inside = []
        self.pieces = []

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        classes = attributes.get("class", "").split()
        page = self.page
        if tag not in ("meta", "link", "img", "br", "hr", "input", "col"):
            self.inside.append(tag)
        if tag == "g":
            page.nodes += "node" in classes
            page.edges += "edge" in classes
            page.clusters += "cluster" in classes
        page.rows += tag == "tr"
        if tag == "svg" and not page.role:
            page.role = attributes.get("role", "")
        if tag == "title":
            page.titles.append("")
        if tag == "text":
            page.labels.append("")
        if tag == "parsererror":
            page.broken = page.broken or "parsererror"
        self.audit(tag, attributes)

    def audit(self, tag, attributes):
        """Note what could run or load something"""
        page = self.page
        if tag in ("script", "iframe", "object", "embed", "foreignobject"):
            page.unsafe.append(f"<{tag}>")
        for name, value in attributes.items():
            if name.startswith("on"):
                page.unsafe.append(f"{tag} {name}={value[:80]}")
            elif name in ("href", "xlink:href", "src", "action"):
                page.links.append(value)
                if not SAFE_LINK.match(value):
                    page.unsafe.append(f"{tag} {name}={value[:80]}")

    def handle_endtag(self, tag):
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data):
        if self.inside and self.inside[-1] == "title":
            self.page.titles[-1] += data
        elif "style" not in self.inside:
            self.pieces.append(data)
        if "text" in self.inside:
            self.page.labels[-1] += data
        if "parsererror" in self.inside:
            self.page.broken += data[:200]


class Chromium:
    """A Chromium that shows one page after the other"""

    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="rhumb-test-")
        told, self.to = os.pipe()
        self.answers, said = os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10)
                for end in (told, said)]

        def lay():  # Where Chromium looks for them
            for number, end in enumerate(ends, 3):
                os.dup2(end, number)

        self.process = subprocess.Popen(
            ["chromium", *FLAGS, f"--user-data-dir={self.profile}"],
            preexec_fn=lay, close_fds=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for end in (told, said, *ends):
            os.close(end)
        self.number, self.rest, self.session = 0, b"", None
        self.events = []
        target = self.ask("Target.createTarget", url="about:blank")
        self.session = self.ask("Target.attachToTarget", flatten=True,
                                targetId=target["targetId"])["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.ask(f"{domain}.enable")

    def close(self):
        """End it, and what it kept"""
        for end in (self.to, self.answers):
            os.close(end)
        self.process.terminate()
        self.process.wait(timeout=60)
        shutil.rmtree(self.profile, ignore_errors=True)

    def message(self):
        """The next message, an answer or an event"""
        until = time.monotonic() + PATIENCE
        while b"\0" not in self.rest:
            ready = select.select([self.answers], [], [],
                                  max(0, until - time.monotonic()))[0]
            data = os.read(self.answers, 1 << 20) if ready else b""
            if not data:
                raise OSError("Chromium does not answer")
            self.rest += data
        text, _, self.rest = self.rest.partition(b"\0")
        return json.loads(text)

    def ask(self, method, **params):
        """Ask, and return the answer; events that come before are kept"""
        self.number += 1
        text = {"id": self.number, "method": method, "params": params}
        if self.session:
            text["sessionId"] = self.session
        os.write(self.to, json.dumps(text).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.number:
                if "error" in message:
                    raise OSError(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def load(self, uri):
        """Show a file; return its document and what the console said"""
        self.events = []
        failed = self.ask("Page.navigate", url=uri).get("errorText")
        while not failed and not any(event["method"] == "Page.loadEventFired"
                                     for event in self.events):
            self.events.append(self.message())
        answer = self.ask("Runtime.evaluate",
                          expression="document.documentElement.outerHTML")
        said = [event for event in self.events if event["method"] in (
            "Log.entryAdded", "Runtime.consoleAPICalled",
            "Runtime.exceptionThrown")]
        return failed, answer["result"].get("value", ""), said


running = []


def chromium():
    """The Chromium of this process, which ends with it"""
    if not running or running[0] != os.getpid():
        browser = Chromium()
        running[:] = os.getpid(), browser
        Finalize(None, browser.close, exitpriority=10)
    return running[1]


def show(path):
    """Return the Page that Chromium makes of the file at `path`"""
    page = Page()
    failed, dom, said = chromium().load(Path(path).resolve().as_uri())
    page.console = [json.dumps(event["params"])[:400] for event in said]
    if failed or not dom.strip():
        page.broken = f"chromium: {failed or 'an empty document'}"
    reader = Reader(page)
    reader.feed(dom)
    reader.close()
    page.text = "".join(reader.pieces)
    return page


def main():
    """Show files by hand"""
    failed = False
    for path in sys.argv[1:]:
        page = show(path)
        print(f"{path}: {page.nodes} nodes, {page.edges} edges, "
              f"{page.clusters} clusters, {page.rows} rows, "
              f"role {page.role or 'none'}")
        for line in page.wrong():
            failed = True
            print("   ", line)
    sys.exit(failed)


if __name__ == "__main__":
    main()
