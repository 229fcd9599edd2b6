"""A caller on the telephone and the provider that carries the call, by Twilio's documentation alone.

The gateway under test answers webhooks with TwiML; a `Call` executes it as the provider would and tells what the
person at the other end hears. Pauses and time-outs pass in no time: `Call.seconds` counts them.
Only what is documented is sent; what the documentation leaves open is a switch on `Number`.
"""

import base64
import hashlib
import http.client
import http.server
import importlib.util
import io
import json
import re
import secrets
import socket
import threading
import time
import uuid
import wave
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

from twilio.request_validator import RequestValidator

ROOT = Path(__file__).resolve().parents[2]
MOST_DOCUMENTS = 120
# Twilio gives an answer 15 seconds, all in all.
ANSWER_SECONDS = 15


def _load_twiml_check():
    spec = importlib.util.spec_from_file_location("check_twiml", ROOT / "tests" / "sdk" / "check_twiml.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.check


problems_of = _load_twiml_check()


# What a person can do.


@dataclass(frozen=True)
class Keys:
    """Keys pressed at a question; then silence, or the receiver put down."""

    keys: str = ""
    hang_up: bool = False


@dataclass(frozen=True)
class Speech:
    """What is said after the tone, and how it ends: a key, silence (""), or `hang_up`. Without a WAV the
    provider has nothing to keep and reports the recording as absent."""

    wav: bytes | None
    end: str = "#"
    hang_up: bool = False


SILENCE = Keys()
HANG_UP = Keys(hang_up=True)

QUESTIONS = {
    "id": ("phone clock ID, then press pound", "número de identificación y luego oprima"),
    "pin": ("PIN, then press pound", "PIN y luego oprima"),
    "forgotten": ("To clock out now, press 2", "Para registrar su salida ahora, oprima 2"),
    "just": ("To keep that, hang up", "Para dejarla así, cuelgue"),
    "job": ("Enter the job code, then pound", "Marque el código del trabajo"),
    "next job": ("To go straight to another job", "Para pasar directamente a otro trabajo"),
    "name": ("say your name", "diga su nombre"),
}


def question_in(words):
    """The question asked last in what was heard."""
    asked = [(words.rfind(text), kind) for kind, texts in QUESTIONS.items() for text in texts if text in words]
    return max(asked)[1] if asked else None


class Person:
    """Answers each question by its words. An answer is `Keys`, a string of keys, or a list that is used up
    from the front, its last one kept; `name` is what is said after the tone."""

    def __init__(self, name=None, **answers):
        self.answers = {kind.replace("_", " "): list(a) if isinstance(a, list) else [a] for kind, a in answers.items()}
        self.name = name

    def press(self, words):
        """Keys at a `<Gather>`, having heard `words`."""
        kind = question_in(words)
        left = self.answers.get(kind)
        if not left:
            return SILENCE
        answer = left.pop(0) if len(left) > 1 else left[0]
        return Keys(answer) if isinstance(answer, str) else answer

    def say(self, _words):
        """What is said at a `<Record>`."""
        return self.name or Speech(None, end="")

    def hear(self, _words):
        """Whether to hang up after words that ask nothing."""
        return False

    def gives_up_on(self, _number):
        """Whether to hang up while the `_number`th webhook of the call is under way, its answer never heard."""
        return False


# What the provider keeps.


@dataclass
class Recording:
    sid: str
    call_sid: str
    wav: bytes | None
    seconds: int
    status: str = "processing"
    # Answers that come before the file does.
    not_yet: int = 0
    errors: int = 0
    fetched: int = 0
    deleted: bool = False


class ProviderApi:
    """The recordings of the account over HTTP with basic auth."""

    def __init__(self, account_sid, auth_token):
        self.account_sid = account_sid
        self.recordings = {}
        self.unauthorized = 0
        self.lock = threading.Lock()
        credentials = base64.b64encode(f"{account_sid}:{auth_token}".encode()).decode()
        self._authorization = f"Basic {credentials}"
        api = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def end_headers(self):
                # A connection that goes away unannounced fails the next request that was to use it.
                if self.close_connection:
                    self.send_header("Connection", "close")
                super().end_headers()

            def do_GET(self):
                api.reply(self, "GET")

            def do_DELETE(self):
                api.reply(self, "DELETE")

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *_):
                """A gateway that was killed leaves its connections behind."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def keep(self, recording):
        with self.lock:
            self.recordings[recording.sid] = recording

    def reply(self, handler, method):
        """Answers one request over its connection."""
        self.write(handler, *self.answer(method, handler.path, handler.headers.get("Authorization")))

    @staticmethod
    def write(handler, status, kind, body):
        handler.send_response(status)
        if kind:
            handler.send_header("Content-Type", kind)
        if status != 204:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def is_known(self, authorization):
        return authorization == self._authorization

    def answer(self, method, target, authorization):
        parts = urlsplit(target)
        if not self.is_known(authorization):
            self.unauthorized += 1
            return self._error(401, 20003, "Authenticate")
        prefix = f"/2010-04-01/Accounts/{self.account_sid}/"
        if not parts.path.startswith(prefix):
            return self._error(404, 20404, "not found")
        path, query = parts.path.removeprefix(prefix), parse_qs(parts.query)
        with self.lock:
            if method == "GET" and (of_call := re.fullmatch(r"Calls/(CA[0-9a-f]{32})/Recordings\.json", path)):
                return self._list(of_call[1])
            if method == "GET" and path == "Recordings.json":
                return self._list(query.get("CallSid", [None])[0])
            if one := re.fullmatch(r"Recordings/(RE[0-9a-f]{32})(\.wav|\.json)?", path):
                return self._one(method, one[1], one[2], query)
        return self._error(404, 20404, "not found")

    def _one(self, method, sid, extension, query):
        found = self.recordings.get(sid)
        if found is None or found.deleted:
            return self._error(404, 20404, "not found")
        if method == "DELETE":
            found.deleted = True
            return 204, None, b""
        if extension == ".json":
            return 200, "application/json", json.dumps(self._resource(found)).encode()
        if query.get("RequestedChannels") == ["2"]:
            return self._error(400, 21000, "this recording has one channel")
        if found.errors:
            found.errors -= 1
            return self._error(500, 20500, "try again")
        if found.status == "completed" and found.not_yet:
            found.not_yet -= 1
            return self._error(404, 20404, "not ready")
        if found.status != "completed" or found.wav is None:
            return self._error(404, 20404, "not ready")
        found.fetched += 1
        return 200, "audio/x-wav", found.wav

    def _list(self, call_sid):
        held = [r for r in self.recordings.values() if not r.deleted and call_sid in (None, r.call_sid)]
        page = {
            "recordings": [self._resource(r) for r in held],
            "page": 0,
            "page_size": 50,
            "next_page_uri": None,
        }
        return 200, "application/json", json.dumps(page).encode()

    def _resource(self, recording):
        absent = recording.status == "absent"
        return {
            "sid": recording.sid,
            "account_sid": self.account_sid,
            "call_sid": recording.call_sid,
            "status": recording.status,
            "duration": None if recording.status == "processing" else str(recording.seconds),
            "channels": 1,
            "source": "RecordVerb",
            "error_code": 16102 if absent else None,
            "uri": f"/2010-04-01/Accounts/{self.account_sid}/Recordings/{recording.sid}.json",
        }

    @staticmethod
    def _error(status, code, message):
        body = json.dumps({"code": code, "message": message, "status": status})
        return status, "application/json", body.encode()


# What goes over the wire.


@dataclass(frozen=True)
class Request:
    """One signed webhook; sent again, it is the same to the last byte."""

    method: str
    url: str
    params: dict
    headers: dict
    body: bytes


@dataclass(frozen=True)
class Answer:
    status: int
    content_type: str
    location: str | None
    body: bytes


def is_held(request):
    """Whether this webhook comes back from a wait for the database."""
    return "held" in parse_qs(urlsplit(request.url).query)


def signed(auth_token, method, url, params):
    """A webhook as the provider signs it: no fragment, every parameter, the key alone."""
    url = urldefrag(url).url
    body = b""
    headers = {
        "User-Agent": "TwilioProxy/1.1",
        "Accept": "text/xml, application/xml, text/html",
        "I-Twilio-Idempotency-Token": str(uuid.uuid4()),
    }
    if method == "GET":
        url += ("&" if "?" in url else "?") + urlencode(params)
        signature = RequestValidator(auth_token).compute_signature(url, {})
    else:
        body = urlencode(params).encode()
        headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
        signature = RequestValidator(auth_token).compute_signature(url, params)
    headers["X-Twilio-Signature"] = signature
    return Request(method, url, dict(params), headers, body)


class Twilio:
    """The brand whose documentation this caller follows; others say what is not so with them."""

    name = "twilio"
    # Whether the gateway is asked once more after a hang-up while recording.
    asks_after_hang_up = True
    # Whether it is told that nothing was kept.
    tells_absence = True

    def new_call(self):
        return "CA" + secrets.token_hex(16)

    def new_recording(self):
        return "RE" + secrets.token_hex(16)

    def location(self, number, sid):
        return f"{number.recordings_at}/2010-04-01/Accounts/{number.account_sid}/Recordings/{sid}"

    def signed(self, number, method, url, params):
        return signed(number.auth_token, method, url, params)

    def problems_of(self, body):
        return problems_of(body)

    def verbs(self, root):
        """A document in Twilio's words."""
        return root


