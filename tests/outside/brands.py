"""SignalWire, Telnyx and Plivo by their documentation: what is not so with them as with Twilio."""

import base64
import hashlib
import hmac
import json
import re
import secrets
import time
import uuid
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit
from xml.etree import ElementTree

from caller import ProviderApi, Request, Twilio
from nacl.signing import SigningKey

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# What Twilio alone sends.
OF_TWILIO = ("Called", "Caller", "FinishedOnKey", "msg", "FromCity", "FromCountry", "FromState", "FromZip", "ToCity",
             "ToCountry", "StirVerstat")


def hashed(kind, key, message):
    return hmac.new(key.encode(), message.encode(), kind).digest()


class SignalWire(Twilio):
    """Twilio's words under a key of its own; of a recording the address alone when the recorder stops."""

    name = "signalwire"
    account = "b08dacad-2f6a-4b1a-a7e1-6d2a3c3b4c5d"
    key = "PSK-of-a-test"
    token = "PT-of-a-test"

    def settings(self, api):
        return {
            "PHONECLOCK_SIGNALWIRE_PROJECT_ID": self.account,
            "PHONECLOCK_SIGNALWIRE_SPACE_URL": api,
            "PHONECLOCK_SIGNALWIRE_API_TOKEN": self.token,
            "PHONECLOCK_SIGNALWIRE_SIGNING_KEY": self.key,
        }

    def new_call(self):
        return str(uuid.uuid4())

    new_recording = new_call

    def location(self, number, sid):
        return f"https://example.signalwire.com/api/laml/2010-04-01/Accounts/{self.account}/Recordings/{sid}"

    def params(self, params):
        told = {name: value for name, value in params.items() if name not in OF_TWILIO}
        return told | {"AccountSid": self.account}

    def signed(self, number, method, url, params):
        assert method == "POST"
        url, params = urldefrag(url).url, self.params(params)
        body = urlencode(params)
        return Request(method, url, params, FORM | self.signature(url, params, body), body.encode())

    def signature(self, url, params, body):
        of_form = url + "".join(name + params[name] for name in sorted(params))
        return {
            "X-SignalWire-Signature": base64.b64encode(hashed(hashlib.sha1, self.key, of_form)).decode(),
            "X-SignalWire-Sha256-Signature": hashed(hashlib.sha256, self.key, url + body).hex(),
        }


class Telnyx(SignalWire):
    """Time and body are signed, and no address; an entry without keys is not reported, nor a hang-up while recording."""

    name = "telnyx"
    account = "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b"
    token = "KEY-of-a-test"
    asks_after_hang_up = False
    pair = SigningKey(bytes(range(32)))
    known = {
        "Response": {},
        "Say": {"voice", "language", "loop"},
        "Play": {"loop", "mediaStorage", "digits"},
        "Pause": {"length"},
        "Gather": {"input", "action", "method", "timeout", "finishOnKey", "numDigits", "minDigits", "maxDigits",
                   "validDigits", "invalidDigitsAction"},
        "Record": {"action", "method", "finishOnKey", "timeout", "maxLength", "playBeep", "trim", "channels",
                   "recordingStatusCallback", "recordingStatusCallbackMethod", "recordingStatusCallbackEvent"},
        "Redirect": {"method"},
        "Hangup": set(),
        "Reject": {"reason"},
    }

    def settings(self, api):
        return {
            "PHONECLOCK_TELNYX_ACCOUNT_SID": self.account,
            "PHONECLOCK_TELNYX_PUBLIC_KEY": base64.b64encode(bytes(self.pair.verify_key)).decode(),
            "PHONECLOCK_TELNYX_API_KEY": self.token,
            "PHONECLOCK_TELNYX_API_BASE": api,
        }

    def new_call(self):
        return f"v3:{secrets.token_urlsafe(32)}"

    def new_recording(self):
        return str(uuid.uuid4())

    def location(self, number, sid):
        return "https://s3.amazonaws.com/telephony-recorder/a.wav?X-Amz-Expires=600"

    def signature(self, url, params, body):
        now = str(int(time.time()))
        signature = self.pair.sign(f"{now}|{body}".encode()).signature
        return {"telnyx-signature-ed25519": base64.b64encode(signature).decode(), "telnyx-timestamp": now}

    def problems_of(self, body):
        for element in ElementTree.fromstring(body).iter():
            if element.tag not in self.known:
                yield f"TeXML has no <{element.tag}>"
            yield from (f"<{element.tag}> has no {name}" for name in element.attrib if name not in self.known[element.tag])
            if element.tag == "Gather":
                yield from (f"<{child.tag}> inside <Gather>" for child in element if child.tag not in ("Say", "Play"))
            if element.tag == "Record" and element.get("channels") != "single":
                yield "a recording with two channels"


