"""Every path of a call, from the ring to the entry and the voice check, with a caller by the provider's documentation."""

import hashlib
import http.client
import http.server
import json
import re
import threading
import time
import unittest
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import checker
from caller import HANG_UP, SILENCE, Call, Delivery, Keys, Person, Request, Speech, marked, send, signed, voice
from checker import CallFacts, frames_of
from gateway import TOKEN, ZONE, Gateway
from words import minute_of_day, minutes_worked

PIN = "8352604917"
WRONG_PIN = "7194062538"
MARIA = "maria-lopez"
HOUR = 3_600_000
KEYS_OF_AN_ENTRY = set("""id employee phone_clock_id in_at out_at in_local out_local time_zone job_code job_name
    exceptions voice_checks""".split())
GOODBYE = ("Goodbye.", "Hasta luego.")


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


class PathTest(unittest.TestCase):
    """A fresh gateway for each test; what was heard is held against what is stored at the end of each."""

    maxDiff = None
    workspace = ()
    jobs = {}

    def setUp(self):
        self.gateway = Gateway()
        self.addCleanup(self.gateway.close)
        self.gateway.add_workspace("Lopez Roofing", *self.workspace)
        for code, name in self.jobs.items():
            self.gateway.add_job(name, code)
        self.id = self.gateway.add_employee("Maria Lopez", PIN)
        self.gateway.start()
        self.facts = []
        # Phones that were called from, none of which may be in the log.
        self.phones = set()

    def tearDown(self):
        self.assertEqual(self.gateway.stop(), 0)
        stored = self.gateway.stored()
        phones = [phone for phone in self.phones if len(phone) > 9]
        self.assertEqual(checker.check(self.facts, stored, [PIN, WRONG_PIN], phones, settled=False), [])

    def regular(self, **answers):
        """Somebody who knows what to do."""
        given = {"id": self.id + "#", "pin": PIN + "#", "name": Speech(voice(MARIA))}
        return Person(**(given | answers))

    def call(self, person=None, caller="+15555550123", employee="Maria Lopez", wrong_pins=0, **more):
        """Places a call in which nothing may be wrong on the wire."""
        number = self.gateway.number(**more.pop("number", {}))
        call = Call(number, person or self.regular(), caller, **more).place()
        self.assertEqual(call.complaints, [], call.words)
        self.phones.add(caller)
        self.facts.append(CallFacts.of(call, employee, wrong_pins=wrong_pins))
        return call

    def later(self, **ago):
        """Time passes."""
        milliseconds = int(timedelta(**ago) / timedelta(milliseconds=1))
        moved = set(self.gateway.move_past(milliseconds))
        for facts in self.facts:
            if facts.sid in moved:
                facts.moved_ms += milliseconds

    def entries(self):
        entries = self.gateway.entries()
        for entry in entries:
            self.assertLessEqual(KEYS_OF_AN_ENTRY, entry.keys())
        return sorted(entries, key=lambda entry: entry["in_at"])

    def only_entry(self):
        entries = self.entries()
        self.assertEqual(len(entries), 1, entries)
        return entries[0]

    def settled(self, count=1):
        """The entries, once so many voice checks are neither expected nor being fetched."""

        def met():
            entries = self.gateway.entries()
            done = [c for e in entries for c in e["voice_checks"] if c["status"] in ("stored", "missing", "refused")]
            return entries if len(done) >= count else None

        return sorted(self.gateway.wait_for(f"{count} voice checks are settled", met), key=lambda e: e["in_at"])

    def assertHeard(self, call, *patterns):
        """Utterances that match, in this order; others may lie between."""
        place, heard = 0, [said.words for said in call.heard if not said.interrupted]
        for pattern in patterns:
            while place < len(heard) and not re.search(pattern, heard[place]):
                place += 1
            self.assertLess(place, len(heard), f"{pattern!r} was not heard in its place:\n{call.words}")
            place += 1

    def assertGoodbye(self, call):
        self.assertEqual(call.ended, "completed")
        self.assertTrue(call.heard[-1].words.endswith(GOODBYE), call.words)


