"""Many calls at once over a network that loses, doubles and delays, to a server that is killed again and again.

Afterwards checker.py holds what was heard against what is stored. PHONECLOCK_CHAOS_CALLS says how many calls,
PHONECLOCK_CHAOS_SEED which ones: every call's choices follow from the seed and its number, while threads and kills
fall where the machine lets them. PHONECLOCK_KEEP leaves the folder for a look.
"""

import copy
import os
import random
import threading
import unittest
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import checker
from caller import HANG_UP, SILENCE, Call, Keys, Person, Speech, marked, question_in, voice
from checker import CallFacts, Stored
from gateway import Gateway
from line import Counts, Line
from words import told

CALLS = int(os.environ.get("PHONECLOCK_CHAOS_CALLS", "200"))
SEED = os.environ.get("PHONECLOCK_CHAOS_SEED", "1")
AT_ONCE = int(os.environ.get("PHONECLOCK_CHAOS_AT_ONCE", "6"))
EMPLOYEES = int(os.environ.get("PHONECLOCK_CHAOS_EMPLOYEES", "25"))
ROUNDS = 5
MINUTE, HOUR = 60_000, 3_600_000
JOBS = {"12": "Elm Street 12", "345": "Harbor Bridge", "7": "O'Brien & Søn <West>"}
VOICES = ["maria-lopez", "john-carter", "ana-torres-quiet", "silence", "short", "clipped"]
PROBLEMS = {"silence": "voice check silent", "short": "voice check too short", "clipped": "voice check clipped"}
SHARED_PHONES = ["+15555550177", "+15555550188", "anonymous", "+266696687"]


class Employee:
    def __init__(self, name, language, pin, phone):
        self.name, self.language, self.pin, self.phone = name, language, pin, phone
        self.clock_id = ""
        # Wrong PINs since the last right one: a third would lock the ID and make dull calls.
        self.misses = 0
        self.lock = threading.Lock()

    def may_miss(self):
        with self.lock:
            if self.misses >= 2:
                return False
            self.misses += 1
            return True


class Moody(Person):
    """Answers what is asked, mostly; sometimes says nothing, errs, repeats or hangs up."""

    def __init__(self, rng, employee, spoken):
        super().__init__()
        self.rng, self.employee, self.spoken = rng, employee, spoken
        self.wrong_pins = 0
        self.left_at = None
        self.gives_up_at = rng.randint(1, 6) if rng.random() < 0.12 else None

    def press(self, words):
        pressed = self._pressed(words)
        self.left_at = question_in(words) if pressed == HANG_UP else None
        return pressed

    def _pressed(self, words):
        dice = self.rng.random()
        if dice < 0.04:
            return HANG_UP
        if dice < 0.07:
            return SILENCE
        if dice < 0.10:
            return Keys("*")
        if dice < 0.11:
            return Keys("#")
        return getattr(self, "_" + (question_in(words) or "nothing").replace(" ", "_"))()

    def _id(self):
        whole, dice = self.employee.clock_id, self.rng.random()
        if dice < 0.05:
            wrong_check_digit = whole[:-1] + str((int(whole[-1]) + 1) % 10)
            return Keys(wrong_check_digit + "#")
        if dice < 0.10:
            return Keys(f"{whole}#{self.employee.pin}#")
        if dice < 0.13:
            return Keys(whole[:3], hang_up=True)
        # Some forget the pound.
        return Keys(whole if dice < 0.18 else whole + "#")

    def _pin(self):
        if self.rng.random() < 0.08 and self.employee.may_miss():
            self.wrong_pins += 1
            return Keys(self.employee.pin[::-1] + "#")
        return Keys(self.employee.pin + "#")

    def _forgotten(self):
        return self.rng.choice([Keys("1"), Keys("2"), Keys("2#"), Keys("3"), HANG_UP])

    def _just(self):
        return self.rng.choice([Keys("2"), Keys("2#"), Keys("2"), Keys("1"), HANG_UP])

    def _job(self):
        return self.rng.choice([Keys("#"), Keys("12#"), Keys("345#"), Keys("7"), Keys("999#"), SILENCE, HANG_UP])

    def _next_job(self):
        return self.rng.choice([Keys("#"), Keys("#"), Keys("12#"), Keys("7#"), Keys("888#"), SILENCE, HANG_UP])

    def _nothing(self):
        return SILENCE

    def hear(self, words):
        return self.rng.random() < 0.02

    def gives_up_on(self, number):
        return number == self.gives_up_at

    def say(self, _words):
        dice = self.rng.random()
        if dice < 0.15:
            return Speech(self.spoken, hang_up=True)
        if dice < 0.22:
            return Speech(None, end="")
        return Speech(self.spoken, end=self.rng.choice(["#", "#", ""]))


