"""One seed of the fault run with three replicas: a few calls while one to four things go wrong between and below them,
then the time it takes until all of it is settled, then the checker.

What goes wrong, where in which call, and for how long follows from the seed; threads fall where the machine lets them.
"""

import functools
import http.client
import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import psycopg

import checker
from bucket import Bucket, Server
from caller import ANSWER_SECONDS, Call, HungUp
from checker import CallFacts, Mails
from cluster import Cluster, Pair
from faults import HOUR, MINUTE, person_of, story_of
from faulty_line import FaultyLine
from line import Counts
from machine import Machine
from replicas import Replicas
from shaky import NEWCOMERS
from wire import Wire
from words import told

ON_THE_LINE = ["redelivered", "reordered", "cut off", "simultaneous"]
OF_THE_DATABASE = ["database killed", "standby promoted", "primary demoted", "standby away"]
OF_THE_CONNECTIONS = ["connections cut", "connections held", "connections slow"]
OF_THE_BUCKET = ["bucket killed", "bucket away"]
OF_THE_REPLICAS = ["replica killed", "clock off", "rolling upgrade"]
KINDS = [*ON_THE_LINE, *OF_THE_DATABASE, *OF_THE_CONNECTIONS, *OF_THE_BUCKET, *OF_THE_REPLICAS]
# While one of these holds, callers may have to wait, and a webhook may come to nothing.
OF_THE_STORE = {*OF_THE_DATABASE, *OF_THE_CONNECTIONS}
# How many kinds each of a block of seeds has: all kinds once.
SIZES = [3, 3, 3, 3, 4]
CLOCK_OFF_MS = 2_000
# So often a caller is asked to wait before the apology.
MOST_WAITS = 4
REPLICAS, CALLERS = 3, 3
RECOVERY_SECONDS = 60
# What follows a call in the background takes this long at most, where nothing holds it up.
IN_THE_BACKGROUND = 3


def kinds_of(seed):
    """Three or four kinds; each block of five seeds has every kind once."""
    rng = random.Random(f"replica block {seed // len(SIZES)}")
    deck, sizes = rng.sample(KINDS, len(KINDS)), rng.sample(SIZES, len(SIZES))
    begin = sum(sizes[: seed % len(SIZES)])
    return deck[begin : begin + sizes[seed % len(SIZES)]]


@functools.cache
def bucket_server():
    """One S3 server for all seeds of this process."""
    return Server().start()


def is_held(answer):
    return b"held=" in answer.body


class ReplicaLine(FaultyLine):
    """Webhooks go to one replica after another; what a caller may have to wait for is no fault."""

    def send(self, request, sent=lambda: None, read=True):
        began = time.monotonic()
        try:
            return super().send(request, sent, read)
        except TimeoutError:
            self.day.complaints.append(f"no answer within {ANSWER_SECONDS} s, but after {time.monotonic() - began:.1f} s")
            raise

    def unreachable(self, request):
        self.day.complaints.append(f"nobody answers {request.url}")
        return HungUp()

    def problem(self, answer, before):
        """A replica that cannot reach the database says so, while another may, or the same a little later."""
        waits = is_held(answer) or answer.status == 503 or (before is not None and is_held(before))
        return None if self.day.may_wait and waits else super().problem(answer, before)

    def check_callback(self, call, answer):
        if not (self.day.may_wait and answer.status == 503):
            super().check_callback(call, answer)


