"""Checks TwiML documents against the verbs that Twilio's own Python library knows.

    check_twiml.py FILE...      one document a file
    check_twiml.py < LINES      one JSON object a line: {"xml": "<?xml ...", "name": "optional"}

The library's classes take any keyword, so building a document with them proves nothing. What they do know is in the
signatures of the methods that add a verb: which verbs may stand inside which, and the names of their attributes.
The values are checked against Twilio's documentation. Prints every problem; exit code 1 if there is one, 2 if there
was nothing to check.
"""

import inspect
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from urllib.parse import urlsplit

from twilio.twiml import TwiML, lower_camel, voice_response

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'
MOST_BYTES = 64 * 1024
MOST_SAID = 4096
PARENTS = {"Response": voice_response.VoiceResponse, "Gather": voice_response.Gather}
# Parameters that become the text of the element, not an attribute.
TEXT_OF = {"Say": "message", "Play": "url", "Redirect": "url"}


def verbs_inside(parent):
    """The verbs that a parent's methods add, each with the attributes it may have."""
    verbs = {}
    for name, method in inspect.getmembers(parent, inspect.isfunction):
        verb = "".join(word.capitalize() for word in name.split("_"))
        if name.startswith("_") or not hasattr(voice_response, verb):
            continue
        named = [
            parameter.name
            for parameter in list(inspect.signature(method).parameters.values())[1:]
            if parameter.kind is not parameter.VAR_KEYWORD and parameter.name != TEXT_OF.get(verb)
        ]
        verbs[verb] = {lower_camel(TwiML.MAP.get(parameter, parameter)) for parameter in named}
    return verbs


KNOWN = {parent: verbs_inside(cls) for parent, cls in PARENTS.items()}


def whole_number(least, most=10**9):
    return lambda value: value.isascii() and value.isdigit() and least <= int(value) <= most


def one_of(*values):
    return lambda value: value in values


def some_of(*values):
    """A list with a blank between its words, none of them twice."""
    return lambda value: sorted(value.split(" ")) == sorted(set(value.split(" ")) & set(values))


def address(value):
    parts = urlsplit(value)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", value)


def keys(least, most):
    """Keys of a telephone, each at most once."""
    return lambda value: least <= len(value) <= most and len(set(value)) == len(value) and set(value) <= set("0123456789*#")


FLAG = one_of("true", "false")
METHOD = one_of("GET", "POST")
VALUES = {
    ("Gather", "input"): one_of("dtmf", "speech", "dtmf speech"),
    ("Gather", "action"): address,
    ("Gather", "method"): METHOD,
    ("Gather", "timeout"): whole_number(1),
    ("Gather", "finishOnKey"): keys(0, 1),
    ("Gather", "numDigits"): whole_number(1),
    ("Gather", "actionOnEmptyResult"): FLAG,
    ("Record", "action"): address,
    ("Record", "method"): METHOD,
    ("Record", "maxLength"): whole_number(2, 14400),
    ("Record", "timeout"): whole_number(1),
    ("Record", "finishOnKey"): keys(0, 12),
    ("Record", "playBeep"): FLAG,
    ("Record", "trim"): one_of("trim-silence", "do-not-trim"),
    ("Record", "recordingStatusCallback"): address,
    ("Record", "recordingStatusCallbackMethod"): METHOD,
    ("Record", "recordingStatusCallbackEvent"): some_of("in-progress", "completed", "absent"),
    ("Say", "voice"): re.compile(r"[A-Za-z0-9._-]+").fullmatch,
    ("Say", "language"): re.compile(r"[a-z]{2,3}(-[A-Z]{2})?").fullmatch,
    ("Say", "loop"): whole_number(1),
    ("Play", "loop"): whole_number(1),
    ("Pause", "length"): whole_number(1),
    ("Redirect", "method"): METHOD,
    ("Reject", "reason"): one_of("rejected", "busy"),
}
# Their defaults are the address just answered, any key, or cut silence: never left to chance.
REQUIRED = {
    "Gather": {"action", "method", "timeout", "finishOnKey", "input"},
    "Record": {"action", "method", "maxLength", "timeout", "finishOnKey", "trim"},
    "Redirect": {"method"},
    "Say": {"language"},
}


def check_element(parent, element):
    tag = element.tag
    if tag not in KNOWN[parent]:
        yield f"<{tag}> may not stand in <{parent}>"
        return
    for name, value in element.attrib.items():
        if name not in KNOWN[parent][tag]:
            yield f"<{tag}> has no attribute {name}"
        elif (tag, name) not in VALUES:
            yield f"<{tag} {name}> is set, and this check has no rule for its value"
        elif not VALUES[tag, name](value):
            yield f"<{tag} {name}> cannot be {value!r}"
    for name in sorted(REQUIRED.get(tag, set()) - set(element.attrib)):
        yield f"<{tag}> leaves {name} to its default"
    text = element.text or ""
    if tag in ("Play", "Redirect") and not address(text):
        yield f"<{tag}> leads to {text!r}, which is no absolute address"
    if tag == "Say" and not (text.strip() and len(text) <= MOST_SAID):
        yield f"<Say> says {len(text)} characters"
    if tag not in TEXT_OF and text.strip():
        yield f"<{tag}> holds text"
    if tag in KNOWN:
        yield from check_children(element)
    elif len(element):
        yield f"<{tag}> holds elements"


def check_children(parent):
    children = list(parent)
    for child, following in zip(children, children[1:] + [None]):
        yield from check_element(parent.tag, child)
        if (child.tail or "").strip():
            yield f"<{parent.tag}> holds text"
        if child.tag in ("Gather", "Record") and (following is None or following.tag != "Redirect"):
            yield f"<{child.tag}> is not followed by <Redirect>: a provider that falls through would hang up"


def check(document):
    if len(document) >= MOST_BYTES:
        yield f"{len(document)} bytes; the limit is {MOST_BYTES}"
    if not document.startswith(DECLARATION):
        yield "it does not begin with the XML declaration"
    if b"<!DOCTYPE" in document:
        yield "it has a document type"
        return
    try:
        root = ElementTree.fromstring(document)
    except ElementTree.ParseError as error:
        yield f"it is not XML: {error}"
        return
    if root.tag != "Response" or root.attrib or (root.text or "").strip():
        yield "its root is not a plain <Response>"
        return
    if len(root) == 0:
        yield "it is empty"
    yield from check_children(root)


def documents(paths):
    for path in paths:
        with open(path, "rb") as file:
            yield path, file.read()
    if not paths:
        for number, line in enumerate(sys.stdin, 1):
            if line.strip():
                given = json.loads(line)
                yield given.get("name", f"line {number}"), given["xml"].encode()


def main():
    count, problems = 0, []
    for name, document in documents(sys.argv[1:]):
        count += 1
        problems += [f"{name}: {problem}" for problem in check(document)]
    for problem in problems:
        print(problem)
    print(f"{count} documents, {len(problems)} problems", file=sys.stderr)
    return 1 if problems else 0 if count else 2


if __name__ == "__main__":
    sys.exit(main())
