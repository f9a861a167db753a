# SPDX-License-Identifier: ISC
"""Servers of the test's own: in a temporary folder, on a free port of the
loopback, gone with their context. Each database offers

    load(case)   nothing but the tables of the case's resource.sql
    dsn          what stands for CONNECTIONDSN in its mapping
"""

import os
import pwd
import re
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

from common import run, told

START = 60  # seconds that a server may take to answer


class Missing(Exception):
    """A server's programs are not installed"""


def program(name, *folders):
    """Find a program, also where Debian keeps those that are not in PATH"""
    places = [os.environ.get("PATH", ""), "/usr/sbin"]
    for pattern in folders:
        places += sorted(map(str, Path("/").glob(pattern)), reverse=True)
    found = shutil.which(name, path=os.pathsep.join(places))
    if not found:
        raise Missing(f"{name} is not installed; make deps-test")
    return found


def free_port():
    """A port that nobody listens on now"""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def unprivileged(*users):
    """How to start what refuses to run as root: as the first user there is"""
    if os.geteuid() or not users:
        return {}
    for user in users:
        try:
            entry = pwd.getpwnam(user)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid,
                "extra_groups": []}
    raise Missing(f"none of the users {', '.join(users)} exists")


def must(command, **options):
    """Run a command that has to succeed"""
    result = run(command, **options)
    if result.returncode:
        raise RuntimeError(f"{command[0]}: {told(result)}")


class Server:
    """A server that lives as long as its context"""

    users = ("nobody",)

    def __init__(self):
        self.port = free_port()
        self.account = unprivileged(*self.users)
        self.folder = None
        self.process = None
        self.environment = None  # its own

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="rhumb-server-"))
        try:
            if self.account:
                os.chown(self.folder, self.account["user"],
                         self.account["group"])
            self.prepare()
            with open(self.folder / "log", "wb") as log:
                self.process = subprocess.Popen(
                    [str(word) for word in self.command()], cwd=self.folder,
                    stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                    env=self.environment, **self.account)
            self.wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(START)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def answers(self):
        """Does it, by now"""
        raise NotImplementedError

    def wait(self):
        """Until it answers"""
        end = time.monotonic() + START
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                log = (self.folder / "log").read_text(errors="replace")
                raise RuntimeError(f"{type(self).__name__} does not start\n"
                                   + log)
            time.sleep(0.1)

    def prepare(self):
        """Make its data folder"""
        raise NotImplementedError

    def command(self):
        """What starts it"""
        raise NotImplementedError


class Database(Server):
    """One that is sent SQL"""

    def answers(self):
        """Does it, by now"""
        return run(self.client(), input=b"SELECT 1;").returncode == 0

    def tool(self, name):
        """One of its programs"""
        return program(name)

    def client(self):
        """What sends it SQL"""
        raise NotImplementedError

    def fresh(self):
        """SQL that drops what there is"""
        raise NotImplementedError

    def load(self, case):
        """Have the tables of a case and no others"""
        sql = (case.folder / "resource.sql").read_text(encoding="utf-8")
        must(self.client(),
             input=(self.fresh() + without_remarks(sql)).encode())


def without_remarks(sql):
    """Only MySQL knows remarks that begin with #"""
    return re.sub(r"^#.*$", "", sql, flags=re.M)


class PostgreSQL(Database):
    """Debian's postgresql; everybody is trusted"""

    users = ("postgres", "nobody")
    bin = "usr/lib/postgresql/*/bin"

    @property
    def dsn(self):
        """Its address in a mapping"""
        return f"jdbc:postgresql://127.0.0.1:{self.port}/postgres"

    def tool(self, name):
        return program(name, self.bin)

    def prepare(self):
        must([self.tool("initdb"), "-D", self.folder / "data", "-U",
              "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8",
              "-N"], cwd=self.folder, **self.account)

    def command(self):
        words = [self.tool("postgres"), "-D", self.folder / "data",
                 "-p", self.port]
        for setting in ("listen_addresses=127.0.0.1", "fsync=off",
                        f"unix_socket_directories={self.folder}",
                        "shared_buffers=16MB"):
            words += ["-c", setting]
        return words

    def client(self):
        return [self.tool("psql"), "-X", "-q", "-v",
                "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", self.port, "-U",
                "postgres", "postgres"]

    def fresh(self):
        # The cases write \\ in strings and mean one backslash
        return ("SET client_min_messages = error;\n"
                "SET escape_string_warning = off;\n"
                "SET standard_conforming_strings = off;\n"
                "DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n")


class MariaDB(Database):
    """Debian's mariadb-server; root has no password, as the cases say"""

    users = ("mysql", "nobody")

    @property
    def dsn(self):
        """Its address in a mapping"""
        return f"jdbc:mysql://127.0.0.1:{self.port}/test"

    def options(self):
        """Where its files are, if they are not where it was built for"""
        return []

    def prepare(self):
        must([self.tool("mariadb-install-db"), "--no-defaults", *self.options(),
              "--auth-root-authentication-method=normal", "--skip-test-db",
              f"--datadir={self.folder}/data"],
             cwd=self.folder, **self.account)

    def command(self):
        return [self.tool("mariadbd"), "--no-defaults", *self.options(),
                f"--datadir={self.folder}/data",
                f"--socket={self.folder}/socket",
                f"--pid-file={self.folder}/pid", f"--port={self.port}",
                "--bind-address=127.0.0.1", "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--innodb-buffer-pool-size=16M",
                "--innodb-flush-log-at-trx-commit=0"]

    def client(self):
        return [self.tool("mariadb"), "--no-defaults", "--protocol=tcp", "-h",
                "127.0.0.1", "-P", self.port, "-u", "root",
                "--default-character-set=utf8mb4"]

    def fresh(self):
        return ("DROP DATABASE IF EXISTS test;\nCREATE DATABASE test;\n"
                "USE test;\n")


class SQLite:
    """PostgreSQL's tables in a file: no server"""

    def __init__(self):
        self.folder = None
        self.file = None

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="rhumb-sqlite-"))
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def dsn(self):
        """Its address in a mapping"""
        return f"jdbc:sqlite:{self.file}"

    def load(self, case):
        """Have the tables of a case, named as PostgreSQL would name them"""
        sql = (case.folder / "resource.sql").read_text(encoding="utf-8")
        self.file = self.folder / f"{case.name}.db"
        database = sqlite3.connect(self.file)
        try:
            database.executescript("PRAGMA synchronous = OFF;\n"
                                   + for_sqlite(without_remarks(sql)))
            database.commit()
        finally:
            database.close()


def for_sqlite(sql):
    """PostgreSQL's dialect, as far as the cases use it: names without quotes
    fold to lower case, bytes are '\\\\x…', and tables are dropped in cascade"""
    sql = re.sub(r"\bCASCADE\b", "", sql)
    sql = re.sub(r"'\\\\x([0-9A-Fa-f]*)'", r"X'\1'", sql)
    quoted = re.compile(r"""('[^']*'|"[^"]*")""")
    return "".join(part if index % 2 else part.lower()
                   for index, part in enumerate(quoted.split(sql)))
