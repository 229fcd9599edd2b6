"""PostgreSQL from Debian in folders of its own: one server that can be killed, and a pair with a synchronous standby.

Servers listen on this machine alone. They do not run as root: the user `postgres` has their folders then.
"""

import contextlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from multiprocessing.util import Finalize
from pathlib import Path

import psycopg

from database import Postgres
from gateway import free_port

USER, DATABASE = "phoneclock", "phoneclock"
START_SECONDS = 30
MEMORY, ROOM_BYTES = Path("/dev/shm"), 4 << 30
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "on",
    "max_connections": "150",
    "shared_buffers": "32MB",
    "max_wal_size": "256MB",
    "wal_keep_size": "64MB",
    "recovery_init_sync_method": "syncfs",
    "wal_retrieve_retry_interval": "200ms",
    "log_parameter_max_length_on_error": "0",
}


def programs():
    """Where those of the newest PostgreSQL are."""
    found = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    by_version = sorted(found, key=lambda path: [int(part) for part in re.findall(r"\d+", path.parent.parent.name)])
    if not by_version:
        raise FileNotFoundError("no PostgreSQL below /usr/lib/postgresql: install Debian's package postgresql")
    return by_version[-1].parent


def user():
    """Whom the servers run as: options for subprocess."""
    if os.getuid():
        return {}
    postgres = pwd.getpwnam("postgres")
    return {"user": postgres.pw_uid, "group": postgres.pw_gid, "extra_groups": []}


def folder():
    """A new one that the servers may have: in memory where there is room, which is as good against anything but a
    power cut, and a hundred times quicker."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM_BYTES
    made = Path(tempfile.mkdtemp(prefix="phoneclock-pg-", dir=MEMORY if roomy else None))
    give(made)
    return made


def give(path):
    """Makes it, and all below, the servers'."""
    if owner := user():
        for one in [path, *path.rglob("*")]:
            os.chown(one, owner["user"], owner["group"])


def run(name, *arguments):
    """One of PostgreSQL's programs."""
    done = subprocess.run([programs() / name, *arguments], capture_output=True, text=True, cwd="/", **user())
    if done.returncode:
        raise AssertionError(f"{name} failed ({done.returncode}): {done.stderr or done.stdout}")
    return done.stdout