class ClockingTest(PathTest):
    def test_a_worker_is_clocked_in_and_the_voice_check_is_kept(self):
        spoken = marked(voice(MARIA), "one")
        before = int(time.time())
        call = self.call(self.regular(name=Speech(spoken)))
        self.assertHeard(call, "phone clock ID", "PIN", "^Clocked in at", "say your name", "Thank you", "Goodbye")
        self.assertGoodbye(call)
        told = next(said for said in call.heard if said.words.startswith("Clocked in"))
        self.assertLessEqual(told.webhooks, 4)

        (entry,) = self.settled()
        self.assertEqual(entry["employee"], "Maria Lopez")
        self.assertEqual(entry["phone_clock_id"], self.id)
        self.assertEqual(entry["time_zone"], ZONE)
        self.assertIsNone(entry["out_at"])
        self.assertIsNone(entry["out_local"])
        self.assertIsNone(entry["job_code"])
        self.assertEqual(entry["exceptions"], [])
        began = moment(entry["in_at"])
        self.assertTrue(before <= began.timestamp() <= before + 2, (entry, before))
        local = began.astimezone(ZoneInfo(ZONE))
        self.assertEqual(moment(entry["in_local"]), local)
        self.assertTrue(entry["in_local"].startswith(local.strftime("%Y-%m-%dT%H:%M:%S")), entry)
        spoken_minute = minute_of_day(re.fullmatch(r"Clocked in at (.+)\.", told.words)[1])
        self.assertEqual(spoken_minute, local.hour * 60 + local.minute)

        (check,) = entry["voice_checks"]
        self.assertEqual((check["punch"], check["status"]), ("in", "stored"))
        self.assertAlmostEqual(check["seconds"], 1.85, delta=0.01)
        kept = (self.gateway.recordings / check["recording"]).read_bytes()
        self.assertEqual(frames_of(kept), frames_of(spoken))
        (row,) = self.gateway.sql("SELECT sha256, bytes FROM voice_check")
        self.assertEqual((row["sha256"], row["bytes"]), (hashlib.sha256(kept).digest(), len(kept)))
        self.assertFalse(call.recording.deleted)

    def test_a_worker_is_clocked_out_after_eight_hours(self):
        self.call()
        self.later(hours=8, minutes=32)
        call = self.call()
        self.assertHeard(call, r"^Clocked out at (.* M|noon|midnight)\. Eight hours, thirty-two minutes\.$", "say your name", "Goodbye")
        (entry,) = self.settled(2)
        self.assertIsNotNone(entry["out_at"])
        self.assertAlmostEqual(
            (moment(entry["out_at"]) - moment(entry["in_at"])).total_seconds(), 8.5333 * 3600, delta=5
        )
        self.assertEqual([check["punch"] for check in entry["voice_checks"]], ["in", "out"])
        self.assertEqual(entry["exceptions"], [])

        self.later(hours=15)
        self.assertHeard(self.call(), "^Clocked in at")
        self.assertEqual([entry["out_at"] is None for entry in self.entries()], [False, True])

    def test_the_phone_may_hide_its_number(self):
        for caller in ("anonymous", "+266696687", "sip:maria@pbx.example.com", "client:maria", "Restricted", ""):
            with self.subTest(caller):
                call = self.call(caller=caller)
                self.assertHeard(call, "^Clocked (in|out) at")
                self.later(hours=3)
        self.assertEqual(len(self.entries()), 3)

    def test_another_zone_and_another_workspace_are_told_apart(self):
        self.gateway.run("workspace", "add", "Oahu Tiles", "--time-zone", "Pacific/Honolulu")
        self.gateway.run("employee", "add", "Kai", "--workspace", "Oahu Tiles")
        printed = self.gateway.run("employee", "set-pin", "Kai", "--workspace", "Oahu Tiles", stdin=PIN)
        kai = re.search(r"\b\d{5,12}\b", printed)[0]
        call = self.call(self.regular(id=kai + "#"), employee="Kai")
        self.assertHeard(call, "^Clocked in at")
        entries = json.loads(self.gateway.run("entries", "--format", "json", "--workspace", "Oahu Tiles"))
        self.assertEqual([(e["employee"], e["time_zone"]) for e in entries], [("Kai", "Pacific/Honolulu")])
        others = json.loads(self.gateway.run("entries", "--format", "json", "--workspace", "Lopez Roofing"))
        self.assertEqual(others, [])

    def test_keys_typed_ahead_are_kept(self):
        call = self.call(self.regular(id=f"{self.id}#{PIN}#"))
        self.assertHeard(call, "phone clock ID", "^Clocked in at", "say your name")
        self.assertEqual(len(self.entries()), 1)

    def test_a_pound_may_be_forgotten(self):
        call = self.call(self.regular(id=self.id, pin=PIN))
        self.assertHeard(call, "^Clocked in at")

    def test_the_log_of_calls_tells_the_steps_and_no_digits(self):
        self.call(self.regular(pin=[WRONG_PIN + "#", PIN + "#"]), wrong_pins=1)
        printed = self.gateway.run("calls", "--json")
        (logged,) = json.loads(printed)
        self.assertEqual(len(logged["steps"]), 6)
        self.assertNotIn(PIN, printed)
        self.assertNotIn(WRONG_PIN, printed)


