"""Checks webhooks of SignalWire, Telnyx and Plivo with the verifiers of their own Python libraries, and Plivo's documents
with the library that writes them.

    check_others.py < LINES

One JSON object a line. A webhook: {"brand": "...", "method": "POST", "url": "...", "body": "...", "headers": {...},
"key": "..."}; each must be accepted as it is, and refused with another body. A document: {"brand": "plivo", "xml": "..."};
each element must be one that the library would write there. Prints every problem; exit code 1 if there is one, 2 if
there was nothing to check.
"""

import inspect
import json
import sys
import time
import xml.etree.ElementTree as ElementTree
from urllib.parse import parse_qs

from plivo import plivoxml
from plivo.utils import validate_v3_signature
from signalwire.core.security.webhook_validator import validate_webhook_signature, validate_webhook_signature_sha256
from telnyx.lib.webhook_verification import WebhookVerificationError, verify_webhook_signature


def signalwire(given, body):
    headers, key, url = given["headers"], given["key"], given["url"]
    of_form = validate_webhook_signature(key, headers["X-SignalWire-Signature"], url, body)
    return of_form and validate_webhook_signature_sha256(key, headers["X-SignalWire-Sha256-Signature"], url, body)


def telnyx(given, body):
    # The signature may be of any day of a test; the library looks at the time of the machine.
    now = time.time
    try:
        time.time = lambda: int(given["headers"]["telnyx-timestamp"])
        verify_webhook_signature(body, given["headers"], given["key"])
        return True
    except WebhookVerificationError:
        return False
    finally:
        time.time = now


def plivo(given, body):
    headers = given["headers"]
    params = {name: values if len(values) > 1 else values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
    return validate_v3_signature(
        given["method"],
        given["url"],
        headers["X-Plivo-Signature-V3-Nonce"],
        given["key"],
        headers["X-Plivo-Signature-V3"],
        params,
    )


VERIFIERS = {"signalwire": signalwire, "telnyx": telnyx, "plivo": plivo}


def snake(name):
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name)


def elements():
    """The library's class of every element, by its name."""
    classes = inspect.getmembers(plivoxml, inspect.isclass)
    return {cls._name: cls for _, cls in classes if getattr(cls, "_name", None)}


ELEMENTS = elements()


def check_element(parent, element):
    if element.tag not in ELEMENTS[parent]._nestable:
        yield f"<{element.tag}> may not stand inside <{parent}>"
        return
    known = inspect.signature(ELEMENTS[element.tag].__init__).parameters
    for attribute in element.attrib:
        if snake(attribute) not in known:
            yield f"<{element.tag}> has no attribute {attribute}"
    for child in element:
        yield from check_element(element.tag, child)


def check(given):
    if "xml" in given:
        root = ElementTree.fromstring(given["xml"])
        for child in root:
            yield from check_element("Response", child)
        return
    verify = VERIFIERS[given["brand"]]
    if not verify(given, given["body"]):
        yield f"{given['brand']}: the library refuses the webhook to {given['url']}"
    if verify(given, given["body"] + "&More=1"):
        yield f"{given['brand']}: the library takes another body at {given['url']}"


def main():
    count, problems = 0, []
    for line in sys.stdin:
        if line.strip():
            count += 1
            problems += check(json.loads(line))
    for problem in problems:
        print(problem)
    print(f"{count} checked, {len(problems)} problems", file=sys.stderr)
    return 1 if problems else 0 if count else 2


if __name__ == "__main__":
    sys.exit(main())