class Plivo(SignalWire):
    """Words of its own, numbers without a plus sign, a nonce; that nothing was kept is never told."""

    name = "plivo"
    account = "MANWVLYTK4ZWU1YTY4QA"
    key = token = "a-token-of-a-test"
    tells_absence = False
    names = {"AccountSid": "ParentAuthID", "CallSid": "CallUUID", "RecordingSid": "RecordingID",
             "RecordingUrl": "RecordUrl", "CallDuration": "Duration"}

    def settings(self, api):
        return {
            "PHONECLOCK_PLIVO_AUTH_ID": self.account,
            "PHONECLOCK_PLIVO_AUTH_TOKEN": self.token,
            "PHONECLOCK_PLIVO_API_BASE": api,
        }

    def location(self, number, sid):
        return f"https://media.plivo.com/v1/Account/{self.account}/Recording/{sid}.wav"

    def params(self, params):
        told = super().params(params)
        recorded = "RecordingUrl" in told
        if recorded and "Digits" in told:
            told["RecordingEndReason"] = "HungUp" if told.pop("Digits") == "hangup" else "FinishedOnKey"
            told["RecordingSid"] = told.get("RecordingSid", "")
        for name in ("From", "To"):
            if re.fullmatch(r"\+\d{7,15}", told.get(name, "")):
                told[name] = told[name][1:]
        if told.get("RecordingSid") == "":
            del told["RecordingSid"]
        for name in ("RecordingStatus", "RecordingChannels", "RecordingSource", "ApiVersion"):
            told.pop(name, None)
        return {self.names.get(name, name): value for name, value in told.items()} | {"Event": "StartApp"}

    def signature(self, url, params, body):
        nonce, parts = secrets.token_hex(10), urlsplit(url)
        query = "&".join(f"{name}={value}" for name, value in sorted(parse_qsl(parts.query, keep_blank_values=True)))
        between = "." if query else ""
        form = "".join(name + params[name] for name in sorted(params))
        message = f"{parts.scheme}://{parts.netloc}{parts.path}?{query}{between}{form}.{nonce}"
        signature = base64.b64encode(hashed(hashlib.sha256, self.key, message)).decode()
        return {"X-Plivo-Signature-V3": signature, "X-Plivo-Signature-V3-Nonce": nonce}

    def problems_of(self, body):
        for element in ElementTree.fromstring(body).iter():
            if element.tag in ("GetInput", "GetDigits") and element.get("log") != "false":
                yield f"what is keyed at <{element.tag}> is logged"
            if element.tag == "GetInput" and not (
                5 <= int(element.get("executionTimeout")) <= 60 and 2 <= int(element.get("digitEndTimeout")) <= 10
            ):
                yield "<GetInput> waits too long, or too short"
            if element.tag == "Record" and (element.get("fileFormat"), element.get("recordChannelType")) != ("wav", "mono"):
                yield "a recording that is no WAV with one channel"

    def verbs(self, root):
        tags = {"Speak": "Say", "Wait": "Pause", "GetInput": "Gather", "GetDigits": "Gather"}
        attributes = {
            "executionTimeout": "timeout",
            "callbackUrl": "recordingStatusCallback",
            "callbackMethod": "recordingStatusCallbackMethod",
        }
        for element in root.iter():
            element.tag = tags.get(element.tag, element.tag)
            element.attrib = {attributes.get(name, name): value for name, value in element.attrib.items()}
            if element.get("finishOnKey") == "none":
                element.set("finishOnKey", "")
        return root


class BrandApi(ProviderApi):
    """The recordings of the account where the brand has them."""

    def __init__(self, brand):
        super().__init__(brand.account, brand.token)
        self.brand = brand
        if brand.name == "telnyx":
            self._authorization = f"Bearer {brand.token}"

    def answer(self, method, target, authorization):
        path = urlsplit(target).path
        if found := re.fullmatch(r"/files/([0-9a-f-]{36})\.wav", path):
            return self._file(found[1], authorization)
        if not self.is_known(authorization):
            self.unauthorized += 1
            return self._error(401, 0, "who are you")
        with self.lock:
            roots = {
                "signalwire": f"/api/laml/2010-04-01/Accounts/{self.account_sid}/Recordings/",
                "telnyx": "/v2/recordings/",
                "plivo": f"/v1/Account/{self.account_sid}/Recording/",
            }
            path = path.removeprefix(roots[self.brand.name])
            if found := re.fullmatch(r"([0-9a-f-]{36})(\.wav|\.json|/)?", path):
                return self._of_brand(method, found[1], found[2])
        return self._error(404, 0, "not found")

    def _of_brand(self, method, sid, extension):
        found = self.recordings.get(sid)
        if self.brand.name == "signalwire" or method == "DELETE" or found is None or found.wav is None or found.deleted:
            return self._one(method, sid, extension, {})
        url, seconds = f"{self.base}/files/{sid}.wav", found.seconds
        told = {
            "telnyx": {"data": {"status": "completed", "duration_millis": seconds * 1000, "download_urls": {"wav": url}}},
            "plivo": {"recording_format": "wav", "recording_url": url, "recording_duration_ms": f"{seconds}000.00000"},
        }
        return 200, "application/json", json.dumps(told[self.brand.name]).encode()

    def _file(self, sid, authorization):
        if authorization:
            return self._error(400, 0, "only one way to sign in is allowed")
        return self._one("GET", sid, ".wav", {})
