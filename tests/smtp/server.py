"""A mail server that behaves as its recipients' names say, for the tests of outgoing mail.

Prints its port once it listens and serves until its standard input ends. Every mail it has accepted is a
JSON file in FOLDER before the client hears so. What it does with a recipient:

    reject@…    550 for good          drop@…   hangs up instead of an answer
    greylist@…  451 the first time    hang@…   never answers
    lost@…      takes the mail and hangs up before saying so, the first time

With --answer it gives every client the same answer at one stage (hello, sender, recipient or content), and with
--certificate it shows one of another kind; what a client has to trust is in ca.pem, and in ca.der and key.pem what
does for no client.
"""

import argparse
import asyncio
import datetime
import ipaddress
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
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa


class Behavior:
    def __init__(self, folder, answers):
        self.folder = folder
        self.answers = answers
        self.seen = set()
        self.tried = folder / "tried"
        self.count = 0

    def first_time(self, address):
        first = address not in self.seen
        self.seen.add(address)
        return first

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        return [self.answers["hello"]] if "hello" in self.answers else responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        if "sender" in self.answers:
            return self.answers["sender"]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        with self.tried.open("a") as tried:
            tried.write(address + "\n")
        if "recipient" in self.answers:
            return self.answers["recipient"]
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
        if "content" in self.answers:
            return self.answers["content"]
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        part = lambda kind: message.get_body((kind,)).get_content()
        received = {
            "hello": session.host_name,
            "from": envelope.mail_from,
            "sender": [address.display_name for address in message["From"].addresses],
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


def one_certificate(folder, kind):
    """A certificate that has signed itself, as `openssl req -x509` makes them, or one like it."""
    key = ec.generate_private_key(ec.SECP521R1() if kind == "p521" else ec.SECP256R1())
    if kind in ("short-key", "self-signed", "common-name"):
        key = rsa.generate_private_key(65537, 1024 if kind == "short-key" else 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now, days = datetime.datetime.now(datetime.timezone.utc), datetime.timedelta
    expired = kind == "expired"
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - days(days=30))
        .not_valid_after(now + days(days=-1 if expired else 30))
        .add_extension(x509.BasicConstraints(kind != "sha512", None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if kind != "common-name":
        other = kind == "other-name"
        local = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
        names = [x509.DNSName("mail.example.com")] if other else local
        made = made.add_extension(x509.SubjectAlternativeName(names), critical=False)
    made = made.sign(key, hashes.SHA512() if kind == "sha512" else hashes.SHA256())
    (folder / "ca.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "ca.der").write_bytes(made.public_bytes(serialization.Encoding.DER))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    if kind == "short-key":
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.load_cert_chain(folder / "ca.pem", folder / "key.pem")
    return context


def certificate(folder, kind):
    """An authority of this run alone; what it has signed is good for this machine."""
    if kind != "signed":
        return one_certificate(folder, kind)
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
    parser.add_argument("--answer", action="append", default=[], metavar="STAGE:ANSWER")
    parser.add_argument("--certificate", default="signed")
    wanted = parser.parse_args()
    # It speaks to this machine alone and says so at length.
    warnings.simplefilter("ignore")
    logging.getLogger("mail.log").setLevel(logging.ERROR)

    context = certificate(wanted.folder, wanted.certificate) if wanted.safety != "plain" else None
    behavior = Behavior(wanted.folder, dict(answer.split(":", 1) for answer in wanted.answer))
    settings = {"hostname": "localhost"}
    if wanted.safety == "starttls":
        settings |= {"tls_context": context, "require_starttls": True}
    if wanted.auth:
        user, password = wanted.auth.split(":", 1)

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
        lambda: SMTP(behavior, loop=loop, **settings),
        "127.0.0.1",
        wanted.port,
        ssl=context if wanted.safety == "tls" else None,
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
