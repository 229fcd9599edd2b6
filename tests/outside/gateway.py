"""The real program in a fresh folder: its commands, its server that can be killed, its database and its log."""

import atexit
import http.client
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from caller import ROOT, Number, ProviderApi
from checker import Folder, Stored
from database import SqliteFile

ACCOUNT = "AC0123456789abcdef0123456789abcdef"
TOKEN = "not-a-real-token-but-a-test-one"
DIAL_IN = "+15555550111"
ZONE = "America/Chicago"
READY_SECONDS = 30


def binary():
    """The program under test: PHONECLOCK_BIN, or what cargo built last."""
    given = os.environ.get("PHONECLOCK_BIN")
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    places = [Path(given)] if given else [target / kind / "phoneclock" for kind in ("release", "debug")]
    if built := [path for path in places if path.is_file()]:
        return str(max(built, key=lambda path: path.stat().st_mtime).resolve())
    raise FileNotFoundError("no phoneclock to test: set PHONECLOCK_BIN to the program, or build it with cargo")


def free_port():
    """One below those that the system hands out by itself, to whatever else asks for one meanwhile."""
    while True:
        port = random.randrange(10_000, 32_000)
        with socket.socket() as one:
            try:
                one.bind(("127.0.0.1", port))
                return port
            except OSError:
                """Somebody has it."""


def answers(port, path):
    """Whether 200 comes back."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


class Site:
    """An address at which callers and the office are answered, the commands beside it, and what is left behind."""

    # A SqliteFile, or a Postgres.
    database = None

    def __init__(self, log, api):
        self.binary = binary()
        self.folder = Path(tempfile.mkdtemp(prefix="phoneclock-outside-"))
        self.recordings = self.folder / "recordings"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.api = api(ACCOUNT, TOKEN)
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("PHONECLOCK_")} | {
            "PHONECLOCK_PUBLIC_URL": self.url,
            "PHONECLOCK_RECORDINGS": str(self.recordings),
            "PHONECLOCK_DIAL_IN_NUMBER": DIAL_IN,
            "PHONECLOCK_TWILIO_ACCOUNT_SID": ACCOUNT,
            "PHONECLOCK_TWILIO_AUTH_TOKEN": TOKEN,
            "PHONECLOCK_TWILIO_API_BASE": self.api.base,
            "PHONECLOCK_LOG": log,
            "RUST_BACKTRACE": "1",
        }
        atexit.register(self.close)

    def close(self):
        """Ends what was started and removes the folder, unless PHONECLOCK_KEEP is set."""
        atexit.unregister(self.close)
        self.api.close()
        self.remove_folder()

    def remove_folder(self):
        if os.environ.get("PHONECLOCK_KEEP"):
            print(f"kept: {self.folder}")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    # Commands.

    def run(self, *arguments, stdin="", may_fail=False):
        """One command; its standard output."""
        done = subprocess.run(
            [self.binary, *arguments],
            env=self.environment,
            cwd=self.folder,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
        )
        if done.returncode and not may_fail:
            raise AssertionError(f"{' '.join(arguments)} failed ({done.returncode}): {done.stderr or done.stdout}")
        return done.stdout

    def add_workspace(self, name, *more):
        self.run("workspace", "add", name, "--time-zone", ZONE, *more)

    def add_employee(self, name, pin, *more):
        """The employee's phone clock ID."""
        self.run("employee", "add", name, *more)
        printed = self.run("employee", "set-pin", name, stdin=pin + "\n")
        found = re.search(r"(?<!\d)\d{5,12}(?!\d)", printed)
        if found is None:
            raise AssertionError(f"`employee set-pin` prints no phone clock ID: {printed!r}")
        return found[0]

    def add_job(self, name, code):
        self.run("job", "add", name, "--code", code)

    def entries(self):
        return json.loads(self.run("entries", "--format", "json"))

    # What has happened, and what is left behind.

    def move_past(self, milliseconds, employee=None):
        """Sets back the clock of what has happened so far, as if it were longer ago: of one employee (by id), or of
        everybody. The calls that moved."""
        whose, who = ("WHERE employee_id = ?2", [employee]) if employee else ("", [])
        moved = self.sql(f"SELECT provider_call_id FROM call {whose.replace('?2', '?1')}", *who)
        self.sql(f"UPDATE call SET answered_at = answered_at - ?1 {whose}", milliseconds, *who)
        self.sql(f"UPDATE punch SET at = at - ?1 {whose}", milliseconds, *who)
        self.sql(f"UPDATE time_entry SET in_at = in_at - ?1, out_at = out_at - ?1 {whose}", milliseconds, *who)
        return [row["provider_call_id"] for row in moved]

    def work_now(self, give_up=False):
        """Every piece of background work that waits is tried once more, by a server that has just come back; with
        `give_up`, as if its time were over."""
        more = ", give_up_at = 1" if give_up else ""
        self.sql(f"UPDATE task SET run_at = 0, leased_until = NULL {more} WHERE state = 'waiting'")
        self.kill_and_restart()
        due = "SELECT 1 FROM task WHERE state = 'waiting' AND run_at = 0"
        self.wait_for("background work that is due is tried", lambda: not self.sql(due), 60)

    def kill_and_restart(self):
        raise NotImplementedError

    def number(self, **more):
        return Number(
            f"{self.url}/voice/twilio", f"{self.url}/voice/twilio/status", DIAL_IN, ACCOUNT, TOKEN, self.api, **more
        )

    def sql(self, statement, *values):
        """Runs one statement on the database, beside the program; its rows by column."""
        return self.database.rows(statement, *values)

    def stored(self):
        """Everything that is left behind, for the checker."""
        return Stored.load(self.database, self.where_recordings_are(), self.log_text())

    def where_recordings_are(self):
        return Folder(self.recordings)

    def log_text(self):
        raise NotImplementedError

    def next_port(self):
        """Where the next webhook goes, if not to the URL's port."""
        return None

    def wait_for(self, what, met, seconds=20):
        """Waits until background work shows; the value that `met` returned."""
        until = time.monotonic() + seconds
        while True:
            if value := met():
                return value
            if time.monotonic() > until:
                raise AssertionError(f"not within {seconds} s: {what}\n{self.log_text()[-2000:]}")
            time.sleep(0.05)