class BadLine(Line):
    """Sends webhooks twice, at once and late, drops callbacks, and kills the server while it works."""

    def __init__(self, rng, gateway, counts):
        super().__init__(rng, gateway, counts)
        # (call, request, the answer it had or None): to be delivered once more when the call is long over.
        self.late = []
        self.answered = []

    def webhook(self, call, request):
        self.counts.add("webhooks")
        dice, sent = self.rng.random(), lambda: None
        if dice < 0.06:
            wait = self.rng.uniform(0, 0.04)
            sent = lambda: self.kill_after(wait)  # noqa: E731
        if 0.06 <= dice < 0.12:
            self.cut(request)
        if 0.12 <= dice < 0.24:
            answer = self.at_once(call, request)
        else:
            answer = self.surely(request, sent)
        if 0.24 <= dice < 0.36:
            self.again(call, request, answer)
        if self.answered and self.rng.random() < 0.08:
            self.again(call, *self.rng.choice(self.answered))
        self.answered.append((request, answer))
        if self.rng.random() < 0.10:
            self.late.append((call, request, answer))
        return answer

    def before_action(self, call, callbacks):
        left = []
        for callback in callbacks:
            if self.rng.random() < 0.3:
                self.callbacks(call, [callback])
            else:
                left.append(callback)
        return left

    def callbacks(self, call, callbacks):
        callbacks = list(callbacks)
        self.rng.shuffle(callbacks)
        for name, request in callbacks:
            dice = self.rng.random()
            if dice < 0.15:
                self.counts.add("callbacks lost")
                continue
            if dice < 0.30:
                self.late.append((call, request, None))
                continue
            if dice < 0.40:
                self.at_once(call, request)
            else:
                call.check_callback(self.surely(request))
            if dice > 0.80:
                self.again(call, request, None)

    def deliver_late(self):
        for call, request, answer in self.late:
            self.again(call, request, answer)


class Chaos:
    """A workspace, its employees, and what they heard."""

    def __init__(self, seed, calls, gateway):
        self.seed, self.number_of_calls, self.gateway = seed, calls, gateway
        self.rng = random.Random(f"{seed}")
        self.counts = Counts()
        self.facts, self.complaints = [], []
        self.lock = threading.Lock()
        gateway.add_workspace("Lopez Roofing")
        for code, name in JOBS.items():
            gateway.add_job(name, code)
        self.employees = [self._employee(number) for number in range(EMPLOYEES)]

    def _employee(self, number):
        rng = random.Random(f"{self.seed} employee {number}")
        pin = "".join(rng.choice("3579") + rng.choice("0246") for _ in range(5))
        language = "es" if number % 4 == 3 else "en"
        employee = Employee(f"Worker {number:02}", language, pin, f"+1555555{2000 + number}")
        employee.clock_id = self.gateway.add_employee(employee.name, pin, "--language", language)
        return employee

    def run(self):
        stop = threading.Event()
        killer = threading.Thread(target=self._kill_now_and_then, args=(stop,))
        killer.start()
        try:
            for turn in range(ROUNDS):
                numbers = range(turn, self.number_of_calls, ROUNDS)
                with ThreadPoolExecutor(AT_ONCE) as pool:
                    lines = list(pool.map(self._call, numbers))
                with ThreadPoolExecutor(AT_ONCE) as pool:
                    list(pool.map(BadLine.deliver_late, lines))
                if turn < ROUNDS - 1:
                    self._move_the_past()
        finally:
            stop.set()
            killer.join()

    def _kill_now_and_then(self, stop):
        rng = random.Random(f"{self.seed} killer")
        while not stop.wait(rng.uniform(0.2, 1.5)):
            self.gateway.kill_and_restart()

    def _call(self, number):
        rng = random.Random(f"{self.seed} call {number}")
        employee = rng.choice(self.employees)
        sid = f"CA{rng.getrandbits(128):032x}"
        sample = rng.choice(VOICES)
        person = Moody(rng, employee, marked(voice(sample), sid))
        line = BadLine(rng, self.gateway, self.counts)
        phone = rng.choice(SHARED_PHONES) if rng.random() < 0.25 else employee.phone
        call = Call(self.gateway.number(), person, phone, line, sid)
        call.place()
        heard = [said.words for said in call.heard if not said.interrupted]
        if any((found := told(words)) and found[0] in ("in", "out") for words in heard):
            with employee.lock:
                employee.misses = 0
        self.counts.add("calls")
        self.counts.add(f"calls {call.ended}")
        left_unanswered = person.left_at == "forgotten"
        facts = CallFacts.of(
            call,
            employee.name,
            wrong_pins=person.wrong_pins,
            problem=PROBLEMS.get(sample),
            left_unanswered=left_unanswered,
        )
        if call.recording:
            call.recording.not_yet, call.recording.errors = rng.choice([(0, 0), (0, 0), (1, 0), (3, 1)])
        with self.lock:
            self.facts.append(facts)
            self.complaints += [f"call {number}: {complaint}" for complaint in call.complaints]
        return line

    def _move_the_past(self):
        """Another day: every employee's entries, punches and calls so far move back, each by an amount of its own."""
        by_sid = {facts.sid: facts for facts in self.facts}
        for employee in self.employees:
            back = self.rng.choice([0, 3 * MINUTE, 9 * HOUR, 9 * HOUR + 32 * MINUTE, 20 * HOUR])
            (row,) = self.gateway.sql("SELECT id FROM employee WHERE name = ?1", employee.name)
            for sid in self.gateway.move_past(back, row["id"]):
                by_sid[sid].moved_ms += back

    def settle(self):
        """What would be settled within a day is settled now."""
        sql = self.gateway.sql
        sql("UPDATE call SET last_heard_at = last_heard_at - 3600000 WHERE ended_at IS NULL")
        self.gateway.kill_and_restart()
        self.gateway.wait_for(
            "calls end that nobody speaks on", lambda: not sql("SELECT 1 FROM call WHERE ended_at IS NULL"), 60
        )

        # Enough tries for every recording that is late; then the day is over for those that never come.
        for _ in range(6):
            self.gateway.work_now()
        self.gateway.work_now(give_up=True)
        left = sql("SELECT kind, attempts, last_error FROM task WHERE state = 'waiting'")
        if left:
            raise AssertionError(f"background work does not end: {left}")

    def stored(self):
        return self.gateway.stored()

    def check(self, stored):
        pins = [employee.pin for employee in self.employees]
        phones = [employee.phone for employee in self.employees] + ["+15555550177", "+15555550188", "+15555550111"]
        return checker.check(self.facts, stored, pins, phones)


