"""Checks webhooks with the Python library of Standard Webhooks.

    check_hooks.py < LINES

One JSON object a line: {"secret": "whsec_...", "headers": {...}, "body": "..."}. The library must take each as signed with
the secret; it is told when the message was sent, so that the clock of this machine does not matter.
Prints what it refuses; exit code 1 if there is anything, 2 if there was nothing to check.
"""

import json
import sys
from datetime import datetime, timezone
from unittest import mock

import standardwebhooks.webhooks as library


class ClockOfTheMessage(datetime):
    sent_at = None

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(cls.sent_at, tz=timezone.utc)


def refusal(given):
    ClockOfTheMessage.sent_at = int(given["headers"]["webhook-timestamp"])
    with mock.patch.object(library, "datetime", ClockOfTheMessage):
        try:
            library.Webhook(given["secret"]).verify(given["body"], given["headers"])
        except library.WebhookVerificationError as error:
            return f"the library refuses {given['headers']['webhook-id']}: {error}"
    return None


def main():
    refusals = [refusal(json.loads(line)) for line in sys.stdin]
    wrong = [said for said in refusals if said]
    print("\n".join(wrong))
    return 2 if not refusals else int(bool(wrong))


sys.exit(main())
