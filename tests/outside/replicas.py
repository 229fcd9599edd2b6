"""Several gateways on one PostgreSQL, with recordings in one folder or bucket, behind HAProxy."""

import itertools
import signal
import shutil
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import office
from caller import ProviderApi
from checker import Folder
from cluster import Cluster
from gateway import Gateway, Site, answers
from machine import library
from postman import Postman
from shaky import people

# A replica that ended is started anew by whoever keeps it, after this.
SECONDS_BETWEEN_STARTS = 0.2
READY_SECONDS = 60
STOP_SECONDS = 40
SECONDS_TO_BE_FOUND = 1
WAITING = "SELECT 1 FROM task WHERE state = 'waiting'"
GOING_ON = "SELECT 1 FROM call WHERE ended_at IS NULL"
BALANCER = """
global
    maxconn 1000
defaults
    mode http
    log stdout format raw local0
    option httplog
    option forwardfor
    timeout connect 1s
    timeout check 3s
    timeout client 60s
    timeout server 30s
frontend everybody
    bind 127.0.0.1:{port}
    # For whoever waits until it has found all of them.
    http-request return status 200 if {{ path /found }} {{ nbsrv(voice) ge {count} }} {{ nbsrv(pages) ge {count} }}
    http-request return status 503 if {{ path /found }}
    use_backend voice if {{ path_beg /voice/ }}
    default_backend pages
# A step of a call is taken once, whoever is asked for it how often: so these may be asked again elsewhere. A replica
# that cannot reach the database still has words for the caller.
backend voice
    balance roundrobin
    option httpchk GET /healthz
    # Only what is here as a whole can be sent again.
    option http-buffer-request
    option redispatch 1
    # Two of three may be gone at once, in an upgrade.
    retries 6
    retry-on conn-failure empty-response response-timeout 503
    timeout server 10s
    default-server inter 250ms
{servers}
backend pages
    balance roundrobin
    option httpchk GET /readyz
    option redispatch 1
    retries 3
    retry-on conn-failure
    default-server inter 1s
{servers}
"""


class Balancer:
    """HAProxy in front of these ports."""

    def __init__(self, folder, port, ports):
        servers = "\n".join(
            f"    server replica{place} 127.0.0.1:{one} check fall 3 rise 1" for place, one in enumerate(ports)
        )
        self.config, self.log = folder / "haproxy.cfg", folder / "haproxy.log"
        self.config.write_text(BALANCER.format(port=port, servers=servers, count=len(ports)))
        self.process = None

    def start(self):
        program = shutil.which("haproxy") or shutil.which("haproxy", path="/usr/sbin")
        if program is None:
            raise FileNotFoundError("no haproxy: install Debian's package haproxy")
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([program, "-db", "-f", self.config], stdout=log, stderr=log)

    def close(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@dataclass(frozen=True)
class Template:
    """A database as it was set up once, to be copied for every seed, with its key; and the library of faults."""

    data: Path
    key: Path
    library: Path
    workers: list

    @classmethod
    def build(cls, folder):
        folder, cluster = Path(folder), Cluster.new()
        key, site = folder / "key", Replicas([cluster], folder / "key", count=0)
        try:
            site.run("key", "new")
            workers = people(site, 4)
        finally:
            site.close()
            cluster.stop()
        shutil.copytree(cluster.data, folder / "data")
        cluster.close()
        return cls(folder / "data", key, library(folder), workers)


class Replica(Gateway):
    """One of several, started anew whenever it ends."""

    def __init__(self, site, name):
        super().__init__(api=lambda *_: site.api)
        self.name = name
        self.environment |= site.settings
        self.starts = 0
        # What it had to say when it could not start; and how it ended by itself once it had answered: code, last words.
        self.refusals, self.ends = [], []
        # Who keeps it running, while somebody does.
        self._keeper = None
        # Since when it answers.
        self._answers_since, self._was_killed = None, False

    def close(self):
        self._keeper = None
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.remove_folder()

    def start(self):
        """And again, for as long as it is wanted. Does not wait until it answers."""
        with self._lock:
            if self._keeper is None:
                self._spawn()
                self._keeper = threading.Thread(target=self._keep_running, daemon=True)
                self._keeper.start()
        return self

    def _spawn(self):
        self._said, self._answers_since, self._was_killed = len(self.log_text()), None, False
        self.starts += 1
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "serve"], env=self.environment | self.beneath, cwd=self.folder, stdout=log, stderr=log
            )

    def _keep_running(self):
        while True:
            time.sleep(0.05)
            if self._answers_since is None and answers(self.port, "/healthz"):
                self._answers_since = time.monotonic()
            with self._lock:
                if self._keeper is not threading.current_thread():
                    return
                if self.process.poll() is None:
                    continue
                if not self._was_killed:
                    words = self.log_text()[self._said :].strip()
                    kept = self.refusals if self._answers_since is None else self.ends
                    kept.append(f"{self.name}, {self.process.returncode}: {words[-800:]!r}")
                time.sleep(SECONDS_BETWEEN_STARTS)
                self._spawn()

    def kill(self):
        """`kill -9`; it is started anew soon."""
        with self._lock:
            if self._keeper is not None and self.process.poll() is None:
                self._was_killed = True
                self.process.kill()
                self.process.wait()
                self.kills += 1

    def stop(self):
        """SIGTERM, and the exit code; 0 if it was killed just before, or had not yet begun to listen for signals."""
        with self._lock:
            self._keeper = None
            self.process.send_signal(signal.SIGTERM)
            code = self.process.wait(STOP_SECONDS)
            is_early = self._answers_since is None and code == -signal.SIGTERM
            return 0 if self._was_killed or is_early else code

    def note_found(self):
        """The balancer has found it."""
        if self._answers_since is not None:
            self._answers_since = float("-inf")

    def is_found(self):
        """Whether the balancer has had the time to find it."""
        since = self._answers_since
        return since is not None and self.process.poll() is None and time.monotonic() - since > SECONDS_TO_BE_FOUND