class ReplicaDay:
    """A seed."""

    def __init__(self, seed, template, kinds=None):
        self.seed, self.kinds = seed, kinds_of(seed) if kinds is None else kinds
        self.rng = random.Random(f"replicas {seed}")
        self.workers = template.workers
        self.counts, self.struck = Counts(), Counter()
        self.facts, self.complaints = [], []
        self.rounds = 0
        self.passing = []
        self.invited = self.calm = False
        # One thing at a time is done to the database, and one to the replicas as a whole.
        self.at_the_database, self.at_the_replicas = threading.Lock(), threading.Lock()
        # Names that are spoken may be kept in a bucket or in a folder.
        self.in_a_bucket = self._has(OF_THE_BUCKET) or self.rng.random() < 0.5
        self.direct = self.rng.random() < 0.5
        self._build(template)

    def _has(self, kinds):
        return bool({*kinds} & {*self.kinds})

    def _build(self, template):
        self.pair = Pair(Cluster(copy_of=template.data).start())
        servers = self.pair.both
        # Without a wire it is as quick as can be.
        self.wires = [Wire(one.port) for one in servers] if self._has(OF_THE_CONNECTIONS) else []
        where, self.bucket_wire = {}, None
        if self.in_a_bucket:
            self.server = bucket_server()
            self.kills_before = self.server.kills
            self.bucket_wire = Wire(self.server.port)
            where = {"bucket": Bucket(self.server.port, f"seed-{self.seed}"), "bucket_port": self.bucket_wire.port}
        ports = [wire.port for wire in self.wires] or None
        self.gateway = Replicas(servers, template.key, REPLICAS, ports=ports, direct=self.direct, **where)
        self.api, self.postman = self.gateway.api, self.gateway.postman
        self.machine = None
        if "clock off" in self.kinds:
            replica = self.rng.choice(self.gateway.all)
            self.machine = Machine(template.library, replica.folder)
            self.machine.clock_ms = self.clock_ms = CLOCK_OFF_MS * self.rng.choice([1, -1])
            replica.beneath = self.machine.environment

    def close(self):
        self.gateway.close()
        self.pair.close()
        for wire in [*self.wires, *filter(None, [self.bucket_wire])]:
            wire.close()

    @property
    def may_wait(self):
        """Whether callers may have to wait for the database."""
        return not self.calm and self._has(OF_THE_STORE)

    # An apology is due when the wait has been too long.
    may_fail = may_wait

    def run(self):
        """Everything; what is wrong, a sentence each."""
        if self.rng.random() < 0.5:
            self.gateway.sql("UPDATE workspace SET delete_at_provider = 1")
        self.gateway.start()
        self._round(mails=True)
        self._lift()
        self._move_the_past()
        self._round()
        self._lift()
        for _ in range(6):
            if not (missed := self._not_struck()):
                break
            self._round(missed)
            self._lift()
        self.calm = True
        self._round([], mails=True)
        self._settle()
        self.stored = self.gateway.stored()
        return self.complaints + self.check(self.stored)

    # Calls.

    def _round(self, kinds=None, mails=False):
        """Some calls at once, in which the kinds strike."""
        kinds = self.kinds if kinds is None else kinds
        # Nobody clocks on two phones at once when all is well, so that everybody hears a time.
        choose = self.rng.sample if self.calm else self.rng.choices
        callers, lines = choose(self.workers, k=CALLERS), []
        for place, worker in enumerate(callers):
            strikes = {}
            for kind in kinds:
                # One of the calls at least.
                if place == self.rounds % CALLERS or self.rng.random() < 0.3:
                    first = 2 if kind == "reordered" else 1
                    strikes.setdefault(self.rng.randint(first, 4), []).append(kind)
            lines.append((self.rng.getrandbits(64), worker, strikes))
        with ThreadPoolExecutor(CALLERS + 1) as pool:
            calls = [pool.submit(self._call, *line) for line in lines]
            if mails:
                calls.append(pool.submit(self._email_links))
            for call in calls:
                call.result()
        self.rounds += 1

    def _call(self, seed, worker, strikes):
        rng = random.Random(seed)
        sid = f"CA{rng.getrandbits(128):032x}"
        line = ReplicaLine(rng, self, strikes)
        call = Call(self.gateway.number(), person_of(rng, worker, sid, patient=self.calm), worker.phone, line, sid)
        call.place()
        line.deliver_late(call)
        self.counts.add("calls")
        self.counts.add("waits for the database", call.waits)
        facts = CallFacts.of(
            call,
            worker.name,
            may_apologize=self.may_wait and call.waits >= MOST_WAITS,
            clock_ms=[0, self.clock_ms] if self.machine else [0],
        )
        if self.calm and (call.ended != "completed" or call.waits or not any(told(words) for words in facts.heard)):
            call.complaints.append(f"all is well again, and the call {call.ended} after {call.words!r}")
        self.facts.append((facts, call))
        self.complaints += [f"{sid}: {complaint}" for complaint in call.complaints]

    def _email_links(self):
        """Presses the button; whether that went through."""
        try:
            status, to, _page = self.gateway.visit("POST", "/time-tracking/phone-clocking/email-links")
        except (OSError, http.client.HTTPException, psycopg.Error) as error:
            status, to = type(error).__name__, None
        sent = (status, to) == (303, "/time-tracking/phone-clocking")
        self.invited = self.invited or sent
        if not sent and not (self.may_wait or self._has(["replica killed", "rolling upgrade"]) and not self.calm):
            self.complaints.append(f"the button that emails setup links is answered {status}, {to}")

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
        if kind in ("redelivered", "cut off", "simultaneous"):
            self.struck[kind] += 1
        elif kind == "replica killed":
            self._soon(rng.uniform(0, 0.06), functools.partial(self.gateway.kill_one, random.Random(rng.getrandbits(64))))
        elif kind == "rolling upgrade":
            self._one_at_a_time(self.at_the_replicas, kind, 0, self._roll)
        elif kind in OF_THE_DATABASE:
            self._one_at_a_time(self.at_the_database, kind, rng.uniform(0, 0.06), self._at_the_database(kind, rng))
        elif kind in OF_THE_CONNECTIONS:
            self._bend(self.wires, kind, rng)
        elif kind == "bucket killed":
            self._soon(rng.uniform(0, 0.5), self.server.kill_and_restart)
        elif kind == "bucket away":
            self._bend([self.bucket_wire], rng.choice(OF_THE_CONNECTIONS), rng)

    def _soon(self, seconds, work):
        def wait():
            try:
                time.sleep(seconds)
                work()
            except Exception as error:
                self.complaints.append(f"a fault could not be made: {error!r}")

        thread = threading.Thread(target=wait)
        thread.start()
        self.passing.append(thread)

    def _one_at_a_time(self, lock, kind, seconds, work):
        if lock.acquire(blocking=False):

            def do():
                try:
                    work()
                    self.struck[kind] += 1
                finally:
                    lock.release()

            self._soon(seconds, do)

    def _at_the_database(self, kind, rng):
        if kind == "database killed":
            pause, all_at_once = rng.choice([0, 0.5, 3]), rng.random() < 0.5
            return lambda: self.pair.primary.kill_and_restart(pause, all_at_once)
        if kind == "standby away":
            return functools.partial(self._hold_the_standby, rng.choice([0.5, 3, 9]))
        seconds, behind = rng.choice([0.3, 2]), rng.choice([0, 0, 2, 10])

        def switch():
            self.pair.switch(kind == "standby promoted", behind)
            time.sleep(seconds)
            self.pair.mend()

        return switch

    def _hold_the_standby(self, seconds):
        with self.pair.standby.paused():
            time.sleep(seconds)

    def _bend(self, wires, kind, rng):
        refuse, requests = rng.random() < 0.5, rng.random() < 0.5
        late, seconds = rng.choice([0.01, 0.03, 0.1]), rng.choice([0.3, 2, 4, 9])
        for wire in wires:
            if kind == "connections cut":
                wire.cut(refuse)
            elif kind == "connections held":
                wire.hold(requests=requests)
            else:
                wire.late = late
        self._soon(seconds, lambda: [wire.mend() for wire in wires])

    def _roll(self):
        codes = self.gateway.roll()
        if any(codes):
            self.complaints.append(f"replicas that are stopped for an upgrade end with {codes}")

    def _lift(self):
        """All faults end, and the replicas are well again by themselves."""
        while self.passing:
            self.passing.pop().join()
        self.gateway.wait_until_ready(RECOVERY_SECONDS)

    def _not_struck(self):
        """Kinds of this seed that have had no effect yet."""
        bent, bucket = self.wires, self.bucket_wire
        count = {
            "replica killed": lambda: self.gateway.kills,
            "bucket killed": lambda: self.server.kills - self.kills_before,
            "bucket away": lambda: bucket.broken + bucket.held + bucket.delayed,
            "connections cut": lambda: sum(wire.broken for wire in bent),
            "connections held": lambda: sum(wire.held for wire in bent),
            "connections slow": lambda: sum(wire.delayed for wire in bent),
            "clock off": lambda: self.machine.hit_clock,
        }
        until = time.monotonic() + IN_THE_BACKGROUND
        while "bucket away" in self.kinds and not count["bucket away"]() and time.monotonic() < until:
            time.sleep(0.05)
        for kind in {*self.kinds} & {*count}:
            self.struck[kind] = count[kind]()
        return [kind for kind in self.kinds if not self.struck[kind]]

    # Afterwards.

    def _settle(self):
        """Hours and days pass, and every start finds what is due by then. Nothing is done by hand."""
        self.complaints += [f"the replicas end with {codes}" for codes in self.gateway.settle() if any(codes)]

    def check(self, stored):
        """What the checker finds in this, and what became of what was done to the replicas."""
        for facts, call in self.facts:
            facts.deleted_at_provider = bool(call.recording and call.recording.deleted)
        mails = Mails(
            invited=NEWCOMERS if self.invited else [],
            taken=self.postman.taken,
            may_double=self._has([*OF_THE_STORE, "replica killed"]),
        )
        pins = [worker.pin for worker in self.workers]
        phones = [worker.phone for worker in self.workers]
        found = checker.check([facts for facts, _call in self.facts], stored, pins, phones, mails=mails)
        for replica in self.gateway.all:
            found += [f"a replica ended by itself: {end}" for end in replica.ends]
            # Without the bucket it starts all the same.
            if not self._has(OF_THE_STORE):
                found += [f"a replica could not start: {words}" for words in replica.refusals]
        if missed := [kind for kind in self.kinds if not self.struck[kind]]:
            found.append(f"never struck: {', '.join(missed)}")
        return found

    def story(self):
        logs = [f"{replica.name}, port {replica.port}:\n{replica.log_text()}" for replica in self.gateway.all]
        logs += [f"{one.settings['cluster_name']}, port {one.port}:\n{one.log_text()}" for one in self.pair.both]
        logs.append(f"balancer:\n{self.gateway.balancer.log.read_text()}")
        how = f"seed {self.seed}: {self.kinds}, {'direct' if self.direct else 'through the balancer'}"
        where = "in a bucket" if self.in_a_bucket else "in a folder"
        return "\n\n".join([f"{how}, recordings {where}\n{story_of(self.facts, '')}", self._rows(), *logs])

    def _rows(self):
        """What the database has of each call."""
        lines = []
        try:
            for facts, _call in self.facts:
                of_call = "FROM call c JOIN {0} t ON t.call_id = c.id WHERE c.provider_call_id = ?1 ORDER BY {1}"
                lines.append(f"{facts.sid}: {self.gateway.sql('SELECT * FROM call WHERE provider_call_id = ?1', facts.sid)}")
                for table, order in (("call_step", "t.step"), ("punch", "t.at"), ("voice_check", "t.expected_at")):
                    rows = self.gateway.sql(f"SELECT t.* {of_call.format(table, order)}", facts.sid)
                    lines += [f"  {table}: {({**row, 'reply': None} if 'reply' in row else row)}" for row in rows]
            lines += [f"task: {row}" for row in self.gateway.sql("SELECT * FROM task")]
        except psycopg.Error as error:
            lines.append(f"the database does not answer: {error}")
        return "\n".join(lines)

    def totals(self):
        """What happened in the seed, for the table."""
        calls = [facts for facts, _call in self.facts]
        heard = Counter(found[0] for facts in calls for words in facts.heard if (found := told(words)))
        return Counter(self.counts.items()) + Counter(
            {
                "kills": self.gateway.kills,
                "starts": sum(replica.starts for replica in self.gateway.all),
                "starts that failed": sum(len(replica.refusals) for replica in self.gateway.all),
                "kills of the database": sum(one.kills for one in self.pair.both),
                "switches": self.pair.switches,
                "times read back": heard["in"] + heard["out"],
                "calls with an apology": sum(
                    any((found := told(words)) and found[0] == "apology" for words in facts.heard) for facts in calls
                ),
                "mails": len(self.postman.taken),
            }
        )
