"""Compares signatures with those of Twilio's own Python library.

    check_signatures.py < LINES

One JSON object a line: {"url": "...", "params": [["name", "value"], ...], "signature": "...", "token": "..."}.
The signature must be the one of exactly this URL; that the library's validator accepts it too is checked beside it.
Prints every difference; exit code 1 if there is one, 2 if there was nothing to compare.
"""

import json
import sys

from twilio.request_validator import RequestValidator


class Params(dict):
    """Every value of a name, offered the way web frameworks do and the library asks for."""

    def __init__(self, pairs):
        super().__init__()
        for name, value in pairs:
            self.setdefault(name, []).append(value)

    def getall(self, name):
        return self[name]


def check(given):
    validator = RequestValidator(given["token"])
    params = Params(given["params"])
    expected = validator.compute_signature(given["url"], params)
    if expected != given["signature"]:
        yield f"{given['url']}: signed {given['signature']!r}, and the library signs {expected!r}"
    elif not validator.validate(given["url"], params, given["signature"]):
        yield f"{given['url']}: the library's validator refuses its own signature"


def main():
    count, problems = 0, []
    for line in sys.stdin:
        if line.strip():
            count += 1
            problems += check(json.loads(line))
    for problem in problems:
        print(problem)
    print(f"{count} signatures, {len(problems)} differences", file=sys.stderr)
    return 1 if problems else 0 if count else 2


if __name__ == "__main__":
    sys.exit(main())
