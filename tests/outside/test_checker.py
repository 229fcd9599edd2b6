"""The checker must be able to fail: a day that is in order, and what happens when one thing in it is changed."""

import hashlib
import io
import tempfile
import unittest
import wave
from pathlib import Path

import checker
from checker import CallFacts, Folder, Mails, Stored
from cluster import Cluster
from words import minute_of_day, minutes_worked

# 2026-11-17, a Tuesday: 7:00 and 15:32 in Chicago.
MORNING, AFTERNOON = 1_794_920_400_000, 1_794_951_120_000
PIN, PHONE = "8352604917", "+15555550123"


def spoken(level):
    held = io.BytesIO()
    with wave.open(held, "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", "not compressed"))
        out.writeframes(bytes([level, 0]) * 8000)
    return held.getvalue()


IN_WAV, OUT_WAV = spoken(1), spoken(2)


def a_day():
    """Maria clocks in and, by a second call, out."""
    facts = [
        CallFacts("CA1", "Maria", ["Enter your PIN.", "Clocked in at seven A M.", "Job: Elm Street 12."],
                  webhooks=3, began_at=MORNING / 1000, answered_by=MORNING / 1000 + 1, wav=IN_WAV),
        CallFacts("CA2", "Maria", ["Clocked out at three thirty-two P M. Eight hours, thirty-two minutes."],
                  webhooks=2, began_at=AFTERNOON / 1000, answered_by=AFTERNOON / 1000 + 1, wav=OUT_WAV),
    ]  # fmt: skip
    tables = {name: [] for name in checker.TABLES}
    tables["workspace"] = [{"id": b"w", "job_policy": "optional", "voice_check": 1}]
    tables["employee"] = [{"id": b"e", "name": "Maria"}, {"id": b"o", "name": "John"}]
    tables["job"] = [{"id": b"j", "workspace_id": b"w", "name": "Elm Street 12", "phone_code": "12"}]
    tables["call"] = [
        {"id": b"c1", "provider_call_id": "CA1", "answered_at": MORNING, "ended_at": MORNING + 60_000},
        {"id": b"c2", "provider_call_id": "CA2", "answered_at": AFTERNOON, "ended_at": AFTERNOON + 60_000},
    ]
    tables["call_step"] = [{"call_id": c, "step": s} for c, n in ((b"c1", 3), (b"c2", 2)) for s in range(n)]
    tables["time_entry"] = [
        {"id": b"t", "workspace_id": b"w", "employee_id": b"e", "status": "closed", "in_at": MORNING,
         "out_at": AFTERNOON, "zone": "America/Chicago", "job_id": b"j"},
    ]  # fmt: skip
    punch = {"workspace_id": b"w", "employee_id": b"e", "entry_id": b"t"}
    tables["punch"] = [
        punch | {"id": b"p1", "way": "in", "at": MORNING, "call_id": b"c1", "made_by": "call c1 step 2"},
        punch | {"id": b"p2", "way": "out", "at": AFTERNOON, "call_id": b"c2", "made_by": "call c2 step 2"},
    ]
    tables["voice_check"] = [
        {"call_id": call, "entry_id": b"t", "status": "stored", "recording": name, "bytes": len(wav),
         "sha256": hashlib.sha256(wav).digest()}
        for call, name, wav in ((b"c1", "in.wav", IN_WAV), (b"c2", "out.wav", OUT_WAV))
    ]  # fmt: skip
    tables["task"] = [{"kind": "fetch recording", "state": "done", "attempts": 1, "last_error": None}]
    tables["mail"] = [{"recipient": "ana@example.com", "state": "sent", "problem": None}]
    return facts, Stored(tables, recordings={"in.wav": IN_WAV, "out.wav": OUT_WAV})


