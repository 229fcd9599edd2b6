"""The real program as a seed of the fault run begins with it, on a machine and among others that can be made to fail."""

import random
import shutil
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import office
from gateway import Gateway
from liar import Liar
from machine import Machine, library
from postman import Postman

JOBS = {"12": "Elm Street 12", "345": "Harbor Bridge", "7": "O'Brien & Søn <West>"}
NEWCOMERS = ["ana@example.com", "unknown@example.com"]
# A gateway that is to come back by itself has this long.
RECOVERY_SECONDS = 30
# What a disk writes at once.
BLOCK = 4096


@dataclass(frozen=True)
class Worker:
    name: str
    pin: str
    phone: str
    clock_id: str


def people(site, count):
    """A workspace, its jobs and people, and an owner; the workers among them."""
    rng, workers = random.Random("workers"), []
    site.add_workspace("Lopez Roofing")
    for code, name in JOBS.items():
        site.add_job(name, code)
    for number in range(count):
        name, phone = f"Worker {number}", f"+1555555{2000 + number}"
        pin = "".join(rng.choice("3579") + rng.choice("0246") for _ in range(5))
        clock_id = site.add_employee(name, pin, "--language", "es" if number == 2 else "en")
        workers.append(Worker(name, pin, phone, clock_id))
    for number, address in enumerate(NEWCOMERS):
        site.run("employee", "add", f"Newcomer {number}", "--email", address)
    office.add_owner(site)
    return workers


@dataclass(frozen=True)
class Template:
    """A gateway's data as it was set up once, to be copied for every seed, and the library of faults."""

    data: Path
    library: Path
    workers: list

    @classmethod
    def build(cls, folder):
        folder, gateway = Path(folder), Gateway()
        try:
            workers = people(gateway, 3)
            shutil.copytree(gateway.data, folder / "data")
        finally:
            gateway.close()
        return cls(folder / "data", library(folder), workers)


class ShakyGateway(Gateway):
    """Started anew until it stays, as a service manager does."""

    def __init__(self, template, rng):
        super().__init__(api=Liar)
        # What a power cut leaves of what was not synced.
        self.rng = rng
        shutil.copytree(template.data, self.data)
        self.machine = Machine(template.library, self.folder)
        self.postman = Postman()
        self.environment |= {"PHONECLOCK_SMTP_URL": self.postman.url}
        self.beneath = self.machine.environment
        # What it had to say when it could not start.
        self.refusals = []
        self.power_cuts = 0
        self._wal, self._synced = self.data / "phoneclock.db-wal", self.folder / "synced"
        # How it ended without having been told to, each time: exit code and last words.
        self.ends = []
        self._keeping = threading.Event()

    def close(self):
        self._keeping.clear()
        self.postman.close()
        super().close()

    def keep_running(self):
        """Starts it anew whenever it ends by itself, until the next stop."""
        self._keeping.set()
        threading.Thread(target=self._keep_running, daemon=True).start()

    def _keep_running(self):
        while self._keeping.is_set():
            time.sleep(0.05)
            if self.process.poll() is not None and self._lock.acquire(blocking=False):
                try:
                    if self.process.poll() is not None and self._keeping.is_set():
                        self.ends.append(f"{self.process.returncode}, {self.log_text()[-600:]!r}")
                        self._start()
                finally:
                    self._lock.release()

    def stop(self):
        self._keeping.clear()
        return super().stop()

    def cut_power(self):
        """Like `kill -9`; and of the write-ahead log there is what had been synced. Nothing happens while another kills."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            self.process.kill()
            self.process.wait()
            self.power_cuts += 1
            self._lose_what_was_not_synced()
            (self.data / "phoneclock.db-shm").unlink(missing_ok=True)
            self._start()
        finally:
            self._lock.release()

    def _lose_what_was_not_synced(self):
        """Of what was written since, any part may be on the disk, and in any order."""
        synced = self._synced.read_bytes() if self._synced.exists() else b""
        written = self._wal.read_bytes() if self._wal.exists() else b""
        kept = synced
        if written.startswith(synced):
            rest = written[len(synced) :]
            blocks = [rest[place : place + BLOCK] for place in range(0, len(rest), BLOCK)]
            kept += b"".join(block if self.rng.random() < 0.5 else bytes(len(block)) for block in blocks)
        self._wal.write_bytes(kept)

    def sql(self, statement, *values):
        """What this has written is on the disk, too."""
        rows = super().sql(statement, *values)
        if self.machine.copies and not statement.startswith("SELECT"):
            # A sync of the gateway that has begun before may end after the first copy.
            for _ in range(2):
                if self._wal.exists():
                    shutil.copyfile(self._wal, self.folder / "synced.here")
                    (self.folder / "synced.here").rename(self._synced)
                time.sleep(0.05)
        return rows

    def _start(self):
        until = time.monotonic() + RECOVERY_SECONDS
        while True:
            if not self._wal.exists():
                # All of it is in the database, which must not see it again.
                self._synced.unlink(missing_ok=True)
            said = len(self.log_text())
            try:
                return super()._start()
            except AssertionError:
                if self.process.poll() is None or time.monotonic() > until:
                    raise
                self.refusals.append(self.log_text()[said:].strip())
                time.sleep(0.1)

    @property
    def now_ms(self):
        return int(time.time() * 1000) + self.machine.clock_ms

    # The pages, as the owner.

    def visit(self, method, path):
        """A page: its status, where it leads, and its text."""
        return office.visit(self, method, path, self.now_ms)
