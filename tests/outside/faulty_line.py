"""The line of a call in the fault run: lets things go wrong at the webhooks for which they were drawn."""

import time

from caller import HungUp
from line import Line


def is_apology(answer):
    """Whether a webhook came to nothing, as far as the answer tells: the caller is to call again, or to wait."""
    words = ("something went wrong", "algo falló", "One moment, please.", "Un momento, por favor.")
    return any(one.encode() in answer.body for one in words)


class FaultyLine(Line):
    """Lets things go wrong at certain webhooks of a call: {number: kinds}."""

    def __init__(self, rng, day, strikes):
        super().__init__(rng, day.gateway, day.counts)
        self.day, self.strikes = day, strikes
        self.kinds = {kind for kinds in strikes.values() for kind in kinds}
        self.answered = []

    def webhook(self, call, request):
        self.counts.add("webhooks")
        kinds = self.strikes.get(len(call.posted), [])
        for kind in kinds:
            self.day.strike(kind, self.rng)
        if "cut off" in kinds:
            self.cut(request)
        answer = self.at_once(call, request) if "simultaneous" in kinds else self.surely(request)
        if "redelivered" in kinds:
            self.again(call, request, answer)
        if "reordered" in kinds and self.answered:
            self.day.struck["reordered"] += 1
            self.again(call, *self.rng.choice(self.answered))
        self.answered.append((request, answer))
        return answer

    def before_action(self, call, callbacks):
        early = [one for one in callbacks if "reordered" in self.kinds and self.rng.random() < 0.5]
        self.callbacks(call, early)
        return [one for one in callbacks if one not in early]

    def callbacks(self, call, callbacks):
        if "reordered" in self.kinds:
            callbacks = list(reversed(callbacks))
        for _name, request in callbacks:
            try:
                self._callback(call, request)
            except HungUp:
                """The provider does not wait for ever."""

    def _callback(self, call, request):
        if "cut off" in self.kinds and self.rng.random() < 0.4:
            # Perhaps it arrived, perhaps not; the provider does not try again.
            if self.rng.random() < 0.5:
                self.cut(request)
            return
        self.check_callback(call, self.surely(request))
        if self.kinds & {"redelivered", "simultaneous"}:
            self.again(call, request, None)

    def check_callback(self, call, answer):
        if not (self.day.may_fail and answer.status == 500):
            call.check_callback(answer)

    def deliver_late(self, call):
        """Something old once more, when the call is over."""
        if "reordered" in self.kinds and self.answered:
            try:
                self.again(call, *self.rng.choice(self.answered))
            except HungUp:
                """The provider does not wait for ever."""

    def again(self, call, request, before):
        super().again(call, request, before)
        first = self.answered[0][0] if self.answered else request
        if request is first and before is not None and is_apology(before):
            # It had come to nothing, so this may have been the beginning of the call.
            call.first_answered_at = time.time()

    def unreachable(self, request):
        self.counts.add("webhooks never answered")
        return HungUp()

    def problem(self, answer, before):
        """A gateway that had to apologize may know better the next time, and the other way round."""
        sorry = is_apology(answer) or answer.status in (500, 503) or (before is not None and is_apology(before))
        return None if self.day.may_fail and sorry else super().problem(answer, before)