def children_of(pid):
    """The processes that it has started and that are still there."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(stat.parent.name))
        except (OSError, IndexError):
            """It has ended meanwhile."""
    return found


class Cluster:
    """One server with its data, perhaps a copy of those of another that was stopped."""

    def __init__(self, name="primary", copy_of=None):
        self.folder = folder()
        self.data = self.folder / "data"
        self.port = free_port()
        self.settings = SETTINGS | {"port": str(self.port), "unix_socket_directories": "", "cluster_name": name}
        self.process = None
        self.kills = 0
        # Nothing is done to it while something else is.
        self.lock = threading.RLock()
        self._at_exit = Finalize(None, self.close, exitpriority=1)
        if copy_of is not None:
            shutil.copytree(copy_of, self.data)
            self.data.chmod(0o700)
            give(self.data)

    @classmethod
    def new(cls):
        """A server that runs, with an empty database."""
        cluster = cls()
        run("initdb", "-D", cluster.data, "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C", "--data-checksums")
        cluster.start()
        with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}")
        return cluster

    def url(self, database=DATABASE):
        return f"postgres://{USER}@127.0.0.1:{self.port}/{database}"

    def database(self):
        return Postgres(self.url(), self.raw)

    def rows(self, statement, *values):
        return self.database().rows(statement, *values)

    def start(self):
        """Again and again until it answers: after a kill, a server waits for the last children of the one before."""
        with self.lock:
            until = time.monotonic() + START_SECONDS
            self._spawn()
            while not self.answers():
                if time.monotonic() > until:
                    raise AssertionError(f"PostgreSQL does not start:\n{self.log_text()[-3000:]}")
                if self.process.poll() is not None:
                    self._spawn()
                time.sleep(0.05)
        return self

    def _spawn(self):
        options = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [programs() / "postgres", "-D", self.data, *options], stdout=log, stderr=log, cwd="/", **user()
            )

    def answers(self):
        try:
            with psycopg.connect(self.url("postgres"), connect_timeout=2) as connection:
                connection.execute("SELECT 1")
            return True
        except psycopg.Error:
            return False

    def is_primary(self):
        """Whether it takes writes."""
        try:
            return bool(self.rows("SELECT 1 WHERE NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off'"))
        except psycopg.Error:
            return False

    def is_alive(self):
        return self.process is not None and self.process.poll() is None

    def stop(self):
        """SIGINT: connections are ended, everything is written."""
        with self.lock:
            if self.is_alive():
                self.process.send_signal(signal.SIGINT)
                self.process.wait(START_SECONDS)

    def kill(self, all_at_once=True):
        """`kill -9` of the postmaster. Its children go with it, as when the machine dies; or, else, when they notice."""
        with self.lock:
            children = children_of(self.process.pid)
            self.process.kill()
            for pid in children if all_at_once else []:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    """It was quicker."""
            self.process.wait()
            self.kills += 1
            until = time.monotonic() + START_SECONDS
            while any(Path(f"/proc/{pid}").exists() and not self._is_gone(pid) for pid in children):
                if time.monotonic() > until:
                    raise AssertionError(f"children of a PostgreSQL that was killed do not end: {children}")
                time.sleep(0.02)

    @staticmethod
    def _is_gone(pid):
        """Ended, and perhaps not yet waited for."""
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
        except OSError:
            return True

    def kill_and_restart(self, pause=0.0, all_at_once=True):
        with self.lock:
            self.kill(all_at_once)
            time.sleep(pause)
            self.start()

    @contextlib.contextmanager
    def paused(self):
        """It stands still meanwhile, with all its children."""
        with self.lock:
            stopped = [self.process.pid, *children_of(self.process.pid)]
            for pid in stopped:
                self._signal(pid, signal.SIGSTOP)
            try:
                yield
            finally:
                for pid in reversed(stopped):
                    self._signal(pid, signal.SIGCONT)

    @staticmethod
    def _signal(pid, which):
        try:
            os.kill(pid, which)
        except ProcessLookupError:
            """It has ended meanwhile."""

    def log_text(self):
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def raw(self):
        """The bytes of its tables, of its write-ahead log, and of its log."""
        (row,) = self.rows("SELECT oid FROM pg_database WHERE datname = current_database()")
        self.rows("CHECKPOINT")
        files = [*(self.data / "base" / str(row["oid"])).glob("*"), *(self.data / "pg_wal").glob("0*")]
        return b"".join(path.read_bytes() for path in files) + self.log_text().encode()

    def close(self):
        self._at_exit.cancel()
        if self.is_alive():
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class Pair:
    """A primary whose commits wait for a standby, and that standby; they can change places."""

    def __init__(self, primary):
        self.primary, self.standby = primary, None
        self.switches = 0
        self.lock = threading.RLock()
        self._add_standby()

    @property
    def both(self):
        return [one for one in (self.primary, self.standby) if one is not None]

    def _add_standby(self, standby=None):
        """Another server, or the one that was the primary before, becomes a copy of the primary that follows it."""
        primary, standby = self.primary, standby or Cluster("standby")
        shutil.rmtree(standby.data, ignore_errors=True)
        address = f"host=127.0.0.1 port={primary.port} user={USER} application_name=standby"
        run("pg_basebackup", "-d", address, "-D", standby.data, "-R", "-X", "stream", "-c", "fast", "--no-sync")
        # A standby that is promoted waits for nobody at first.
        with open(standby.data / "postgresql.auto.conf", "a") as settings:
            settings.write("synchronous_standby_names = ''\ndefault_transaction_read_only = off\n")
        standby.start()
        self.standby = standby
        self._wait_for_the_standby("pg_stat_replication")
        self._set(primary, "synchronous_standby_names", "standby")
        self.wait_until_in_step()

    @staticmethod
    def _set(cluster, name, value):
        cluster.rows(f"ALTER SYSTEM SET {name} = '{value}'")
        cluster.rows("SELECT pg_reload_conf()")

    def _wait_for_the_standby(self, what, seconds=START_SECONDS):
        until = time.monotonic() + seconds
        while not self.primary.rows(f"SELECT 1 FROM {what} WHERE application_name = 'standby' AND state = 'streaming'"):
            if time.monotonic() > until:
                raise AssertionError(f"the standby does not follow:\n{self.standby.log_text()[-2000:]}")
            time.sleep(0.05)

    def wait_until_in_step(self):
        """Until commits wait for the standby, and it has all that was committed before."""
        state = (
            "(SELECT * FROM pg_stat_replication WHERE sync_state = 'sync' AND flush_lsn >= pg_current_wal_lsn()) AS there"
        )
        self._wait_for_the_standby(state)

    def switch(self, killed=True, behind=0.0):
        """The standby becomes the primary. The old one was killed; or it goes on beside it, and takes no writes. What
        nobody was told of may be lost.

        With `behind`, the standby has stood still for so many seconds, in the middle of which the primary was killed and
        started: what it had written and told nobody can be read there."""
        with self.lock:
            old, new = self.primary, self.standby
            with old.lock, new.lock:
                self.wait_until_in_step()
                if killed:
                    with new.paused() if behind else contextlib.nullcontext():
                        if behind:
                            time.sleep(behind / 2)
                            old.kill_and_restart()
                            time.sleep(behind / 2)
                        old.kill()
                else:
                    self._set(old, "default_transaction_read_only", "on")
                new.rows("SELECT pg_promote(true, 30)")
                self.primary, self.standby = new, old
                self.switches += 1

    def mend(self):
        """The one that was the primary before follows the one that is it now."""
        with self.lock:
            if self.standby.is_alive() and self.standby.rows("SELECT 1 WHERE pg_is_in_recovery()"):
                return self.wait_until_in_step()
            with self.standby.lock:
                if self.standby.is_alive():
                    self.standby.kill()
                self._add_standby(self.standby)

    def close(self):
        for one in self.both:
            one.close()
