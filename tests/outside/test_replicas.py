"""Three replicas on PostgreSQL: what callers must not notice, and the short fault run, with proof that it can fail.

The long one is `fault_run.py --replicas`. PHONECLOCK_REPLICA_SEEDS says how many seeds, PHONECLOCK_REPLICA_FIRST which
is the first.
"""

import copy
import os
import random
import tempfile
import threading
import time
import unittest
from collections import Counter

import checker
from bucket import Bucket
from caller import Call
from checker import CallFacts, Stored
from cluster import Cluster, Pair
from fault_run import run_replica_seeds, table
from faults import HOUR, person_of
from line import Counts, Line
from replica_faults import KINDS, SIZES, ReplicaDay, bucket_server, kinds_of
from replicas import Replicas, Template
from test_chaos import Chaos
from wire import Wire
from words import told

SEEDS = int(os.environ.get("PHONECLOCK_REPLICA_SEEDS", "5"))
CALLS = int(os.environ.get("PHONECLOCK_REPLICA_CALLS", "40"))
FIRST = int(os.environ.get("PHONECLOCK_REPLICA_FIRST", "0"))


class Moments(Line):
    """Does something just before certain webhooks of a call are sent: {number: what}."""

    def __init__(self, site, **moments):
        super().__init__(random.Random(1), site, Counts())
        self.moments = {int(name.removeprefix("at")): act for name, act in moments.items()}

    def webhook(self, call, request):
        self.moments.get(len(call.posted), lambda: None)()
        return self.surely(request)

    def callbacks(self, call, callbacks):
        for _name, request in callbacks:
            call.check_callback(self.surely(request))


class ReplicasTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="phoneclock-replicas-")
        cls.addClassCleanup(folder.cleanup)
        cls.template = Template.build(folder.name)

    def site(self, servers=None, **more):
        """Three replicas that are ready; without `servers`, on one of PostgreSQL."""
        if servers is None:
            servers = [Cluster(copy_of=self.template.data).start()]
            self.addCleanup(servers[0].close)
        site = Replicas(servers, self.template.key, **more)
        self.addCleanup(site.close)
        self.facts = []
        return site.start()

    def pair(self):
        pair = Pair(Cluster(copy_of=self.template.data).start())
        self.addCleanup(pair.close)
        return pair

    def call(self, site, worker=0, **moments):
        """A call to its end, at which a time was read back."""
        worker, sid = self.template.workers[worker], f"CA{len(self.facts):032x}"
        person = person_of(random.Random(7), worker, sid, patient=True)
        call = Call(site.number(), person, worker.phone, Moments(site, **moments), sid)
        call.place()
        self.assertEqual((call.complaints, call.ended), ([], "completed"), call.words)
        self.facts.append(CallFacts.of(call, worker.name))
        heard = [found[0] for words in self.facts[-1].heard if (found := told(words))]
        self.assertTrue({"in", "out", "next"} & {*heard}, call.words)
        return call

    def pass_hours(self, site):
        site.move_past(9 * HOUR)
        for facts in self.facts:
            facts.moved_ms += 9 * HOUR

    def assertInOrder(self, site):
        """All that is left to do is done, and what is stored is what was heard."""
        self.assertEqual({*map(tuple, site.settle())}, {(0, 0, 0)})
        pins, phones = [w.pin for w in self.template.workers], [w.phone for w in self.template.workers]
        self.assertEqual(checker.check(self.facts, site.stored(), pins, phones), [])
        self.assertEqual([replica.ends + replica.refusals for replica in site.all], [[], [], []])

    def test_every_webhook_may_go_to_another_replica(self):
        site = self.site(direct=True)
        self.call(site)
        self.pass_hours(site)
        self.call(site)
        self.assertInOrder(site)
        self.assertEqual(len(site.sql("SELECT 1 FROM time_entry WHERE status = 'closed'")), 1)

    def test_replicas_that_are_killed_one_after_another_are_not_noticed(self):
        site = self.site()

        def kill(number):
            # The one before is there again.
            site.wait_until_ready()
            site.all[number].kill()

        self.call(site, at1=lambda: kill(0), at2=lambda: kill(1), at3=lambda: kill(2))
        self.assertEqual([replica.kills for replica in site.all], [1, 1, 1])
        site.wait_until_ready()
        self.assertInOrder(site)

    def test_an_upgrade_of_one_after_another_is_not_noticed(self):
        site = self.site()
        codes = []
        rolling = threading.Thread(target=lambda: codes.extend(site.roll()))
        rolling.start()
        while rolling.is_alive():
            self.call(site)
            self.pass_hours(site)
        rolling.join()
        self.assertEqual(codes, [0, 0, 0])
        site.wait_until_ready()
        self.assertInOrder(site)

    def test_callers_wait_while_the_database_is_away(self):
        site = self.site()
        (server,) = site.servers
        for number in (1, 2, 3):
            server_is_back = threading.Thread(target=lambda: (time.sleep(10), server.start()))

            def away(server_is_back=server_is_back):
                server.kill()
                server_is_back.start()

            call = self.call(site, number, **{f"at{number}": away})
            server_is_back.join()
            self.assertGreater(call.waits, 0, call.words)
            site.wait_until_ready()
        self.assertInOrder(site)

    def test_a_time_that_was_heard_is_not_lost_with_the_server_that_stored_it(self):
        pair = self.pair()
        site = self.site(pair.both)
        self.call(site, at4=pair.switch)
        self.assertEqual(pair.switches, 1)
        self.pass_hours(site)
        self.call(site)
        site.wait_until_ready()
        self.assertInOrder(site)

    def test_what_only_the_lost_server_knew_was_told_to_nobody(self):
        pair = self.pair()
        site = self.site(pair.both)
        losing = threading.Thread(target=pair.switch, kwargs={"behind": 12})

        def lose():
            losing.start()
            time.sleep(1)

        # The punch is written while no standby has it, and can be read after a start of the server that goes.
        call = self.call(site, at3=lose)
        losing.join()
        self.assertGreater(call.waits, 0, call.words)
        site.wait_until_ready()
        self.assertInOrder(site)

    def test_a_server_that_takes_no_writes_any_more_is_left(self):
        pair = self.pair()
        site = self.site(pair.both, direct=True)
        self.call(site, at3=lambda: pair.switch(killed=False))
        self.assertTrue(pair.standby.is_alive() and not pair.standby.is_primary())
        # Whoever signed in since is known to the server that takes writes, and only there.
        pages = [site.visit("GET", "/time-tracking/phone-clocking")[:2] for _replica in site.all]
        self.assertEqual(pages, [(200, None)] * 3)
        self.pass_hours(site)
        self.call(site)
        self.assertInOrder(site)

    def test_random_calls_with_redeliveries_hang_ups_and_kills_lose_and_double_nothing(self):
        cluster = Cluster.new()
        self.addCleanup(cluster.close)
        key = self.template.key.with_name("another key")
        site = Replicas([cluster], key, direct=True)
        self.addCleanup(site.close)
        site.run("key", "new")
        chaos = Chaos("replicas", CALLS, site)
        site.start()
        chaos.run()
        site.wait_until_ready()
        chaos.settle()
        self.assertEqual(site.stop(), [0, 0, 0])
        found = chaos.complaints + chaos.check(chaos.stored())
        self.assertEqual(found, [], "\n".join(found[:40]))
        self.assertGreater(site.kills, 0)
        self.assertEqual([replica.ends + replica.refusals for replica in site.all], [[], [], []])

    def test_names_are_kept_in_the_bucket_once_it_is_there_again(self):
        server = bucket_server()
        wire = Wire(server.port)
        self.addCleanup(wire.close)
        bucket = Bucket(server.port, "test")
        site = self.site(bucket=bucket, bucket_port=wire.port)
        wire.cut(refuse=True)
        self.call(site)
        site.wait_for("a replica has tried", lambda: wire.broken)
        self.assertEqual([key for key in bucket.list() if key.endswith(".wav")], [])
        wire.mend()
        self.assertInOrder(site)
        (key,) = [key for key in bucket.list() if key.endswith(".wav")]
        self.assertEqual(bucket.request("GET", f"test/{key}", auth=False).status_code, 403)