class Replicas(Site):
    """`count` gateways on these PostgreSQL servers, of which one takes writes.

    `ports` are where the servers are reached, `bucket` (bucket.Bucket) and `bucket_port` where recordings are kept,
    without which they are in a folder. `direct` sends each webhook to another replica than the one before, without
    the balancer."""

    def __init__(self, servers, key, count=3, ports=None, bucket=None, bucket_port=None, direct=False, api=ProviderApi):
        super().__init__("info", api)
        self.servers, self.bucket = servers, bucket
        self.postman = Postman()
        hosts = ",".join(f"127.0.0.1:{port}" for port in ports or [one.port for one in servers])
        self.settings = {
            "PHONECLOCK_PUBLIC_URL": self.url,
            "PHONECLOCK_DATABASE_URL": f"postgres://phoneclock@{hosts}/phoneclock?target_session_attrs=read-write",
            "PHONECLOCK_KEY_FILE": str(key),
            "PHONECLOCK_SMTP_URL": self.postman.url,
            "PHONECLOCK_RECORDINGS": str(self.recordings),
        }
        if bucket is not None:
            self.settings |= bucket.environment(bucket_port)
        self.environment |= self.settings | {"PHONECLOCK_DATA_DIR": str(self.folder / "data")}
        self.recordings.mkdir()
        self.all = [Replica(self, f"replica{number}") for number in range(count)]
        ports = [replica.port for replica in self.all]
        self.balancer = Balancer(self.folder, self.port, ports) if ports else None
        self._turn = itertools.cycle(ports) if direct else None
        self._turning, self._killing = threading.Lock(), threading.Lock()
        self._victims = itertools.cycle(self.all)

    def close(self):
        for replica in self.all:
            replica.close()
        if self.balancer is not None:
            self.balancer.close()
        self.postman.close()
        super().close()

    @property
    def database(self):
        """Of the server that takes writes."""
        for server in self.servers:
            if len(self.servers) == 1 or server.is_primary():
                return server.database()
        return self.servers[0].database()

    def where_recordings_are(self):
        return Folder(self.recordings) if self.bucket is None else self.bucket

    def next_port(self):
        if self._turn is None:
            return None
        with self._turning:
            return next(self._turn)

    def log_text(self):
        return "\n".join(replica.log_text() for replica in self.all)

    def visit(self, method, path):
        """A page: its status, where it leads, and its text."""
        return office.visit(self, method, path, int(time.time() * 1000))

    # All of them.

    def start(self):
        for replica in self.all:
            replica.start()
        if self.balancer.process is None:
            self.balancer.start()
        self.wait_until_ready()
        return self

    def wait_until_ready(self, seconds=READY_SECONDS):
        """Until every one is, and the balancer knows."""
        for replica in self.all:
            self.wait_for(f"{replica.name} is ready", replica.is_ready, seconds)
        self.wait_for("the balancer finds them", lambda: answers(self.port, "/found"), seconds)
        for replica in self.all:
            replica.note_found()

    @property
    def kills(self):
        return sum(replica.kills for replica in self.all)

    def kill_and_restart(self):
        """`kill -9` of the next one, until it is there again. Nothing happens while another does it."""
        if not self._killing.acquire(blocking=False):
            return False
        try:
            next(self._victims).kill()
            self.wait_until_ready()
            return True
        finally:
            self._killing.release()

    def kill_one(self, rng):
        """`kill -9` of one, where another one is left to answer."""
        with self._killing:
            found = [replica for replica in self.all if replica.is_found()]
            if len(found) > 1:
                rng.choice(found).kill()

    def stop(self):
        """SIGTERM to all; their exit codes."""
        with ThreadPoolExecutor(len(self.all)) as pool:
            return list(pool.map(Replica.stop, self.all))

    def roll(self):
        """An upgrade without a pause: one after another is stopped and started. Their exit codes."""
        codes = []
        for replica in self.all:
            codes.append(replica.stop())
            replica.start()
            self.wait_for(f"{replica.name} answers", lambda port=replica.port: answers(port, "/healthz"), READY_SECONDS)
        return codes

    def settle(self):
        """Hours and days pass while nobody serves, and every start finds what is due by then, until nothing waits any
        more. The exit codes of each end; nobody serves afterwards."""
        codes = []
        for hours in [1] * 7 + [26] * 6:
            codes.append(self.stop())
            if not self.sql(f"{GOING_ON} UNION {WAITING}"):
                break
            self._let_pass(hours * 3_600_000)
            now = int(time.time() * 1000)
            self.start()
            self.wait_for(
                "background work that is due is tried", lambda now=now: not self.sql(f"{WAITING} AND run_at <= ?1", now), 60
            )
            self.wait_for("calls end that nobody speaks on", lambda: not self.sql(GOING_ON), 90)
        else:
            codes.append(self.stop())
        return codes

    def _let_pass(self, milliseconds):
        """As if nobody had served for so long."""
        self.sql("UPDATE call SET last_heard_at = last_heard_at - ?1 WHERE ended_at IS NULL", milliseconds)
        self.sql(
            "UPDATE task SET run_at = run_at - ?1, give_up_at = give_up_at - ?1, leased_until = leased_until - ?1 "
            "WHERE state = 'waiting'",
            milliseconds,
        )
