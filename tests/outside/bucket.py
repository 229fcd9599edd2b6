"""A bucket of a real S3 server, which checks signatures and can be killed; and its objects, read beside the program.

The server is SeaweedFS, from PyPI, in a folder of its own.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from multiprocessing.util import Finalize
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import requests
from requests_aws4auth import AWS4Auth

from gateway import free_port

KEY_ID, SECRET, REGION = "test-key-id", "not-a-real-secret", "us-east-1"
NAME = "recordings"
READY_SECONDS = 90
PORTS = ["master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc", "s3.port",
         "s3.port.grpc"]  # fmt: skip


def program():
    """The server's, beside the Python that the tests run with."""
    return str(Path(sys.executable).with_name("weed"))


class Bucket:
    """What may be at `port`: the server, or something in front of it."""

    def __init__(self, port, prefix=""):
        self.base, self.prefix = f"http://127.0.0.1:{port}", prefix
        self.url = f"s3://{NAME}" + (f"/{prefix}" if prefix else "")
        self.auth = AWS4Auth(KEY_ID, SECRET, REGION, "s3")

    def environment(self, port):
        """What the program needs to reach it there."""
        return {
            "PHONECLOCK_RECORDINGS": self.url,
            "AWS_ACCESS_KEY_ID": KEY_ID,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_REGION": REGION,
            "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{port}",
        }

    def request(self, method, key="", auth=True, **more):
        return requests.request(
            method, f"{self.base}/{NAME}/{quote(key)}", auth=self.auth if auth else None, timeout=10, **more
        )

    def list(self):
        """The keys below the prefix, without it."""
        within, keys, more = f"{self.prefix}/" if self.prefix else "", [], {}
        while True:
            answer = self.request("GET", params={"list-type": "2", "prefix": within} | more)
            answer.raise_for_status()
            root = ElementTree.fromstring(answer.content)
            named = {tag: [one.text for one in root.iter() if one.tag.endswith("}" + tag)] for tag in (
                "Key", "NextContinuationToken")}  # fmt: skip
            keys += [key.removeprefix(within) for key in named["Key"]]
            if not named["NextContinuationToken"]:
                return keys
            more = {"continuation-token": named["NextContinuationToken"][0]}

    def files(self):
        """Every object below the prefix, by its key."""
        return {key: self.read(key) for key in self.list()}

    def read(self, key):
        answer = self.request("GET", f"{self.prefix}/{key}" if self.prefix else key)
        answer.raise_for_status()
        return answer.content


class Server:
    """SeaweedFS with one bucket."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="phoneclock-s3-"))
        self.ports = {name: free_port() for name in PORTS}
        self.port = self.ports["s3.port"]
        self.process = None
        self.kills = 0
        self._lock = threading.Lock()
        identity = {
            "name": "phoneclock",
            "credentials": [{"accessKey": KEY_ID, "secretKey": SECRET}],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        }
        (self.folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
        (self.folder / "data").mkdir()
        self._at_exit = Finalize(None, self.close, exitpriority=1)

    def start(self):
        options = [f"-{name}={port}" for name, port in self.ports.items()]
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [
                    program(), "-alsologtostderr=false", "-logdir", self.folder, "server",
                    "-dir", self.folder / "data", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3", *options,
                    "-s3.config", self.folder / "s3.json", "-s3.port.iceberg=0", "-s3.port.lance=0", "-s3.iam=false",
                    "-filer.localSocket", self.folder / "filer.sock", "-s3.localSocket", self.folder / "s3.sock",
                    "-master.telemetry=false", "-master.electionTimeout=1s", "-master.volumeSizeLimitMB=64",
                    "-volume.max=20", "-volume.preStopSeconds=0",
                ],
                cwd=self.folder, stdout=log, stderr=log,
            )  # fmt: skip
        self.wait_until_ready()
        return self

    def wait_until_ready(self):
        """Until something can be written, read and deleted."""
        bucket, until = Bucket(self.port), time.monotonic() + READY_SECONDS
        while True:
            try:
                bucket.request("PUT")
                if bucket.request("PUT", "ready", data=b"yes").ok and bucket.request("DELETE", "ready").ok:
                    return
            except requests.RequestException:
                """Not yet."""
            if self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"the S3 server does not start:\n{(self.folder / 'log').read_text()[-3000:]}")
            time.sleep(0.1)

    def kill(self):
        """`kill -9`."""
        self.process.kill()
        self.process.wait()
        self.kills += 1

    def kill_and_restart(self):
        """Nothing happens while another does it."""
        if not self._lock.acquire(blocking=False):
            return False
        try:
            self.kill()
            self.start()
            return True
        finally:
            self._lock.release()

    def close(self):
        self._at_exit.cancel()
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
        shutil.rmtree(self.folder, ignore_errors=True)