class SignInTest(PathTest):
    def wrong_check_digit(self):
        return self.id[:-1] + str((int(self.id[-1]) + 1) % 10)

    def unknown_id(self):
        """An ID that is in order and that nobody has: the number of somebody whose PIN was removed."""
        gone = self.gateway.add_employee("Nobody", PIN)
        self.gateway.run("employee", "remove-pin", "Nobody")
        return gone

    def test_a_wrong_check_digit_is_asked_again_and_is_no_failure(self):
        call = self.call(self.regular(id=[self.wrong_check_digit() + "#", self.id + "#"]))
        self.assertHeard(call, "phone clock ID", "I didn't get that", "phone clock ID", "PIN", "^Clocked in at")
        self.assertEqual(self.gateway.sql("SELECT * FROM failed_sign_in"), [])

    def test_wrong_check_digits_end_the_call_in_words(self):
        call = self.call(self.regular(id=self.wrong_check_digit() + "#"))
        self.assertGoodbye(call)
        self.assertEqual(self.entries(), [])

    def test_a_wrong_pin_leads_back_to_the_id(self):
        call = self.call(self.regular(pin=[WRONG_PIN + "#", PIN + "#"]), wrong_pins=1)
        self.assertHeard(call, "^That ID and PIN don't match", "phone clock ID", "PIN", "^Clocked in at")

    def test_three_wrong_pins_end_the_call_and_lock_the_id(self):
        call = self.call(self.regular(pin=WRONG_PIN + "#"), wrong_pins=3)
        self.assertEqual(call.words.count("don't match"), 3)
        self.assertGoodbye(call)
        self.assertEqual(self.entries(), [])
        # The right one is not told from a wrong one now.
        locked = self.call(wrong_pins=3)
        self.assertEqual(locked.words, call.words)
        self.assertEqual(self.entries(), [])
        self.gateway.run("employee", "unlock", "Maria Lopez")
        self.assertHeard(self.call(), "^Clocked in at")

    def test_a_stranger_locks_nobody_out(self):
        self.call()
        self.later(hours=1)
        self.call(self.regular(pin=WRONG_PIN + "#"), caller="+15555550199", wrong_pins=3)
        self.assertHeard(self.call(), "^Clocked out at")

    def test_an_unknown_id_is_answered_like_a_wrong_pin_in_words_and_in_time(self):
        ids = {"wrong": self.id, "unknown": self.unknown_id()}
        timed = {name: Timed() for name in ids}
        words = None
        # Turn by turn, and the quickest of each: whatever else the machine does only adds to a time. A check that is left
        # out shows in every round.
        for caller in range(15):
            for name, clock_id in ids.items():
                person = self.regular(id=clock_id + "#", pin=WRONG_PIN + "#")
                phone = f"+1555555{'02' if name == 'wrong' else '03'}{caller:02}"
                call = self.call(person, caller=phone, wrong_pins=3, delivery=timed[name])
                words = words or call.words
                self.assertEqual(call.words, words)
            spent = {name: min(each.pin_seconds) for name, each in timed.items()}
            if caller >= 2 and abs(spent["wrong"] - spent["unknown"]) < 0.5 * max(spent.values()):
                return
        self.fail(f"the quickest answers differ: {spent}")

    def test_ten_failures_from_one_phone_are_enough(self):
        unknown = self.unknown_id()
        for _ in range(3):
            self.call(self.regular(id=unknown + "#", pin=WRONG_PIN + "#"), employee="Nobody", wrong_pins=3)
        call = self.call(self.regular(pin=[WRONG_PIN + "#", PIN + "#"]), wrong_pins=2)
        self.assertGoodbye(call)
        self.assertEqual(self.entries(), [])
        self.assertHeard(self.call(caller="+15555550166"), "^Clocked in at")

    def test_pound_alone_is_no_attempt(self):
        call = self.call(self.regular(id=["#", self.id + "#"], pin=["#", PIN + "#"]))
        self.assertHeard(call, "phone clock ID", "phone clock ID", "PIN", "PIN", "^Clocked in at")
        self.assertEqual(self.gateway.sql("SELECT * FROM failed_sign_in"), [])

    def test_strange_keys_are_survived(self):
        for keys in ("*#*#", "***#", "0#", "5" * 500 + "#", "1*2*3#", "ABCD#"):
            with self.subTest(keys[:10]):
                call = self.call(self.regular(id=[keys, self.id + "#"]))
                self.assertHeard(call, "phone clock ID", "PIN", "^Clocked (in|out) at")
                self.later(minutes=10)

    def test_star_repeats_what_was_asked(self):
        call = self.call(self.regular(id=["*", "*#", self.id + "#"], pin=["*", PIN + "#"]))
        self.assertHeard(call, *["phone clock ID"] * 3, *["PIN"] * 2, "^Clocked in at")
        self.assertEqual(self.gateway.sql("SELECT * FROM failed_sign_in"), [])

    def test_silence_is_asked_three_times_and_then_told_goodbye(self):
        for question in ("id", "pin"):
            with self.subTest(question):
                call = self.call(self.regular(**{question: SILENCE}))
                words = {"id": "Enter your phone clock ID", "pin": "Enter your PIN"}[question]
                self.assertEqual(call.words.count(words), 3, call.words)
                self.assertGoodbye(call)
        self.assertEqual(self.entries(), [])