class CheckerTest(unittest.TestCase):
    def setUp(self):
        self.facts, self.stored = a_day()
        self.tables = self.stored.tables
        self.mails = Mails(invited=["ana@example.com"], taken=[("ana@example.com", "<1@clock.example>")])

    def found(self):
        return checker.check(self.facts, self.kept(), [PIN], [PHONE], mails=self.mails)

    def kept(self):
        """What the checker is given."""
        return self.stored

    def assertFound(self, *words):
        found = self.found()
        for word in words:
            self.assertTrue(any(word in sentence for sentence in found), f"{word!r} is not in {found}")

    def test_a_day_in_order_passes(self):
        self.assertEqual(self.found(), [])

    def test_a_lost_entry_is_found(self):
        self.tables["time_entry"].clear()
        self.tables["punch"].clear()
        self.tables["voice_check"].clear()
        self.stored.recordings.clear()
        self.assertFound(
            "CA1 heard 1 times that it was clocked in, and 0 are stored",
            "CA2 heard 1 times that it was clocked out, and 0 are stored",
        )

    def test_a_lost_clock_out_is_found(self):
        self.tables["punch"].pop()
        self.tables["time_entry"][0].update(status="open", out_at=None)
        self.assertFound("CA2 heard 1 times that it was clocked out")

    def test_a_doubled_punch_is_found(self):
        self.tables["punch"].append(self.tables["punch"][0] | {"id": b"p3", "made_by": "call c1 step 3"})
        self.assertFound("CA1 punched in 2 times")

    def test_a_doubled_entry_is_found(self):
        self.tables["time_entry"].append(self.tables["time_entry"][0] | {"id": b"t2"})
        self.tables["punch"] += [p | {"id": p["id"] + b"2", "entry_id": b"t2"} for p in self.tables["punch"]]
        self.assertFound("CA1 punched in 2 times", "made 2 punches", "after the next one begins")

    def test_two_open_entries_are_found(self):
        entry = self.tables["time_entry"][0]
        entry.update(status="open", out_at=None)
        self.tables["time_entry"].append(entry | {"id": b"t2", "in_at": AFTERNOON})
        self.assertFound("is open beside 1 others")

    def test_an_entry_that_nobody_heard_of_is_found(self):
        self.facts[0].heard.remove("Clocked in at seven A M.")
        self.assertFound("CA1 stayed on the line, was clocked in and never heard it")
        self.facts[0].hung_up = True
        self.assertEqual(self.found(), [])

    def test_a_call_that_was_never_placed_is_found(self):
        del self.facts[1]
        self.assertFound("CA2 is stored and was never placed")

    def test_another_time_than_was_heard_is_found(self):
        self.facts[0].heard[1] = "Clocked in at seven oh one A M."
        self.facts[1].heard[0] = "Clocked out at three thirty-two P M. Eight hours, thirty-five minutes."
        self.assertFound("and 07:00:00 is stored", "and 512.00 minutes are stored")

    def test_another_moment_than_the_answer_is_found(self):
        self.tables["punch"][0]["at"] = self.tables["time_entry"][0]["in_at"] = MORNING + 2_000
        self.assertFound("2000 ms off")

    def test_another_employee_is_found(self):
        for row in self.tables["punch"] + self.tables["time_entry"]:
            row["employee_id"] = b"o"
        self.assertFound("CA1 was made by Maria, and clocked John")

    def test_another_job_is_found(self):
        self.tables["time_entry"][0]["job_id"] = None
        self.assertFound("the jobs stored are [None]")

    def test_a_punch_beside_its_entry_is_found(self):
        self.tables["time_entry"][0]["out_at"] = AFTERNOON + 1
        self.assertFound("and the punches out are")

    def test_a_step_twice_or_missing_is_found(self):
        self.tables["call_step"].append({"call_id": b"c1", "step": 3})
        self.assertFound("CA1 has 4 steps for 3 webhooks")
        self.tables["call_step"] = [{"call_id": b"c1", "step": s} for s in (0, 1, 1)]
        self.assertFound("CA1 has the steps [0, 1, 1]", "CA2 has 0 steps")

    def test_a_wait_for_the_database_excuses_the_steps_that_it_cost_and_no_more(self):
        self.facts[0].webhooks, self.facts[0].held = 6, 3
        self.assertEqual(self.found(), [])
        self.facts[0].webhooks = 7
        self.assertFound("CA1 has 3 steps for 7 webhooks")
        self.facts.append(CallFacts("CA3", "Maria", ["Sorry, something went wrong."], webhooks=9, rings=9, may_apologize=True))
        self.facts[0].webhooks = 6
        self.assertEqual(self.found(), [])
        self.facts[-1].webhooks = 10
        self.assertFound("CA3 is stored 0 times")

    def test_a_failure_counted_twice_is_found(self):
        self.facts[0].wrong_pins = 1
        self.tables["failed_sign_in"] = [{"call_id": b"c1"}, {"call_id": b"c1"}]
        self.assertFound("keyed in 1 wrong PINs, heard of 0, and 2 are counted")

    def test_an_unfinished_entry_without_an_exception_is_found(self):
        self.tables["time_entry"][0].update(status="unfinished", out_at=None)
        self.assertFound("has no end and no exception says so")

    def test_a_missing_job_without_an_exception_is_found(self):
        self.tables["workspace"][0]["job_policy"] = "required"
        self.tables["time_entry"][0]["job_id"] = None
        self.assertFound("needs a job")

    def test_a_voice_check_that_is_not_settled_is_found(self):
        self.tables["voice_check"][0]["status"] = "fetching"
        self.assertFound("still fetching")

    def test_a_missing_voice_check_needs_an_exception_of_its_own_call(self):
        self.tables["voice_check"][0]["status"] = "missing"
        self.facts[0].wav = None
        exception = {"entry_id": b"t", "kind": "voice check missing", "settled_at": None, "call_id": b"c2"}
        self.tables["exception"] = [exception]
        self.assertFound("CA1: the voice check is missing, and no exception says so")
        self.tables["exception"] = [exception | {"call_id": b"c1"}]
        del self.stored.recordings["in.wav"]
        self.assertEqual(self.found(), [])
        self.tables["exception"][0]["settled_at"] = 1
        self.assertFound("CA1: the voice check is missing, and no exception says so")

    def test_a_recording_that_is_gone_changed_or_another_s_is_found(self):
        recordings = self.stored.recordings
        del recordings["in.wav"]
        self.assertFound("is not there")
        recordings["in.wav"] = IN_WAV[:-1] + b"\x01"
        self.assertFound("is not the one that was stored")
        recordings["in.wav"] = OUT_WAV
        self.tables["voice_check"][0]["sha256"] = hashlib.sha256(OUT_WAV).digest()
        self.assertFound("is another than was spoken")

    def test_a_recording_that_was_removed_on_purpose_is_not_missed_and_does_not_come_back(self):
        self.facts[0].recording_gone = True
        self.assertFound("was removed and is there")
        del self.stored.recordings["in.wav"]
        self.assertEqual(self.found(), [])
        del self.stored.recordings["out.wav"]
        self.assertFound("CA2: the recording out.wav is not there")

    def test_a_recording_that_was_good_and_is_refused_or_given_up_is_found(self):
        exception = {"entry_id": b"t", "kind": "voice check unreadable", "settled_at": None, "call_id": b"c1"}
        self.tables["exception"] = [exception]
        self.tables["voice_check"][0]["status"] = "refused"
        del self.stored.recordings["in.wav"]
        self.assertFound("CA1 spoke a name that the provider kept, to be stored, and the voice check is refused")
        self.facts[0].voice = {"refused"}
        self.assertEqual(self.found(), [])
        self.facts[0].deleted_at_provider = True
        self.assertFound("CA1: the provider's recording was deleted, and the voice check is refused")

    def test_a_recording_that_could_not_be_used_and_is_stored_is_found(self):
        self.facts[0].voice = {"refused"}
        self.assertFound("CA1 spoke a name that the provider kept, to be refused, and the voice check is stored")

    def test_a_mail_that_was_lost_doubled_or_never_asked_for_is_found(self):
        self.mails.taken.append(("ana@example.com", "<1@clock.example>"))
        self.assertFound("ana@example.com is sent, and was taken 2 times")
        self.mails.may_double = True
        self.assertEqual(self.found(), [])
        self.mails.taken.append(("ana@example.com", "<2@clock.example>"))
        self.assertFound("went out under 2 names")
        self.mails.taken = []
        self.assertFound("ana@example.com is sent, and nobody took it")
        self.mails.taken = [("ana@example.com", "<1@clock.example>"), ("john@example.com", "<3@clock.example>")]
        self.assertFound("a mail to john@example.com is stored nowhere")

    def test_a_mail_that_waits_for_ever_or_fails_for_no_reason_is_found(self):
        mail = self.tables["mail"][0]
        mail["state"] = "waiting"
        self.assertFound("the mail to ana@example.com still waits")
        mail.update(state="failed", problem="550")
        self.assertFound("the mail to ana@example.com failed, and nobody refused it", "is failed, and was taken 1 times")
        self.mails.taken = []
        self.mails.refused = {"ana@example.com"}
        self.assertEqual(self.found(), [])

    def test_a_setup_link_that_was_forgotten_or_made_twice_is_found(self):
        self.tables["mail"] *= 2
        self.assertFound("ana@example.com was to get one setup link, and 2 are stored")
        self.mails.invited.append("john@example.com")
        self.assertFound("john@example.com was to get one setup link, and 0 are stored")

    def test_an_open_entry_is_the_last_of_its_moment(self):
        closed = self.tables["time_entry"][0] | {"out_at": MORNING}
        # Where a clock went back, ids do not tell which came first.
        self.tables["time_entry"] = [closed, closed | {"id": b"a", "status": "open", "out_at": None}]
        self.assertEqual([found for found in self.found() if "another begins" in found], [])
        closed.update(in_at=MORNING + 1, out_at=MORNING + 1)
        self.assertFound("is open, and another begins after it")

    def test_a_recording_of_nobody_is_found(self):
        self.stored.recordings["stray.wav"] = IN_WAV
        self.assertFound("stray.wav belongs to no voice check")

    def test_a_question_left_open_without_an_exception_is_found(self):
        self.facts.append(CallFacts("CA3", "Maria", [], hung_up=True, left_unanswered=True, webhooks=1,
                                    began_at=AFTERNOON / 1000, answered_by=AFTERNOON / 1000))  # fmt: skip
        self.tables["call"].append(self.tables["call"][1] | {"id": b"c3", "provider_call_id": "CA3"})
        self.tables["call_step"].append({"call_id": b"c3", "step": 0})
        self.assertFound("CA3 left the question")

    def test_work_that_never_ends_is_found(self):
        self.tables["task"][0]["state"] = "waiting"
        self.tables["call"][0]["ended_at"] = None
        self.assertFound("never ends: 1 attempts", "CA1 never ends")

    def test_an_apology_is_found(self):
        self.facts[0].heard.append("Sorry, something went wrong on our side.")
        self.assertFound("CA1 heard 'Sorry")

    def test_an_apology_for_a_fault_excuses_its_own_step_and_nothing_that_was_read_back(self):
        self.facts[0].heard.append("Sorry, something went wrong on our side.")
        self.facts[0].may_apologize = True
        self.tables["call_step"].remove({"call_id": b"c1", "step": 2})
        self.assertEqual(self.found(), [])
        self.tables["call_step"].remove({"call_id": b"c1", "step": 1})
        self.assertFound("CA1 has 1 steps for 3 webhooks")
        for name in ("time_entry", "punch", "voice_check"):
            self.tables[name].clear()
        self.stored.recordings.clear()
        self.assertFound("CA1 heard 1 times that it was clocked in, and 0 are stored")

    def test_a_call_of_which_nothing_is_stored_must_have_had_its_first_webhook_refused(self):
        self.facts.append(CallFacts("CA3", "Maria", ["Sorry, something went wrong."], webhooks=1, may_apologize=True))
        self.assertEqual(self.found(), [])
        self.facts[-1].webhooks = 2
        self.assertFound("CA3 is stored 0 times")
        self.facts[-1] = CallFacts("CA3", "Maria", ["Enter your PIN."], webhooks=1)
        self.assertFound("CA3 is stored 0 times")

    def test_a_call_that_was_too_long_without_a_clock_that_jumped_is_found(self):
        self.facts[0].heard.append("This call has reached its time limit.")
        self.assertFound("CA1 heard 'This call")
        self.facts[0].time_may_be_up = True
        self.assertEqual(self.found(), [])

    def test_another_time_than_the_clock_said_is_found(self):
        hour = 3_600_000
        self.facts[0].began_at -= 3600
        self.facts[0].answered_by -= 3600
        self.assertFound("CA1 began at")
        self.facts[0].clock_ms = [0, hour]
        self.assertEqual(self.found(), [])
        self.facts[0].clock_ms = [0, -hour]
        self.assertFound("CA1 began at")

    def test_secrets_panics_and_damage_are_found(self):
        self.stored.log = f"keys={PIN} from 15555550123\nthread panicked"
        self.stored.raw = PIN.encode()
        self.stored.integrity = ["row 1 missing"]
        self.assertFound("is in the log", f"number {PHONE} is in the log", "database's files", "panicked", "damaged")