class Gateway(Site):
    """`phoneclock serve` on a free port of this machine, with the provider's API beside it."""

    def __init__(self, log="info", api=ProviderApi):
        super().__init__(log, api)
        self.data = self.folder / "data"
        self.database = SqliteFile(self.data / "phoneclock.db")
        self.log = self.folder / "log"
        self.process = None
        self.kills = 0
        self._lock = threading.Lock()
        # What `serve` alone is started with.
        self.beneath = {}
        self.environment |= {"PHONECLOCK_LISTEN": f"127.0.0.1:{self.port}", "PHONECLOCK_DATA_DIR": str(self.data)}

    def close(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
        super().close()

    def start(self):
        with self._lock:
            self._start()
        return self

    def _start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "serve"], env=self.environment | self.beneath, cwd=self.folder, stdout=log, stderr=log
            )
        until = time.monotonic() + READY_SECONDS
        while not self.is_ready():
            if self.process.poll() is not None:
                raise AssertionError(f"serve ended with {self.process.returncode}:\n{self.log_text()[-3000:]}")
            if time.monotonic() > until:
                raise AssertionError(f"serve is not ready after {READY_SECONDS} s:\n{self.log_text()[-3000:]}")
            time.sleep(0.02)

    def is_ready(self):
        return answers(self.port, "/readyz")

    def stop(self):
        """SIGTERM, and the exit code."""
        with self._lock:
            self.process.send_signal(signal.SIGTERM)
            return self.process.wait(30)

    def kill_and_restart(self):
        """`kill -9`, and the same again on the same folder. Nothing happens while another does it."""
        if not self._lock.acquire(blocking=False):
            return False
        try:
            self.process.kill()
            self.process.wait()
            self.kills += 1
            self._start()
            return True
        finally:
            self._lock.release()

    def log_text(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""
