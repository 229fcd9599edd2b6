"""Holds what callers heard against what the gateway stored. Knows the database's tables, and none of the program.

`check` yields a sentence for everything that is wrong. Everything it looks at is plain data, so that a doctored
copy can show that it notices (test_checker.py).
"""

import hashlib
import io
import re
import wave
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from words import minute_of_day, minutes_worked, told

TABLES = ["call", "call_step", "employee", "exception", "failed_sign_in", "job", "mail", "punch", "task", "time_entry",
          "voice_check", "workspace"]  # fmt: skip


@dataclass
class CallFacts:
    """One call as the caller and the provider saw it."""

    sid: str
    employee: str
    # Every utterance heard to its end.
    heard: list
    # Utterances that were said to nobody: keys typed ahead cut them off.
    cut_off: list = field(default_factory=list)
    # The caller put the receiver down, perhaps before the last answer.
    hung_up: bool = False
    # Webhooks of the dialog that were sent, redeliveries not counted.
    webhooks: int = 0
    # How many of them may have come to nothing because the database was away, and the caller was asked to wait.
    held: int = 0
    # How many of them were the first one, sent once more after such a wait.
    rings: int = 1
    # PINs keyed in that were not the employee's.
    wrong_pins: int = 0
    # Whether the call was put on record as ended at the gateway.
    end_told: bool = True
    # Unix seconds around the first webhook.
    began_at: float = 0.0
    answered_by: float = 0.0
    # By how many milliseconds the employee's past was moved back since.
    moved_ms: int = 0
    # The spoken name as the provider has it.
    wav: bytes | None = None
    # The exception it deserves once it is kept.
    problem: str | None = None
    # The caller left while a forgotten clock-out was being asked about.
    left_unanswered: bool = False
    # Something was wrong with what the gateway runs on, so that it may have had to apologize.
    may_apologize: bool = False
    # The gateway's clock ran ahead during the call, so that it may have seemed to last too long.
    time_may_be_up: bool = False
    # By how many milliseconds the gateway's clock may have been off when the call was answered.
    clock_ms: list = field(default_factory=lambda: [0])
    # What may become of a name that was spoken, by what the provider made of it.
    voice: set = field(default_factory=lambda: {"stored"})
    # The stored file was removed behind the gateway's back.
    recording_gone: bool = False
    # The provider was told to delete its copy.
    deleted_at_provider: bool = False

    @classmethod
    def of(cls, call, employee, **more):
        """A `caller.Call` that is over, by the employee who made it."""
        return cls(
            sid=call.sid,
            employee=employee,
            heard=[said.words for said in call.heard if not said.interrupted],
            cut_off=[said.words for said in call.heard if said.interrupted],
            hung_up=call.ended == "hung up",
            webhooks=len(call.posted),
            held=call.held,
            rings=call.rings,
            began_at=call.began_at,
            answered_by=call.first_answered_at,
            wav=call.recording.wav if call.recording else None,
            **more,
        )


@dataclass
class Mails:
    """Setup links as the admin and the mail server saw them."""

    # The addresses of everybody who was to get one.
    invited: list = field(default_factory=list)
    # What the mail server took: (recipient, Message-ID).
    taken: list = field(default_factory=list)
    # Recipients whom it refuses.
    refused: set = field(default_factory=set)
    # A mail may have been taken without the gateway's knowing, and so be sent again.
    may_double: bool = False
    # The gateway's clock ran ahead, so that its tries may have ended early.
    may_run_out: bool = False


@dataclass
class Stored:
    """What the gateway left behind."""

    tables: dict
    integrity: list = field(default_factory=lambda: ["ok"])
    recordings: dict = field(default_factory=dict)
    log: str = ""
    raw: bytes = b""

    @classmethod
    def load(cls, database, recordings, log=""):
        """From a database.SqliteFile or database.Postgres, and a Folder or bucket.Bucket."""
        return cls(database.tables(TABLES), database.integrity(), recordings.files(), log, database.raw())


class Folder:
    """Recordings in a folder."""

    def __init__(self, path):
        self.path = Path(path)

    def files(self):
        """Every file in it, by its path below it."""
        return {str(p.relative_to(self.path)): p.read_bytes() for p in self.path.rglob("*") if p.is_file()}