class PostgresTest(CheckerTest):
    """The same day and the same changes, kept in PostgreSQL and a folder, and read back from there; without the
    constraints that would refuse most of the changes."""

    TYPES = {bytes: "BYTEA", int: "BIGINT", str: "TEXT", type(None): "TEXT"}

    @classmethod
    def setUpClass(cls):
        cls.cluster = Cluster.new()
        cls.addClassCleanup(cls.cluster.close)

    def kept(self):
        database = self.cluster.database()
        with database.connect() as connection:
            for name, rows in self.tables.items():
                values = {column: value for row in rows for column, value in row.items() if value is not None}
                columns = {column: self.TYPES[type(values.get(column))] for row in rows for column in row} or {"id": "BYTEA"}
                named = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
                connection.execute(f'DROP TABLE IF EXISTS "{name}"')
                connection.execute(f'CREATE TABLE "{name}" ({named})')
                for row in rows:
                    keys, places = ", ".join(f'"{column}"' for column in row), ", ".join(["%s"] * len(row))
                    connection.execute(f'INSERT INTO "{name}" ({keys}) VALUES ({places})', [*row.values()])
        with tempfile.TemporaryDirectory() as folder:
            for name, content in self.stored.recordings.items():
                (Path(folder) / name).write_bytes(content)
            read = Stored.load(database, Folder(folder), self.stored.log)
        self.assertEqual(read.integrity, ["ok"])
        self.assertIn(b"database system is ready", read.raw)
        read.integrity = self.stored.integrity
        read.raw += self.stored.raw
        return read

    def test_what_is_wrong_with_an_index_is_found(self):
        with self.cluster.database().connect() as connection:
            connection.execute("CREATE TABLE damaged (id BIGINT PRIMARY KEY)")
            connection.execute("INSERT INTO damaged SELECT * FROM generate_series(1, 1000)")
            (row,) = connection.execute("SELECT pg_relation_filepath('damaged_pkey') AS path").fetchall()
        self.addCleanup(self.cluster.rows, "DROP TABLE damaged")
        self.cluster.stop()
        with open(self.cluster.data / row["path"], "r+b") as index:
            index.seek(8192 + 4000)
            index.write(b"damage")
        self.cluster.start()
        (found,) = self.cluster.database().integrity()
        self.assertIn("damaged_pkey", found)