class Timed(Delivery):
    """Notes how long the answers to PINs take."""

    def __init__(self):
        self.pin_seconds = []

    def webhook(self, call, request):
        began = time.monotonic()
        answer = super().webhook(call, request)
        if request.params.get("Digits") in (PIN, WRONG_PIN):
            self.pin_seconds.append(time.monotonic() - began)
        return answer


class LanguageTest(PathTest):
    def test_one_key_changes_the_language(self):
        for keys in ("2", "2#"):
            with self.subTest(keys):
                call = self.call(self.regular(id=[keys, self.id + "#"]))
                self.assertHeard(call, "Para español, oprima 2", "^Marque su número", "^Marque su PIN")
                # The language belongs to the person once they are known.
                self.assertHeard(call, "^Clocked (in|out) at", "say your name", "Goodbye")
                self.later(hours=2)

    def test_an_employee_is_spoken_to_in_their_own_language(self):
        ana = self.gateway.add_employee("Ana Torres", PIN, "--language", "es")
        call = self.call(self.regular(id=ana + "#"), employee="Ana Torres")
        self.assertHeard(call, "^Enter your PIN", "^Entrada registrada a", "diga su nombre", "Gracias", "Hasta luego")
        languages = {said.language for said in call.heard if said.words.startswith("Entrada")}
        self.assertTrue(all(language.startswith("es") for language in languages), languages)

        # The phone is known now, and English is a key away.
        self.later(hours=8, minutes=32)
        call = self.call(self.regular(id=ana + "#"), employee="Ana Torres")
        self.assertHeard(call, "^Hola", "^For English, press 1", "^Marque su número", "^Marque su PIN", "^Salida")
        told = next(said.words for said in call.heard if said.words.startswith("Salida"))
        self.assertIn("Ocho horas y treinta y dos minutos", told)
        self.assertEqual(minutes_worked(told.split(". ")[1].rstrip(".")), 512)

        call = self.call(self.regular(id=["1#", self.id + "#"]))
        self.assertHeard(call, "^Hola", "^Enter your phone clock ID", "^Enter your PIN", "^Clocked in")


