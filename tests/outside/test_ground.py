"""What the replicas of the fault run stand on does what is said of it: PostgreSQL, the wires, and the bucket."""

import contextlib
import threading
import time
import unittest

import psycopg

from bucket import Bucket
from cluster import Cluster, Pair
from replica_faults import bucket_server
from wire import Wire


class Writer:
    """Adds numbers to a table as fast as it can, over whichever server takes writes; `known` are those that are stored
    as far as it was told."""

    def __init__(self, ports):
        self.where = {
            "host": ",".join(["127.0.0.1"] * len(ports)), "port": ",".join(map(str, ports)), "user": "phoneclock",
            "dbname": "phoneclock", "target_session_attrs": "read-write", "connect_timeout": 2, "autocommit": True,
        }  # fmt: skip
        self.known, self.tried = [], 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self):
        while not self._stop.is_set():
            with contextlib.suppress(psycopg.Error), psycopg.connect(**self.where) as connection:
                while not self._stop.is_set():
                    self.tried += 1
                    connection.execute("INSERT INTO number VALUES (%s)", [self.tried])
                    self.known.append(self.tried)

    def more(self, seconds=20):
        """Waits until more is stored."""
        before, until = len(self.known), time.monotonic() + seconds
        while len(self.known) < before + 10:
            if time.monotonic() > until:
                raise AssertionError(f"no more than {before} numbers are stored")
            time.sleep(0.01)

    def stop(self):
        self._stop.set()
        self._thread.join()


class GroundTest(unittest.TestCase):
    def setUp(self):
        self.pair = Pair(Cluster.new())
        self.addCleanup(self.pair.close)
        self.pair.primary.rows("CREATE TABLE number (number BIGINT PRIMARY KEY)")
        self.wires = [Wire(one.port) for one in self.pair.both]
        for wire in self.wires:
            self.addCleanup(wire.close)
        self.writer = Writer([wire.port for wire in self.wires])
        self.addCleanup(self.writer.stop)
        self.writer.more()

    def assertNothingLost(self):
        self.writer.more()
        self.writer.stop()
        stored = {row["number"] for row in self.pair.primary.rows("SELECT number FROM number")}
        self.assertEqual({*self.writer.known} - stored, set())
        self.assertEqual(self.pair.primary.database().integrity(), ["ok"])

    def test_what_was_stored_survives_kills_and_switches(self):
        for all_at_once in (True, False):
            self.pair.primary.kill_and_restart(all_at_once=all_at_once)
            self.writer.more()
        for killed in (True, False):
            old = self.pair.primary
            self.pair.switch(killed=killed)
            self.assertIs(self.pair.standby, old)
            self.writer.more()
            if not killed:
                with self.assertRaises(psycopg.errors.ReadOnlySqlTransaction):
                    old.rows("INSERT INTO number VALUES (0)")
            self.pair.mend()
        self.assertNothingLost()

    def test_nothing_is_stored_while_the_standby_is_away(self):
        with self.pair.standby.paused():
            time.sleep(0.3)
            before = len(self.writer.known)
            time.sleep(0.5)
            self.assertEqual(len(self.writer.known), before)
        self.writer.more()

        # What one server has written and told nobody is there after its start, and lost with it.
        (before,) = self.pair.primary.rows("SELECT count(*) FROM number")
        self.pair.switch(behind=1)
        (after,) = self.pair.primary.rows("SELECT count(*) FROM number")
        self.assertLessEqual(before["count"], after["count"])
        self.assertNothingLost()

    def test_a_wire_that_is_cut_held_or_slow_is_felt(self):
        wire = self.wires[0]
        wire.cut()
        self.writer.more()
        wire.cut(refuse=True)
        # What was answered just before is still being taken in.
        time.sleep(0.2)
        before = len(self.writer.known)
        time.sleep(0.5)
        self.assertEqual(len(self.writer.known), before)
        wire.mend()
        self.writer.more()
        for requests in (True, False):
            wire.hold(requests=requests)
            time.sleep(0.2)
            before = len(self.writer.known)
            time.sleep(0.3)
            self.assertEqual(len(self.writer.known), before)
            wire.mend()
            self.writer.more()
        wire.late = 0.05
        self.writer.more()
        self.assertTrue(wire.broken >= 2 and wire.held >= 2 and wire.delayed >= 10)
        wire.mend()
        self.assertNothingLost()


class BucketTest(unittest.TestCase):
    def test_a_bucket_checks_signatures_and_keeps_what_it_has_taken(self):
        server = bucket_server()
        bucket = Bucket(server.port, "ground")
        for number in range(3):
            self.assertEqual(bucket.request("PUT", f"ground/{number} a.wav", data=b"sound" * 9000).status_code, 200)
        self.assertEqual(bucket.request("PUT", "ground/0 a.wav", data=b"", headers={"If-None-Match": "*"}).status_code, 412)
        self.assertEqual(bucket.request("GET", "ground/0 a.wav", auth=False).status_code, 403)
        self.assertEqual(bucket.request("GET", "ground/none").status_code, 404)
        server.kill_and_restart()
        self.assertEqual(bucket.files(), {f"{number} a.wav": b"sound" * 9000 for number in range(3)})


if __name__ == "__main__":
    unittest.main()
