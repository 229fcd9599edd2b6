"""A line on which webhooks are delivered twice, at once and in part, to a gateway that may be killed meanwhile."""

import http.client
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from caller import Delivery, send

TRIES = 60
RING = "/voice/twilio"
BETWEEN_TRIES = 0.1


def is_ring(request):
    return urlsplit(request.url).path == RING


class Counts:
    """What happened, from many threads."""

    def __init__(self):
        self._counter, self._lock = Counter(), threading.Lock()

    def add(self, what, number=1):
        with self._lock:
            self._counter[what] += number

    def __getitem__(self, what):
        return self._counter[what]

    def items(self):
        return dict(self._counter)

    def __str__(self):
        return ", ".join(f"{number} {what}" for what, number in sorted(self._counter.items()))


class Line(Delivery):
    """What can be done to a webhook; which of it when is for those who derive from it."""

    def __init__(self, rng, gateway, counts):
        self.rng, self.gateway, self.counts = rng, gateway, counts

    def send(self, request, sent=lambda: None, read=True):
        """Once, to whoever's turn it is."""
        return send(request, sent, read, self.gateway.next_port())

    def surely(self, request, sent=lambda: None):
        """Until there is an answer, however often the server dies meanwhile."""
        for attempt in range(TRIES):
            try:
                if attempt:
                    self.counts.add("retries")
                return self.send(request, sent if attempt == 0 else lambda: None)
            except (OSError, http.client.HTTPException):
                time.sleep(BETWEEN_TRIES)
        raise self.unreachable(request)

    def unreachable(self, request):
        """What is raised when all tries are used up."""
        return AssertionError(f"{request.url} was not answered in {TRIES} tries")

    def problem(self, answer, before):
        """What is wrong with an answer to a request that had one before, which is not always known."""
        if answer.status not in (200, 204):
            return f"is answered {answer.status}: {answer.body[:200]!r}"
        if before is not None and answer.body != before.body:
            return f"is answered {answer.body!r}, before {before.body!r}"
        return None

    def again(self, call, request, before):
        self.counts.add("redeliveries")
        # A call that has gone on is told where it is, and not what it heard first.
        if is_ring(request):
            before = None
        if problem := self.problem(self.surely(request), before):
            call.complaints.append(f"{request.url} delivered again {problem}")

    def at_once(self, call, request):
        """The same on two connections at the same moment; the answer of one of them."""
        self.counts.add("redeliveries")
        barrier = threading.Barrier(2)

        def one(_place):
            barrier.wait()
            return self.surely(request)

        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(one, range(2)))
        if problem := self.problem(answers[0], answers[1]):
            call.complaints.append(f"{request.url} on two connections {problem}")
        return self.rng.choice(answers)

    def cut(self, request):
        """The connection breaks after the request and before the answer."""
        self.counts.add("redeliveries")
        try:
            self.send(request, read=False)
        except (OSError, http.client.HTTPException):
            pass

    def kill_after(self, wait):
        def kill():
            time.sleep(wait)
            self.gateway.kill_and_restart()

        threading.Thread(target=kill, daemon=True).start()