class QuestionTest(PathTest):
    def test_a_moment_after_clocking_in_the_caller_is_asked(self):
        self.call()
        call = self.call(self.regular(just=HANG_UP))
        self.assertHeard(call, "^You clocked in .* ago. To keep that, hang up. To clock out, press 2.")
        self.assertIsNone(self.only_entry()["out_at"])

        call = self.call(self.regular(just=["*", "7", "2"]))
        self.assertHeard(call, "^You clocked in", "^You clocked in", "^You clocked in", "^Clocked out at")
        self.assertIsNotNone(self.only_entry()["out_at"])

        call = self.call(self.regular(just="2#"))
        self.assertHeard(call, "^You clocked out .* ago. .* To clock in again, press 2", "^Clocked in at")
        self.assertEqual(len(self.entries()), 2)

        call = self.call(self.regular(just=SILENCE))
        self.assertEqual(call.words.count("To keep that, hang up"), 3)
        self.assertGoodbye(call)
        self.assertIsNone(self.entries()[1]["out_at"])

    def test_a_forgotten_clock_out_begins_a_new_shift(self):
        self.call()
        self.later(hours=18)
        call = self.call(self.regular(forgotten=["*", "1"]))
        words = r"^You are still clocked in since (yesterday|today) at (.* M|noon|midnight)\. To start a new shift, press 1\."
        self.assertHeard(call, words, words, "^Clocked in at")
        first, second = self.entries()
        self.assertIsNone(first["out_at"])
        self.assertIn("missing clock-out", first["exceptions"])
        self.assertIsNone(second["out_at"])
        self.assertEqual([e for e in second["exceptions"] if "voice" not in e], [])
        self.later(hours=8)
        self.assertHeard(self.call(), r"^Clocked out at .* Eight hours")

    def test_a_forgotten_clock_out_is_made_up_for(self):
        self.call()
        self.later(hours=18)
        call = self.call(self.regular(forgotten=["3", "2"]))
        self.assertHeard(call, "To start a new shift", "To start a new shift", r"^Clocked out at .*\. Eighteen hours")
        self.assertIsNotNone(self.only_entry()["out_at"])

    def test_a_question_left_open_is_an_exception(self):
        self.call()
        self.later(hours=18)
        self.call(self.regular(forgotten=HANG_UP))
        entry = self.only_entry()
        self.assertIsNone(entry["out_at"])
        self.assertIn("unanswered question", entry["exceptions"])
        call = self.call(self.regular(forgotten=SILENCE))
        self.assertEqual(call.words.count("To start a new shift"), 3)
        self.assertGoodbye(call)
        self.assertIsNone(self.only_entry()["out_at"])

    def test_a_call_does_not_last_forever(self):
        gateway = self.gateway

        class Slow(Person):
            def press(self, words):
                gateway.sql("UPDATE call SET answered_at = answered_at - 200000")
                return SILENCE

        call = self.call(Slow())
        self.facts[-1].moved_ms = 200_000
        self.assertHeard(call, "time limit")
        self.assertGoodbye(call)
        # It is what this test is about.
        self.facts[-1].heard = [words for words in self.facts[-1].heard if "time limit" not in words]


class JobTest(PathTest):
    jobs = {"12": "Elm Street 12", "345": "Harbor Bridge"}

    def test_a_job_is_read_back(self):
        call = self.call(self.regular(job="12#"))
        self.assertHeard(call, "^Clocked in at", "job code", "^Job: Elm Street 12.$", "say your name")
        entry = self.only_entry()
        self.assertEqual((entry["job_code"], entry["job_name"]), ("12", "Elm Street 12"))

    def test_a_wrong_code_is_asked_again(self):
        call = self.call(self.regular(job=["99#", "*", "345#"]))
        self.assertHeard(call, "^Clocked in at", "did not find", "job code", "job code", "^Job: Harbor Bridge")
        self.assertEqual(self.only_entry()["job_code"], "345")

    def test_a_job_may_be_skipped(self):
        call = self.call(self.regular(job="#"))
        self.assertHeard(call, "just press pound to skip", "say your name", "Goodbye")
        entry = self.only_entry()
        self.assertIsNone(entry["job_code"])
        self.assertNotIn("job missing", entry["exceptions"])

    def test_a_provider_that_leaves_empty_digits_out_is_understood(self):
        call = self.call(self.regular(job="#"), number={"empty_digits": False})
        # Nothing tells pound from silence there but the time it takes.
        self.assertHeard(call, "^Clocked in at", "say your name", "Goodbye")
        self.assertIsNone(self.only_entry()["job_code"])

    def test_silence_about_the_job_leaves_the_entry(self):
        call = self.call(self.regular(job=SILENCE))
        self.assertEqual(call.words.count("Enter the job code"), 3)
        self.assertGoodbye(call)
        self.assertEqual(len(self.entries()), 1)

    def test_straight_to_another_job(self):
        self.call(self.regular(job="12#"))
        self.later(hours=4)
        call = self.call(self.regular(next_job=["77#", "345#"]))
        self.assertHeard(
            call, r"^Clocked out at .*\. Four hours", "another job", "did not find", "^Clocked in to Harbor Bridge"
        )
        first, second = self.entries()
        self.assertEqual(first["out_at"], second["in_at"])
        self.assertEqual([first["job_code"], second["job_code"]], ["12", "345"])
        self.assertIsNone(second["out_at"])

    def test_no_other_job_ends_the_day(self):
        for answer in ("#", SILENCE, HANG_UP):
            with self.subTest(str(answer)):
                self.call(self.regular(job="12#"))
                self.later(hours=4)
                call = self.call(self.regular(next_job=answer))
                self.assertHeard(call, "^Clocked out at", "another job")
                self.assertEqual([e["out_at"] is None for e in self.entries()].count(True), 0)
                self.later(hours=14)

    def test_all_of_it_typed_ahead(self):
        call = self.call(self.regular(id=f"{self.id}#{PIN}#12#"))
        # The keys cut the time off; what follows is heard.
        self.assertHeard(call, "^Job: Elm Street 12", "say your name", "Goodbye")
        self.assertEqual(self.only_entry()["job_code"], "12")

    def test_star_repeats_the_job_question(self):
        call = self.call(self.regular(job=["*", "12#"]))
        self.assertHeard(call, "job code", "job code", "^Job: Elm Street 12")


