"""A mail server for the fault run, of the standard library alone: it takes mails, or does what a bad day brings."""

import email
import email.policy
import socketserver
import threading

# What may be wrong with a delivery: refused at the door, come back later, hung up on, never answered, taken
# without saying so.
WRONG = ["busy", "greylist", "drop", "hang", "lost"]


class Postman:
    """Every mail that was taken is in `taken`: (recipient, Message-ID)."""

    def __init__(self):
        self.taken, self.refused = [], set()
        # What the next deliveries meet, one each; then all is well.
        self.wrong = []
        # Recipients that are refused for good.
        self.unknown = set()
        self.struck, self.unsaid = 0, 0
        self.lock = threading.Lock()
        self.released = threading.Event()
        postman = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                try:
                    postman.serve(self)
                except OSError:
                    """A gateway that was killed leaves its connections behind."""

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"smtp+insecure://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()

    def mend(self):
        """Whoever waits for an answer is let go."""
        self.released.set()

    def serve(self, line):
        """One connection; several mails may come over it."""
        say = lambda words: line.wfile.write(words.encode() + b"\r\n")  # noqa: E731
        wrong = self._next_wrong()
        if wrong == "busy":
            return say("421 4.3.2 Too busy, come back later")
        say("220 mail.example.com ESMTP")
        recipient = None
        for command in line.rfile:
            verb = command[:4].upper()
            if verb == b"RCPT":
                recipient = command.split(b"<", 1)[1].split(b">", 1)[0].decode()
                if wrong == "drop":
                    return None
                if wrong == "hang":
                    self.released.wait(20)
                    return None
                if wrong == "greylist":
                    wrong = None
                    say("451 4.7.1 Greylisted, come back in 5 minutes")
                    continue
                if recipient in self.unknown:
                    self._refuse(recipient)
                    say("550 5.1.1 No such user here")
                    continue
            if verb == b"DATA":
                say("354 Go on")
                self._take(recipient, line.rfile)
                if wrong == "lost":
                    with self.lock:
                        self.unsaid += 1
                    return None
                wrong = self._next_wrong()
            if verb == b"EHLO":
                say("250 mail.example.com")
                continue
            say("221 2.0.0 Bye" if verb == b"QUIT" else "250 2.0.0 OK")
            if verb == b"QUIT":
                return None
        return None

    def _next_wrong(self):
        with self.lock:
            if not self.wrong:
                return None
            self.struck += 1
            return self.wrong.pop(0)

    def _refuse(self, recipient):
        with self.lock:
            self.struck += 1
            self.refused.add(recipient)

    def _take(self, recipient, lines):
        content = b""
        for text in lines:
            if text == b".\r\n":
                break
            content += text
        else:
            # The gateway was killed before the end of the mail.
            return
        message = email.message_from_bytes(content, policy=email.policy.default)
        with self.lock:
            self.taken.append((recipient, str(message["Message-ID"])))