class ChaosTest(unittest.TestCase):
    maxDiff = None

    def test_nothing_that_was_read_back_is_lost_and_nothing_is_doubled(self):
        gateway = Gateway()
        self.addCleanup(gateway.close)
        chaos = Chaos(SEED, CALLS, gateway)
        gateway.start()
        chaos.run()
        chaos.settle()
        self.assertEqual(gateway.stop(), 0)
        stored = chaos.stored()
        punches, entries = stored.tables["punch"], stored.tables["time_entry"]
        checks = Counter(check["status"] for check in stored.tables["voice_check"])
        # What a kill leaves of a file that was being written: no recording yet, and worth knowing of.
        unfinished = sum(1 for path in stored.recordings if not path.endswith(".wav"))
        print(
            f"\nchaos, seed {SEED}: {chaos.counts}, {gateway.kills} kills; {len(entries)} entries, "
            f"{len(punches)} punches, voice checks {dict(checks)}, {unfinished} unfinished files"
        )
        found = chaos.complaints + chaos.check(stored)
        self.assertEqual(found, [], "\n".join(found[:40]))
        self.assertGreater(gateway.kills, 0)
        self.assertGreater(len(punches), 0)
        self._doctored(chaos, stored)

    def _doctored(self, chaos, stored):
        """The same evidence with one thing changed is not accepted."""
        heard = {facts.sid for facts in chaos.facts if any((t := told(w)) and t[0] == "in" for w in facts.heard)}
        calls = {row["id"] for row in stored.tables["call"] if row["provider_call_id"] in heard}
        victim = next(p for p in stored.tables["punch"] if p["call_id"] in calls and p["way"] == "in")

        lost = copy.deepcopy(stored.tables)
        lost["punch"] = [p for p in lost["punch"] if p["entry_id"] != victim["entry_id"]]
        lost["time_entry"] = [e for e in lost["time_entry"] if e["id"] != victim["entry_id"]]
        lost["voice_check"] = [c for c in lost["voice_check"] if c["entry_id"] != victim["entry_id"]]
        self.assertNotEqual(chaos.check(Stored(lost, recordings=stored.recordings)), [])

        doubled = copy.deepcopy(stored.tables)
        doubled["punch"].append(victim | {"id": b"another", "made_by": "another"})
        self.assertNotEqual(chaos.check(Stored(doubled, recordings=stored.recordings)), [])


if __name__ == "__main__":
    unittest.main()