class RequiredJobTest(PathTest):
    workspace = ("--jobs", "required")
    jobs = {"12": "Elm Street 12"}

    def test_a_required_job_cannot_be_skipped(self):
        call = self.call(self.regular(job=["#", "12#"]))
        self.assertNotIn("skip", call.words)
        self.assertHeard(call, "^Clocked in at", "job code", "^A job code is needed", "^Job: Elm Street 12")
        self.assertNotIn("job missing", self.only_entry()["exceptions"])

    def test_three_misses_leave_an_exception(self):
        for answer in ("99#", "#", SILENCE):
            with self.subTest(str(answer)):
                call = self.call(self.regular(job=answer))
                self.assertEqual(call.words.count("Enter the job code"), 3, call.words)
                self.assertGoodbye(call)
                entry = self.entries()[-1]
                self.assertIn("job missing", entry["exceptions"])
                self.assertIsNone(entry["out_at"])
                self.later(hours=4)
                self.call(self.regular(next_job="#"))
                self.later(hours=4)

    def test_a_hang_up_leaves_an_exception(self):
        self.call(self.regular(job=HANG_UP))
        self.assertIn("job missing", self.only_entry()["exceptions"])


class HangUpTest(PathTest):
    def test_a_hang_up_before_the_time_is_read_back_changes_nothing(self):
        for answers in ({"id": HANG_UP}, {"id": Keys(self.id[:3], hang_up=True)}, {"pin": HANG_UP}):
            with self.subTest(str(answers)):
                call = self.call(self.regular(**answers))
                self.assertEqual(call.ended, "hung up")
        self.assertEqual(self.entries(), [])

    def test_a_hang_up_during_any_webhook_is_survived(self):
        for number in range(1, 5):
            with self.subTest(number):
                person = self.regular()
                person.gives_up_on = lambda now, then=number: now == then
                call = self.call(person)
                self.assertEqual((call.ended, len(call.posted)), ("hung up", number))
                # The PIN is the third: who hangs up then has been clocked all the same.
                self.assertEqual(len(self.entries()), 0 if number < 3 else 1)
                if number >= 3:
                    self.later(hours=5)
        self.assertIsNotNone(self.only_entry()["out_at"])

    def test_a_hang_up_after_the_time_costs_nothing(self):
        person = self.regular()
        person.hear = lambda words: "Clocked" in words
        call = self.call(person)
        self.assertEqual(call.ended, "hung up")
        self.gateway.work_now(give_up=True)
        entry = self.only_entry()
        self.assertIsNone(entry["out_at"])
        self.assertEqual([check["status"] for check in entry["voice_checks"]], ["missing"])
        self.assertEqual(entry["exceptions"], ["voice check missing"])

    def test_a_hang_up_while_speaking_keeps_what_was_said(self):
        spoken = marked(voice(MARIA), "cut short")
        call = self.call(self.regular(name=Speech(spoken, hang_up=True)))
        self.assertEqual(call.ended, "hung up")
        (entry,) = self.settled()
        self.assertEqual([check["status"] for check in entry["voice_checks"]], ["stored"])
        kept = (self.gateway.recordings / entry["voice_checks"][0]["recording"]).read_bytes()
        self.assertEqual(frames_of(kept), frames_of(spoken))
        self.assertEqual(entry["exceptions"], [])

    def test_a_kill_between_any_two_webhooks_is_not_noticed(self):
        gateway = self.gateway

        class Killed(Delivery):
            def webhook(self, call, request):
                gateway.kill_and_restart()
                return super().webhook(call, request)

        call = self.call(delivery=Killed())
        self.assertHeard(call, "phone clock ID", "PIN", "^Clocked in at", "say your name", "Thank you", "Goodbye")
        self.assertEqual(len(call.posted), 4)
        (entry,) = self.settled()
        self.assertEqual([check["status"] for check in entry["voice_checks"]], ["stored"])

    def test_a_webhook_that_comes_again_is_answered_the_same(self):
        case = self

        class Twice(Delivery):
            def webhook(self, call, request):
                first, again = send(request), send(request)
                case.assertEqual(first, again)
                return first

        delivery = Twice()
        call = self.call(self.regular(pin=[WRONG_PIN + "#", PIN + "#"]), wrong_pins=1, delivery=delivery)
        self.assertHeard(call, "^Clocked in at", "Goodbye")
        self.assertEqual(len(self.gateway.sql("SELECT * FROM punch")), 1)
        self.assertIn(b"please call again", send(call.posted[0]).body)
        for request, answer in list(zip(call.posted, call.answers))[1:]:
            self.assertEqual(send(request), answer)
        (entry,) = self.settled()
        self.assertIsNone(entry["out_at"])
        self.assertEqual(len(entry["voice_checks"]), 1)