def send(request, sent=lambda: None, read=True, port=None):
    """Sends once over a connection of its own. `sent` runs when all is written and nothing read yet;
    without `read`, the connection is then closed. Another `port` than the URL's is one of several gateways behind it.
    Raises OSError or HTTPException when the line breaks."""
    parts = urlsplit(request.url)
    connection = http.client.HTTPConnection(parts.hostname, port or parts.port, timeout=ANSWER_SECONDS)
    try:
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = request.headers | {"Host": parts.netloc}
        connection.request(request.method, target, request.body or None, headers)
        sent()
        if not read:
            return None
        response = connection.getresponse()
        body = response.read()
        return Answer(
            response.status, response.headers.get("Content-Type", ""), response.headers.get("Location"), body
        )
    finally:
        connection.close()


class Delivery:
    """Every webhook once; again only when no connection could be made (Twilio's `rc=1`, `rp=ct`)."""

    def webhook(self, call, request):
        try:
            return send(request)
        except ConnectionRefusedError:
            return send(request)

    def before_action(self, call, callbacks):
        """May send callbacks about a recording before its action is asked for; those left come after it."""
        return callbacks

    def callbacks(self, call, callbacks):
        """Callbacks of one moment, in the order the provider made them: (name, Request)."""
        for _name, request in callbacks:
            call.check_callback(self.webhook(call, request))


