# SPDX-License-Identifier: ISC
"""Open a file in headless Chromium and say what became of it.

    browser.py FILE...      prints what was found; exit 1 if anything is wrong
"""

import re
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from common import run, scratch, shown

# A browser that only shows the page: no first run, no calls home
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
         "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync",
         "--disable-default-apps", "--disable-extensions",
         "--enable-logging=stderr", "--virtual-time-budget=3000"]

CONSOLE = re.compile(r":CONSOLE[:(](\d+)\)?\] (.*)")
SAFE_LINK = re.compile(r"^(https?://|#)")


@dataclass
class Page:
    """What the browser made of a file"""
    nodes: int = 0
    edges: int = 0
    clusters: int = 0
    rows: int = 0
    role: str = ""
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
        if "parsererror" in self.inside:
            self.page.broken += data[:200]


def show(path):
    """Return the Page that Chromium makes of the file at `path`"""
    page = Page()
    with scratch() as profile:
        result = run(["chromium", *FLAGS, f"--user-data-dir={profile}",
                      "--dump-dom", Path(path).resolve().as_uri()],
                     timeout=180)
    for line in shown(result.stderr).splitlines():
        found = CONSOLE.search(line)
        if found:
            page.console.append(found[2])
    dom = shown(result.stdout)
    if result.returncode or not dom.strip():
        page.broken = f"chromium: exit {result.returncode}"
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