class Dropping(Delivery):
    """Loses callbacks about recordings."""

    def callbacks(self, call, callbacks):
        super().callbacks(call, [(name, request) for name, request in callbacks if "recording" not in name])


class VoiceCheckTest(PathTest):
    def check_after(self, person=None, **more):
        call = self.call(person, **more)
        entry = self.settled(len(self.facts))[-1]
        return call, entry, entry["voice_checks"][-1]

    def test_flaws_become_exceptions(self):
        for sample, exceptions in (
            ("maria-lopez", []),
            ("ana-torres-quiet", []),
            ("silence", ["voice check silent"]),
            ("short", ["voice check too short"]),
            ("clipped", ["voice check clipped"]),
        ):
            with self.subTest(sample):
                self.gateway.sql("DELETE FROM exception")
                _call, entry, check = self.check_after(self.regular(name=Speech(voice(sample), end="")))
                self.assertEqual(check["status"], "stored")
                self.assertEqual(entry["exceptions"], exceptions)
                self.later(hours=3)

    def test_a_recording_that_the_provider_did_not_keep_is_settled(self):
        call, entry, check = self.check_after(self.regular(name=Speech(None, end="")))
        self.assertHeard(call, "say your name")
        self.assertGoodbye(call)
        self.assertEqual(check["status"], "missing")
        self.assertIn("voice check missing", entry["exceptions"])

    def test_a_good_recording_does_not_excuse_a_missing_one(self):
        self.check_after(self.regular(name=Speech(None, end="")))
        self.later(hours=8)
        _call, entry, check = self.check_after()
        self.assertEqual(check["status"], "stored")
        self.assertIn("voice check missing", entry["exceptions"])

    def test_a_recording_that_is_late_is_fetched(self):
        class Late(Delivery):
            def before_action(self, call, callbacks):
                call.recording.not_yet, call.recording.errors = 1, 1
                return callbacks

        self.call(delivery=Late())

        for _ in range(3):
            self.gateway.work_now()
        self.assertEqual(self.only_entry()["voice_checks"][0]["status"], "stored")
        self.assertEqual(self.only_entry()["exceptions"], [])

    def test_a_callback_that_never_comes_is_made_up_for(self):
        call = self.call(delivery=Dropping())
        self.gateway.work_now()
        self.gateway.work_now()
        self.assertEqual(self.only_entry()["voice_checks"][0]["status"], "stored")
        self.assertEqual(self.only_entry()["exceptions"], [])
        self.assertGreaterEqual(call.recording.fetched, 1)

    def test_a_recording_that_never_comes_is_given_up(self):
        self.call(self.regular(name=Speech(None, end="")), delivery=Dropping())
        self.gateway.work_now(give_up=True)
        self.assertEqual(self.only_entry()["voice_checks"][0]["status"], "missing")
        self.assertIn("voice check missing", self.only_entry()["exceptions"])

    def test_what_is_no_wav_is_tried_again_and_at_last_refused_and_said_so(self):
        class Broken(Delivery):
            def before_action(self, call, callbacks):
                call.recording.wav = b"ID3\x04 this is no WAV at all" * 50
                return callbacks

        call = self.call(delivery=Broken())
        self.gateway.wait_for("it is tried", lambda: call.recording.fetched >= 1)
        self.assertEqual(self.only_entry()["voice_checks"][0]["status"], "fetching")
        self.gateway.work_now(give_up=True)
        entry = self.only_entry()
        self.assertEqual(entry["voice_checks"][0]["status"], "refused")
        self.assertTrue(any("voice check" in name for name in entry["exceptions"]), entry)

    def test_nothing_is_fetched_from_an_address_that_a_webhook_names(self):
        asked = []

        class Trap(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_error(404)

            def log_message(self, *_):
                pass

        trap = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Trap)
        self.addCleanup(trap.server_close)
        self.addCleanup(trap.shutdown)
        threading.Thread(target=trap.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{trap.server_address[1]}"
        _call, _entry, check = self.check_after(number={"recordings_at": address})
        self.assertEqual((check["status"], asked), ("stored", []))
        self.assertEqual(self.gateway.api.unauthorized, 0)


class DeletingTest(PathTest):
    workspace = ("--delete-at-provider", "on")

    def test_the_provider_s_copy_is_deleted_once_ours_is_safe(self):
        call = self.call()
        (entry,) = self.settled()
        self.assertEqual(entry["voice_checks"][0]["status"], "stored")
        self.gateway.wait_for("the provider's copy is deleted", lambda: call.recording.deleted)


class WithoutVoiceCheckTest(PathTest):
    workspace = ("--voice-check", "off")

    def test_a_workspace_may_do_without(self):
        call = self.call()
        self.assertHeard(call, "^Clocked in at", "Goodbye")
        self.assertNotIn("say your name", call.words)
        entry = self.only_entry()
        self.assertEqual((entry["voice_checks"], entry["exceptions"]), ([], []))


class RefusalTest(PathTest):
    def snapshot(self):
        tables = [row["name"] for row in self.gateway.sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: self.gateway.sql(f"SELECT count(*) AS n FROM {table}") for table in tables}

    def params(self, **more):
        return Call(self.gateway.number(), Person())._params() | more

    def test_a_wrong_signature_gets_nothing(self):
        before = self.snapshot()
        number = self.gateway.number()
        for url in (number.voice_url, number.status_url, f"{self.gateway.url}/voice/twilio/recording"):
            right = signed(TOKEN, "POST", url, self.params())
            without = {n: v for n, v in right.headers.items() if n != "X-Twilio-Signature"}
            forged = [
                signed("another token", "POST", url, self.params()),
                signed(TOKEN, "POST", url + "?a=b", self.params()),
                Request("POST", url, {}, without, right.body),
                Request("POST", url, {}, right.headers, right.body + b"&Digits=1"),
                Request("POST", url, {}, without | {"X-Twilio-Signature": ""}, right.body),
                Request("POST", url, {}, without | {"X-Twilio-Signature": "=/+" * 999}, right.body),
            ]
            forged[1] = Request("POST", url, {}, forged[1].headers, forged[1].body)
            for request in forged:
                answer = send(request)
                self.assertEqual((answer.status, answer.body), (403, b""), request)
        self.assertEqual(self.snapshot(), before)

    def test_other_methods_and_large_bodies_are_refused(self):
        before = self.snapshot()
        url = self.gateway.number().voice_url
        self.assertIn(send(signed(TOKEN, "GET", url, self.params())).status, (403, 404, 405))
        large = signed(TOKEN, "POST", url, self.params(Padding="x" * 70_000))
        try:
            self.assertEqual(send(large).status, 413)
        except (OSError, http.client.HTTPException):
            pass  # The server may stop listening in the middle of it.
        self.assertEqual(self.snapshot(), before)

    def test_signed_nonsense_changes_nothing_and_breaks_nothing(self):
        call = self.call(self.regular(pin=HANG_UP))
        before = self.snapshot()
        number = self.gateway.number()
        own = self.params(CallSid=call.sid)
        step = call.posted[1].url
        stranger = self.params(AccountSid="AC" + "f" * 32)
        for url, params in (
            (number.voice_url, stranger),
            (number.voice_url, {}),
            (number.voice_url, {"CallSid": "x" * 5000, "AccountSid": own["AccountSid"]}),
            (number.status_url, self.params()),
            (step, self.params()),
            (re.sub(r"/step/1/", "/step/9/", step), own | {"Digits": "1"}),
            (re.sub(r"/step/1/", "/step/99999999999999999999999/", step), own),
            (step + "x", own | {"Digits": "1"}),
        ):
            answer = send(signed(TOKEN, "POST", url, params))
            self.assertLess(answer.status, 500, (url, answer))
        for body in (b"\xff\xfe=1", b"CallSid=%ff%fe", b"CallSid=a&CallSid=b", b"%", b"=&=&&", b"{}"):
            request = signed(TOKEN, "POST", number.voice_url, {})
            answer = send(Request("POST", request.url, {}, request.headers, body))
            self.assertLess(answer.status, 500, (body, answer))
        self.assertEqual(self.snapshot(), before)

    def test_every_parameter_counts_in_the_signature_even_unknown_ones(self):
        odd = {"NewThing": "  a b+c%2B&é  ", "Empty": "", "_": "1", "StirVerstat": ""}
        call = self.call(first_params=odd)
        self.assertHeard(call, "^Clocked in at")

    def test_health_is_told(self):
        for path in ("/healthz", "/readyz"):
            self.assertEqual(send(Request("GET", self.gateway.url + path, {}, {}, b"")).status, 200)


if __name__ == "__main__":
    unittest.main()