# The call.


@dataclass
class Number:
    """A number as its owner set it up in the provider's console."""

    voice_url: str
    status_url: str | None
    dial_in: str
    account_sid: str
    auth_token: str
    api: ProviderApi
    # Left open by the documentation: whether an empty result carries `Digits=` or no `Digits` at all.
    empty_digits: bool = True
    # What `RecordingUrl` begins with; the real one, where the gateway must not go.
    recordings_at: str = "https://api.twilio.com"
    brand: Twilio = field(default_factory=Twilio)


class HungUp(Exception):
    """The caller put the receiver down."""


@dataclass
class Heard:
    words: str
    language: str
    # How many webhooks the call had had by then.
    webhooks: int
    # Keys typed ahead cut it off before it could be heard.
    interrupted: bool = False


@dataclass
class Call:
    number: Number
    person: Person
    caller: str = "+15555550123"
    delivery: Delivery = field(default_factory=Delivery)
    sid: str = ""
    seconds: int = 0
    heard: list = field(default_factory=list)
    posted: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    complaints: list = field(default_factory=list)
    recording: Recording | None = None
    # "completed" by a document's end, "hung up" by the caller, "failed" by an answer that was none.
    ended: str = ""
    # Parameters of the first webhook beyond the usual ones, or in their place.
    first_params: dict = field(default_factory=dict)
    began_at: float = 0.0
    first_answered_at: float = 0.0

    def __post_init__(self):
        self.sid = self.sid or self.number.brand.new_call()
        self._ahead = ""
        self._status = "ringing"
        self._now = []

    @property
    def waits(self):
        """How many webhooks came back from a wait for the database."""
        return sum(is_held(request) for request in self.posted)

    @property
    def held(self):
        """How many webhooks came to nothing, or may have, because the database was away: those that were answered with
        a wait for it, and those that came back from there."""
        following = [*self.posted[1:], None]
        return sum(is_held(one) or bool(next_one and is_held(next_one)) for one, next_one in zip(self.posted, following))

    @property
    def rings(self):
        """How many webhooks were the call's first, sent once more after a wait."""
        return sum(self._is_ring(request) for request in self.posted)

    def _is_ring(self, request):
        return urldefrag(request.url).url.split("?")[0] == self.number.voice_url.split("?")[0]

    @property
    def words(self):
        """All that was heard, a line each."""
        return "\n".join(said.words for said in self.heard if not said.interrupted)

    def place(self):
        """The call from its ring to the last callback."""
        self.began_at = time.time()
        try:
            document = self._fetch("POST", self.number.voice_url, self.first_params)
            self._status = "in-progress"
            while document is not None:
                document = self._execute(*document)
                if len(self.answers) > MOST_DOCUMENTS:
                    self.complaints.append(f"the call goes round in circles: {len(self.answers)} documents")
                    break
            self.ended = self.ended or "completed"
        except HungUp:
            self.ended = "hung up"
        self._status = "completed"
        callbacks = self._now
        if self.number.status_url:
            params = self._params() | {
                "CallDuration": str(max(1, self.seconds)),
                "CallbackSource": "call-progress-events",
                "SequenceNumber": "0",
                "Timestamp": time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime()),
            }
            request = self._signed("POST", self.number.status_url, params)
            callbacks = callbacks + [("status", request)]
        self.delivery.callbacks(self, callbacks)
        return self

    def _signed(self, method, url, params):
        return self.number.brand.signed(self.number, method, url, params)

    def _params(self):
        return {
            "AccountSid": self.number.account_sid,
            "ApiVersion": "2010-04-01",
            "CallSid": self.sid,
            "CallStatus": self._status,
            "Called": self.number.dial_in,
            "Caller": self.caller,
            "Direction": "inbound",
            "From": self.caller,
            "FromCity": "",
            "FromCountry": "US",
            "FromState": "IL",
            "FromZip": "",
            "StirVerstat": "TN-Validation-Passed-A",
            "To": self.number.dial_in,
            "ToCity": "MONTRÉAL ",
            "ToCountry": "US",
        }

    def _fetch(self, method, url, more, unheard=False):
        """Asks the gateway what comes next: (address, document), or nothing when the call is over."""
        request = self._signed(method, url, self._params() | more)
        self.posted.append(request)
        number = len(self.posted)
        gives_up = not unheard and self.person.gives_up_on(number)
        for _redirect in range(11):
            answer = self.delivery.webhook(self, request)
            if not self.first_answered_at or self._is_ring(request):
                # While the database is away, a call begins when it is there again.
                self.first_answered_at = time.time()
            if gives_up:
                raise HungUp
            if not (300 <= answer.status < 400 and answer.location):
                break
            self.complaints.append(f"{request.url} redirects, and Digits are lost on the way")
            url = urljoin(request.url, answer.location)
            request = self._signed("GET", url, self._params())
        self.answers.append(answer)
        if not 200 <= answer.status < 300:
            self.complaints.append(f"{request.url} answered {answer.status}: {answer.body[:200]!r}")
            self.ended = "failed"
            return None
        if answer.content_type.split(";")[0].strip() not in ("text/xml", "application/xml"):
            self.complaints.append(f"{request.url} answered with the content type {answer.content_type!r}")
            self.ended = "failed"
            return None
        found = [f"{request.url}: {problem}" for problem in self.number.brand.problems_of(answer.body)]
        self.complaints += found
        try:
            root = ElementTree.fromstring(answer.body)
        except ElementTree.ParseError as error:
            self.complaints.append(f"{request.url}: error 12100, {error}")
            self.ended = "failed"
            return None
        return request.url, self.number.brand.verbs(root)

    def _execute(self, url, root):
        """One document, verb by verb, up to the one that leads elsewhere."""
        for place, verb in enumerate(root):
            if verb.tag in ("Say", "Play", "Pause"):
                words = self._play([verb])
                if words and self.person.hear(words):
                    raise HungUp
            elif verb.tag == "Redirect":
                return self._fetch(verb.get("method", "POST"), urljoin(url, (verb.text or "").strip()), {})
            elif verb.tag == "Gather":
                taken, more = self._gather(verb)
                if taken:
                    return self._fetch(verb.get("method", "POST"), urljoin(url, verb.get("action", url)), more)
            elif verb.tag == "Record":
                return self._record(url, verb)
            elif verb.tag == "Hangup" or (verb.tag == "Reject" and place == 0):
                return None
            else:
                self.complaints.append(f"{url}: warning 12200, <{verb.tag}>")
        return None

    def _play(self, verbs, interrupted=False):
        """Says and pauses; the words."""
        said = []
        for verb in verbs:
            if verb.tag == "Say":
                words = " ".join((verb.text or "").split())
                times = 1 if interrupted else int(verb.get("loop", "1"))
                self.seconds += times * max(1, len(words) // 15)
                self.heard.append(Heard(words, verb.get("language", "en-US"), len(self.posted), interrupted))
                said.append(words)
            elif verb.tag == "Play":
                self._play_clip(verb, interrupted)
                said.append(f"[{verb.text}]")
            elif verb.tag == "Pause" and not interrupted:
                length = int(verb.get("length", "1"))
                self.seconds += length
                # Somebody may be waiting for work to be done meanwhile.
                time.sleep(min(length, 1) * 0.05)
        return " ".join(said)

    def _play_clip(self, verb, interrupted):
        self.heard.append(Heard(f"[{verb.text}]", "", len(self.posted), interrupted))
        answer = send(Request("GET", verb.text, {}, {}, b""))
        if answer.status != 200 or not answer.content_type.startswith("audio/"):
            self.complaints.append(f"{verb.text} is no sound: {answer.status}, {answer.content_type!r}")

    def _gather(self, verb):
        """Whether an action is due, and its parameters."""
        finish, most = verb.get("finishOnKey", "#"), int(verb.get("numDigits", "0"))
        keys, self._ahead = self._ahead, ""
        # The first key stops what is being said.
        words = self._play(list(verb), interrupted=bool(keys))
        hang_up = False
        if not keys:
            pressed = self.person.press(words)
            keys, hang_up = pressed.keys, pressed.hang_up
        digits, finished_on = "", ""
        for place, key in enumerate(keys):
            if finish and key == finish:
                finished_on, self._ahead = key, keys[place + 1 :]
                break
            digits += key
            if most and len(digits) == most:
                self._ahead = keys[place + 1 :]
                break
        else:
            if hang_up:
                raise HungUp
            self.seconds += int(verb.get("timeout", "5"))
        if not digits:
            if verb.get("actionOnEmptyResult", "false") != "true":
                return False, {}
            if not finished_on:
                # An empty answer that comes too soon to be silence is another answer.
                time.sleep(int(verb.get("timeout", "5")))
            if not self.number.empty_digits:
                return True, {}
        return True, {"Digits": digits, "FinishedOnKey": finished_on, "msg": "Gather End"}

    def _record(self, url, verb):
        self._ahead = ""
        before = " ".join(said.words for said in self.heard if said.webhooks == len(self.posted))
        speech = self.person.say(before)
        sid = self.number.brand.new_recording()
        most = int(verb.get("maxLength", "3600"))
        wav, seconds = shortened(speech.wav, most) if speech.wav else (None, 0)
        self.recording = Recording(sid, self.sid, wav, seconds)
        self.number.api.keep(self.recording)
        self.seconds += seconds
        if speech.end == "" and not speech.hang_up:
            self.seconds += int(verb.get("timeout", "5"))
        if speech.hang_up:
            self._status = "completed"
        location = self.number.brand.location(self.number, sid)
        finish = verb.get("finishOnKey", "1234567890*#")
        key = speech.end if speech.end and speech.end in finish else ""
        self._recorded(url, verb, location)
        more = {
            "RecordingUrl": location,
            "RecordingDuration": str(seconds),
            "Digits": "hangup" if speech.hang_up else key,
        }
        if speech.hang_up and not self.number.brand.asks_after_hang_up:
            raise HungUp
        self._now = self.delivery.before_action(self, self._now)
        action = urljoin(url, verb.get("action", url))
        following = self._fetch(verb.get("method", "POST"), action, more, unheard=speech.hang_up)
        if speech.hang_up:
            # The document cannot be executed any more.
            raise HungUp
        callbacks, self._now = self._now, []
        self.delivery.callbacks(self, callbacks)
        return following

    def _recorded(self, url, verb, location):
        """The file is there, or never will be; and the gateway is told, where it asked to be."""
        recording = self.recording
        recording.status = "completed" if recording.wav else "absent"
        events = verb.get("recordingStatusCallbackEvent", "completed").split()
        callback = verb.get("recordingStatusCallback")
        if not callback:
            return
        for status in ("in-progress", recording.status):
            if status not in events or (status == "absent" and not self.number.brand.tells_absence):
                continue
            params = {
                "AccountSid": self.number.account_sid,
                "CallSid": self.sid,
                "RecordingSid": recording.sid,
                "RecordingUrl": location,
                "RecordingStatus": status,
                "RecordingChannels": "1",
                "RecordingSource": "RecordVerb",
            }
            if status == "completed":
                params["RecordingDuration"] = str(recording.seconds)
            if status == "absent":
                params["ErrorCode"] = "16102"
            method = verb.get("recordingStatusCallbackMethod", "POST")
            request = self._signed(method, urljoin(url, callback), params)
            self._now.append((f"recording {status}", request))

    def check_callback(self, answer):
        """Anything but a small 200 or 204 is logged as an error by the provider."""
        if answer is None:
            return
        if answer.status not in (200, 204):
            self.complaints.append(f"a callback was answered {answer.status}: {answer.body[:200]!r}")
        elif answer.body and not answer.content_type.startswith(("text/xml", "application/xml", "text/plain")):
            self.complaints.append(f"a callback was answered with {answer.content_type!r}")


# Voices.


def shortened(wav, most_seconds):
    """A WAV cut to the longest that is recorded, and its whole seconds."""
    with wave.open(io.BytesIO(wav)) as given:
        rate, count = given.getframerate(), given.getnframes()
        if count <= rate * most_seconds:
            return wav, round(count / rate)
        frames, shape = given.readframes(rate * most_seconds), given.getparams()
    cut = io.BytesIO()
    with wave.open(cut, "wb") as out:
        out.setparams(shape)
        out.writeframes(frames)
    return cut.getvalue(), most_seconds


def voice(name):
    """One of the sample voices in voices/."""
    return (ROOT / "voices" / f"{name}.wav").read_bytes()


def marked(wav, text):
    """The same voice with its last samples changed slightly, so that every call has a recording of its own."""
    mark = bytearray(wav)
    for place, byte in enumerate(hashlib.sha256(text.encode()).digest()):
        mark[len(mark) - 64 + 2 * place] = byte & 0x1F
    return bytes(mark)