class WordsTest(unittest.TestCase):
    def test_times_are_understood(self):
        for words, hour, minute in (
            ("six fifty-nine A M", 6, 59),
            ("seven oh five A M", 7, 5),
            ("one P M", 13, 0),
            ("noon", 12, 0),
            ("midnight", 0, 0),
            ("twelve thirty A M", 0, 30),
            ("twelve ten P M", 12, 10),
            ("las seis y cincuenta y nueve de la mañana", 6, 59),
            ("la una de la tarde", 13, 0),
            ("la una y veintiún de la madrugada", 1, 21),
            ("las doce del mediodía", 12, 0),
            ("las doce de la noche", 0, 0),
            ("las doce y treinta de la madrugada", 0, 30),
            ("las ocho y veintiuno de la noche", 20, 21),
        ):
            self.assertEqual(minute_of_day(words), hour * 60 + minute, words)
        for words in ("thirteen P M", "seven sixty-one A M", "las siete", "soon"):
            with self.assertRaises((ValueError, KeyError), msg=words):
                minute_of_day(words)

    def test_durations_are_understood(self):
        for words, minutes in (
            ("Eight hours, thirty-two minutes", 512),
            ("One hour, one minute", 61),
            ("Twenty-one hours", 1260),
            ("Seventy-two hours, three minutes", 4323),
            ("One hundred forty-four hours", 8640),
            ("One minute", 1),
            ("Less than a minute", 0),
            ("Ocho horas y treinta y dos minutos", 512),
            ("Una hora y un minuto", 61),
            ("Veintiuna horas", 1260),
            ("Setenta y dos horas y tres minutos", 4323),
            ("Ciento una horas", 6060),
            ("Treinta y un minutos", 31),
            ("Menos de un minuto", 0),
        ):
            self.assertEqual(minutes_worked(words), minutes, words)
        for words in ("", "long"):
            with self.assertRaises(ValueError, msg=words):
                minutes_worked(words)


if __name__ == "__main__":
    unittest.main()
