"""The short fault run, with every kind of fault, and proof that it can fail. The long one is fault_run.py.

PHONECLOCK_FAULT_SEEDS says how many seeds, PHONECLOCK_FAULT_FIRST which is the first.
"""

import copy
import os
import tempfile
import unittest
from collections import Counter

from checker import Stored
from fault_run import run_seeds, table
from faults import KINDS, SIZES, Day, kinds_of
from shaky import Template
from words import told

SEEDS = int(os.environ.get("PHONECLOCK_FAULT_SEEDS", "18"))
FIRST = int(os.environ.get("PHONECLOCK_FAULT_FIRST", "0"))


class SeedsTest(unittest.TestCase):
    def test_a_block_of_seeds_has_every_kind_once(self):
        for block in range(3):
            seeds = range(len(SIZES) * block, len(SIZES) * (block + 1))
            self.assertEqual(Counter(kind for seed in seeds for kind in kinds_of(seed)), Counter(KINDS))
            self.assertEqual({len(kinds_of(seed)) for seed in seeds}, {1, 2, 3})
        self.assertNotEqual([kinds_of(seed) for seed in range(9)], [kinds_of(seed) for seed in range(9, 18)])


class FaultsTest(unittest.TestCase):
    maxDiff = None

    def test_whatever_fails_nothing_read_back_is_lost_and_every_job_ends(self):
        outcomes = run_seeds(range(FIRST, FIRST + SEEDS), jobs=2)
        print(f"\n{table(outcomes)}")
        failed = {f"seed {one.seed}, {one.kinds}": one.complaints for one in outcomes if one.complaints}
        self.assertEqual(failed, {})
        self.assertGreater(sum(one.counts["times read back"] for one in outcomes), SEEDS)

    def test_the_same_evidence_with_one_thing_changed_is_not_accepted(self):
        with tempfile.TemporaryDirectory() as folder:
            day = Day(0, Template.build(folder), ["redelivered"])
            self.addCleanup(day.close)
            self.assertEqual(day.run(), [])
        stored = day.stored

        def with_tables(**changed):
            tables = copy.deepcopy(stored.tables) | changed
            return day.check(Stored(tables, recordings=stored.recordings))

        self.assertEqual(with_tables(), [])
        heard = {facts.sid for facts, _ in day.facts if any((t := told(w)) and t[0] == "in" for w in facts.heard)}
        calls = {row["id"] for row in stored.tables["call"] if row["provider_call_id"] in heard}
        victim = next(p for p in stored.tables["punch"] if p["call_id"] in calls and p["way"] == "in")
        others = [p for p in stored.tables["punch"] if p["id"] != victim["id"]]
        self.assertNotEqual(with_tables(punch=others), [])
        self.assertNotEqual(with_tables(punch=[*others, victim, victim | {"id": b"x", "made_by": "x"}]), [])
        self.assertNotEqual(with_tables(task=[task | {"state": "waiting"} for task in stored.tables["task"]]), [])
        lost = Stored(stored.tables, recordings={})
        self.assertNotEqual(day.check(lost), [])

        day.api.elsewhere.visits.append("/somewhere")
        day.api.longest = 1 << 30
        day.struck.clear()
        found = " ".join(with_tables())
        for complaint in ("led to another host", "bytes of an endless answer", "never struck: redelivered"):
            self.assertIn(complaint, found)


if __name__ == "__main__":
    unittest.main()
