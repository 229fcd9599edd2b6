"""The provider's API on its bad days: slow, failing, and lying about what it sends."""

import http.server
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass

from caller import ProviderApi

HTML = b"<!doctype html><html><body><h1>We will be back soon</h1></body></html>"
# Far more than any recording has, and than a gateway may read.
ENDLESS_BYTES = 64 * 1024 * 1024

# What each kind of lie can look like.
LIES = {
    "api slow": ["late", "in drops", "never"],
    "api failing": ["500", "503", "429", "408", "404", "401", "reset", "cut"],
    "api wrong type": ["html", "json", "mp3", "empty"],
    "api endless": ["in chunks", "to the end of the line", "announced"],
    "api truncated": ["half", "header", "one byte short"],
    "api redirect": ["301", "302", "303", "307", "308"],
}
# All are tried again for a day. What is told in these ways to the end cannot be used; after the others it is missing.
REFUSED = {"api wrong type", "api endless", "api truncated", "api redirect"}


@dataclass
class Lie:
    kind: str
    how: str
    # How many answers are still like this.
    left: int


class Elsewhere:
    """Another host, to which nobody may be led."""

    def __init__(self):
        self.visits = []
        elsewhere = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                elsewhere.visits.append(self.path)
                ProviderApi.write(self, 200, "audio/x-wav", b"")

            do_DELETE = do_GET

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://localhost:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Liar(ProviderApi):
    """Lies about the recordings of the calls in `lies`, each by its call's SID."""

    def __init__(self, account_sid, auth_token):
        self.lies, self.told = {}, Counter()
        self.longest = 0
        self.elsewhere = Elsewhere()
        self.released = threading.Event()
        super().__init__(account_sid, auth_token)

    def close(self):
        self.released.set()
        super().close()
        self.elsewhere.close()

    def mend(self):
        """Whoever waits for an answer is let go."""
        self.released.set()

    def reply(self, handler, method):
        lie = self._lie_about(handler, method)
        if lie is None:
            return super().reply(handler, method)
        # An endless or broken answer ends with its connection.
        handler.close_connection = True
        return getattr(self, "_" + lie.kind.removeprefix("api ").replace(" ", "_"))(handler, method, lie.how)

    def _lie_about(self, handler, method):
        if not self.is_known(handler.headers.get("Authorization")):
            return None
        with self.lock:
            about = re.search(r"/(CA[0-9a-f]{32})/|/(RE[0-9a-f]{32})", handler.path)
            recording = self.recordings.get(about[2]) if about and about[2] else None
            lie = self.lies.get(about[1] if about and about[1] else recording and recording.call_sid)
            if lie is None or not lie.left or (method == "DELETE" and lie.kind in ("api wrong type", "api endless")):
                return None
            # The list is only the way to the recording; about that no lie lasts.
            lasts = recording is not None and method == "GET"
            if not lasts and self.told[about[0], method] >= 2:
                return None
            lie.left -= lasts
            self.told[about[0], method] += 1
            self.told[lie.kind] += 1
            return lie

    def _honest(self, handler, method):
        return self.answer(method, handler.path, handler.headers.get("Authorization"))

    def _slow(self, handler, method, how):
        if how == "never":
            self.released.wait(20)
            return
        time.sleep(0.2)
        status, kind, body = self._honest(handler, method)
        if how == "late" or status == 204:
            return self.write(handler, status, kind, body)
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        for place in range(0, len(body), 1 + len(body) // 8):
            handler.wfile.write(body[place : place + 1 + len(body) // 8])
            handler.wfile.flush()
            time.sleep(0.03)

    def _failing(self, handler, method, how):
        if how == "reset":
            return
        if how == "cut":
            _status, kind, body = self._honest(handler, "GET")
            handler.send_response(200)
            handler.send_header("Content-Type", kind)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body[: len(body) // 2])
            return
        self.write(handler, *self._error(int(how), 20500, "try again"))

    def _wrong_type(self, handler, _method, how):
        kind, body = {
            "html": ("text/html", HTML),
            "json": ("application/json", b'{"status": "completed"}'),
            "mp3": ("audio/mpeg", b"ID3\x04\0\0\0\0\0\0" + bytes(4000)),
            "empty": ("audio/x-wav", b""),
        }[how]
        self.write(handler, 200, kind, body)

    def _endless(self, handler, method, how):
        kind, body = self._honest(handler, method)[1:]
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        if how == "in chunks":
            handler.send_header("Transfer-Encoding", "chunked")
        if how == "announced":
            handler.send_header("Content-Length", str(ENDLESS_BYTES))
        handler.end_headers()
        body = body or b" "
        piece = body * (1 + 65536 // len(body))
        sent = 0
        try:
            while sent < ENDLESS_BYTES:
                handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if how == "in chunks" else piece)
                sent += len(piece)
        except OSError:
            """The gateway has heard enough."""
        self.longest = max(self.longest, sent)

    def _truncated(self, handler, method, how):
        status, kind, body = self._honest(handler, method)
        self.write(handler, status, kind, body[: {"half": len(body) // 2, "header": 20, "one byte short": -1}[how]])

    def _redirect(self, handler, _method, how):
        handler.send_response(int(how))
        handler.send_header("Location", self.elsewhere.base + handler.path)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
