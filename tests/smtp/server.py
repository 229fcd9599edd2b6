"""A mail server that behaves as its recipients' names say, for the tests of outgoing mail.

Prints its port once it listens and serves until its standard input ends. Every mail it has accepted is a
JSON file in FOLDER before the client hears so. What it does with a recipient:

    reject@…    550 for good          drop@…   hangs up instead of an answer
    greylist@…  451 the first time    hang@…   never answers
    lost@…      takes the mail and hangs up before saying so, the first time
"""

import argparse
import asyncio
import email
import email.policy
import json
import logging
import pathlib
import ssl
import sys
import warnings

import trustme
from aiosmtpd.smtp import SMTP, AuthResult


class Behaviour:
    def __init__(self, folder):
        self.folder = folder
        self.seen = set()
        self.tried = folder / "tried"
        self.count = 0

    def first_time(self, address):
        first = address not in self.seen
        self.seen.add(address)
        return first

    async def handle_RCPT(self, server, session, envelope, address, options):
        with self.tried.open("a") as tried:
            tried.write(address + "\n")
        name = address.split("@")[0]
        if name == "reject":
            return "550 5.1.1 No such user here"
        if name == "greylist" and self.first_time(address):
            return "451 4.7.1 Greylisted, come back in 5 minutes"
        if name == "drop":
            server.transport.abort()
            return "421 4.3.0 Gone"
        if name == "hang":
            await asyncio.Event().wait()
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        part = lambda kind: message.get_body((kind,)).get_content()
        received = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": {name: str(value) for name, value in message.items()},
            "names": [address.display_name for address in message["To"].addresses],
            "parts": [part.get_content_type() for part in message.iter_parts()],
            "text": part("plain"),
            "html": part("html"),
            "encrypted": session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None,
            "user": session.auth_data if session.authenticated else None,
        }
        unfinished = self.folder / "unfinished"
        unfinished.write_text(json.dumps(received))
        unfinished.rename(self.folder / f"{self.count:04}.json")
        self.count += 1
        if envelope.rcpt_tos[0].startswith("lost@") and self.first_time(envelope.rcpt_tos[0]):
            server.transport.abort()
        return "250 2.0.0 OK"


def certificate(folder):
    """An authority of this run alone; what it has signed is good for this machine."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return context


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--safety", choices=["plain", "starttls", "tls"], default="plain")
    parser.add_argument("--auth", help="user:password")
    parser.add_argument("--port", type=int, default=0)
    wanted = parser.parse_args()
    # It speaks to this machine alone and says so at length.
    warnings.simplefilter("ignore")
    logging.getLogger("mail.log").setLevel(logging.ERROR)

    context = certificate(wanted.folder) if wanted.safety != "plain" else None
    behaviour = Behaviour(wanted.folder)
    settings = {"hostname": "localhost"}
    if wanted.safety == "starttls":
        settings |= {"tls_context": context, "require_starttls": True}
    if wanted.auth:
        user, password = wanted.auth.split(":")

        def authenticate(server, session, envelope, mechanism, data):
            right = (data.login, data.password) == (user.encode(), password.encode())
            return AuthResult(success=right, handled=right, auth_data=user)

        settings |= {
            "auth_required": True,
            "auth_require_tls": wanted.safety == "starttls",
            "authenticator": authenticate,
        }
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(behaviour, loop=loop, **settings),
        "127.0.0.1",
        wanted.port,
        ssl=context if wanted.safety == "tls" else None,
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
