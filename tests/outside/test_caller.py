"""The caller itself: what it does with a document, point by point as the provider documents it."""

import unittest
from urllib.parse import parse_qs

from caller import HANG_UP, SILENCE, Answer, Call, Keys, Number, Person, ProviderApi, Speech, voice
from twilio.request_validator import RequestValidator

ACCOUNT, TOKEN, BASE = "AC" + "1" * 32, "a token", "https://gw.example.com:8443"
END = "<Hangup/>"


class Pages:
    """Answers by path; keeps what came."""

    def __init__(self, pages):
        self.pages, self.came, self.told = pages, [], []

    def webhook(self, call, request):
        validator = RequestValidator(TOKEN)
        params = {} if request.method == "GET" else request.params
        assert validator.validate(request.url, params, request.headers["X-Twilio-Signature"]), request
        if request.method == "POST":
            body = {name: values[0] for name, values in parse_qs(request.body.decode(), keep_blank_values=True).items()}
            assert body == request.params, request
        path = request.url.removeprefix(BASE).split("?")[0]
        self.came.append((path, request))
        page = self.pages.get(path, END)
        if isinstance(page, Answer):
            return page
        document = f'<?xml version="1.0" encoding="UTF-8"?><Response>{page}</Response>'
        return Answer(200, "text/xml; charset=utf-8", None, document.encode())

    def before_action(self, call, callbacks):
        return callbacks

    def callbacks(self, call, callbacks):
        self.told += callbacks


class Presses(Person):
    def __init__(self, *presses, speech=None):
        super().__init__()
        self.presses, self.speech = list(presses), speech

    def press(self, words):
        return self.presses.pop(0)

    def say(self, words):
        return self.speech


class CallerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.api = ProviderApi(ACCOUNT, TOKEN)
        cls.addClassCleanup(cls.api.close)

    def place(self, person, number=(), **pages):
        given = {"/" + path.replace("__", "/"): page for path, page in pages.items()}
        self.pages = Pages(given)
        setup = Number(f"{BASE}/in#rc=2", f"{BASE}/status", "+15555550111", ACCOUNT, TOKEN, self.api, **dict(number))
        self.call_ = Call(setup, person, delivery=self.pages)
        return self.call_.place()

    def came(self, *names):
        return [(path, *[request.params.get(name) for name in names]) for path, request in self.pages.came]

    def gather(self, *presses, attributes="", number=()):
        document = f'<Gather action="/done" {attributes}><Say>Key?</Say></Gather><Redirect>/fell</Redirect>'
        self.place(Presses(*presses), number, **{"in": document})
        return self.came("Digits", "FinishedOnKey")[1]

    def test_keys_end_with_the_finish_key_which_is_not_part_of_them(self):
        self.assertEqual(self.gather(Keys("12#")), ("/done", "12", "#"))
        self.assertEqual(self.gather(Keys("1#2*"), attributes='finishOnKey="*"'), ("/done", "1#2", "*"))
        self.assertEqual(self.gather(Keys("1#2"), attributes='finishOnKey=""'), ("/done", "1#2", ""))

    def test_keys_end_when_there_are_enough_or_after_silence(self):
        self.assertEqual(self.gather(Keys("123"), attributes='numDigits="2"'), ("/done", "12", ""))
        self.assertEqual(self.gather(Keys("12")), ("/done", "12", ""))

    def test_nothing_falls_through_unless_the_document_wants_to_hear_of_it(self):
        self.assertEqual(self.gather(SILENCE), ("/fell", None, None))
        self.assertEqual(self.gather(Keys("#")), ("/fell", None, None))
        wanted = 'actionOnEmptyResult="true"'
        self.assertEqual(self.gather(SILENCE, attributes=wanted), ("/done", "", ""))
        self.assertEqual(self.gather(Keys("#"), attributes=wanted), ("/done", "", "#"))
        self.assertEqual(self.gather(Keys("#"), attributes=wanted, number={"empty_digits": False}), ("/done", None, None))

    def test_keys_typed_ahead_go_to_the_next_question_and_cut_it_off(self):
        second = '<Gather action="/last"><Say>Next?</Say></Gather>'
        call = self.place(Presses(Keys("1#2#")), **{"in": '<Gather action="done"/>', "done": second})
        self.assertEqual(self.came("Digits"), [("/in", None), ("/done", "1"), ("/last", "2")])
        self.assertEqual([said.interrupted for said in call.heard], [True])
        self.assertEqual(call.words, "")

    def test_addresses_may_be_relative_or_left_out_and_methods_differ(self):
        self.place(
            Presses(Keys("1#"), Keys("2#")),
            **{"in": '<Redirect method="GET">a/b</Redirect>', "a__b": '<Gather action="../c" method="GET"/>', "c": END},
        )
        self.assertEqual(self.came("Digits"), [("/in", None), ("/a/b", None), ("/c", "1")])
        self.assertEqual([request.method for _, request in self.pages.came], ["POST", "GET", "GET"])
        self.assertIn("Digits=1", self.pages.came[2][1].url)
        call = self.place(Presses(Keys("1#"), HANG_UP), **{"in": "<Gather/>"})
        self.assertEqual((self.came("Digits"), call.ended), ([("/in", None), ("/in", "1")], "hung up"))

    def test_the_end_of_a_document_ends_the_call(self):
        call = self.place(Presses(SILENCE), **{"in": '<Gather action="/done"/><Say>Bye.</Say>'})
        self.assertEqual((call.words, call.ended, len(call.posted)), ("Bye.", "completed", 1))
        self.assertEqual([name for name, _ in self.pages.told], ["status"])
        self.assertEqual(self.pages.told[0][1].params["CallStatus"], "completed")

    def test_a_hang_up_ends_without_an_action(self):
        call = self.place(Presses(Keys("12", hang_up=True)), **{"in": '<Gather action="/done"/>'})
        self.assertEqual((len(call.posted), call.ended), (1, "hung up"))
        self.gather(Keys("12#", hang_up=True))
        self.assertEqual(self.came()[1:], [("/done",)])

    def record(self, speech, attributes=""):
        record = f'<Record action="/done" recordingStatusCallback="/rec" {attributes}/><Say>Never.</Say>'
        call = self.place(Presses(speech=speech), **{"in": record})
        self.assertNotIn("Never.", call.words)
        return call, self.pages.came[1][1].params

    def test_a_recording_is_told_to_the_action_and_then_to_the_callback(self):
        call, params = self.record(Speech(voice("maria-lopez"), end="#"))
        self.assertEqual((params["Digits"], params["RecordingDuration"]), ("#", "2"))
        self.assertTrue(params["RecordingUrl"].startswith("https://api.twilio.com/2010-04-01/Accounts/AC1"))
        self.assertNotIn("RecordingSid", params)
        self.assertEqual([name for name, _ in self.pages.told], ["recording completed", "status"])
        told = self.pages.told[0][1].params
        self.assertEqual((told["RecordingSid"], told["RecordingStatus"]), (call.recording.sid, "completed"))
        self.assertNotIn("From", told)

    def test_a_hang_up_while_recording_still_asks_for_the_action(self):
        call, params = self.record(Speech(voice("maria-lopez"), hang_up=True))
        self.assertEqual((params["Digits"], params["CallStatus"], call.ended), ("hangup", "completed", "hung up"))
        self.assertEqual([name for name, _ in self.pages.told], ["recording completed", "status"])

    def test_nothing_recorded_is_absent_for_those_who_want_to_know(self):
        self.record(Speech(None, end=""), 'recordingStatusCallbackEvent="completed absent"')
        self.assertEqual([name for name, _ in self.pages.told], ["recording absent", "status"])
        self.record(Speech(None, end=""))
        self.assertEqual([name for name, _ in self.pages.told], ["status"])

    def test_a_recording_is_cut_at_its_greatest_length(self):
        call, params = self.record(Speech(voice("maria-lopez"), end=""), 'maxLength="1"')
        self.assertEqual(params["RecordingDuration"], "1")
        self.assertLess(len(call.recording.wav), 16_100)

    def test_what_is_no_document_is_complained_of(self):
        for answer, words in (
            (Answer(500, "text/xml", None, b""), "answered 500"),
            (Answer(200, "application/json", None, b"{}"), "content type"),
            (Answer(200, "text/xml", None, b" <?xml"), "12100"),
        ):
            call = self.place(Presses(), **{"in": answer})
            self.assertEqual(call.ended, "failed")
            self.assertTrue(any(words in complaint for complaint in call.complaints), call.complaints)
        call = self.place(Presses(), **{"in": '<Dial>1</Dial><Say loudly="yes">x</Say>'})
        self.assertTrue(any("Dial" in complaint for complaint in call.complaints))
        self.assertTrue(any("loudly" in complaint for complaint in call.complaints))

    def test_a_circle_is_noticed(self):
        call = self.place(Presses(), **{"in": "<Redirect>/in</Redirect>"})
        self.assertTrue(any("circles" in complaint for complaint in call.complaints))

    def test_recordings_need_the_key_and_time(self):
        call, _ = self.record(Speech(voice("maria-lopez")))
        path = f"/2010-04-01/Accounts/{ACCOUNT}/Recordings/{call.recording.sid}"
        key = self.api._authorization
        self.assertEqual(self.api.answer("GET", path, None)[0], 401)
        call.recording.not_yet = 1
        self.assertEqual([self.api.answer("GET", path + ".wav", key)[0] for _ in range(2)], [404, 200])
        self.assertEqual(self.api.answer("GET", path + "?RequestedChannels=2", key)[0], 400)
        listed = self.api.answer("GET", f"/2010-04-01/Accounts/{ACCOUNT}/Calls/{call.sid}/Recordings.json", key)
        self.assertIn(call.recording.sid.encode(), listed[2])
        self.assertEqual(self.api.answer("DELETE", path, key)[0], 204)
        self.assertEqual(self.api.answer("GET", path, key)[0], 404)


if __name__ == "__main__":
    unittest.main()