class SeedsTest(unittest.TestCase):
    def test_a_block_of_seeds_has_every_kind_once(self):
        for block in range(3):
            seeds = range(len(SIZES) * block, len(SIZES) * (block + 1))
            self.assertEqual(Counter(kind for seed in seeds for kind in kinds_of(seed)), Counter(KINDS))
            self.assertEqual({len(kinds_of(seed)) for seed in seeds}, {3, 4})
        self.assertNotEqual([kinds_of(seed) for seed in range(5)], [kinds_of(seed) for seed in range(5, 10)])


class ReplicaFaultsTest(unittest.TestCase):
    maxDiff = None

    def test_whatever_fails_nothing_read_back_is_lost_and_every_job_ends(self):
        outcomes = run_replica_seeds(range(FIRST, FIRST + SEEDS), jobs=2)
        print(f"\n{table(outcomes, KINDS)}")
        failed = {f"seed {one.seed}, {one.kinds}": one.complaints for one in outcomes if one.complaints}
        self.assertEqual(failed, {}, "\n".join(one.story[:30_000] for one in outcomes if one.complaints))
        self.assertGreater(sum(one.counts["times read back"] for one in outcomes), SEEDS)

    def test_the_same_evidence_with_one_thing_changed_is_not_accepted(self):
        with tempfile.TemporaryDirectory() as folder:
            day = ReplicaDay(0, Template.build(folder), ["redelivered"])
            self.addCleanup(day.close)
            self.assertEqual(day.run(), [])
        stored = day.stored

        def with_tables(**changed):
            return day.check(Stored(copy.deepcopy(stored.tables) | changed, recordings=stored.recordings))

        self.assertEqual(with_tables(), [])
        heard = {facts.sid for facts, _ in day.facts if any((t := told(w)) and t[0] == "in" for w in facts.heard)}
        calls = {row["id"] for row in stored.tables["call"] if row["provider_call_id"] in heard}
        victim = next(p for p in stored.tables["punch"] if p["call_id"] in calls and p["way"] == "in")
        others = [p for p in stored.tables["punch"] if p["id"] != victim["id"]]
        self.assertNotEqual(with_tables(punch=others), [])
        self.assertNotEqual(with_tables(punch=[*others, victim, victim | {"id": b"x", "made_by": "x"}]), [])
        self.assertNotEqual(with_tables(task=[task | {"state": "waiting"} for task in stored.tables["task"]]), [])
        self.assertNotEqual(day.check(Stored(stored.tables, recordings={})), [])

        day.gateway.all[0].ends.append("101, a panic")
        day.struck.clear()
        found = " ".join(with_tables())
        for complaint in ("a replica ended by itself: 101", "never struck: redelivered"):
            self.assertIn(complaint, found)


if __name__ == "__main__":
    unittest.main()
