"""One seed of the fault run: a few calls to the real program while one to three things go wrong, then the time it takes
until all of it is settled, then the checker.

What goes wrong, where in which call, and for how long follows from the seed; threads fall where the machine lets them.
"""

import http.client
import random
import re
import shutil
import sqlite3
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import checker
from caller import Call, Person, Speech, marked, voice
from checker import CallFacts, Mails
from faulty_line import FaultyLine
from liar import LIES, REFUSED, Lie
from line import Counts
from postman import WRONG
from shaky import NEWCOMERS, RECOVERY_SECONDS, ShakyGateway
from words import told

ON_THE_LINE = ["kill", "redelivered", "reordered", "cut off", "simultaneous"]
OF_THE_DISK = {"disk full": "full", "disk read-only": "read_only", "disk unsynced": "unsynced"}
# While one of these holds, the gateway may have to apologize.
OF_THE_STORE = [*OF_THE_DISK, "database locked"]
KINDS = [*ON_THE_LINE, "power cut", *LIES, "smtp failing", *OF_THE_STORE, "clock jumping", "recording gone"]
# How many kinds each of a block of seeds has: all kinds once.
SIZES = [1, 1, 2, 2, 2, 2, 3, 3, 3]

SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000
JUMPS = [30 * SECOND, 90 * SECOND, 10 * MINUTE, HOUR, 5 * HOUR, 20 * HOUR, 72 * HOUR]
VOICES = ["maria-lopez", "john-carter", "ana-torres-quiet"]
CALL_CAP_MS = 3 * MINUTE
# What follows a call in the background takes this long at most, where nothing holds it up.
IN_THE_BACKGROUND = 0.5
# What is read of an endless answer: the largest recording, and what is in the network's buffers.
MOST_READ_BYTES = 32 * 1024 * 1024


def kinds_of(seed):
    """One to three kinds; each block of nine seeds has every kind once."""
    rng = random.Random(f"block {seed // len(SIZES)}")
    deck, sizes = rng.sample(KINDS, len(KINDS)), rng.sample(SIZES, len(SIZES))
    begin = sum(sizes[: seed % len(SIZES)])
    return deck[begin : begin + sizes[seed % len(SIZES)]]


@dataclass
class Outcome:
    seed: int
    kinds: list
    complaints: list
    struck: Counter = field(default_factory=Counter)
    counts: Counter = field(default_factory=Counter)
    seconds: float = 0.0
    # What happened, where it failed.
    story: str = ""


def person_of(rng, worker, sid, patient):
    """Somebody who knows what to do, and perhaps does not stay to the end."""
    return Person(
        name=Speech(marked(voice(rng.choice(VOICES)), sid), hang_up=not patient and rng.random() < 0.1),
        id=worker.clock_id + "#",
        pin=worker.pin + "#",
        forgotten=rng.choice("12"),
        just="2",
        job=rng.choice(["#", "12#", "345#"]),
        next_job=rng.choice(["#", "#", "7#"]),
    )


def story_of(calls, log):
    """What callers heard, and what the program had to say, for a seed that fails."""
    lines = []
    for facts, call in calls:
        lines.append(f"{facts.sid}, {facts.employee}, began at {facts.began_at:.3f}, {call.ended}, {facts.held} times held")
        for number, request in enumerate(call.posted, 1):
            lines.append(f"  {number} {urlsplit(request.url).path} {urlsplit(request.url).query}")
            lines += [f"      {said.words}" for said in call.heard if said.webhooks == number]
    return "\n".join([*lines, "", log])