def frames_of(wav):
    with wave.open(io.BytesIO(wav)) as file:
        return file.getparams()[:3], file.readframes(file.getnframes())


class Checker:
    def __init__(self, calls, stored, pins=(), phones=(), mails=None):
        self.calls, self.stored, self.pins, self.phones, self.mails = calls, stored, pins, phones, mails
        tables = stored.tables
        self.call_rows = {row["provider_call_id"]: row for row in tables["call"]}
        self.employees = {row["id"]: row for row in tables["employee"]}
        self.entries = {row["id"]: row for row in tables["time_entry"]}
        self.jobs = {row["id"]: row for row in tables["job"]}
        self.workspaces = {row["id"]: row for row in tables["workspace"]}
        self.punches_of = defaultdict(list)
        for punch in sorted(tables["punch"], key=lambda p: (p["at"], p["id"])):
            self.punches_of[punch["call_id"]].append(punch)
        self.exceptions_of = defaultdict(list)
        for row in tables["exception"]:
            self.exceptions_of[row["entry_id"]].append(row)

    def check(self, settled=True):
        """Everything; before background work is done, without what waits for it."""
        yield from self._integrity()
        yield from self._calls()
        yield from self._punches()
        yield from self._entries()
        if settled:
            yield from self._voice_checks()
            yield from self._tasks()
            if self.mails is not None:
                yield from self._mails(self.mails)
        yield from self._log_and_secrets()

    def _integrity(self):
        if self.stored.integrity != ["ok"]:
            yield f"the database is damaged: {self.stored.integrity}"

    # Calls.

    def _calls(self):
        placed = {call.sid for call in self.calls}
        rows = Counter(row["provider_call_id"] for row in self.stored.tables["call"])
        for sid in rows.keys() - placed:
            yield f"{sid} is stored and was never placed"
        for call in self.calls:
            apologized = any((found := told(words)) and found[0] == "apology" for words in call.heard)
            if rows[call.sid] == 0 and call.webhooks == call.rings and (apologized or call.hung_up):
                # Its first webhook came to nothing, however often it was asked for, and nothing was promised.
                continue
            if rows[call.sid] != 1:
                yield f"{call.sid} is stored {rows[call.sid]} times"
                continue
            row = self.call_rows[call.sid]
            yield from self._steps(call, row, apologized)
            yield from self._failed_sign_ins(call, row)
            yield from self._heard(call, row, apologized)
            if row["ended_at"] is None:
                yield f"{call.sid} never ends in the database"

    def _steps(self, call, row, apologized):
        steps = sorted(s["step"] for s in self.stored.tables["call_step"] if s["call_id"] == row["id"])
        if steps != list(range(len(steps))):
            yield f"{call.sid} has the steps {steps}"
        # A call that is known to have ended may leave its last webhook without a step, and an apology is none.
        least = call.webhooks - call.held - (call.hung_up or apologized)
        if not least <= len(steps) <= call.webhooks:
            yield f"{call.sid} has {len(steps)} steps for {call.webhooks} webhooks"

    def _failed_sign_ins(self, call, row):
        counted = sum(1 for f in self.stored.tables["failed_sign_in"] if f["call_id"] == row["id"])
        heard = sum(1 for words in call.heard if (found := told(words)) and found[0] == "failed")
        if counted > call.wrong_pins or counted < min(heard, call.wrong_pins):
            yield f"{call.sid} keyed in {call.wrong_pins} wrong PINs, heard of {heard}, and {counted} are counted"

    def _heard(self, call, row, apologized):
        """Every time that was read back exists, and every punch was read back to whoever was still there."""
        punches = self.punches_of.get(row["id"], [])
        said = list(dict.fromkeys(call.heard))
        tales = [(words, *found) for words in said if (found := told(words))]
        for words, kind, parts in tales:
            allowed = {"apology": call.may_apologize, "time is up": call.time_may_be_up}
            if not allowed.get(kind, True):
                yield f"{call.sid} heard {words!r}"
            if kind in ("in", "out"):
                yield from self._time_read_back(call, row, punches, words, kind, parts)
            if kind in ("job", "next"):
                yield from self._job_read_back(call, punches, words, parts["job"])
        heard = Counter("in" if kind == "next" else kind for _, kind, _ in tales if kind in ("in", "out", "next"))
        cut_off = {kind for words in call.cut_off if (found := told(words)) for kind in [found[0]]}
        stored = Counter(punch["way"] for punch in punches)
        for way in ("in", "out"):
            if stored[way] > 1:
                yield f"{call.sid} punched {way} {stored[way]} times"
            if heard[way] > stored[way]:
                yield f"{call.sid} heard {heard[way]} times that it was clocked {way}, and {stored[way]} are stored"
            if stored[way] > heard[way] and not (call.hung_up or apologized or cut_off & {way, "next"}):
                yield f"{call.sid} stayed on the line, was clocked {way} and never heard it"
        if call.left_unanswered and not punches and not self._unanswered(call, row):
            yield f"{call.sid} left the question about a forgotten clock-out open, and no exception says so"
        for punch in punches:
            who = self.employees[punch["employee_id"]]["name"]
            if who != call.employee:
                yield f"{call.sid} was made by {call.employee}, and clocked {who}"
            late = punch["at"] - row["answered_at"]
            if late and not (late > 0 and self._overtaken(punch)) and not self._moved_by_the_clock(punch):
                yield f"{call.sid}: the punch is {late} ms off the moment at which the call was answered"
        answered = (row["answered_at"] + call.moved_ms) / 1000
        # Whole seconds are kept.
        if not any(int(call.began_at) <= answered - off / 1000 <= call.answered_by for off in call.clock_ms):
            yield f"{call.sid} began at {call.began_at:.3f}, and {answered:.3f} is stored"

    def _overtaken(self, punch):
        """Whether a call answered later had clocked the employee first: time does not run backwards then."""
        return any(
            other["at"] == punch["at"] and other["employee_id"] == punch["employee_id"]
            for other in self.stored.tables["punch"]
            if other["call_id"] != punch["call_id"]
        )

    def _moved_by_the_clock(self, punch):
        """Whether the clock was set during the call, and that stands beside the entry for a person to look at."""
        marks = self.exceptions_of.get(punch["entry_id"], [])
        return any(mark["kind"] == "time in doubt" and "during the call" in (mark["note"] or "") for mark in marks)

    def _unanswered(self, call, row):
        """An exception of the call's own, or one of an earlier call that names the time of this one, too."""
        for exception in self.stored.tables["exception"]:
            if "unanswered" not in exception["kind"] or exception["employee_id"] != row["employee_id"]:
                continue
            if exception["call_id"] == row["id"]:
                return True
            zone = ZoneInfo(self.entries[exception["entry_id"]]["zone"])
            answered = datetime.fromtimestamp((row["answered_at"] + call.moved_ms) / 1000, timezone.utc)
            if f"{answered.astimezone(zone):%Y-%m-%d %H:%M %Z}" in (exception["note"] or ""):
                return True
        return False

    def _time_read_back(self, call, row, punches, words, way, parts):
        matching = [punch for punch in punches if punch["way"] == way]
        if not matching:
            return
        entry = self.entries[matching[0]["entry_id"]]
        at = (matching[0]["at"] + call.moved_ms) / 1000
        local = datetime.fromtimestamp(at, timezone.utc).astimezone(ZoneInfo(entry["zone"]))
        try:
            spoken = minute_of_day(parts["time"])
            worked = minutes_worked(parts["worked"]) if way == "out" else None
        except (ValueError, KeyError) as error:
            yield f"{call.sid} heard {words!r}, which cannot be understood: {error}"
            return
        if spoken != local.hour * 60 + local.minute:
            yield f"{call.sid} heard {words!r}, and {local:%H:%M:%S} is stored"
        if worked is not None and entry["out_at"] is None:
            yield f"{call.sid} heard {words!r}, and the entry has no end"
        elif worked is not None:
            stored = (entry["out_at"] - entry["in_at"]) / 60_000
            # Whether seconds are cut before or after the difference is taken is the program's to say.
            if abs(worked - stored) >= 1:
                yield f"{call.sid} heard {words!r}, and {stored:.2f} minutes are stored"

    def _job_read_back(self, call, punches, words, name):
        entries = [self.entries[punch["entry_id"]] for punch in punches if punch["way"] == "in"]
        names = [self.jobs[e["job_id"]]["name"] if e["job_id"] else None for e in entries]
        if names != [name]:
            yield f"{call.sid} heard {words!r}, and the jobs stored are {names}"

    # Entries.

    def _punches(self):
        made_by = Counter(punch["made_by"] for punch in self.stored.tables["punch"])
        for key, count in made_by.items():
            if count > 1:
                yield f"{key} made {count} punches"
        by_entry = defaultdict(list)
        for punch in self.stored.tables["punch"]:
            by_entry[punch["entry_id"]].append(punch)
            if punch["call_id"] is None:
                yield f"a punch {punch['way']} has no call"
            if punch["entry_id"] not in self.entries:
                yield f"a punch {punch['way']} has no entry"
        for entry in self.entries.values():
            ins = [punch["at"] for punch in by_entry[entry["id"]] if punch["way"] == "in"]
            outs = [punch["at"] for punch in by_entry[entry["id"]] if punch["way"] == "out"]
            if ins != [entry["in_at"]]:
                yield f"{self._name(entry)} begins at {entry['in_at']}, and the punches in are {ins}"
            if outs != ([entry["out_at"]] if entry["status"] == "closed" else []):
                yield f"{self._name(entry)} is {entry['status']}, and the punches out are {outs}"

    def _name(self, entry):
        return f"{self.employees[entry['employee_id']]['name']}'s entry {entry['id'].hex()}"

    def _entries(self):
        """At no moment are two of an employee's entries open."""
        of = defaultdict(list)
        for entry in self.entries.values():
            of[entry["employee_id"]].append(entry)
        for entries in of.values():
            opened = [e for e in entries if e["status"] == "open"]
            if len(opened) > 1:
                yield f"{self._name(opened[0])} is open beside {len(opened) - 1} others"
            # Where a clock went back, later entries are clocked at one moment; the open one is the last.
            entries.sort(key=lambda e: (e["in_at"], e["status"] == "open", e["out_at"] or e["in_at"], e["id"]))
            for one, following in zip(entries, entries[1:]):
                if one["status"] == "open":
                    yield f"{self._name(one)} is open, and another begins after it"
                elif one["status"] == "closed" and one["out_at"] > following["in_at"]:
                    late = one["out_at"] - following["in_at"]
                    yield f"{self._name(one)} ends {late} ms after the next one begins"
        for entry in self.entries.values():
            if entry["out_at"] is not None and entry["out_at"] < entry["in_at"]:
                yield f"{self._name(entry)} ends before it begins"
            if entry["status"] == "unfinished" and not self._has(entry, "clock", "out"):
                yield f"{self._name(entry)} has no end and no exception says so"
            workspace = self.workspaces[entry["workspace_id"]]
            codes = any(j["workspace_id"] == workspace["id"] and j["phone_code"] for j in self.jobs.values())
            if workspace["job_policy"] == "required" and codes and not entry["job_id"]:
                if not self._has(entry, "job"):
                    yield f"{self._name(entry)} needs a job, has none, and no exception says so"

    def _has(self, entry, *words, call_id=None):
        """Whether an exception stands whose name has these words, because of that call where one is given."""
        standing = [
            row["kind"]
            for row in self.exceptions_of.get(entry["id"], [])
            if row["settled_at"] is None and call_id in (None, row["call_id"])
        ]
        return any(all(word in kind for word in words) for kind in standing)

    # Voice checks and background work.

    def _voice_checks(self):
        given = {self.call_rows[c.sid]["id"]: c for c in self.calls if c.sid in self.call_rows}
        checks = Counter(check["call_id"] for check in self.stored.tables["voice_check"])
        for call_id, punches in self.punches_of.items():
            workspace = self.workspaces[punches[0]["workspace_id"]]
            if checks[call_id] != workspace["voice_check"]:
                sid = given[call_id].sid if call_id in given else call_id
                yield f"{sid} was clocked and has {checks[call_id]} voice checks"
        named = set()
        for check in self.stored.tables["voice_check"]:
            call = given.get(check["call_id"])
            sid = call.sid if call else "a call that was never placed"
            if not self.punches_of.get(check["call_id"]):
                yield f"{sid} has a voice check and no punch"
            if check["status"] == "stored":
                named.add(check["recording"])
                yield from self._recording(sid, call, check)
                yield from self._flaw(sid, call, check)
            elif check["status"] in ("missing", "refused"):
                if not self._has(self.entries[check["entry_id"]], "voice", call_id=check["call_id"]):
                    yield f"{sid}: the voice check is {check['status']}, and no exception says so"
            else:
                yield f"{sid}: the voice check is still {check['status']}"
            if call and call.wav is not None and check["status"] not in call.voice:
                wanted = " or ".join(sorted(call.voice))
                yield f"{sid} spoke a name that the provider kept, to be {wanted}, and the voice check is {check['status']}"
            if call and call.deleted_at_provider and check["status"] != "stored":
                yield f"{sid}: the provider's recording was deleted, and the voice check is {check['status']}"
        for path in sorted(self.stored.recordings.keys() - named):
            if path.endswith(".wav"):
                yield f"the recording {path} belongs to no voice check"

    def _recording(self, sid, call, check):
        data = self.stored.recordings.get(check["recording"])
        if call is not None and call.recording_gone:
            if data is not None:
                yield f"{sid}: the recording {check['recording']} was removed and is there"
            return
        if data is None:
            yield f"{sid}: the recording {check['recording']} is not there"
            return
        if hashlib.sha256(data).digest() != check["sha256"]:
            yield f"{sid}: the recording {check['recording']} is not the one that was stored"
        if len(data) != check["bytes"]:
            yield f"{sid}: the recording has {len(data)} bytes, and {check['bytes']} are stored"
        try:
            shape, frames = frames_of(data)
        except (wave.Error, EOFError) as error:
            yield f"{sid}: the recording cannot be played: {error}"
            return
        if shape != (1, 2, 8000):
            yield f"{sid}: the recording has the shape {shape}"
        if call is not None and (call.wav is None or frames_of(call.wav)[1] != frames):
            yield f"{sid}: the recording is another than was spoken"

    def _flaw(self, sid, call, check):
        """The one exception that the recording deserves."""
        entry = self.entries[check["entry_id"]]
        standing = {
            row["kind"]
            for row in self.exceptions_of.get(entry["id"], [])
            if row["call_id"] == check["call_id"] and row["settled_at"] is None and "voice" in row["kind"]
        }
        deserved = {call.problem} if call and call.problem else set()
        if call and standing != deserved:
            yield f"{sid}: the recording is {call.problem or 'good'}, and the exceptions are {sorted(standing)}"

    def _tasks(self):
        for task in self.stored.tables["task"]:
            if task["state"] == "waiting":
                yield f"a task \"{task['kind']}\" never ends: {task['attempts']} attempts, {task['last_error']}"

    def _mails(self, mails):
        rows, taken = self.stored.tables["mail"], defaultdict(list)
        for recipient, message_id in mails.taken:
            taken[recipient].append(message_id)
        links = Counter(row["recipient"] for row in rows)
        for address in mails.invited:
            if links[address] != 1:
                yield f"{address} was to get one setup link, and {links[address]} are stored"
        for address in taken.keys() - links.keys():
            yield f"a mail to {address} is stored nowhere"
        for row in rows:
            address, copies = row["recipient"], taken[row["recipient"]]
            if row["state"] == "waiting":
                yield f"the mail to {address} still waits"
            if row["state"] == "sent" and not copies:
                yield f"the mail to {address} is sent, and nobody took it"
            if row["state"] == "failed" and not (address in mails.refused or mails.may_run_out):
                yield f"the mail to {address} failed, and nobody refused it: {row['problem']}"
            if len(copies) > (row["state"] == "sent") and not mails.may_double:
                yield f"the mail to {address} is {row['state']}, and was taken {len(copies)} times"
            if len(set(copies)) > 1:
                yield f"the mail to {address} went out under {len(set(copies))} names"

    def _log_and_secrets(self):
        if "panicked" in self.stored.log:
            yield "the program panicked"
        for pin in self.pins:
            if re.search(rf"(?<![0-9A-Fa-f]){pin}(?![0-9A-Fa-f])", self.stored.log):
                yield f"the PIN {pin} is in the log"
            if pin.encode() in self.stored.raw:
                yield f"the PIN {pin} is in the database's files"
        for phone in self.phones:
            if phone.lstrip("+") in self.stored.log:
                yield f"the phone number {phone} is in the log"


def check(calls, stored, pins=(), phones=(), settled=True, mails=None):
    """What is wrong, a sentence each."""
    return list(Checker(calls, stored, pins, phones, mails).check(settled))