class Day:
    """A seed."""

    def __init__(self, seed, template, kinds=None):
        self.seed, self.kinds = seed, kinds_of(seed) if kinds is None else kinds
        self.rng = random.Random(f"seed {seed}")
        self.workers = template.workers
        self.gateway = ShakyGateway(template, random.Random(f"power {seed}"))
        self.machine, self.api, self.postman = self.gateway.machine, self.gateway.api, self.gateway.postman
        self.counts, self.struck = Counts(), Counter()
        self.facts, self.complaints = [], []
        self.rounds = 0
        # Faults that come to an end by themselves.
        self.passing = []
        # What the gateway's clock was off by, since when.
        self.clock = [(0.0, 0)]
        self.gone = set()
        self.invited = False
        self.calm = False

    def close(self):
        self.gateway.close()

    @property
    def may_fail(self):
        """Whether the gateway may have to apologize; to a redelivery also where its clock has left the day."""
        return not self.calm and any(kind in [*OF_THE_STORE, "clock jumping"] for kind in self.kinds)

    def run(self):
        """Everything; what is wrong, a sentence each."""
        self._prepare()
        self.gateway.start()
        self.gateway.keep_running()
        self._round()
        if "recording gone" in self.kinds:
            self._lose_a_recording(seconds=1)
        self._lift()
        self._move_the_past()
        self._round()
        self._lift()
        for _ in range(6):
            if not (missed := self._not_struck()):
                break
            self._round(missed)
            self._lift()
        self._after_the_storm()
        self._settle()
        if "recording gone" in self.kinds:
            self._look_for_recordings()
        self._stop()
        self.stored = self._stored()
        return self.complaints + self.check(self.stored)

    def _prepare(self):
        self.machine.copies = "power cut" in self.kinds
        if self.rng.random() < 0.5:
            self.gateway.sql("UPDATE workspace SET delete_at_provider = 1")
        if self.rng.random() < 0.3:
            self.gateway.sql("UPDATE workspace SET job_policy = 'required'")
        if "smtp failing" in self.kinds:
            self.postman.wrong = [self.rng.choice(WRONG) for _ in range(self.rng.randint(1, 3))]
            if self.rng.random() < 0.5:
                self.postman.unknown = {"unknown@example.com"}

    # Calls.

    def _round(self, kinds=None):
        """Two calls at once, in which the kinds strike."""
        kinds = self.kinds if kinds is None else kinds
        lines, callers = [], self.rng.choices(self.workers, k=2)
        if self.calm:
            # Nobody clocks on two phones at once, so that everybody hears a time.
            callers = self.rng.sample(self.workers, k=2)
        for place in range(2):
            strikes = {}
            for kind in kinds:
                # One of the two calls at least.
                if place == self.rounds % 2 or self.rng.random() < 0.4:
                    first = 2 if kind == "reordered" else 1
                    strikes.setdefault(self.rng.randint(first, 4), []).append(kind)
            lies = [kind for kind in kinds if kind in LIES and (place == 0 or self.rng.random() < 0.5)]
            lines.append((self.rng.getrandbits(64), callers[place], strikes, self.rng.choice(lies) if lies else None))
        with ThreadPoolExecutor(3) as pool:
            calls = [pool.submit(self._call, *line) for line in lines]
            if "smtp failing" in kinds:
                pool.submit(self._email_links).result()
            for call in calls:
                call.result()
        self.rounds += 1

    def _call(self, seed, worker, strikes, lie):
        rng = random.Random(seed)
        sid = f"CA{rng.getrandbits(128):032x}"
        person = person_of(rng, worker, sid, patient=self.calm)
        voice_may_be = {"stored"}
        if lie:
            voice_may_be = self._lie(sid, lie, rng)
        line = FaultyLine(rng, self, strikes)
        call = Call(self.gateway.number(), person, worker.phone, line, sid)
        call.place()
        line.deliver_late(call)
        self.counts.add("calls")
        offsets = self._offsets(call.began_at, call.first_answered_at or time.time())
        spread = self._offsets(call.began_at, time.time())
        if "clock jumping" in self.kinds and {"power cut", *ON_THE_LINE, *LIES, *OF_THE_STORE} & {*self.kinds}:
            # The day of its tries may be over before the provider has been asked often enough.
            voice_may_be |= {"missing"}
        facts = CallFacts.of(
            call,
            worker.name,
            may_apologize=self.may_fail and any(kind in OF_THE_STORE for kind in self.kinds),
            time_may_be_up=max(spread) - min(spread) > CALL_CAP_MS - 30 * SECOND,
            clock_ms=offsets,
            voice=voice_may_be,
        )
        if self.calm and (call.ended != "completed" or not any(told(words) for words in facts.heard)):
            call.complaints.append(f"all is well again, and the call {call.ended} after {call.words!r}")
        self.facts.append((facts, call))
        self.complaints += [f"{sid}: {complaint}" for complaint in call.complaints]

    def _lie(self, sid, kind, rng):
        """What may become of the voice check of a call that the provider lies about."""
        how = rng.choice(LIES[kind])
        lasting = kind in REFUSED or (kind == "api failing" and rng.random() < 0.3)
        left = 1_000 if lasting else 1 if how == "never" else rng.randint(1, 3)
        self.api.lies[sid] = Lie(kind, how, left)
        return {"refused"} if kind in REFUSED else {"missing"} if lasting else {"stored"}

    def _email_links(self):
        """Presses the button; whether that went through."""
        try:
            status, to, _page = self.gateway.visit("POST", "/time-tracking/phone-clocking/email-links")
        except (OSError, http.client.HTTPException, sqlite3.OperationalError):
            return False
        sent = (status, to) == (303, "/time-tracking/phone-clocking")
        self.invited = self.invited or sent
        if not sent and not self.may_fail:
            self.complaints.append(f"the button that emails setup links is answered {status}, {to}")
        return sent

    def _move_the_past(self):
        """Some hours pass, in which nothing happens."""
        back = self.rng.choice([0, 3 * MINUTE, 9 * HOUR, 9 * HOUR + 32 * MINUTE])
        moved = set(self.gateway.move_past(back))
        for facts, _call in self.facts:
            if facts.sid in moved:
                facts.moved_ms += back

    # Faults.

    def strike(self, kind, rng):
        """Lets a fault begin that is not of one webhook alone."""
        if kind == "kill":
            self._soon(rng.uniform(0, 0.06), self.gateway.kill_and_restart)
        elif kind == "power cut":
            self._soon(rng.uniform(0, 0.06), self.gateway.cut_power)
        elif kind == "clock jumping":
            self._set_clock(rng.choice(JUMPS) * rng.choice([1, -1]))
        elif kind in OF_THE_DISK:
            self.machine.room = rng.choice([0, 0, 4_096, rng.randrange(60_000)])
            name = OF_THE_DISK[kind]
            setattr(self.machine, name, 1)
            self._soon(rng.uniform(0.05, 0.6), lambda: setattr(self.machine, name, 0))
        elif kind == "database locked":
            self._lock(rng)
        elif kind in ("redelivered", "cut off", "simultaneous"):
            self.struck[kind] += 1

    def _soon(self, seconds, end):
        def wait():
            time.sleep(seconds)
            end()

        thread = threading.Thread(target=wait)
        thread.start()
        self.passing.append(thread)

    def _set_clock(self, off_ms):
        self.clock.append((time.time(), off_ms))
        self.machine.clock_ms = off_ms

    def _offsets(self, since, until):
        """What the clock was off by between two moments."""
        before = [off for at, off in self.clock if at <= since]
        return [before[-1], *(off for at, off in self.clock if since < at <= until)]

    def _lock(self, rng):
        """Another program writes to the database and takes its time; in some seeds longer than anybody waits."""
        waits = self.machine.waits
        if rng.random() < 0.3:
            # Time-outs of ten seconds pass in a fraction of one.
            self.machine.hurry = 40
        ready = threading.Event()

        def hold():
            try:
                with closing(sqlite3.connect(self.gateway.database.path, timeout=5, isolation_level=None)) as connection:
                    connection.execute("BEGIN IMMEDIATE")
                    ready.set()
                    time.sleep(rng.uniform(0.1, 0.7))
                    connection.execute("ROLLBACK")
            finally:
                ready.set()
            self.machine.hurry = 0
            self.struck["database locked"] += self.machine.waits > waits

        thread = threading.Thread(target=hold)
        thread.start()
        self.passing.append(thread)
        ready.wait()

    def _lift(self):
        """All faults end, and the gateway is well again by itself; only after a sync that failed it is started anew."""
        while self.passing:
            self.passing.pop().join()
        self.machine.mend()
        self.postman.mend()
        self.api.mend()
        if self.machine.clock_ms:
            self._set_clock(0)
        self.gateway.wait_for("the gateway is ready again", self.gateway.is_ready, RECOVERY_SECONDS)
        if "clock jumping" in self.kinds:
            self.gateway.run("clock", "right")

    def _not_struck(self):
        """Kinds of this seed that have had no effect yet."""
        count = {
            "kill": lambda: self.gateway.kills,
            "power cut": lambda: self.gateway.power_cuts,
            "smtp failing": lambda: self.postman.struck,
            "disk full": lambda: self.machine.hit_full,
            "disk read-only": lambda: self.machine.hit_read_only,
            "disk unsynced": lambda: self.machine.hit_unsynced,
            "clock jumping": lambda: len(self.clock) - 1 if self.machine.hit_clock else 0,
        } | {kind: lambda kind=kind: self.api.told[kind] for kind in LIES}
        background = [kind for kind in self.kinds if kind in LIES or kind == "smtp failing"]
        until = time.monotonic() + IN_THE_BACKGROUND
        while not all(count[kind]() for kind in background) and time.monotonic() < until:
            time.sleep(0.02)
        for kind in {*self.kinds} & {*count}:
            self.struck[kind] = count[kind]()
        return [kind for kind in self.kinds if not self.struck[kind] and kind != "recording gone"]

    # Recordings that are gone.

    def _stored_checks(self):
        return self.gateway.sql(
            "SELECT v.id, v.recording, c.provider_call_id AS call FROM voice_check v JOIN call c ON c.id = v.call_id "
            "WHERE v.status = 'stored'"
        )

    def _lose_a_recording(self, seconds):
        """A file, or the whole folder, is removed behind the gateway's back, once nothing is being fetched."""
        until, fetching = time.monotonic() + seconds, "SELECT 1 FROM task WHERE state = 'waiting' AND kind LIKE 'fetch%'"
        while self.gateway.sql(fetching) or not (stored := self._stored_checks()):
            if time.monotonic() > until:
                return
            time.sleep(0.05)
        if self.rng.random() < 0.5:
            stored = [self.rng.choice(stored)]
            (self.gateway.recordings / stored[0]["recording"]).unlink()
        else:
            shutil.rmtree(self.gateway.recordings)
        self.gone |= {one["call"] for one in stored}

    def _look_for_recordings(self):
        """Whoever looks for one that is gone is told so."""
        if not self.gone:
            self._lose_a_recording(seconds=0)
        stored = self._stored_checks()
        lost = [one for one in stored if one["call"] in self.gone]
        for one in stored:
            id_ = one["id"].hex()
            id_ = "-".join([id_[:8], id_[8:12], id_[12:16], id_[16:20], id_[20:]])
            status, _to, page = self.gateway.visit("GET", f"/voice-checks/{id_}/audio")
            if one in lost and not (status == 404 and "The file of this recording is missing" in page):
                self.complaints.append(f"a recording that is gone is answered {status}: {page[:300]!r}")
            if one not in lost and status != 200:
                self.complaints.append(f"a recording that is there is answered {status}: {page[:300]!r}")
            status, _to, page = self.gateway.visit("GET", f"/voice-checks/{id_}")
            if status != 200:
                self.complaints.append(f"the page of a voice check is answered {status}: {page[:300]!r}")
        self.struck["recording gone"] = len(lost)
        said = self.gateway.run("doctor", "--offline", "--json", may_fail=True)
        if not re.search(rf"\b{len(lost)} recordings? cannot be read", said):
            self.complaints.append(f"doctor says nothing of {len(lost)} recordings that are gone: {said}")

    # Afterwards.

    def _after_the_storm(self):
        """Without a restart: everybody can clock, and setup links can be sent."""
        self.calm = True
        self._round([])
        if ("smtp failing" in self.kinds or self.invited) and not self._email_links():
            self.complaints.append("all is well again, and setup links cannot be emailed")

    def _settle(self):
        """Hours and days pass, and every start of machine and gateway finds what is due by then. Nothing is done by hand."""
        gateway, killed = self.gateway, "kill" in self.kinds or self.rng.random() < 0.5
        self._stop()
        gateway.start()
        for pause in [HOUR] * 7 + [26 * HOUR] * 6:
            if "power cut" in self.kinds:
                gateway.cut_power()
            elif killed:
                gateway.kill_and_restart()
            self._stop()
            self.machine.clock_ms += pause
            now = gateway.now_ms
            # The machine rests, too: hours that pass for its clock alone are a jump, which is not believed.
            gateway.sql("UPDATE clock_watch SET boot = 'the start before this one'")
            gateway.start()
            due = "SELECT 1 FROM task WHERE state = 'waiting' AND run_at <= ?1"
            gateway.wait_for("background work that is due is tried", lambda now=now: not gateway.sql(due, now), 60)
            going_on = "SELECT 1 FROM call WHERE ended_at IS NULL UNION SELECT 1 FROM task WHERE state = 'waiting'"
            if not gateway.sql(going_on):
                return

    def _stop(self):
        if (code := self.gateway.stop()) != 0:
            self.complaints.append(f"the gateway ends with {code}")

    def _stored(self):
        for facts, call in self.facts:
            facts.recording_gone = facts.sid in self.gone
            facts.deleted_at_provider = bool(call.recording and call.recording.deleted)
        return self.gateway.stored()

    def check(self, stored):
        """What the checker finds in this, and what became of what was done to the gateway."""
        mails = Mails(
            invited=NEWCOMERS if self.invited else [],
            taken=self.postman.taken,
            refused=self.postman.refused,
            may_double=bool({"kill", "power cut", *OF_THE_STORE} & {*self.kinds} or self.gateway.kills or self.postman.unsaid),
            may_run_out="clock jumping" in self.kinds,
        )
        pins = [worker.pin for worker in self.workers]
        phones = [worker.phone for worker in self.workers]
        found = checker.check([facts for facts, _call in self.facts], stored, pins, phones, mails=mails)
        if self.gateway.ends and "disk unsynced" not in self.kinds:
            found += [f"the gateway ended by itself: {end}" for end in self.gateway.ends]
        for words in self.gateway.refusals:
            # Nothing is damaged, and nobody is to be led to put an old backup in the place of what is there.
            if not words or "restore" in words:
                found.append(f"a start that could not be says {words!r}")
        if self.api.elsewhere.visits:
            found.append(f"the gateway was led to another host: {self.api.elsewhere.visits}")
        if self.api.longest > MOST_READ_BYTES:
            found.append(f"the gateway took {self.api.longest} bytes of an endless answer")
        if missed := [kind for kind in self.kinds if not self.struck[kind]]:
            found.append(f"never struck: {', '.join(missed)}")
        return found

    def story(self):
        return story_of(self.facts, self.gateway.log_text())

    def totals(self):
        """What happened in the seed, for the table."""
        calls = [facts for facts, _call in self.facts]
        heard = Counter(found[0] for facts in calls for words in facts.heard if (found := told(words)))
        return Counter(self.counts.items()) + Counter(
            {
                "kills": self.gateway.kills,
                "ends of its own": len(self.gateway.ends),
                "starts that failed": len(self.gateway.refusals),
                "times read back": heard["in"] + heard["out"],
                "calls with an apology": sum(
                    any((found := told(words)) and found[0] == "apology" for words in facts.heard) for facts in calls
                ),
                "mails": len(self.postman.taken),
            }
        )
